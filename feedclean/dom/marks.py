"""What the body of a page marks as headline, date or author, and the lines around a headline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedclean.dom.bounds import bounded
from feedclean.dom.head import head_of
from feedclean.dom.lines import (
    HIDDEN,
    Line,
    label_of,
    lines_after,
    lines_before,
    lines_below,
    text_of,
)

_HEADINGS: Final = "h1, h2, h3"
_SPOTS: Final = (
    "h1, h2, h3, time, address, [itemprop], [rel~='author' i], "
    "[class*='author' i], [class*='byline' i], [class*='autor' i], [class*='writer' i], "
    "[class*='auteur' i], [class*='reporter' i], [class*='journalist' i], [class*='vcard' i], "
    "[class*='username' i], [class*='nickname' i], [class*='authi' i], "
    "[class*='title' i], [class*='headline' i], [id*='title' i], "
    "[class*='date' i], [class*='time' i], [class*='publi' i], [id*='date' i], [id*='time' i], "
    "[class*='posted' i], [id*='author' i], [id*='byline' i], "
    "[class*='columnist' i]"
)
_OR_LINKS: Final = "h1, h2, h3, a[href]"
_IMAGES: Final = "[itemprop~='image' i], [property$='image' i]"
_WHOLE: Final = re.compile(r"(?:article|posting)\b", re.IGNORECASE)
"""Types of microdata and RDFa that are an article; a person has pictures, too."""
_CHROME_TAGS: Final = frozenset(("nav", "dialog", "form"))
_EDGE_TAGS: Final = frozenset(("footer", "aside"))
"""Chrome of a page, but inside an article often the box with author and date."""
_CHROME: Final = re.compile(
    r"(?:^|[\s_\-])(?:comments?|commentlist|related|recommend\w*|teasers?|newsletter|trending|popular"
    r"|most-?read|breadcrumbs?|cookies?|modal|menu|navbar|navigation|latest|read-next|read-more"
    r"|carousel|disqus|respond|sidebar|side-bar|widget-area|site-footer|page-footer)(?:$|[\s_\-])"
)
_KICKERS: Final = (
    *HIDDEN, "kicker", "topline", "overline", "dachzeile", "eyebrow", "spitz", "pre-title",
    "pretitle", "pre-headline", "preheadline", "supertitle", "headline__intro", "rubri",
    "descriptor", "label", "category", "badge", "flag", "roofline", "roof-line", "antetitulo",
    "date", "meta", "section-name", "share", "edit",
)  # fmt: skip
"""Class names of what stands inside a heading without being part of the headline."""
_ARTICLE_TAGS: Final = frozenset(("article", "main"))
_ADDRESSES: Final = ("data-src", "src", "content", "href")
_MOST_SPOTS: Final = 1500
_DEEPEST: Final = 40
_FEW: Final = 12
_FIGURES: Final = ("figure", "figcaption")
_LINES_AFTER: Final = 25
_CHARS_AFTER: Final = 2500
_LINES_BEFORE: Final = 10
_LINES_OF_SPOT: Final = 3
_CHARS_OF_SPOT: Final = 400


@dataclass(slots=True)
class Spot:
    """A marked element; its order is its place among all marked elements of the page."""

    order: int
    node: LexborNode = field(repr=False)
    tag: str
    attrs: dict[str, str | None]
    label: str
    """Class, id and itemprop, lower case."""

    def get(self, name: str) -> str:
        """Value of an attribute, empty where there is none."""
        return self.attrs.get(name) or ""

    @property
    def text(self) -> str:
        """Its visible text on one line, cut at 400 characters."""
        return text_of(self.node, HIDDEN)

    @property
    def first_parts(self) -> tuple[str, ...]:
        """What stands in the elements of its first lines."""
        lines = lines_below(self.node, 2, 200)
        return tuple(part for line in lines for part in line.parts or (line.text,))

    @property
    def first_lines(self) -> list[Line]:
        """Its first lines."""
        return lines_below(self.node, _LINES_OF_SPOT, _CHARS_OF_SPOT)

    @property
    def headline(self) -> str:
        """Its text without a kicker, a label or a date that has an element of its own."""
        return text_of(self.node, _KICKERS) or self.text

    @property
    def link(self) -> tuple[str, str]:
        """Where the first link in it leads, and what that says; empty where there is none."""
        found = self.node.css_first("a[href]")
        return (
            ("", "") if found is None else (found.attrs.get("href") or "", text_of(found, HIDDEN))
        )

    @property
    def is_chrome(self) -> bool:
        """Whether it stands in navigation, comments, a side bar or a list of other articles."""
        return _in_chrome(self.node, frozenset())

    def is_apart(self, boxes: frozenset[int]) -> bool:
        """As ``is_chrome``, but a box that holds the headline, too, is no chrome whatever its name.

        ``boxes`` are those ``boxes_around`` the headline.
        """
        return _in_chrome(self.node, boxes)

    @property
    def is_of_picture(self) -> bool:
        """Whether it stands in a figure or in what is said of one."""
        box = self.node.parent
        while box is not None and box.tag not in _FIGURES:
            box = box.parent
        return box is not None

    def inside(self, word: str) -> Spot | None:
        """The first marked element below it with this itemprop."""
        found = self.node.css_first(f"[itemprop~='{word}']")
        return None if found is None else _spot(found, self.order)

    def inside_class(self, *names: str) -> Spot | None:
        """The first element below it with one of these classes."""
        found = self.node.css_first(", ".join(f".{name}" for name in names))
        return None if found is None else _spot(found, self.order)


class Marks:
    """A page looked at once; lives and dies within the reading of its metadata.

    What costs time is looked up when it is first asked for: most pages name author and date in
    their head, and then only the headings are needed.
    """

    def __init__(self, html: str) -> None:
        self.html = html
        self._document = LexborHTMLParser(bounded(html))
        self.head = head_of(self._document)
        self._lines: dict[int, tuple[list[Line], list[Line]]] = {}

    @cached_property
    def headings(self) -> tuple[Spot, ...]:
        """The headings of the first three levels."""
        return self._find(_HEADINGS)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """The headings, and what is called a title, an author or a date."""
        return self._find(_SPOTS)

    def with_links(self, leads_there: Callable[[str], bool]) -> tuple[Spot, ...]:
        """The headings, and links whose address leads where they should."""
        nodes = self._document.css(_OR_LINKS)
        return _spots(n for n in nodes if n.tag != "a" or leads_there(n.attrs.get("href") or ""))

    def _find(self, selector: str) -> tuple[Spot, ...]:
        return _spots(self._document.css(selector))

    def lines_near(self, heading: Spot) -> tuple[list[Line], list[Line]]:
        """The lines behind a heading in reading order; those in front of it, nearest first."""
        key = heading.node.mem_id
        if key not in self._lines:
            after = lines_after(heading.node, _LINES_AFTER, _CHARS_AFTER)
            self._lines[key] = (after, lines_before(heading.node, _LINES_BEFORE))
        return self._lines[key]

    def lines_after(self, heading: Spot, most: int) -> list[Line]:
        """As many lines behind a heading as asked for."""
        return lines_after(heading.node, most, 200 * most)

    def links(self) -> Iterator[tuple[str, str]]:
        """Address and text of the links in the body."""
        for node in self._document.css("a[href]"):
            yield node.attributes.get("href") or "", text_of(node, HIDDEN)

    def images(self) -> Iterator[str]:
        """Addresses of the pictures that microdata or RDFa of an article calls its image."""
        for node in self._document.css(_IMAGES):
            if _is_of_article(node):
                for shown in (node, *node.css("img, meta[itemprop='url']")):
                    attrs = shown.attributes
                    yield from (attrs[name] or "" for name in _ADDRESSES if attrs.get(name))

    def first_lines(self, most: int = 60) -> list[Line]:
        """The first lines of the body."""
        body = self._document.body
        return [] if body is None else lines_below(body, most, 6000)


def nearest(spots: tuple[Spot, ...], heading: Spot | None) -> list[tuple[int, Spot]]:
    """Marked elements and how far behind a heading they stand, the nearest first.

    A few in front of it come before those behind, as an author or a date often does.
    """
    at = 0
    if heading is not None:
        key = heading.node.mem_id
        at = next((spot.order for spot in spots if spot.node.mem_id == key), 0)
    apart = [(spot.order - at, spot) for spot in spots]
    return sorted(apart, key=lambda item: (item[0] < -_FEW, abs(item[0]), item[0]))


def _spots(nodes: Iterable[LexborNode]) -> tuple[Spot, ...]:
    # lexbor gives an element once for every part of the selector it matches
    found = {node.mem_id: node for node in islice(nodes, _MOST_SPOTS)}
    return tuple(_spot(node, order) for order, node in enumerate(found.values()))


def _spot(node: LexborNode, order: int) -> Spot:
    attrs = node.attributes
    label = f"{attrs.get('class') or ''} {attrs.get('id') or ''} {attrs.get('itemprop') or ''}"
    return Spot(order, node, node.tag or "", attrs, label.lower())


def _is_of_article(node: LexborNode) -> bool:
    """Whether the nearest element that has a type is an article."""
    box = node.parent
    for _ in range(_DEEPEST):
        if box is None:
            break
        attrs = box.attributes
        if kind := attrs.get("itemtype") or attrs.get("typeof"):
            return _WHOLE.search(kind) is not None
        box = box.parent
    return False


def boxes_around(heading: Spot | None) -> frozenset[int]:
    """The elements a headline stands in."""
    found: set[int] = set()
    box = heading.node.parent if heading is not None else None
    while box is not None and len(found) < _DEEPEST:
        found.add(box.mem_id)
        box = box.parent
    return frozenset(found)


def _in_chrome(node: LexborNode, boxes: frozenset[int]) -> bool:
    """Whether a box around it is called navigation, comments or the like, within its article."""
    box = node.parent
    at_edge = False
    for _ in range(_DEEPEST):
        if box is None or box.tag == "body":
            break
        if box.tag in _ARTICLE_TAGS:
            return False
        if box.mem_id in boxes:
            return at_edge
        if box.tag in _CHROME_TAGS or _CHROME.search(label_of(box)):
            return True
        at_edge = at_edge or box.tag in _EDGE_TAGS
        box = box.parent
    return at_edge
