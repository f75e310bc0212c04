"""The block passes by name, in the order they run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Protocol

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.ads import ads
from feedclean.clean.passes.ends.ends import ends
from feedclean.clean.passes.footer import footer
from feedclean.clean.passes.interface.share_bars import share
from feedclean.clean.passes.lists.related import related, trending
from feedclean.clean.passes.people.bylines import bylines
from feedclean.clean.passes.promo import promo
from feedclean.clean.passes.repeats import repeats


class Pass(Protocol):
    """Finds; never edits."""

    __name__: str

    def __call__(self, page: Page, /) -> Iterator[Finding]:
        """What it finds on a page."""


PASSES: Final[Mapping[str, Pass]] = {
    "ads": ads,
    "repeats": repeats,
    "bylines": bylines,
    "related": related,
    "trending": trending,
    "promo": promo,
    "share": share,
    "footer": footer,
    "ends": ends,
}
