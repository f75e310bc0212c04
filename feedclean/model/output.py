"""What leaves the house: feeds, rendered files, and the report of a build."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Final, Literal

from feedclean.model.article import ArticleId, CleanArticle, Digest, Dropped, Failure, SourceId

MANIFEST: Final = ".feedclean-manifest.json"
"""Lists what was published to the folder it lies in."""

OutputFormat = Literal["atom", "json", "rss", "html"]
"""What a feed is published as: ``<id>.atom``, ``<id>.json``, ``<id>.rss``, ``<id>.html``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteHead:
    """What every published file may say of the site it is part of."""

    title: str
    url: str
    """Of the output directory: absolute, with a slash at the end."""
    formats: tuple[OutputFormat, ...] = ("atom",)
    """What each feed is published as; ``atom`` is always among them."""
    has_article_pages: bool = False
    """Whether each article has a page of its own beside the page of its feed."""
    is_indexed: bool = False
    """Whether search engines may list the pages."""
    hub: str | None = None
    """WebSub hub that is told of new entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHead:
    """What is said of a feed as a whole; where its entries appear in another feed, too."""

    source: SourceId
    """Also the stem of its files."""
    id: str
    title: str
    self_url: str
    """URL of the directory the feed files are hosted in, with the file stem, without extension."""
    site_url: str | None
    updated: datetime
    """Of the newest entry, never the clock."""
    language: str | None = None
    """BCP 47."""
    subtitle: str | None = None
    """Plain text."""
    upstream_url: str | None = None
    """The feed that this one was made from."""
    icon: str | None = None
    """URL of a small square picture."""
    logo: str | None = None
    """URL of a picture twice as wide as high."""
    rights: str | None = None
    license: str | None = None
    """URL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Where a document stands in an archived feed (RFC 5005, section 4); all are URLs of Atom."""

    current: str
    """The subscription document."""
    previous: str | None = None
    """The archive document of older entries."""
    next: str | None = None
    """The archive document of newer entries."""
    is_archive: bool = False
    """It is closed and never changes."""
    archives: tuple[str, ...] = ()
    """Names of all archive documents, newest first; known to the subscription document alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One output feed; its bytes in any format are a function of this value alone."""

    site: SiteHead
    head: FeedHead
    entries: tuple[CleanArticle, ...]
    """Newest first."""
    origins: tuple[FeedHead, ...] = ()
    """For a feed combined of several: the feeds its entries come from, found by ``source``."""
    renamed: tuple[tuple[ArticleId, ArticleId], ...] = ()
    """For a feed combined of several: ids of entries that have another one, the second, at home."""
    paging: Paging | None = None
    """For a feed with archives."""
    archive: str | None = None
    """Name of an archive document, ``2026-05``; None: the feed people subscribe to."""
    is_presentable: bool = False
    """Whether every value is in a form that any format may carry: see ``presentable``."""

    @property
    def stem(self) -> str:
        """Path of its files without extension, relative to the site."""
        return f"{self.head.source}/{self.archive}" if self.archive else self.head.source

    def origin(self, article: CleanArticle) -> FeedHead | None:
        """The feed an entry of a combined feed comes from."""
        return next((one for one in self.origins if one.source == article.meta.source), None)

    def home(self, article: CleanArticle) -> tuple[SourceId, ArticleId]:
        """The feed that has a page for an entry, and the id the entry has there."""
        id_ = dict(self.renamed).get(article.meta.id, article.meta.id)
        return (article.meta.source if self.origins else self.head.source), id_


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """An entry as a list names it."""

    id: ArticleId
    title: str
    url: str | None
    date: datetime | None
    """When it was published, or when it was first seen."""
    home: tuple[SourceId, ArticleId] | None = None
    """The feed that its own page belongs to, and its id there; None: as on its card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An alarm as others may read of it: no address but the name of a host."""

    code: str
    title: str
    """A few words."""
    told: str
    """One sentence with what was measured."""
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the latest new entries of a source were like; rounded."""

    chars: int
    """Non-space characters of an entry, the median."""
    removed: float
    """0 to 1: share of the text that was taken out, the median."""
    a_day: float | None
    """New entries; None: after a first build nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A feed as the index of the site shows it."""

    head: FeedHead
    entries: int
    headlines: tuple[Headline, ...]
    """The newest ones, newest first."""
    members: tuple[SourceId, ...] = ()
    """For a feed combined of several: what it is combined of."""
    is_published: bool = True
    """False: there are no files of it yet."""
    alarms: tuple[Notice, ...] = ()
    """What is wrong with it, sorted by code."""
    figures: Figures | None = None
    """None: there is no history yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One file to publish."""

    path: PurePosixPath
    """Relative to the site root."""
    body: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unaltered:
    """A file that was published before and stands, so that nobody has to render it again."""

    path: PurePosixPath
    digest: Digest
    """Of its bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What became of one source: ``parsed == cleaned + unchanged + dropped + clean failures``."""

    source: SourceId
    gathered: int
    """Captures."""
    parsed: int
    """Raw articles."""
    cleaned: int
    unchanged: int
    blocks_removed: int
    entries: int
    """Entries in the published feed."""
    dropped: tuple[Dropped, ...]
    failures: tuple[Failure, ...]
    cautions: tuple[tuple[str, str], ...]
    """Article id and caution code."""
    files_written: int
    files_unchanged: int
    seconds: float
    undated: int = 0
    """Of the articles cleaned, those of which nobody tells when they appeared, nor saw it."""
    left_out: tuple[Failure, ...] = ()
    """Files of a folder that are no articles, or not yet; they fail no build."""
    left_out_before: int = 0
    """How many of these the last build left out, too: they stand at the end."""
    waiting: str = ""
    """Why a source that failed when it was last asked has not been asked this time."""
    stubs: tuple[tuple[str, str], ...] = ()
    """Address of a page that shows only the beginning of its article, and how that was told."""
    held: tuple[tuple[str, str], ...] = ()
    """Address of a page whose text is not believed, as it is built like none before, and why."""
    alarms: tuple[Notice, ...] = ()
    """What is wrong with it, as far as its history tells."""
    due: datetime | None = None
    """When a server may next be asked for it; None: for a dump, or one that is gone for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What became of a build."""

    started_at: datetime
    sources: tuple[SourceReport, ...]
    failures: tuple[Failure, ...] = ()
    """Failures that belong to no single source."""
    written: tuple[PurePosixPath, ...] = ()
    """Files whose bytes have changed since the last build that came to its end, in their order."""
    removed: tuple[PurePosixPath, ...] = ()
