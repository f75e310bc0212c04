"""Kinds of boilerplate that a wording may point to, and what reasons call them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntFlag, auto
from functools import cache
from typing import Final


class Label(IntFlag):
    """Kinds of boilerplate a block's wording may point to; several at once are possible."""

    AUTHOR = auto()
    CREDIT = auto()
    PHOTO = auto()
    """Who made a picture: below a picture it is a caption, elsewhere a credit."""
    SOURCE = auto()
    DATE = auto()
    TAGS = auto()
    RELATED = auto()
    TRENDING = auto()
    SHARE = auto()
    PROMO = auto()
    AD = auto()
    COPYRIGHT = auto()
    COMMENTS = auto()
    INTERFACE = auto()
    PLATFORM = auto()
    COOKIE = auto()
    STAND_IN = auto()
    """What is there until scripts or a reader's consent show something else."""

    # those of ``IntFlag`` make each value anew, which takes three times as long
    def __and__(self, other: int) -> Label:
        return _label_of(int.__and__(self, other))

    def __or__(self, other: int) -> Label:
        return _label_of(int.__or__(self, other))

    __rand__ = __and__
    __ror__ = __or__


@cache  # of our own kinds, of which few come together
def _label_of(bits: int) -> Label:
    return Label(bits)


NAMES: Final[Mapping[Label, str]] = {
    Label.AUTHOR: "a byline",
    Label.CREDIT: "credits",
    Label.PHOTO: "a photo credit",
    Label.SOURCE: "a source line",
    Label.DATE: "a date line",
    Label.TAGS: "tags",
    Label.RELATED: "a label of related links",
    Label.TRENDING: "a label of much read articles",
    Label.SHARE: "a share bar",
    Label.PROMO: "a call to readers",
    Label.AD: "an advertising label",
    Label.COPYRIGHT: "a copyright notice",
    Label.COMMENTS: "a label of comments",
    Label.INTERFACE: "a button or an end mark",
    Label.PLATFORM: "a notice of a platform or feed tool",
    Label.COOKIE: "a consent notice",
    Label.STAND_IN: "a stand-in for what is not shown",
}
"""What reasons call them."""
