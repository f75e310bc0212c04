"""The text of an article as a part of a page: its headings below the page's own, pictures late.

No word is changed and none is lost. What is settled here is what only a page knows: how deep its
outline is, which way a wide table scrolls, and what a screen reader would stumble over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from feedclean.dom.edit import adopt, replace
from feedclean.dom.markup import to_html
from feedclean.dom.tree import Child, Element, ancestors, find_all, let_go, parse, raw_text, walk
from feedclean.generate import iri
from feedclean.generate.pages.tongues import tongue
from feedclean.text import chars, printable

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_DEEPEST: Final = 6
_LONG_LINE: Final = 36
"""Characters of code that a phone shows in a line; longer ones are scrolled, by keyboard too."""
_SCHEMES: Final = ("http://", "https://", "mailto:", "tel:", "#")
_LISTS: Final = ("ul", "ol")
_TERMS: Final = frozenset(("dt", "dd"))
_AT_HOME: Final[Mapping[str, tuple[str, ...]]] = {"li": _LISTS, "dt": ("dl",), "dd": ("dl",)}
_SCOPES: Final = frozenset(("row", "col", "rowgroup", "colgroup"))
_PICTURE: Final = "Picture"
_SCROLLER: Final[Mapping[str, str | None]] = {
    "class": "wide",
    "tabindex": "0",
    "role": "group",
    "aria-label": "Table",
    "lang": "en",
}


def body(html: str, *, level: int, lang: str) -> str:
    """The article as HTML for a page whose own headings end above ``level``."""
    root = parse(printable(html))
    for settle in _SETTLERS:
        settle(root, lang)
    _settle_headings(root, level)
    made = to_html(root)
    let_go(root)
    return made


def _settle_headings(root: Element, level: int) -> None:
    """Gives headings the depth they have among each other, so that the outline has no gap."""
    above: list[int] = []
    for heading in find_all(root, *_HEADINGS):
        if _is_empty(heading):
            heading.tag = "div"
            continue
        depth = int(heading.tag[1])
        while above and above[-1] >= depth:
            above.pop()
        heading.tag = f"h{min(level + len(above), _DEEPEST)}"
        above.append(depth)


def _settle_pictures(root: Element, _lang: str) -> None:
    """Pictures are asked for when they come into view, and the asked are not told by whom."""
    for image in find_all(root, "img"):
        image.attrs = image.attrs | {
            "alt": image.get("alt"),
            "loading": "lazy",
            "decoding": "async",
            "referrerpolicy": "no-referrer",
        }


def _settle_links(root: Element, _lang: str) -> None:
    """A link leads somewhere it may, and has a name; else it is none."""
    for link in find_all(root, "a"):
        href = link.get("href").strip()
        if not href.lower().startswith(_SCHEMES):
            _drop(link, "href")
        elif not raw_text(link).strip() and not link.get("title"):
            pictures = find_all(link, "img")
            if not pictures:
                _drop(link, "href")
            elif not any(picture.get("alt").strip() for picture in pictures):
                link.attrs = link.attrs | {"aria-label": _PICTURE}


def _settle_tables(root: Element, lang: str) -> None:
    """A table too wide for the page scrolls by itself, by keyboard too."""
    for table in find_all(root, "table"):
        if any(above.tag == "table" for above in ancestors(table)):
            continue
        own = next((one.get("lang") for one in (table, *ancestors(table)) if one.get("lang")), lang)
        replace(table, box := Element("div", dict(_SCROLLER)))
        table.attrs = table.attrs | {"lang": own}
        table.parent = box
        box.children = [table]


def _settle_formulas(root: Element, _lang: str) -> None:
    """A long formula on a line of its own scrolls, as a table does."""
    for formula in find_all(root, "math"):
        if formula.get("display") == "block" and chars(raw_text(formula)) > _LONG_LINE:
            formula.attrs = formula.attrs | {"tabindex": "0"}


def _settle_code(root: Element, _lang: str) -> None:
    for block in find_all(root, "pre"):
        if any(len(line) > _LONG_LINE for line in raw_text(block).splitlines()):
            block.attrs = block.attrs | {"tabindex": "0"}
        first = block.children[0] if block.children else None
        if isinstance(first, str) and first.startswith("\n"):
            # a parser takes the first line break for none of the text
            block.children = ["\n" + first, *block.children[1:]]


def _settle_lists(root: Element, _lang: str) -> None:
    """Items stand in lists and nothing else does; readers aloud count them."""
    for block in find_all(root, *_LISTS):
        adopt(block, [_as_item(child) for child in block.children])
    for block in find_all(root, "dl"):
        if not _is_well_formed(block):
            block.tag = "div"
    for item in find_all(root, "li", "dt", "dd"):
        if item.parent is not None and item.parent.tag not in _AT_HOME[item.tag]:
            item.attrs = item.attrs | {"class": item.tag}
            item.tag = "div"


def _as_item(child: Child) -> Child:
    if child.strip() == "" if isinstance(child, str) else child.tag == "li":
        return child
    return adopt(Element("li", {"class": "bare"}), [child])


def _is_well_formed(block: Element) -> bool:
    """Whether a list of terms holds terms and what is said of them, and nothing else."""
    tags = [child.tag for child in block.elements()]
    text = "".join(child for child in block.children if isinstance(child, str))
    return not text.strip() and tags[:1] == ["dt"] and tags[-1:] == ["dd"] and set(tags) <= _TERMS


def _settle_attributes(root: Element, _lang: str) -> None:
    """Attributes that say what is not so: languages there are none of, cells that are not there."""
    for element in walk(root):
        if element.tag == "th" and _is_empty(element):
            element.tag = "td"
        if element.tag == "summary" and _is_empty(element):
            element.attrs = element.attrs | {"aria-label": "More", "lang": "en"}
        if "scope" in element.attrs and (
            element.tag != "th" or element.get("scope").lower() not in _SCOPES
        ):
            _drop(element, "scope")
        if "lang" in element.attrs and not tongue(iri.language(element.get("lang"))).lang:
            _drop(element, "lang")
        if "headers" in element.attrs:
            _drop(element, "headers")


def _drop(element: Element, attribute: str) -> None:
    element.attrs = {name: value for name, value in element.attrs.items() if name != attribute}


def _is_empty(element: Element) -> bool:
    return not raw_text(element).strip() and not find_all(element, "img")


_SETTLERS: Final[Sequence[Callable[[Element, str], None]]] = (
    _settle_attributes,
    _settle_pictures,
    _settle_links,
    _settle_lists,
    _settle_code,
    _settle_formulas,
    _settle_tables,
)
