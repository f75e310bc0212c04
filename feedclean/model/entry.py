"""What the ledger remembers of a source: its entries, its captures, and how it was last built."""

from dataclasses import dataclass
from datetime import datetime

from feedclean.model.article import (
    ArticleId,
    ArticleMeta,
    CleanArticle,
    Digest,
    RawArticle,
    SourceId,
)
from feedclean.model.memory import FetchRecord
from feedclean.model.output import FeedHead
from feedclean.model.plan import BlockProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed, as far as readers of the feed and later builds depend on it."""

    id: ArticleId
    """Never changes."""
    first_seen: datetime | None
    """None: it was there when an archive was first read, and nobody saw it appear."""
    published: datetime | None
    """Frozen once it is known."""
    updated: datetime | None
    """Moves only when the cleaned text changes materially."""
    last_seen: datetime
    """When upstream last had it, to within a day."""
    names: tuple[str, ...]
    """Whatever upstream has called it: ids, addresses, places. Sorted."""
    place: str
    """Location of the capture the present text was read from."""
    capture: Digest
    """Digest of the body of that capture."""
    raw: Digest
    """Of the raw article the present text was cleaned from."""
    plan: Digest
    """Of the plan, and of the edition of the program, it was cleaned with."""
    text: Digest
    """Of the cleaned text alone, white space and case aside."""
    aside: tuple[Digest, ...] = ()
    """Raw articles that are this entry, but copies or worse versions of it. Sorted."""
    is_gone: bool = False
    """No longer part of the feed; remembered in case it comes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An entry with what is published of it."""

    entry: Entry
    article: CleanArticle
    """Under the id and the dates of the entry."""
    profile: BlockProfile
    """Of the raw article, for learning the template of the source again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One raw article, and what it was read from."""

    raw: RawArticle
    digest: Digest
    location: str
    """Of the capture."""
    body: Digest
    """Of the capture, too."""
    listed: ArticleMeta | None = None
    """For a page: what the feed or list said of it."""
    spare: RawArticle | None = None
    """For a page: the article as its feed has it; ``digest`` then is that of both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A capture that has been read to its end."""

    location: str
    body: Digest
    mark: Digest
    """Of all that reading it depends on: equal marks give equal raw articles."""
    raws: tuple[Digest, ...]
    """Its raw articles, in order."""
    media_type: str | None
    charset: str | None
    captured_at: datetime
    listed: ArticleMeta | None = None
    fallback: Digest | None = None
    """For a page: digest of the text its feed had, which is kept as another body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveName:
    """An archive document that is closed: it never changes."""

    name: str
    """Its month, ``2026-05``."""
    next: str
    """Name of the document after it, closed or not."""
    ids: frozenset[ArticleId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """The same with what is in it."""

    name: str
    next: str
    articles: tuple[CleanArticle, ...]
    """Newest first, as they were when it was closed; without their removals."""
    head: FeedHead | None = None
    """What was said of the feed then; None: closed by a program that did not remember it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMemory:
    """What is known of a source before a build, without the articles themselves."""

    source: SourceId
    is_new: bool
    """It has never been built."""
    plan: Digest
    basis: Digest
    """Of what the plan was made of besides the template."""
    feed: Digest
    """Of all that the published files depend on besides the entries."""
    outputs: tuple[tuple[str, Digest], ...]
    """Path and digest of each published file."""
    published: int
    """Entries in the published feed."""
    entries: tuple[Entry, ...]
    captures: tuple[Kept, ...]
    records: tuple[FetchRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Files made of several sources: a combined feed, the pages of the site."""

    basis: Digest
    """Of all that they were made of."""
    outputs: tuple[tuple[str, Digest], ...]
    """Path and digest of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What a build found out about a source; whatever is not named in it stays as it is."""

    source: SourceId
    plan: Digest
    basis: Digest
    feed: Digest
    outputs: tuple[tuple[str, Digest], ...]
    published: int
    closed: tuple[Archived, ...] = ()
    """Archives closed by this build."""
    changed: tuple[Standing, ...] = ()
    touched: tuple[Entry, ...] = ()
    """Entries whose text is the same."""
    removed: tuple[ArticleId, ...] = ()
    captures: tuple[Kept, ...] | None = None
    """All captures worth keeping; None: those that are kept."""
    bodies: tuple[tuple[Digest, bytes], ...] = ()
    """Bodies of captures, as sent, and texts of feeds that stand beside them."""
    records: tuple[FetchRecord, ...] = ()
    forgotten: tuple[str, ...] = ()
    """Addresses whose records nobody will ask for any more."""
