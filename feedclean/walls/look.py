"""What a page shows a visitor, besides the article it may hold; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from feedclean.dom.head import read_head
from feedclean.dom.tree import find_all, let_go, parse, raw_text, walk
from feedclean.text import collapse, fold, weight
from feedclean.walls.gate import gate_of
from feedclean.walls.phrases import Kind, phrases

_PAID: Final = re.compile(r'"isAccessibleForFree"\s*+:\s*+"?\s*+false', re.IGNORECASE)
_REFRESH: Final = re.compile(
    r"<meta(?:(?!<meta)[^>])+?http-equiv\s*+=\s*+[\"']?refresh", re.IGNORECASE
)
_PARTS: Final = re.compile(r"(?<!\s)\s++[|\-–—:·•»«/]++\s+|[|｜_]|(?:(?<!\s)\s++)?[-–—]\s+")
_NUMBER: Final = re.compile(
    r"^\W*+(?:(?:error|http)\W*+)?\d{3}\W*|(?:(?<!\W)\W++)?\d{3}\W*+$", re.IGNORECASE
)
_HEADINGS: Final = ("h1", "h2")
_MOST_HEADINGS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Texts are folded (``text.fold``) where nothing else is said."""

    headlines: tuple[tuple[str, str], ...]
    """Title and first headings: each as it stands, and folded; parts of them too."""
    text: str
    """All a visitor without scripts reads."""
    visible: str
    """The same without what is told to visitors without scripts only."""
    weight: int
    """Of ``visible`` (``text.weight``)."""
    """Fields for one."""
    forms: int
    refreshes: bool
    is_hidden: bool
    """It asks not to be indexed."""
    is_paid: bool
    """Its metadata says that it is not free to read."""
    own_url: str | None
    """What it calls its address, as it stands."""
    gate: str
    """The button in a box that bars the rest of an article, as it stands; empty: there is none."""
    names: str
    """Classes and ids of its elements, lower case: a word there is not one that is read."""
    markup: str
    """The source, lower case."""


def look_at(html: str, url: str) -> Look:
    """What a page shows, given its address.

    A page of 100 kB with 1,300 links: 20 ms, most of it its tree.
    """
    head, root = read_head(html), parse(html)
    headings = [raw_text(one) for one in find_all(root, *_HEADINGS)[:_MOST_HEADINGS]]
    forms, text = len(find_all(root, "form", "button")), raw_text(root)
    for element in find_all(root, "noscript"):  # the tree is ours alone
        element.children.clear()
    visible = collapse(raw_text(root))
    names = " ".join(f"{one.get('class')} {one.get('id')}" for one in walk(root)).lower()
    own = (link.href for link in head.links if "canonical" in link.rel.split())
    gate = gate_of(root, url) if phrases()[Kind.PAYWALL].texts.search(fold(visible)) else ""
    let_go(root)
    return Look(
        headlines=tuple(_headlines([head.title or "", *headings])),
        text=fold(text),
        visible=fold(visible),
        weight=weight(visible),
        forms=forms,
        refreshes=bool(_REFRESH.search(html)),
        is_hidden="noindex" in (head.meta("robots") or "").lower(),
        is_paid=bool(_PAID.search(html)),
        own_url=next(own, None) or head.meta("og:url"),
        gate=gate,
        names=names,
        markup=html.lower(),
    )


def _headlines(titles: list[str]) -> list[tuple[str, str]]:
    """Titles whole, and in the parts that a site's name or an error's number leaves."""
    found: dict[str, str] = {}
    for title in map(collapse, titles):
        for part in (title, *_PARTS.split(title)):
            told = collapse(part)
            for folded in (fold(told), fold(_NUMBER.sub("", told))):
                if folded:
                    found.setdefault(folded, told)
    return [(told, folded) for folded, told in found.items()]
