"""The box that bars the rest of an article: what it says, with a button beside it; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from feedclean.clean.wording.hosts import is_call
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from feedclean.dom.kinds import INLINE
from feedclean.dom.tree import Element, ancestors, find_all, raw_text, walk
from feedclean.text import collapse, fold, weight
from feedclean.urls import absolute, canonical
from feedclean.walls.phrases import Kind, phrases

_HEAVIEST: Final = 420
"""Weight of the largest such box."""
_RUNNING: Final = 60
"""Weight of a line of running text."""
_NAME: Final = 16
"""Of a link that is the name of another article."""
_MOST: Final = 20
"""Boxes looked at, the last ones of a page."""
_SAID: Final = 0.4
"""Share of its line that what it says has, unless the line begins with it: a text that tells of
such a sentence quotes it."""


_WHOLE: Final = frozenset(("article", "body", "main"))
"""Elements that are no box, however little they hold."""
_BESIDE: Final = frozenset(("aside", "footer", "form", "header", "nav"))
"""What every page of a site has, whatever it bars."""


def gate_of(root: Element, own: str) -> str:
    """The button in one small box with a line of a paywall, on the page at ``own``; else empty.

    It leads to where the site has readers subscribe or log in, or says so. The box stands with
    the article, behind the last of its text: the same line above it, or beside it, is on every page
    of a site, and bars nothing.
    """
    lines = [one for one in walk(root) if _is_line(one)]
    lines = [one for one in lines if _BESIDE.isdisjoint(up.tag for up in (one, *ancestors(one)))]
    gates = [one for one in lines if _bars(fold(raw_text(one)))]
    if not gates:
        return ""
    barring = set(gates)
    order = {one: at for at, one in enumerate(lines)}
    running = [one for one in lines if _runs(one) and one not in barring]
    home = _home_of(running)
    for line in gates[-_MOST:]:
        around = list(ancestors(line))
        if home is None or home not in around:
            continue
        for box in (line, *around[: around.index(home)]):
            if weight(raw_text(box)) > _HEAVIEST or box.tag in _WHOLE:
                break
            if button := _button(box, own):
                behind = (list(ancestors(one)) for one in running if order[one] > order[line])
                if _leads_on(box, own) or any(home in up and box not in up for up in behind):
                    break
                return button
    return ""


def _is_line(element: Element) -> bool:
    return element.tag not in INLINE and not any(map(_is_block, element.children))


def _is_block(child: Element | str) -> bool:
    return not isinstance(child, str) and child.tag not in INLINE


def _bars(folded: str) -> bool:
    """Whether a line says that the rest is to be paid for, and not only asks who has paid."""
    table = phrases()[Kind.PAYWALL]
    said = (one for one in table.texts.finditer(folded) if one[0] not in table.asked)
    return any(not one.start() or len(one[0]) >= _SAID * len(folded) for one in said)


def _runs(line: Element) -> bool:
    """Whether a line is running text: long, and no link as a whole."""
    linked = sum(weight(raw_text(one)) for one in find_all(line, "a"))
    return weight(raw_text(line)) - linked >= _RUNNING and line.parent is not None


def _home_of(running: Sequence[Element]) -> Element | None:
    """The element that holds the article's text, and what bars the rest of it."""
    sizes: Counter[Element] = Counter()
    for line in running:
        if line.parent is not None:
            sizes[line.parent] += weight(raw_text(line))
    if not sizes:
        return None
    box = sizes.most_common(1)[0][0]
    whole = next((one for one in (box, *ancestors(box)) if one.tag in _WHOLE), box)
    if whole.tag != "body":
        return whole
    return box if box.parent in (whole, None) else box.parent


def _leads_on(box: Element, own: str) -> bool:
    """Whether a box leads to another article: one of a list, with an offer beside it."""
    for link in find_all(box, "a"):
        said, to = collapse(raw_text(link)), absolute(link.get("href"), own) or ""
        is_name = weight(said) >= _NAME and not _bars(fold(said)) and not label_text(said)
        if is_name and not is_call(to, own) and canonical(to) != canonical(own):
            return True
    return False


def _button(box: Element, own: str) -> str:
    logins = phrases()[Kind.LOGIN].headings
    for one in find_all(box, "a", "button"):
        said = collapse(raw_text(one))
        leads = is_call(absolute(one.get("href") or "", own) or "", own)
        if said and (leads or label_text(said) & Label.PROMO or fold(said) in logins):
            return said
    return ""
