"""The last stage: only what is known to be harmless is let through, by allow-list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import nh3

from feedclean import urls
from feedclean.clean.media.embeds import EMBEDS, Embed, NoEmbed, embed
from feedclean.clean.media.images import HOMELESS
from feedclean.clean.media.placeholders import is_too_small
from feedclean.dom.blocks import Block
from feedclean.dom.cut import ANY_TEXT
from feedclean.dom.kinds import INLINE
from feedclean.dom.traits import CUSTOM_PLAYERS
from feedclean.dom.tree import Element, ancestors, raw_text
from feedclean.text import excerpt, weight

GOES: Final = frozenset(
    "applet audio basefont bgsound button canvas datalist dialog embed frame frameset iframe input "
    "isindex keygen marquee menuitem meter noembed object optgroup option output param progress "
    "select svg template textarea track video xmp map area annotation annotation-xml".split()
)
"""Elements that leave with all they hold; their text is recorded."""

_MATH: Final = frozenset(
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced "
    "menclose msub msup semantics msubsup munder mover munderover mmultiscripts mprescripts none "
    "mtable mtr mtd mlabeledtr".split()
)
TAGS: Final = _MATH | frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp "
    "small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
"""Elements that stay; every other one is unwrapped, its content kept."""

_SUSPECT: Final = GOES | EMBEDS
_MAY_HOLD_TEXT: Final = CUSTOM_PLAYERS | {
    "applet", "button", "canvas", "dialog", "marquee", "object"
}  # fmt: skip
_RUNNING_TEXT: Final = 160
"""Weight of text above which it cannot be a label or a fallback."""
PLAYERS: Final = {
    tag: _RUNNING_TEXT if tag in _MAY_HOLD_TEXT else ANY_TEXT for tag in (GOES | EMBEDS) - INLINE
}
"""Elements on lines of their own that leave, with the weight of text from which they stay."""

_EVERYWHERE: Final = frozenset(("lang", "dir", "title"))
_OF_MATH: Final = frozenset(
    "accent accentunder align alttext bevelled close columnalign columnlines columnspacing "
    "columnspan depth display displaystyle fence form height largeop linethickness lspace "
    "mathvariant maxsize minsize movablelimits notation numalign denomalign open rowalign rowlines "
    "rowspacing rowspan rspace scriptlevel separator separators stretchy symmetric voffset "
    "width".split()
)
"""A line of no thickness makes a fraction a binomial; a bold letter is another letter."""
_NONE: Final[frozenset[str]] = frozenset()
_FLAGS: Final = frozenset(("open", "reversed"))
"""Attributes that mean something without a value."""
ATTRIBUTES: Final = {
    "*": {*_EVERYWHERE, "id"},
    "a": {"href", "hreflang"},
    "bdo": {"dir"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"alt", "height", "loading", "referrerpolicy", "src", "srcset", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
}
_DISCREET: Final = {"loading": "lazy", "referrerpolicy": "no-referrer"}
"""What every picture asks of a reader: not to be fetched unseen, nor with the address read."""
_WITH_MATH: Final = ATTRIBUTES | {tag: set(_OF_MATH) for tag in _MATH}
"""To hand these to nh3 takes 0.3 ms, which only articles with formulas should pay."""
_TO_THE_TOP: Final = frozenset(("", "!", "top"))
"""Fragments that name no place in particular."""
_SCHEMES: Final = {"http", "https", "mailto", "tel", "data"}
_ROUNDS: Final = 8
"""Each link within a link within a table takes one."""
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ADDRESS_SHOWN: Final = 60


def forbidden(
    elements: Iterable[Element], base: str | None
) -> Iterator[tuple[Element, Embed | NoEmbed]]:
    """Those of an article that must go with all they hold, outermost first, each with a verdict."""
    found: set[Element] = set()
    for element in elements:
        if element.tag not in _SUSPECT:
            continue
        verdict = _verdict(element, base)
        if verdict is None or (isinstance(verdict, NoEmbed) and holds_text(element)):
            continue
        if found.isdisjoint(ancestors(element)):
            found.add(element)
            yield element, verdict


def forbidden_blocks(
    blocks: Iterable[Block], base: str | None
) -> Iterator[tuple[Block, Embed | NoEmbed]]:
    """The same among blocks that were cut with ``PLAYERS`` folded."""
    for block in blocks:
        tag = block.box.tag
        if tag in PLAYERS and block.weight < PLAYERS[tag]:
            verdict = _verdict(block.box, base)
            if verdict is not None:
                yield block, verdict


def _verdict(element: Element, base: str | None) -> Embed | NoEmbed | None:
    """What becomes of an element that may not stay; None for all others."""
    tag = element.tag
    if tag in EMBEDS:
        found = embed(element, base)
        if isinstance(found, Embed) or tag in GOES:
            return found
        return None  # an element of somebody's own making is unwrapped
    if tag == "button" and _is_heading(element):
        return None
    return NoEmbed(reason=f"<{tag}> not allowed") if tag in GOES else None


def _is_heading(button: Element) -> bool:
    """Whether a button is all that a heading says: it folds and unfolds the section below.

    Source: WAI-ARIA Authoring Practices, accordion pattern.
    """
    heading = next((one for one in ancestors(button) if one.tag in _HEADINGS), None)
    said = raw_text(button).split()
    return heading is not None and bool(said) and raw_text(heading).split() == said


def unseen(elements: Iterable[Element]) -> Iterator[tuple[Element, str]]:
    """Pictures that show nothing, each with a reason."""
    for image in elements:
        if image.tag != "img":
            continue
        if is_too_small(image):
            yield image, "picture of a size nobody can see"
        elif HOMELESS in image.attrs:
            where = excerpt(image.get(HOMELESS), _ADDRESS_SHOWN)
            yield image, f"picture at “{where}”, and nobody told the address of the article"
        elif not image.get("src"):
            yield image, "picture without an address"


@dataclass(frozen=True, slots=True, kw_only=True)
class InnerLink:
    """A link to a place on the page it stands on."""

    element: Element
    fragment: str
    outside: str | None
    """Its address as seen from elsewhere; the element has it, until something better is found."""


@dataclass(slots=True, kw_only=True)
class Within:
    """What leads from one place of an article to another."""

    links: list[InnerLink] = field(default_factory=list)
    targets: dict[str, Element] = field(default_factory=dict)
    """Elements by the names they came with, the first of each name."""


def settle_attributes(elements: Iterable[Element], base: str | None, page: str | None) -> Within:
    """Leaves only allowed attributes, with absolute addresses and without tracking parameters.

    ``page`` is the address of the article, to which links to places within it lead. Names go; they
    are in what is returned, with the links.
    """
    within = Within()
    here = urls.canonical(page) if page else None
    for element in elements:
        attrs = element.attrs
        if not attrs:
            continue
        if "id" in attrs or "name" in attrs:
            _note_name(element, within)
        allowed = _WITH_MATH.get(element.tag, _NONE)
        element.attrs = {
            name: value
            for name, value in attrs.items()
            if (name in allowed or name in _EVERYWHERE) and (value is not None or name in _FLAGS)
        }
        if element.tag == "img":
            for name, value in _DISCREET.items():  # always last
                element.attrs.pop(name, None)
                element.attrs[name] = value
        if "href" in element.attrs:
            href = element.get("href")
            fragment = _fragment(href, base, here) if "#" in href else None
            if fragment is not None and href.startswith("#"):
                href = (
                    f"{page.partition('#')[0]}{href}"
                    if page and fragment not in _TO_THE_TOP
                    else ""
                )
            outside = _settle_link(element, href, base)
            if fragment is not None:
                inner = InnerLink(element=element, fragment=fragment, outside=outside)
                within.links.append(inner)
        if "cite" in element.attrs:
            _settle_citation(element, base)
    return within


def holds_text(element: Element) -> bool:
    """Whether a dialog, button or object holds running text: then only the wrapper goes."""
    return element.tag in _MAY_HOLD_TEXT and weight(raw_text(element)) >= _RUNNING_TEXT


def _settle_citation(element: Element, base: str | None) -> None:
    address = urls.absolute(element.get("cite"), base)
    if address is None or not urls.is_http(address):
        del element.attrs["cite"]
    else:
        element.attrs["cite"] = address


def _note_name(element: Element, within: Within) -> None:
    name = element.get("id") or (element.get("name") if element.tag == "a" else "")
    if name:
        within.targets.setdefault(name, element)


def _fragment(href: str, base: str | None, here: str | None) -> str | None:
    """What a link names on the page it stands on; None if it leads elsewhere."""
    head, _, fragment = href.strip().partition("#")
    if head and not fragment:
        return None
    if not head:
        return fragment
    address = urls.absolute(head, base)
    is_route = fragment.startswith(("!", "/", ":~:"))
    return fragment if address and not is_route and urls.canonical(address) == here else None


def _settle_link(link: Element, href: str, base: str | None) -> str | None:
    """Gives a link its real address, or none."""
    address = urls.absolute(href, base)
    if address is None:
        del link.attrs["href"]
        return None
    address = urls.direct(address)
    link.attrs["href"] = address
    return address


def sanitize(html: str) -> str:
    """The markup as the allow-list lets it through; no text is lost here.

    What comes out is what a parser makes of it. Markup that parsers misread, a link in a link say,
    may become another tree each time it is written and read; on all other one look is enough, since
    our own markup comes out as it went in.
    """
    for _ in range(_ROUNDS):
        before, html = html, _let_through(html)
        if html == before:
            break
    return html


def _let_through(html: str) -> str:
    return _cleaner(has_math="<math" in html, has_data=_may_have_data(html)).clean(html)


def _may_have_data(html: str) -> bool:
    """Whether an address may begin with ``data:``, its characters as they are or spelled out.

    No character of it but the colon has a name.
    """
    small = html.encode().lower()
    return any(sign in small for sign in (b"data:", b"data&", b"&#"))


@cache  # of 4 kB half of the time went into a new one
def _cleaner(*, has_math: bool, has_data: bool) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags={"script", "style"},  # no text; none should be left to get here
        attributes=_WITH_MATH if has_math else ATTRIBUTES,
        # asked of each attribute it takes half of the time
        attribute_filter=_only_pictures_as_data if has_data else None,
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
