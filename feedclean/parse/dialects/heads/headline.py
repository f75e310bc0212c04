"""Which line of a whole page kept as text or Markdown is the headline of its article.

Nothing marks it in text, and in Markdown the name of the site may be a heading as well. It stands
above the running text, below the menus; a line with a date or an author follows; the title of the
page repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from feedclean.dates import find_date
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.later import later
from feedclean.names import without_prefix
from feedclean.parse.dialects.flat.whole_page import Core, words_in
from feedclean.parse.pages.title import fold, tokens
from feedclean.text import letters_in

_REACH: Final = 60
"""Blocks above the running text: boxes to share, a list of chapters, a player may stand between."""
_WITHIN: Final = 3
_TITLE_LINES: Final = 3
"""Where the title of the page stands, if the program wrote it down: at the very top."""
_SHORTEST: Final = 10
_LONGEST: Final = 260
_USUAL: Final = range(25, 161)
_ENOUGH: Final = 0.6
_LEAST_LEAD: Final = 80
_SHORTER: Final = 0.7
_NEAR: Final = 5
_STATEMENT: Final = re.compile(r"[.。:：;；,，][\"”’»」』)）]*$")
_BYLINE: Final = later(
    r"(?:by|von|par|por|di|av|af|door|автор|текст|作者|记者|記者|文(?=[/／|｜:：]))[\s/:：|｜]+"
    r"(?-i:[^\W\d_a-zа-я])|(?:review|words|written|posted|reviewed|edited|photography|story|text)\b[^.!?]{0,12}\bby\b",
    re.IGNORECASE,
)
_CAPTION: Final = re.compile(
    r"(?:^|[\s/(])(?:photo|foto|fotografie|fotoğraf|fotó|bild|image|picture|zdjęcie|фото|φωτ[οό]|写真|"
    r"撮影|사진|图|圖|ảnh|صورة|عکس|צילום)[^\W\d]{0,12}\s?[:：/©|]|＝\d{1,2}日、",
    re.IGNORECASE,
)
"""Also as Japanese papers end a caption: ``＝18日、外川駅``."""
_CLOCK: Final = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])[:h][0-5]\d(?!\d)")
_LETTERS: Final = 0.6
_LISTED: Final = re.compile(r"\s?[,，、;|/&•·]\s")
_MOST_FOR_WORDS: Final = 0.8
_MOST_COPIES: Final = 4
_LONGEST_BELOW: Final = 120
_AROUND: Final = 12
_HEADINGS: Final = {"h1": 3.0, "h2": 1.0, "h3": 0.5}
_SECOND: Final = re.compile(r"[\[［【〔(（][^\]］】〕)）]{2,20}[\]］】〕)）]\s?\w|[-–—―]{1,2}\s?\w")
_LEAST_STANDFIRST: Final = 60
_WIDE_ENDS: Final = "。！？"
_SENTENCE: Final = re.compile(r"[^\W\d]{2}[.!?][\"”“»’]{0,2} [^\W\d]|[。！？]")
_SENTENCE_ENDS: Final = re.compile(r"[.!?][\"”“»’]{0,2}\.?$|[。！？][”」』]?$")
_TRAILED: Final = 2.0
_ABOVE: Final = 12
_LEAST_WAY: Final = 4


def find_headline(blocks: Sequence[Block], core: Core, title: str = "") -> int | None:
    """Index of the headline among the blocks; None, where no line is like one.

    ``title`` is what is known of it from elsewhere, maybe with the name of the site.
    """
    top = [fold(title), *(fold(block.text) for block in blocks[:_TITLE_LINES])]
    reach = range(max(0, core.first - _REACH), min(len(blocks), core.first + _WITHIN))
    marked = [at for at in range(reach.start) if blocks[at].box.tag == "h1"]
    every = "\n".join(fold(block.text) for block in blocks if block.weight <= _LONGEST)
    rated = [(_worth(blocks, at, core, top, every), -at) for at in (*marked, *reach)]
    best = max(rated, default=(0.0, 0))
    if best[0] < _ENOUGH:
        return 0 if core.first == 1 and _is_lone_title(blocks[0]) else None
    at = -best[1]
    worths = {-place: worth for worth, place in rated}
    leads_on = _is_lead(blocks, at, core) or _is_second(blocks[at]) or _is_standfirst(blocks, at)
    return at - 1 if leads_on and worths.get(at - 1, 0.0) >= _ENOUGH else at


def _is_lone_title(block: Block) -> bool:
    """Whether what alone stands above the text is a heading, which may be short."""
    text = block.text
    is_title = block.box.tag in _HEADINGS and _STATEMENT.search(text) is None
    return is_title and not words_in(text) and find_date(text, None) is None


def _is_second(block: Block) -> bool:
    """Whether a line is written as what stands below a headline: the series, or behind a dash."""
    return block.box.tag not in _HEADINGS and _SECOND.match(block.text) is not None


def _is_standfirst(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line of several whole sentences stands below a shorter one that is none."""
    block, above = blocks[at], blocks[at - 1] if at else None
    if above is None or block.box.tag in _HEADINGS or block.weight < _LEAST_STANDFIRST:
        return False
    is_shorter = above.weight < _SHORTER * block.weight and not _STATEMENT.search(above.text)
    return is_shorter and _are_sentences(block.text)


def _are_sentences(text: str) -> bool:
    """Whether a line is two sentences or more."""
    first = _SENTENCE.search(text)
    if first is None or _SENTENCE_ENDS.search(text, max(0, len(text) - 4)) is None:
        return False
    least = _LEAST_WIDE if text[first.start()] in _WIDE_ENDS else _LEAST_SECOND
    return len(text) - first.end() >= least


_LEAST_SECOND, _LEAST_WIDE = 13, 7
"""Characters of the second, its end included."""


def _is_lead(blocks: Sequence[Block], at: int, core: Core) -> bool:
    """Whether a long line right above the text leads to it from a shorter headline above."""
    above = blocks[at - 1] if at else None
    return (
        above is not None
        and at + 1 == core.first
        and blocks[at].box.tag not in _HEADINGS
        and blocks[at].weight > _LEAST_LEAD
        and above.weight in _USUAL
        and above.weight < _SHORTER * blocks[at].weight
    )


def _worth(blocks: Sequence[Block], at: int, core: Core, top: Sequence[str], every: str) -> float:
    block = blocks[at]
    text = block.text
    folded = fold(text)
    is_heading = block.box.tag in _HEADINGS
    if not _SHORTEST <= block.weight <= _LONGEST or len(folded) < _SHORTEST / 2 or words_in(text):
        return 0.0
    if not is_heading and (block.link_density >= 0.5 or block.traits & traits.ITEM):
        return 0.0
    letters = text.replace(" ", "")
    if letters_in(letters) < _LETTERS * len(letters):
        return 0.0
    date = find_date(text, None)
    if date is not None and len(text) - (date.end - date.start) < _SHORTEST + date.start:
        return 0.0
    worth = _HEADINGS.get(block.box.tag, 0.0)
    worth += _repeats(folded, at, top)
    worth += _TRAILED if _ends_a_trail(folded, blocks[max(0, at - _ABOVE) : at]) else 0.0
    worth += 1.0 if block.weight in _USUAL else 0.0
    worth += min(_MOST_FOR_WORDS, 0.2 * len(tokens(text)) - 0.6)
    worth -= 1.5 if _STATEMENT.search(text) else 0.0
    worth -= 1.5 if date is not None and date.start < _SHORTEST else 0.0
    worth -= 2.0 if is_byline(text) else 0.0
    worth -= 1.5 if _CAPTION.search(text) else 0.0
    worth -= 0.4 * max(0, len(_LISTED.findall(text)) - 1)
    worth += _followed(blocks[at + 1 : at + 1 + _NEAR])
    is_usual = block.weight in _USUAL
    worth += 0.8 if is_usual and 1 < every.count(folded) <= _MOST_COPIES else 0.0
    distance = core.first - at
    if distance < 0:
        return worth + 0.6 * distance
    return worth - 0.02 * min(distance, _AROUND) - 0.06 * max(0, distance - _AROUND)


def is_byline(text: str) -> bool:
    """Whether a short line begins as those do that say who wrote."""
    return _BYLINE.match(text) is not None or without_prefix(text) != text


def _followed(below: Sequence[Block]) -> float:
    """What it says for a line that a date and an author stand below it."""
    short = [block for block in below if block.weight < _LONGEST_BELOW]
    dated = any(find_date(block.text, None) or _CLOCK.search(block.text) for block in short)
    signed = any(is_byline(block.text) for block in short)
    return 1.0 * dated + 0.7 * signed


def _ends_a_trail(folded: str, above: Sequence[Block]) -> bool:
    """Whether a line above ends with it, as the way from the front page does: *Home News Title*.

    Browsers copy what stands side by side as a row, of which it is the last then.
    """
    for block, below in pairwise((*above, None)):
        if block is None or block.weight > _LONGEST:
            continue
        line = fold(block.text)
        if len(line) > len(folded) + _LEAST_WAY and line.endswith(folded):
            return True
        is_last = below is None or not below.traits & traits.ITEM
        if is_last and block.traits & traits.ITEM and line == folded:
            return True
    return False


def _repeats(folded: str, at: int, top: Sequence[str]) -> float:
    """What it says for a line that the title of the page holds it, or begins as it does."""
    for place, title in enumerate(top):
        if (
            place <= at  # the first is no line
            and title
            and len(folded) >= _SHORTEST
            and (folded in title or (title in folded and len(title) >= 0.6 * len(folded)))
        ):
            return 3.0
    return 0.0
