"""Pictures that show nothing: what stands in for them until scripts run, and what none can see."""

from __future__ import annotations

import re
from typing import Final

from feedclean.dom.tree import Element

_PLACEHOLDER: Final = re.compile(
    r"/(?:blank|spacer|placeholder|transparent|gr[ea]y|loading|lazy(?:load)?|pixel"
    r"|1x1|none|clear|empty|loader)"
    r"(?:[-_]?(?:\d+(?:x\d+)?|image|img|icon|bg|gif))?\.(?:gif|png|svg|jpe?g|webp)(?:\?|$)"
)
_BLURRED: Final = re.compile(
    r"[?&]blur(?:red)?=(?!0(?:&|$)|false)|[,/]e_blur(?::\d+)?[,/]|[,/]blur[=_-]\d+|/blurred/"
    r"|[-_.]blur(?:red)?\.\w+$"
)
_SMALL: Final = (
    re.compile(r"[?&](?:w|width|sz)=[1-9]\d?(?:&|$)"),
    re.compile(r"[,/](?:w_|width=)\d\d?[,/]"),
)
"""Addresses of pictures shown for another, blurred, or a few pixels wide; in small letters, which
are read in a fifth of the time."""
_STAND_IN: Final = re.compile(
    r"data:image/(?:gif;base64,R0lGODlhAQAB|svg\+xml|png;base64,.{0,200}$)", re.IGNORECASE
)
"""A picture in the markup itself that shows nothing, where scripts would put the real one."""
_EMPTY_DRAWING: Final = re.compile(
    r"<(?:path|circle|ellipse|line|poly|text|image|use)|%3c(?:path|circle|ellipse|line|poly|text"
    r"|image|use)|;base64",
    re.IGNORECASE,
)
_SPACER: Final = re.compile(
    r"(?:^|/)(?:blank|spacer|transparent|1x1|pixel)\.(?:gif|png)$", re.IGNORECASE
)
TINY: Final = frozenset(("0", "1", "2", "3", "0px", "1px", "2px", "3px"))
"""Widths and heights."""
_TINY_STYLE: Final = re.compile(r"(?:^|;)(?:width|height):[0-3](?:px)?(?:;|$)")


def is_placeholder(source: str) -> bool:
    """Whether an address is of something shown until scripts have got the real picture."""
    lowered = source.lower()
    if not source or lowered.startswith(("data:", "about:")):
        return True
    if _PLACEHOLDER.search(f"/{lowered}"):
        return True
    is_blurred = "lqip" in lowered or ("blur" in lowered and _BLURRED.search(lowered))
    return bool(is_blurred or any(one.search(lowered) for one in _SMALL))


def shows_nothing(address: str) -> bool:
    """Whether an address is of a spacer, or of an empty picture within the markup.

    Such are a transparent dot, and a drawing without lines.
    """
    if _is_spacer(address):
        return True
    if not address.startswith("data:") or _STAND_IN.match(address) is None:
        return False
    if not address.startswith("data:image/svg"):
        return True
    return _EMPTY_DRAWING.search(address) is None


def _is_spacer(address: str) -> bool:
    is_kind = address[-4:].lower() in (".gif", ".png")  # most are of another
    return is_kind and _SPACER.search(address) is not None


def is_too_small(element: Element) -> bool:
    """Whether a picture or frame is too small to be seen."""
    if element.get("width").strip() in TINY or element.get("height").strip() in TINY:
        return True
    style = element.get("style").replace(" ", "").lower()
    return bool(style) and _TINY_STYLE.search(style) is not None
