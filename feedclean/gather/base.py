"""What gathering is told besides the source."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import urlsplit

from feedclean.errors import FetchRefused, FetchTimeout
from feedclean.gather.notebook import Notebook
from feedclean.model.article import ArticleMeta
from feedclean.model.plan import NO_RULES, SiteRules
from feedclean.model.source import NO_VALIDATORS, Gathered, Source, Validators

_HONEST_S: Final = 10.0
PRODUCT: Final = "feedclean"
"""Our name in the User-Agent, and the one a robots.txt may use for us."""
MOST_TIMEOUTS: Final = 2
"""So many answers of a host that do not come in time, and this build asks it for no more."""


class Role(StrEnum):
    """What is asked for, which says how politely: feeds two at a time, pages one and slowly."""

    FEED = "feed"
    PAGE = "page"
    ROBOTS = "robots"


@dataclass(slots=True, kw_only=True)
class Purse:
    """The time that is left for one source in one build; what it does not buy waits for the next.

    Without it a source that lists a hundred pages, each of which takes as long as one answer may,
    would hold a build for hours.
    """

    answers_s: float = 75.0
    """Of waiting for answers."""
    pauses_s: float = 600.0
    """Of waiting for a turn: the pauses that hosts want between pages."""

    def at_most(self, seconds: float) -> float:
        """How much of some seconds the next answer may take; enough for an honest one."""
        return min(seconds, max(self.answers_s, _HONEST_S))

    @property
    def problem(self) -> str:
        """Why no more is asked for; empty while there is time."""
        if self.answers_s <= 0:
            return "left for the next build, as this source has taken all its time to answer"
        if self.pauses_s <= 0:
            return "left for the next build, as its host wants long pauses"
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One address to be asked, and how."""

    url: str
    role: Role = Role.FEED
    validators: Validators = NO_VALIDATORS
    """Sent back as they were received."""
    form: tuple[tuple[str, str], ...] = ()
    """Fields to be sent; where there are any, the request is a POST."""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Sent besides ours, or in their place; to no other host that a redirect leads to."""
    check: Callable[[str], float] | None = None
    """Asked about each address before it is, redirects included.

    Gives the delay in seconds its host wants between pages. Raises: FetchRefused.
    """
    purse: Purse | None = field(default=None, compare=False, repr=False)
    """What the time it takes is taken out of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """For how long a server calls its answer good; None where it does not say."""

    max_age_s: float | None = None
    expires_s: float | None = None
    """``Expires`` as seconds from the server's own ``Date``."""

    @property
    def seconds(self) -> float | None:
        """``max-age`` where it is given (RFC 9111, section 4.2.1)."""
        return self.expires_s if self.max_age_s is None else self.max_age_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server sent for one URL."""

    url: str
    """After redirects: what relative links are relative to."""
    body: bytes
    media_type: str | None
    charset: str | None
    validators: Validators
    moved_to: str | None = None
    """Where the permanent redirects led, up to the first that was not."""
    freshness: Freshness = Freshness()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmodified:
    """A 304: what was sent last time still holds."""

    url: str
    validators: Validators = NO_VALIDATORS
    """As far as they were sent again."""
    moved_to: str | None = None
    freshness: Freshness = Freshness()


Fetch = Callable[[Request], Fetched | Unmodified]
"""What a server answers. Raises: FetchError."""


@dataclass(slots=True)
class RobotsMemory:
    """What hosts have said of pages in this build, shared by its sources."""

    texts: dict[str, str | None] = field(default_factory=dict)
    """The robots.txt files, by scheme and host; None: everything is closed."""
    locks: dict[str, threading.Lock] = field(default_factory=dict)
    """So that two sources of one host do not both ask for it."""
    patience: dict[str, datetime] = field(default_factory=dict)
    """Hosts that have had too much of us, by name and port, and until when they are left alone."""
    timeouts: dict[str, int] = field(default_factory=dict)
    """How many answers of a host, by name and port, did not come in time."""


def no_rules(_url: str, _page: Fetched | None = None) -> SiteRules:
    """Where nobody has written down any."""
    return NO_RULES


class PageRules(Protocol):
    """What is written down about the page at an address."""

    def __call__(self, url: str, page: Fetched | None = None, /) -> SiteRules:
        """The rules; what a page shows of the program that made it counts once it is there."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The world, as far as gathering may touch it."""

    folder: Path
    """What relative locations are relative to."""
    now: datetime
    fetch: Fetch
    book: Notebook = field(default_factory=Notebook)
    """Of the one source that is gathered."""
    clock: Callable[[], datetime] | None = None
    """The time of a request, where a build takes long; None: ``now``."""
    robots: RobotsMemory = field(default_factory=RobotsMemory)
    """Shared by all sources of a build."""
    dice: Callable[[], float] = random.random
    """0 to 1, to spread repeated attempts."""
    rules: PageRules = no_rules
    known: Callable[[], Sequence[ArticleMeta]] = tuple
    """Articles whose pages were read in earlier builds, as they were listed."""
    refresh: bool = False
    """Ask although it is not due yet, pages too that could not be had and were given up.

    What a server said itself stands: Retry-After, 410, and the validators are sent as ever.
    """

    purse: Purse = field(default_factory=Purse)
    """Of the one source that is gathered."""

    def ask(self, request: Request) -> Fetched | Unmodified:
        """What a server answers, while there is time. Raises: FetchError."""
        if problem := self.purse.problem or self.is_slow(request.url):
            raise FetchRefused(request.url, problem)
        try:
            return self.fetch(replace(request, purse=self.purse))
        except FetchTimeout:
            host = urlsplit(request.url).netloc
            self.robots.timeouts[host] = self.robots.timeouts.get(host, 0) + 1
            raise

    def is_slow(self, url: str) -> str:
        """Why the host of an address is not asked any more; empty if it may be."""
        if self.robots.timeouts.get(urlsplit(url).netloc, 0) < MOST_TIMEOUTS:
            return ""
        return (
            f"left for the next build, as its host let {MOST_TIMEOUTS} requests of this one wait "
            "in vain"
        )

    def moment(self) -> datetime:
        """What time it is: that of the build at its start, and of each request after."""
        return self.now if self.clock is None else self.clock()


Gather = Callable[[Source, Context], Iterator[Gathered]]
