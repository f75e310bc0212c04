"""Which source an article of an archive is of."""

from __future__ import annotations

import re
from typing import Final

from feedclean.archive.pieces import kind_of
from feedclean.archive.values import By, Intent, Kind
from feedclean.codec import digest
from feedclean.model.article import SourceId
from feedclean.urls import host_of

NO_NAME: Final = SourceId("articles")
"""Of articles that nothing tells the source of."""
_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9_-]|\.(?!\.))*[a-z0-9]|[a-z0-9]")
_OURS: Final = re.compile(r"(?:.*\.)?(?:atom|json|jsonl|opml|parquet|zst|gz|br)")
"""Endings of files that lie beside the folders of sources."""
_PLACE: Final = re.compile(r"[@:]\d+$")
"""Where a record lies in a file of many."""
_ENDINGS: Final = re.compile(
    r"\.(?:tgz|tbz2|txz|tzst|(?:tar|jsonl|ndjson|mbox|warc(?:\.w[ae]t)?|w[ae]t)(?:\.(?:gz|bz2|xz|zst|zstd))?|zip|wacz)$",
    re.IGNORECASE,
)
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_LONGEST: Final = 64
_MARK: Final = 12


def source_of(url: str | None, location: str, intent: Intent, host: str = "") -> SourceId:
    """The source of an article with this address that lies there, and is of ``host`` if nothing."""
    if intent.by is By.ONE:
        return intent.source or NO_NAME
    host = (host_of(url) if url else host) if intent.by is not By.FOLDER else ""
    if host:
        return named(host.removeprefix("www."))
    if intent.by is By.HOST:
        return intent.source or NO_NAME
    return of_folder(location, intent)


def of_folder(location: str, intent: Intent) -> SourceId:
    """The source of what lies in a folder: the first there is, or the archive without one."""
    first, *rest = location.split("/")
    inner = _archive(first)
    if inner and len(rest) > 1:
        return named(rest[0].lower())
    if inner or rest:
        return named((inner or first).lower())
    return intent.source or NO_NAME


def _archive(name: str) -> str:
    """The name of an archive without its endings; empty for what is none."""
    name = _PLACE.sub("", name)
    return "" if kind_of(name)[0] is Kind.FILE else _ENDINGS.sub("", name) or name


def named(name: str) -> SourceId:
    """A name as an id, which is also the name of files; different names have different ids."""
    if _NAME.fullmatch(name) and len(name) <= _LONGEST and not _is_taken(name):
        return SourceId(name)
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[: _LONGEST - _MARK - 1].strip("-")
    return SourceId(f"{slug}-{digest(name)[:_MARK]}" if slug else digest(name)[:_MARK])


def _is_taken(name: str) -> bool:
    return _OURS.fullmatch(name) is not None or _DEVICE.fullmatch(name) is not None
