"""What a build works with, and what it makes of one source."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from feedclean.codec import canonical_json, digest
from feedclean.config.values import Config
from feedclean.discretion import discreet
from feedclean.errors import FetchRefused
from feedclean.execute.base import Executor
from feedclean.execute.crew import ENOUGH, Crew
from feedclean.execute.serial import SerialExecutor
from feedclean.gather.base import Fetch, Request, RobotsMemory
from feedclean.gather.notebook import Notebook
from feedclean.model.article import Digest, SourceId
from feedclean.model.entry import Made, Saving, SourceMemory
from feedclean.model.health import Layout, Rhythm, Sample
from feedclean.model.memory import NO_FACTS, FeedFacts
from feedclean.model.output import Card, Rendered, SourceReport, Unaltered
from feedclean.model.source import Source
from feedclean.rules.headers import unarmed, without_headers
from feedclean.state.saving import Rows
from feedclean.state.store import Store
from feedclean.work.progress import Heed, heedless


def no_network(request: Request) -> NoReturn:
    """The ``fetch`` of an offline build."""
    raise FetchRefused(
        request.url, "not asked for, since this build is offline; what was published stands"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The world as a build sees it: what is fetched, how much at once, and what time it is."""

    now: datetime
    fetch: Fetch
    executor: Executor = field(default_factory=SerialExecutor)
    enough: int = ENOUGH
    """So much is done in this process before the executor is called in."""
    stopwatch: Callable[[], float] = time.perf_counter
    clock: Callable[[], datetime] | None = None
    """The time of a request; None: ``now``."""
    robots: RobotsMemory = field(default_factory=RobotsMemory)
    is_stopped: Callable[[], bool] = lambda: False
    """Whether somebody wants this build to end; it does so between two sources."""
    heed: Heed = heedless
    """Is told how far it is."""

    def moment(self) -> datetime:
        """What time it is."""
        return self.now if self.clock is None else self.clock()

    @property
    def is_offline(self) -> bool:
        """Whether no server may be asked."""
        return self.fetch is no_network


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """Where one build takes place."""

    config: Config
    output: Path
    tools: Tools
    store: Store
    crew: Crew
    shared: Digest
    """See ``shared_key``."""
    edition: Digest
    """Of the program: what another one made of an article is made again."""
    refresh: bool = False
    """Ask every server now, although it is not due."""
    pages: tuple[str, ...] = ()
    """See ``Order``."""
    reclean: bool = False
    """Clean everything anew, although nothing that cleaning goes by has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """What was seen of the health of a source while it was worked on."""

    sample: Sample
    layouts: tuple[Layout, ...] = ()
    """Of its new pages."""
    rhythm: Rhythm | None = None
    rules: frozenset[str] = frozenset()
    """Rules of its site, as they are now."""
    bodies: frozenset[str] = frozenset()
    """Those of them that say what the main content is."""
    emptied: int = 0
    """Entries that stand of which rules of their site have left nothing."""
    standing: int = 0
    """All entries that stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """What one source gave: no files if those that are published stand."""

    report: SourceReport
    book: Notebook
    files: tuple[Rendered | Unaltered, ...] = ()
    card: Card | None = None
    """How the index shows it now; None: as before."""
    made: tuple[tuple[SourceId, Made], ...] = ()
    """Files that stand apart from its outputs."""
    observed: Observed | None = None
    """What tells how it is; None: nothing was read."""
    saving: Saving | None = None
    """What to remember once the files are published; None: the book alone."""
    rows: Rows | None = None
    """What of that has been made rows of the state already, and is not in ``saving`` any more."""


def shared_key(config: Config, edition: Digest) -> Digest:
    """Digest of what the published files of all sources depend on; once for each build."""
    site = config.site
    rules = [*map(without_headers, config.rules)]
    return digest(edition, canonical_json((rules, site.head, site.host)))


def feed_key(source: Source, place: Workplace, book: Notebook) -> Digest:
    """Digest of all that the published files depend on besides the entries.

    The headers of its requests are left out, as they stay where requests are made.
    """
    packs = [pack.digest for pack in place.config.packs] if source.rule_packs else []
    facts = facts_in(source, book, place.config.secrets)
    return digest(place.shared, canonical_json((unarmed(source), packs, facts)))


def facts_in(source: Source, book: Notebook, secrets: tuple[str, ...]) -> FeedFacts:
    """What upstream says of its feed as a whole, out of the records of its source.

    An address that opens a door is nobody else's business.
    """
    known = book.get(book.asked_at(source.location))
    facts = NO_FACTS if known is None else known.facts
    if facts.url is not None and discreet(facts.url, secrets) != facts.url:
        return replace(facts, url=None)
    return facts


def as_remembered(memory: SourceMemory) -> Saving:
    """What there is to save of a source of which nothing is otherwise than it was."""
    return Saving(
        source=memory.source,
        plan=memory.plan,
        basis=memory.basis,
        feed=memory.feed,
        outputs=memory.outputs,
        published=memory.published,
    )
