"""How a source is: what was measured of it in a build, and what is wrong with it."""

from dataclasses import dataclass
from datetime import datetime

from feedclean.model.article import SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a page is built, as two sketches: the smallest hashes of many, sorted."""

    names: tuple[int, ...]
    """Of the words that name its elements."""
    paths: tuple[int, ...]
    """Of the tags that lead to what it shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured of one new entry."""

    chars: int
    """Non-space characters that are left of it."""
    paragraphs: int
    images: int
    removed: float
    """0 to 1: share of the text that was taken out."""
    is_page: bool
    """It was read from a page, and not from what the feed has of it."""
    has_template: bool
    """A block of the learned template was found in it."""
    rules: tuple[str, ...] = ()
    """Rules of its site that found something. Sorted."""
    cautions: tuple[str, ...] = ()
    fit: float | None = None
    """For a page: 0 to 1, how like the most similar one of the last pages it is built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What a build that did something measured of a source."""

    at: datetime
    entries: int
    """In the published feed."""
    new: tuple[Measured, ...] = ()
    """Its new entries, oldest first; of very many the newest."""
    count: int = 0
    """Of all its new entries."""
    came: int = 0
    """Pages that came for entries known before, which had no more than the text of their feed, or
    another page."""
    walls: tuple[tuple[str, int], ...] = ()
    """Kind of a wall, and how many pages met one. Sorted."""
    failures: tuple[tuple[str, int], ...] = ()
    """Name of an error, and how often it happened, walls aside. Sorted."""
    early: int = 0
    """New entries dated more than a day from now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something is wrong with a source."""

    code: str
    """Never changes: ``layout-changed``."""
    since: datetime
    facts: tuple[tuple[str, str], ...] = ()
    """Name and value of what was measured, for the sentence that tells of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An alarm was opened or closed."""

    source: SourceId
    at: datetime
    is_open: bool
    """False: its cause is gone."""
    alarm: Alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How regularly entries appear."""

    newest: datetime
    """When the last one did."""
    pause_s: float
    """The longest pause between two days with entries."""
    silent_after: datetime
    """A source that has had nothing new up to then has fallen silent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What is remembered of how a source is, its samples aside."""

    source: SourceId
    alarms: tuple[Alarm, ...] = ()
    """Those that are open, sorted by code."""
    layouts: tuple[Layout, ...] = ()
    """Of its last pages, oldest first."""
    strange: tuple[Layout, ...] = ()
    """Of pages since its layout has changed, until we are used to them."""
    rhythm: Rhythm | None = None
    """None: it has none yet."""
