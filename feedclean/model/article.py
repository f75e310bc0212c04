"""An article: as it was read, and as it was cleaned."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType, Self

from feedclean.errors import FeedcleanError
from feedclean.model.removal import Removal, RuleId

SourceId = NewType("SourceId", str)
"""Slug of a configured source; also the stem of its output files."""

NOBODY: Final = SourceId("")
"""Whose what is that belongs to no single source."""

ArticleId = NewType("ArticleId", str)
"""Atom id of an entry, stable within one source."""

Digest = NewType("Digest", str)
"""32 hex digits of BLAKE2b-128."""


class Scope(StrEnum):
    """How much of a page ``RawArticle.html`` holds."""

    FRAGMENT = "fragment"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A person construct in the sense of RFC 4287, section 3.2."""

    name: str
    uri: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """Media attached to an entry."""

    url: str
    media_type: str | None = None
    length: int | None = None
    """Bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an article was read from, and how."""

    dialect: str
    """``stamp-html``, ``front-matter``, ``html-page``, ``rss`` …"""
    location: str
    """A URL, or a path as the loader gave it."""
    offset: int | None = None
    """Index of the record within ``location``, for files that hold several."""


BELOW_A_MENU: Final = "below a menu"
"""Where the title of a text comes from that has the names of its site above it, or a menu."""
NOTHING_LEFT: Final = "rules-left-nothing"
"""Caution: all that was there, or all of its text, went by site rules."""
FIRST_WORDS: Final = "first words"
"""Where the title of an article comes from that has none: from the beginning of its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleMeta:
    """What is known of an article besides its text; the same for raw and clean."""

    id: ArticleId
    source: SourceId
    url: str | None
    title: str
    """Plain text."""
    summary: str | None = None
    """Plain text."""
    authors: tuple[Author, ...] = ()
    published: datetime | None = None
    """Aware, UTC."""
    updated: datetime | None = None
    """Aware, UTC."""
    language: str | None = None
    """BCP 47."""
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    publisher: str | None = None
    """Whom the article is credited to, where that is not the source itself (``来源: X``)."""
    rights: str | None = None
    image: str | None = None
    """URL of the lead image, where the source names one."""
    evidence: tuple[tuple[str, str], ...] = ()
    """Field name and where its value came from, sorted by field: ``("published", "<time>")``."""

    @property
    def headline(self) -> str:
        """The title; empty if it is only the first words of the text."""
        return "" if ("title", FIRST_WORDS) in self.evidence else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherPage:
    """A page on which an article goes on."""

    url: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """One article as a dialect read it, before anything is removed."""

    meta: ArticleMeta
    html: str
    scope: Scope
    origin: Origin
    base: str | None = None
    """What its relative addresses are relative to, where that is not its own address."""
    more: tuple[FurtherPage, ...] = ()
    """In their order."""
    cautions: tuple[str, ...] = ()
    """What is unsure about how it was read: stable codes, such as ``text-hidden``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """Equal fingerprints: nothing to redo."""

    raw: Digest
    """Of the ``RawArticle``."""
    plan: Digest
    """Of the ``CleanPlan`` and the version of the cleaner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanStats:
    """Conservation of text.

    ``chars_in + chars_written == chars_out + sum(r.chars for r in removals)``. Characters are
    non-space code points of text; comments, scripts and styles are not text.
    """

    chars_in: int
    chars_out: int
    links_in: int
    links_out: int
    images_in: int
    images_out: int
    chars_written: int = 0
    """Names of the links that stand where the article had a player or a frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanArticle:
    """One article without its boilerplate."""

    meta: ArticleMeta
    html: str
    """Sanitized fragment with absolute URLs."""
    removals: tuple[Removal, ...]
    """In the order they were applied."""
    stats: CleanStats
    fingerprint: Fingerprint
    cautions: tuple[str, ...] = ()
    """Stable codes, such as ``over-removal-reverted``."""
    rules: tuple[RuleId, ...] = ()
    """Site rules that found something in it, sorted; whether or not that left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """An article left out on purpose."""

    meta: ArticleMeta
    rule: RuleId
    reason: str
    location: str = ""
    """The file it came in, or its address; empty where that is not known."""


LEFT_OUT: Final = "LeftOut"
"""The error of a ``Failure`` that is none: a file left out as no article, which fails no build."""
NOT_YET: Final = "NotYet"
"""The same for a file that seems to be still being written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An error as a value; plain strings, so that it travels between processes."""

    source: SourceId
    location: str
    stage: str
    """``gather``, ``parse``, ``clean`` or ``generate``."""
    error: str
    """Class name from ``feedclean.errors``, or of the bug itself."""
    message: str

    @classmethod
    def of(cls, error: Exception, *, location: str, stage: str, source: SourceId = NOBODY) -> Self:
        """An error as a value; one that is none of ours is told as the bug it is."""
        name = type(error).__name__
        is_known = isinstance(error, FeedcleanError)
        return cls(
            source=source,
            location=location,
            stage=stage,
            error=name,
            message=str(error) if is_known else f"a bug in feedclean: {name}: {error}",
        )

    @property
    def line(self) -> str:
        """For a person: whose it is, where, and why; most messages start with where themselves."""
        owner = f"{self.source}: " if self.source else ""
        where = "" if self.message.startswith(self.location) else f"{self.location}: "
        return f"failed: {owner}{where}{self.message}"


Outcome = CleanArticle | Dropped | Failure
"""Every raw article that is cleaned ends as exactly one of these."""
