"""The original as it can be shown safely: its text and its shape, and nothing that does anything.

Nothing is let through but text. Elements are our own, chosen by what theirs were; of attributes,
addresses are shown as text. What runs, loads, asks or leads elsewhere has nothing left to do it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Final

from markupsafe import Markup

from feedclean.dom.kinds import INLINE
from feedclean.model.original import Original, Part
from feedclean.model.removal import Stage
from feedclean.text import excerpt, printable

_KINDS: Final[Mapping[str, str]] = {
    **{f"h{n}": f"h h{n}" for n in range(1, 7)},
    **dict.fromkeys(("p", "summary", "dt"), "p"),
    **dict.fromkeys(("ul", "ol", "dl", "menu", "blockquote", "dd"), "in"),
    "li": "li",
    "table": "table",
    **dict.fromkeys(("thead", "tbody", "tfoot"), "rows"),
    "tr": "tr",
    **dict.fromkeys(("td", "th"), "td"),
    **dict.fromkeys(("pre", "textarea", "xmp", "listing"), "pre"),
    "figcaption": "cap",
    "hr": "hr",
}
_SPANS: Final = frozenset(
    "b bdi bdo cite code del dfn em i ins kbd mark q rb rp rt ruby s samp small strong sub sup u "
    "var".split()
)
"""Elements that are shown as themselves: they do nothing but change how a text looks."""
_SHOWN: Final = frozenset("audio embed frame iframe object video".split())
_DIRECTIONS: Final = frozenset(("ltr", "rtl", "auto"))
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}", re.ASCII)
_LONGEST: Final = 200
"""Characters of an address."""


def inert(original: Original, stages: Callable[[int], Stage]) -> Markup:
    """The whole original as HTML of ours, each removal and each doubt marked at its place."""
    return Markup("".join(_Writer(stages).written(original.root)))  # noqa: S704 - all text escaped


def picture_told(kind: str, name: str, address: str) -> str:
    """What stands in the place of a picture or a player, as text."""
    where = address.partition("?")[0].rstrip("/").rpartition("/")[2]
    if address.lower().lstrip().startswith("data:"):
        where = ""
    told = excerpt(printable(name), _LONGEST) or excerpt(printable(where), _LONGEST)
    return f"{kind}: {told}" if told else kind


class _Writer:
    """Writes parts, and remembers which marks have their place already."""

    def __init__(self, stages: Callable[[int], Stage]) -> None:
        self._stages = stages
        self._placed: set[str] = set()

    def written(self, part: Part) -> Iterator[str]:
        tag, kinds = _shape(part)
        if tag == "br":
            yield "<br>"
            return
        attrs = _spoken(part)
        badge = ""
        if part.removal is not None:
            number = part.removal + 1
            kinds += f" cut {self._stages(part.removal).value}"
            attrs += self._named(f"m{number}") + f' data-of="r{number}"'
            badge = _badge("r", number, str(number), f"Removed, number {number}: why")
        if part.doubt is not None:
            number = part.doubt + 1
            kinds += " doubt"
            attrs += self._named(f"k{number}") + f' data-of="d{number}"'
            badge += _badge("d", number, f"{number}?", f"Kept with a doubt, number {number}: why")
        yield f'<{tag} class="{kinds.strip()}"{attrs}>' if kinds.strip() else f"<{tag}{attrs}>"
        yield badge
        yield from self._inside(part)
        yield f"</{tag}>"

    def _inside(self, part: Part) -> Iterator[str]:
        known = dict(part.attrs)
        if part.tag == "img":
            yield escape(picture_told("picture", known.get("alt", ""), known.get("src", "")))
        elif part.tag in _SHOWN:
            yield escape(picture_told(part.tag, known.get("title", ""), known.get("src", ""))) + " "
        for child in part.children:
            if isinstance(child, str):
                yield escape(printable(child))
            else:
                yield from self.written(child)

    def _named(self, name: str) -> str:
        """The id of a place, given once."""
        if name in self._placed:
            return ""
        self._placed.add(name)
        return f' id="{name}"'


def _shape(part: Part) -> tuple[str, str]:
    """The element of ours, and its classes."""
    tag = part.tag
    if tag == "br":
        return "br", ""
    if tag == "img":
        return "span", "pic"
    if tag in _SHOWN:
        return "div", "pic"
    if tag == "a" and any(name == "href" for name, _ in part.attrs):
        return "span", "a"
    if tag in _SPANS:
        return tag, ""
    if not tag or tag in INLINE:
        return "span", ""
    return "div", _KINDS.get(tag, "")


def _spoken(part: Part) -> str:
    """Language and direction, and for a link its address as a title."""
    known = dict(part.attrs)
    said = ""
    if known.get("dir", "").lower() in _DIRECTIONS:
        said += f' dir="{known["dir"].lower()}"'
    if _LANGUAGE.fullmatch(known.get("lang", "")):
        said += f' lang="{known["lang"]}"'
    if part.tag == "a" and known.get("href"):
        said += f' title="{escape(excerpt(printable(known["href"]), _LONGEST))}"'
    return said


def _badge(kind: str, number: int, shown: str, label: str) -> str:
    return f'<a class="no" href="#{kind}{number}" aria-label="{label}">{shown}</a>'
