"""Lists of other articles below a text that have lost their links, or never had any."""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.lines.fragment import content_words
from feedclean.clean.page import Page
from feedclean.clean.passes.common import in_list, zones
from feedclean.clean.passes.ends.short_text import ends_letter_or_names_number
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label
from feedclean.clean.wording.prose import is_prose
from feedclean.clean.wording.references import announces_references, recommends
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.later import later
from feedclean.text import wide

_HEADING_WEIGHT: Final = 64
_LONGEST: Final = 170
_SHORT: Final = 80
_MOST: Final = 12
_LESSER_PART: Final = 0.34
"""Share of the running text, by weight, that such a list may have."""
_LEAST_WORDS: Final = 3
_LEAST_WIDE: Final = 4
_FACT: Final = later(
    r"(?:[\u2e80-\u9fff\uac00-\ud7af]{1,4}|[^\W\d_\u2e80-\u9fff\uac00-\ud7af]{2,14})\s?[:：]\s*\S"
    r"|\W*https?:"
)
"""*Address: 12 Mill Lane*, 开放时间：八点; a headline has more before its colon."""
_STOPS: Final = re.compile(r"[。।۔]$|(?<!\.)\.$")
_WORK: Final = re.compile(r"《[^《》]{1,60}》|[,，、.]|\d{4}|https?:")
_TEASER: Final = re.compile(r"[➤►▶▸→☞👉➜➔⇒]\s?")
"""What sites set before the headlines of others, and nobody before a book."""
_ASKS: Final = re.compile(r"[?？!！…][”」』\"]?$")
_KINDS: Final = Label.RELATED | Label.TRENDING
_STRUCTURED: Final = traits.STRUCTURED | traits.FIGURE
_LISTS: Final = frozenset(("ul", "ol"))
_NUMBERED: Final = frozenset(("ol",))


def plain_list(page: Page, position: int) -> list[Block]:
    """The headlines right below a label of other articles, up to what shows that the list ends.

    That is the end of the article or of the element of both, a line that has gone, or a notice.
    Below any other line they may be a part of the text, and none is given.
    """
    heading = page.blocks[position]
    if heading.links or heading.weight > _HEADING_WEIGHT or is_prose(heading):
        return []
    if recommends(heading):
        return []
    is_within = position not in zones(page)[1]
    if is_within and (not label(heading) & _KINDS or _is_of_title(page, heading)):
        return []
    lines = _lines(page, position)
    if is_within and not (lines and all(map(in_list, lines)) and _is_whole_list(page, lines)):
        return []
    if any(map(_goes_on, lines)) or (_are_steps(lines) and not label(heading) & Label.TRENDING):
        return []
    if 2 * sum(map(_is_fact, lines)) > len(lines):
        return []
    if announces_references(heading) and any(map(_may_be_work, lines)):
        return []
    weight = sum(line.weight for line in lines)
    return lines if weight <= _LESSER_PART * page.running_weight() else []


def _is_of_title(page: Page, heading: Block) -> bool:
    """Whether the title has a word of it: below *Most popular* an article lists popular names."""
    return not frozenset(content_words(heading.text)).isdisjoint(content_words(page.meta.title))


def _lines(page: Page, position: int) -> list[Block]:
    heading = page.blocks[position]
    own = _own(heading)
    found: list[Block] = []
    for block in page.blocks[position + 1 :]:
        above = found[-1] if found else heading
        is_over = own is not None and block.index >= own.last
        if is_over or (found and not page.guessed.isdisjoint(range(above.index + 1, block.index))):
            return found
        labels = label(block)
        if labels & ~_KINDS:
            return found
        if len(found) == _MOST or not _is_headline(block) or labels:
            return found if found and _is_whole_list(page, found) else []
        found.append(block)
    return found


def _own(heading: Block) -> Container | None:
    """The element around a heading, if it holds none of the text above it."""
    home = heading.home
    return home if home.parent is not None and home.first >= heading.index else None


def _is_whole_list(page: Page, found: list[Block]) -> bool:
    """Whether some lines are all entries of one list."""
    items = found[0].home.nearest(_LISTS)
    if items is None or items is not found[-1].home.nearest(_LISTS):
        return False
    return page.inside(items)[-1] is found[-1]


def _is_headline(block: Block) -> bool:
    if not block.chars or block.links or block.images or block.weight > _LONGEST:
        return False
    if block.traits & _STRUCTURED or _STOPS.search(block.text):
        return False
    is_bold = block.strong_chars == block.chars
    if not is_bold and ends_letter_or_names_number(block.text):
        return False
    if block.is_heading and not in_list(block):
        return False
    if is_prose(block):  # headlines ask and call out, in Chinese most of all
        is_short = in_list(block) or block.weight <= _SHORT
        return is_short and _ASKS.search(block.text) is not None
    return len(block.text.split()) >= _LEAST_WORDS or wide(block.text) >= _LEAST_WIDE


def _goes_on(block: Block) -> bool:
    """Whether an entry begins like the rest of a sentence; no headline does."""
    first, *_ = block.text.split(maxsplit=1)
    return first.isalpha() and first.islower()


def _are_steps(lines: list[Block]) -> bool:
    """Whether they are numbered: *most read* articles are, others are steps."""
    return bool(lines) and all(line.home.nearest(_NUMBERED) for line in lines)


def _is_fact(block: Block) -> bool:
    return _FACT.match(block.text) is not None


def _may_be_work(block: Block) -> bool:
    """Whether a line below *Further reading* may be a book: only in Chinese its title has marks."""
    if _TEASER.match(block.text):
        return False
    return wide(block.text) < _LEAST_WIDE or _WORK.search(block.text) is not None
