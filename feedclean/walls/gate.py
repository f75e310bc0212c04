"""The box that bars the rest of an article: what it says, with a button beside it; pure."""

from __future__ import annotations

from typing import Final

from feedclean.clean.hosts import is_call
from feedclean.clean.labels import Label, label_text
from feedclean.dom.kinds import INLINE
from feedclean.dom.tree import Element, ancestors, find_all, raw_text, walk
from feedclean.text import collapse, fold, weight
from feedclean.urls import absolute
from feedclean.walls.phrases import Kind, phrases

_HEAVIEST: Final = 420
"""Weight of the largest such box."""
_SAID: Final = 0.4
"""Share of its line that what it says has, unless the line begins with it: a text that tells of
such a sentence quotes it."""


_WHOLE: Final = frozenset(("article", "body", "main"))
"""Elements that are no box, however little they hold."""


def gate_of(root: Element, own: str) -> str:
    """The button in one small box with a line of a paywall, on the page at ``own``; else empty.

    It leads to where the site has readers subscribe or log in, or says so.
    """
    says = phrases()[Kind.PAYWALL].texts
    for line in walk(root):
        if line.tag in INLINE or any(_is_block(child) for child in line.children):
            continue
        folded = fold(raw_text(line))
        found = says.search(folded)
        if found is None or (found.start() and len(found[0]) < _SAID * len(folded)):
            continue
        for box in (line, *ancestors(line)):
            if weight(raw_text(box)) > _HEAVIEST or box.tag in _WHOLE:
                break
            if button := _button(box, own):
                return button
    return ""


def _is_block(child: Element | str) -> bool:
    return not isinstance(child, str) and child.tag not in INLINE


def _button(box: Element, own: str) -> str:
    logins = phrases()[Kind.LOGIN].headings
    for one in find_all(box, "a", "button"):
        said = collapse(raw_text(one))
        leads = is_call(absolute(one.get("href") or "", own) or "", own)
        if said and (leads or label_text(said) & Label.PROMO or fold(said) in logins):
            return said
    return ""
