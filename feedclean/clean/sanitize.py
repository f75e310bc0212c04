"""The last stage: only what is known to be harmless is let through, by allow-list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import nh3

from feedclean import urls
from feedclean.clean.images import is_tracking_pixel
from feedclean.dom.blocks import Block
from feedclean.dom.cut import ANY_TEXT
from feedclean.dom.tree import INLINE, Element, find_all, raw_text, walk
from feedclean.text import weight

GOES: Final = frozenset(
    "applet audio basefont bgsound button canvas datalist dialog embed frame frameset iframe input "
    "isindex keygen marquee menuitem meter noembed object optgroup option output param progress "
    "select svg template textarea track video xmp map area annotation annotation-xml".split()
)
"""Elements that leave with all they hold; their text is recorded."""

TAGS: Final = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp "
    "small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr "
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup "
    "semantics msubsup munder mover munderover mmultiscripts mtable mtr mtd".split()
)
"""Elements that stay; every other one is unwrapped, its content kept."""

_MAY_HOLD_TEXT: Final = frozenset(("applet", "button", "canvas", "dialog", "marquee", "object"))
_RUNNING_TEXT: Final = 160
"""Weight of text above which it cannot be a label or a fallback."""
PLAYERS: Final = {
    tag: _RUNNING_TEXT if tag in _MAY_HOLD_TEXT else ANY_TEXT for tag in GOES - INLINE
}
"""Elements on lines of their own that leave, with the weight of text from which they stay."""

_EVERYWHERE: Final = frozenset(("lang", "dir", "title"))
ATTRIBUTES: Final = {
    "*": set(_EVERYWHERE),
    "a": {"href", "hreflang"},
    "bdo": {"dir"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "img": {"alt", "height", "src", "srcset", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "math": {"display"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
}
_SCHEMES: Final = {"http", "https", "mailto", "tel", "data"}


def forbidden(root: Element) -> Iterator[tuple[Element, str]]:
    """Elements that must go with all they hold, outermost first, each with a reason."""
    stack = list(reversed(root.elements()))
    while stack:
        element = stack.pop()
        if element.tag in GOES and not _holds_text(element):
            yield element, f"<{element.tag}> not allowed"
        else:
            stack.extend(reversed(element.elements()))


def forbidden_blocks(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """The same among blocks that were cut with ``PLAYERS`` folded."""
    for block in blocks:
        tag = block.box.tag
        if tag in PLAYERS and block.weight < PLAYERS[tag]:
            yield block, f"<{tag}> not allowed"


def unseen(root: Element) -> Iterator[tuple[Element, str]]:
    """Pictures that show nothing, each with a reason."""
    for image in find_all(root, "img"):
        if is_tracking_pixel(image):
            yield image, "picture of a size nobody can see"
        elif not image.get("src"):
            yield image, "picture without an address"


def settle_attributes(root: Element, base: str | None) -> None:
    """Leaves only allowed attributes, with absolute addresses and without tracking parameters."""
    for element in walk(root):
        if not element.attrs:
            continue
        allowed = ATTRIBUTES.get(element.tag, set())
        element.attrs = {
            name: value
            for name, value in element.attrs.items()
            if (name in allowed or name in _EVERYWHERE) and value is not None
        }
        if "href" in element.attrs:
            _settle_link(element, base)
        if "cite" in element.attrs:
            _settle_citation(element, base)


def _holds_text(element: Element) -> bool:
    """Whether a dialog, button or object holds running text: then only the wrapper goes."""
    return element.tag in _MAY_HOLD_TEXT and weight(raw_text(element)) >= _RUNNING_TEXT


def _settle_citation(element: Element, base: str | None) -> None:
    address = urls.absolute(element.get("cite"), base)
    if address is None or not urls.is_http(address):
        del element.attrs["cite"]
    else:
        element.attrs["cite"] = address


def _settle_link(element: Element, base: str | None) -> None:
    href = element.get("href")
    if href.startswith("#"):
        del element.attrs["href"]
        return
    address = urls.absolute(href, base)
    if address is None:
        del element.attrs["href"]
    else:
        element.attrs["href"] = urls.without_tracking(address)


def sanitize(html: str) -> str:
    """The markup as the allow-list lets it through; no text is lost here."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags={"script", "style"},  # no text; none should be left to get here
        attributes=ATTRIBUTES,
        attribute_filter=_only_pictures_as_data,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def _only_pictures_as_data(tag: str, name: str, value: str) -> str | None:
    if name in ("href", "cite") and value.lstrip().lower().startswith("data:"):
        return None
    if name == "src" and value.lstrip().lower().startswith("data:"):
        return value if value.lstrip().lower().startswith("data:image/") else None
    return value
