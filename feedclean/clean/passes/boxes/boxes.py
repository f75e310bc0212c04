"""Boxes beside the text: where most of one is known to be no article, the rest of it is none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from feedclean.clean.media.embeds import is_embed_link
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import ALL_LINK, finding, quote
from feedclean.clean.passes.ends.short_text import ends_letter_or_names_number
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label
from feedclean.clean.wording.of_itself import speaks_of_itself
from feedclean.clean.wording.prose import is_prose
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.text import fold

_BOXES: Final = frozenset(
    ("article", "aside", "center", "div", "dl", "footer", "header", "nav", "section", "ul")
)
"""Elements that set something apart; lines in one paragraph are parts of a whole."""
_MOST_LINES: Final = 16
_LESSER_PART: Final = 0.25
"""Share of the running text, by weight, that a box may have itself."""
_MOST: Final = 0.6
_HALF: Final = 0.5
_SOME: Final = 1 / 3
_LONGEST_LINE: Final = 120
_LONGEST_FACT: Final = 80
_LONGEST_OF_META: Final = 48
_LONGEST_WORD: Final = 16
_LONGEST_LIFE: Final = 420
_LONGEST_LABEL: Final = 40
_MOST_OF_LIFE: Final = 4
"""Lines of a box on who the author is."""
_FACT: Final = re.compile(r"[^\W\d_][^:：\d]{1,24}[:：]\s*\S")
_NOTICES: Final = (
    Label.PROMO
    | Label.SHARE
    | Label.RELATED
    | Label.COMMENTS
    | Label.COPYRIGHT
    | Label.PLATFORM
    | Label.COOKIE
    | Label.AD
)
"""Labels of what nobody writes into a text; who wrote and checked it may stand below its end."""
_STRUCTURED: Final = traits.STRUCTURED | traits.FIGURE
_OTHER: Final = frozenset(
    f"block/{name}" for name in ("box", "end", "between", "hidden", "title-repeat")
)
"""Rules that do not say what the rest of a box is."""
_NEAR: Final = 2
"""Blocks below a picture that may be its caption."""
_MOST_OF_INTRODUCTION: Final = 4
"""Lines of a box in which a site introduces a column."""
_DISCLAIMS: Final = Label.COPYRIGHT | Label.PLATFORM
_OF_PEOPLE: Final = Label.AUTHOR | Label.CREDIT | Label.PHOTO | Label.SOURCE | Label.DATE


@dataclass(frozen=True, slots=True)
class _Box:
    """An element beside the text: what is left of it, and what is known of its lines."""

    left: list[Block]
    many: int
    """Lines it had."""
    known: int
    """Those of them that have gone or have a label."""
    labels: Label
    """All that its lines have."""
    is_meta: bool
    """Whether it is named for author, date or tags."""
    disclaims: bool
    """Whether a sentence of it is a notice on rights or views."""
    is_list: bool
    is_of_author: bool
    """Whether its first line is a bare label of authors: *About the author*."""


def boxes(page: Page) -> Iterator[Finding]:
    """Takes out what is left of boxes above and below the text of which most is boilerplate.

    That is told by how many lines of a box have gone, or are known by their wording. Captions and
    leads stay, and who wrote for whom above a notice on rights.
    """
    span = _span(page)
    if span is None:
        return
    first, last, weight = span
    gone = _gone(page)
    seen: set[int] = set()
    for block in page.blocks:
        if first <= block.index <= last or not block.chars:
            continue
        for container in _around(block, first, last):
            if id(container) in seen:
                break
            seen.add(id(container))
            box = _opened(page, container, gone, weight)
            if box is None or not box.known:
                continue
            is_above = container.last <= first
            has_captions = not (box.disclaims or box.is_list)
            left = _without_captions(page, box.left) if has_captions else box.left
            group = [one for one in left if _goes(page, box, one, is_above=is_above)]
            if group:
                place = "above" if is_above else "below"
                known = f"{box.known} of {box.many} lines are known to be no text"
                if box.is_meta:
                    known += ", and which is named for author, date or tags"
                if box.disclaims:
                    known += ", and one is a notice on rights or views"
                told = (
                    f"left of a box {place} the text, of which {known}: from {quote(group[0])} on"
                )
                yield finding("box", group, told)


def _span(page: Page) -> tuple[int, int, int] | None:
    """The indexes of the first and last running text that shares an element, and its weight.

    None where no element has most of it: then nothing is beside the text.
    """
    by_home: dict[int, list[Block]] = {}
    total = 0
    for block in page.blocks:
        if page.is_body(block):
            by_home.setdefault(id(block.home), []).append(block)
            total += block.weight
    if not total:
        return None
    text = max(by_home.values(), key=lambda some: sum(block.weight for block in some))
    size = sum(block.weight for block in text)
    if size < _MOST * total:
        first, last = page.body_span()
        return page.blocks[first].index, page.blocks[last].index, total
    return text[0].index, text[-1].index, size


def _around(block: Block, first: int, last: int) -> Iterator[Container]:
    """The elements around a block that hold none of the text, the smallest first."""
    container: Container | None = block.home
    while container is not None and (container.last <= first or container.first > last):
        if container.parent is not None and container.element.tag in _BOXES:
            yield container
        container = container.parent


def _gone(page: Page) -> list[Block]:
    """What has been taken out so far that tells of its box, in order."""
    told = (block for rule, block in page.taken if block.chars and rule not in _OTHER)
    return sorted(told, key=_index)


def _opened(page: Page, container: Container, taken: list[Block], weight: int) -> _Box | None:
    """What is known of an element; None where it is no box beside a text of that weight."""
    left = [block for block in page.inside(container) if block.chars]
    start = bisect_left(taken, container.first, key=_index)
    gone = taken[start : bisect_left(taken, container.last, start, key=_index)]
    many = len(left) + len(gone)
    if not left or not 1 < many <= _MOST_LINES or _is_much(page, left, weight):
        return None
    is_meta = bool(container.traits & traits.META_NAME)
    names = [fold(author.name) for author in page.meta.authors] if is_meta else []
    found = Label(0)
    known = 0
    disclaims = False
    for block in (*gone, *left):
        is_sentence = is_prose(block)
        said = page.label(block) if is_sentence else label(block)
        is_named = is_meta and block.link_density > ALL_LINK
        is_named |= any(name in fold(block.text) for name in names)
        known += block.gone or bool(said) or is_named
        found |= said
        disclaims |= is_sentence and not block.gone and bool(said & _DISCLAIMS)
    head = min((*gone, *left), key=_index)
    is_of_author = many <= _MOST_OF_LIFE and _is_bare_label(head)
    is_list = container.element.tag == "ul"
    return _Box(left, many, known, found, is_meta, disclaims, is_list, is_of_author)


def _is_bare_label(block: Block) -> bool:
    """Whether a line is nothing but a label of authors, and no name."""
    return block.weight <= _LONGEST_LABEL and bool(label(block) & Label.AUTHOR)


def _is_much(page: Page, lines: list[Block], weight: int) -> bool:
    """Whether a box has so much running text itself that it may be another part of the article."""
    inside = sum(block.weight for block in lines if page.reads_like_body(block))
    return inside > _LESSER_PART * weight


def _without_captions(page: Page, lines: list[Block]) -> list[Block]:
    """Those of the lines that do not stand below a picture, right there or with one between."""
    start = bisect_left(page.blocks, lines[0].index, key=_index)
    near = page.blocks[max(0, start - _NEAR) : start]
    found: list[Block] = []
    for position in range(start, len(page.blocks)):
        block = page.blocks[position]
        if block.index > lines[-1].index:
            break
        near = [*near[-_NEAR:], block]
        if block.chars and not any(one.images for one in near):
            found.append(block)
    return found


def _index(block: Block) -> int:
    return block.index


def _goes(page: Page, box: _Box, block: Block, *, is_above: bool) -> bool:
    """Whether a line that is left goes with the rest of its box.

    What stands above a text may be its lead, what stands below it a fact on what it is about.
    """
    if block.traits & _STRUCTURED or block.images or is_embed_link(block):
        return False
    is_mostly_known = box.known >= _MOST * box.many
    if is_above:
        is_told = speaks_of_itself(block.text) or bool(label(block))
        if _introduces_the_site(box, block):
            return True
        if is_mostly_known and is_told and block.weight <= _LONGEST_FACT:
            return True
    elif box.is_list or (box.is_of_author and block.weight <= _LONGEST_LIFE):
        return not box.is_list
    return _is_left(page, box, block, is_above=is_above)


def _is_left(page: Page, box: _Box, block: Block, *, is_above: bool) -> bool:
    """Whether a short line goes, for what is known of those around it."""
    if block.weight > _LONGEST_LINE or page.reads_like_body(block) or is_prose(block):
        return False
    if not block.links and ends_letter_or_names_number(block.text):
        return False
    if box.is_meta and block.weight <= _LONGEST_OF_META and box.known >= _SOME * box.many:
        return True
    if not is_above:
        notices = box.labels & _NOTICES
        if notices == Label.COPYRIGHT and not block.links:
            return False  # authors sign so, below to whom it is and where it was written
        return bool(notices) and box.known >= _HALF * box.many
    is_fact = block.weight <= _LONGEST_FACT and _FACT.match(block.text) is not None
    return box.known >= _MOST * box.many and (is_fact or block.weight <= _LONGEST_WORD)


def _introduces_the_site(box: _Box, block: Block) -> bool:
    """Whether a sentence shares a small box above the text with a notice, and is nobody's note.

    So sites introduce a column, and say below that its views are those of its authors.
    """
    is_small = box.many <= _MOST_OF_INTRODUCTION and not box.labels & _OF_PEOPLE
    return is_small and box.disclaims and not _FACT.match(block.text)
