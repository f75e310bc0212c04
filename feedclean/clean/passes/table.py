"""The block passes by name, in the order they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.bylines import bylines
from feedclean.clean.passes.footer import footer
from feedclean.clean.passes.promo import ads, promo, share
from feedclean.clean.passes.related import related, trending
from feedclean.clean.passes.repeats import repeats

Pass = Callable[[Page], Iterator[Finding]]
"""Finds; never edits."""

PASSES: Final[Mapping[str, Pass]] = {
    "ads": ads,
    "repeats": repeats,
    "bylines": bylines,
    "related": related,
    "trending": trending,
    "promo": promo,
    "share": share,
    "footer": footer,
}
