"""Which function gathers which kind of source; each is imported when its kind is first met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from feedclean.gather.base import Context, Gather
from feedclean.gather.dump import gather_dump
from feedclean.model.source import Gathered, Source, SourceKind


def _feed(source: Source, context: Context) -> Iterator[Gathered]:
    from feedclean.gather.feed import gather_feed  # noqa: PLC0415 - loads readers of feeds

    return gather_feed(source, context)


def _pages(source: Source, context: Context) -> Iterator[Gathered]:
    from feedclean.gather.listing import gather_pages  # noqa: PLC0415 - loads readers of pages

    return gather_pages(source, context)


def _sitemap(source: Source, context: Context) -> Iterator[Gathered]:
    from feedclean.gather.sitemap import gather_sitemap  # noqa: PLC0415 - loads an XML parser

    return gather_sitemap(source, context)


GATHER: Final[Mapping[SourceKind, Gather]] = {
    SourceKind.DUMP: gather_dump,
    SourceKind.FEED: _feed,
    SourceKind.PAGES: _pages,
    SourceKind.SITEMAP: _sitemap,
}
