"""The box below the free beginning of an article that says how to read on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import ALL_LINK, finding, lexicon_told_by, quote
from feedclean.clean.speech.calls import TELLS
from feedclean.clean.speech.concepts import concepts_of
from feedclean.clean.speech.lexicon import Lexicon
from feedclean.clean.wording.hosts import is_call
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label, label_text
from feedclean.dom.blocks import Block, Container
from feedclean.dom.measures import targets
from feedclean.text import number_of
from feedclean.urls import absolute

_HEAVIEST: Final = 420
_MOST: Final = 8
"""Lines of such a box, its buttons aside."""
_ENOUGH: Final = 2
"""Places to subscribe and to log in that need no words beside them."""
_SAYS: Final = (
    Label.PROMO | Label.INTERFACE | Label.PLATFORM | Label.COMMENTS | Label.RELATED | Label.COOKIE
)
_BARS: Final = frozenset(("subscribe", "member", "login"))
_WHOM: Final = frozenset(("us", "you", "this", "article", "read", "more", "site", "press"))
_SOMEBODY: Final = TELLS | {"i"}
_FIRST: Final = re.compile(r"[^.!?。！？]+(?:[.!?。！？]|$)")


def gates(page: Page) -> Iterator[Finding]:
    """Takes out a small box at the end of a page that has readers subscribe or log in.

    Its links lead to where that is done: to one such place, below a line that calls to do so, or to
    two. Scores alone take its sentences for text where that is as short as they are. A box with
    all of the text in it stays.
    """
    box = _last_box(page) if page.weighed.scores and page.blocks else None
    if box is None:
        return
    lines = page.inside(box)
    gone = [block for _, block in page.taken if box.first <= block.index < box.last]
    places = {link for block in (*lines, *gone) for link in _calls(block, page.meta.url or "")}
    is_said = any(label(block) & Label.PROMO for block in (*lines, *gone))
    if (len(places) >= _ENOUGH or (places and is_said)) and _bars(page, lines):
        told = f"a box at the end with {number_of(len(places), 'link')} to subscribe or to log in"
        yield finding("gate", lines, f"{told}, from {quote(lines[0])} on")


def _last_box(page: Page) -> Container | None:
    """The largest element at the end that is small enough, with text left before it."""
    found: Container | None = None
    at: Container | None = page.blocks[-1].home
    while at is not None and _is_small(page, page.inside(at)):
        found, at = at, at.parent
    return found


def _is_small(page: Page, lines: list[Block]) -> bool:
    if len(lines) > _MOST or sum(line.weight for line in lines) > _HEAVIEST:
        return False
    return any(map(page.reads_like_body, page.blocks[: -len(lines)]))


def _bars(page: Page, lines: list[Block]) -> bool:
    """Whether each line is a button or begins with who may read on."""
    lexicon, own = lexicon_told_by(page, page.blocks), page.meta.url or ""
    return all(_is_button(line, own) or _says_so(line.text, lexicon) for line in lines)


def _is_button(line: Block, own: str) -> bool:
    return not line.chars or (line.link_density >= ALL_LINK and bool(_calls(line, own)))


def _says_so(text: str, lexicon: Lexicon | None) -> bool:
    """Whether its first sentence is known, or speaks of subscribing and of nobody in the text."""
    first = _FIRST.match(text)
    said = first[0].strip() if first else text
    if label_text(said) & _SAYS:
        return True
    concepts = frozenset() if lexicon is None else concepts_of(said, lexicon)
    return bool(concepts & _BARS and concepts & _WHOM) and concepts.isdisjoint(_SOMEBODY)


def _calls(block: Block, own: str) -> list[str]:
    links = (absolute(one, own) or "" for one in targets(block))
    return [link for link in links if is_call(link, own)]
