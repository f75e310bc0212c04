"""Which function gathers which kind of source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from feedclean.gather.base import Gather
from feedclean.gather.dump import gather_dump
from feedclean.gather.feed import gather_feed
from feedclean.gather.listing import gather_pages
from feedclean.gather.sitemap import gather_sitemap
from feedclean.model.source import SourceKind

GATHER: Final[Mapping[SourceKind, Gather]] = {
    SourceKind.DUMP: gather_dump,
    SourceKind.FEED: gather_feed,
    SourceKind.PAGES: gather_pages,
    SourceKind.SITEMAP: gather_sitemap,
}
