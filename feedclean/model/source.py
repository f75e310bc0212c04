"""Where articles come from, and what gathering brought home."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal

from feedclean.model.article import ArticleMeta, Failure, SourceId
from feedclean.model.plan import NO_RULES, PASSES, Images, SiteRules


class SourceKind(StrEnum):
    """How a source is gathered."""

    DUMP = "dump"
    FEED = "feed"
    PAGES = "pages"
    SITEMAP = "sitemap"


FullText = Literal["auto", "always", "never"]
"""Whether a listed entry is followed to its page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One configured origin; gives one output feed."""

    id: SourceId
    kind: SourceKind
    location: str
    """Path, glob, directory or URL, as ``config.toml`` gives it."""
    title: str
    site_url: str | None = None
    language: str | None = None
    """BCP 47."""
    dialect: str | None = None
    """None: detect."""
    timezone: str | None = None
    """IANA name of the zone of dates without one; None: the likely one, else UTC."""
    full_text: FullText = "auto"
    max_entries: int = 100
    keep_days: int | None = None
    """How long an entry stays that upstream no longer lists; None: until newer ones push it out."""
    keep_captures_days: int = 365
    """How long captures are kept as they were sent."""
    icon: str | None = None
    """URL of a small square picture; None: the one upstream names."""
    license: str | None = None
    """URL of the terms that hold for its articles."""
    archive: bool = False
    """Whether entries beyond the newest ones stay in monthly archives (RFC 5005)."""
    interval_minutes: int = 60
    """Shortest time between two requests for a feed, list or sitemap."""
    since_days: int | None = None
    """How old a page of a sitemap may be; None: any age."""
    links: str | None = None
    """CSS selector or XPath of what leads to the articles of a list page; None: find them."""
    item_title: str | None = None
    """Selectors within one item of a list page."""
    item_date: str | None = None
    item_author: str | None = None
    rules: SiteRules = NO_RULES
    """What a person wrote down about its articles."""
    passes: tuple[str, ...] = PASSES
    """Block passes that look at them."""
    max_removed_share: float = 0.6
    """As in ``CleanOptions``."""
    images: Images = "keep"
    """As in ``CleanOptions``."""
    rule_packs: bool = True
    """Whether rule packs hold for its pages."""
    rule_headers: bool = False
    """Whether pages are asked for with the User-Agent and Cookie that rule packs name."""

    @property
    def most_listed(self) -> int | None:
        """How many of the articles a feed or a list page names are wanted; None: all of them."""
        return None if self.archive else self.max_entries


@dataclass(frozen=True, slots=True, kw_only=True)
class River:
    """One output feed combined of the entries of several sources, newest first."""

    id: SourceId
    """Also the stem of its files; no source has it."""
    title: str
    sources: tuple[SourceId, ...]
    """Empty: all there are."""
    language: str | None = None
    max_entries: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """Header values, verbatim, for conditional GET."""

    etag: str | None = None
    last_modified: str | None = None


NO_VALIDATORS: Final = Validators()


FEED_ENTRY: Final = "application/vnd.feedclean.entry+html"
"""Media type of a capture whose body is no page but the text of one entry, as the feed had it."""


PAGES: Final = "application/vnd.feedclean.pages"
"""Media type of a capture whose body holds several pages of one article."""
PAGE_TEXT: Final = "text/vnd.feedclean.page"
"""Media type of a capture that is all that a whole page showed, as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What one fetch or one file gave."""

    source: SourceId
    location: str
    body: bytes
    media_type: str | None
    charset: str | None
    captured_at: datetime
    """Aware, UTC. Never published."""
    validators: Validators | None = None
    listed: ArticleMeta | None = None
    """What the feed or sitemap said of it."""
    fallback_html: str | None = None
    """For a page: the text the feed itself had; it stands where the page gives nothing better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """A 304, or a file whose digest is known."""

    source: SourceId
    location: str
    reason: str = ""
    """Why it was not even asked, such as ``not due before …``; empty: it was, and is the same."""
    listed: ArticleMeta | None = None
    """For a page that is known already: what the feed or list says of it now."""
    fallback_html: str | None = None
    """For such a page: the text the feed has now."""


Gathered = Capture | NotModified | Failure


FOLDER_ENDS: Final = (
    *("_files", ".files", "-files", "_file", "-Dateien", "_fichiers", "_archivos", "_arquivos"),
    *("_ficheiros", "-filer", "_tiedostot", "_soubory", "_pliki", "_bestanden", "_elemei"),
    *("_fails", "_datoteke", "_dosyalar", "_文件", "的文件", ".fichiers", " pliki"),
)
"""What browsers add to the name of a page for the folder beside it, in their languages."""
