"""What leaves the house: feeds, rendered files, and the report of a build."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from feedclean.model.article import CleanArticle, Dropped, Failure, SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One output feed; its bytes in any format are a function of this value alone."""

    source: SourceId
    id: str
    title: str
    self_url: str
    """URL of the directory the feed files are hosted in, with the file stem, without extension."""
    site_url: str | None
    updated: datetime
    """Of the newest entry, never the clock."""
    language: str | None
    entries: tuple[CleanArticle, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One file to publish."""

    path: PurePosixPath
    """Relative to the site root."""
    body: bytes
    media_type: str


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
    left_out: tuple[Failure, ...] = ()
    """Files of a folder that are no articles, or not yet; they fail no build."""
    stubs: tuple[tuple[str, str], ...] = ()
    """Address of a page that shows only the beginning of its article, and how that was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What became of a build."""

    started_at: datetime
    sources: tuple[SourceReport, ...]
    failures: tuple[Failure, ...] = ()
    """Failures that belong to no single source."""
