"""What the lines of a page kept as text are, marked as a page in HTML would have marked it.

The headline becomes one. In text without any marks, so do the headings between two paragraphs,
and lines that lead from the headline to the text get the name that pages give them, since whoever
looks at a page line by line would take them for those of menus. What a recipe takes is a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from html import escape
from typing import Final

from feedclean.dates import find_date
from feedclean.dom.blocks import Block
from feedclean.later import later
from feedclean.parse.dialects.flat.whole_page import Core, is_running, words_in
from feedclean.parse.dialects.heads.headline import is_byline

_LEAST_LEAD: Final = 40
_LONGEST_HEADING: Final = 100
_LABELLED: Final = re.compile(r"[:：|•·»>]|^[\[【(（<＜*■▼▶]|\d[\W\d]*$")
"""Lines that lead elsewhere, or say what follows; and counts."""
_LEAST_SENTENCE: Final = 24
_ENDED: Final = re.compile(r"[.。!！?？…।۔؟][\"“”’»」』)）]*$")
_STOPPED: Final = re.compile(r"[.。,，;；…][\"“”’»」』)）]*$")
_ENTRY: Final = "li"
_LEAD: Final = 'p class="standfirst"'
_HEADING: Final = 'h2 class="subhead"'
_CAPTION: Final = 'p class="caption"'
_LEAST_CAPTION: Final = 40
_LONGEST_CAPTION: Final = 420
_CREDIT: Final = later(
    r"[\s(（\[/|—–-](?:photo(?:graph|graphie)?s?|fotos?|fotografi[ae]?|bild(?:er)?|images?|crédits?|credits?|foto's"
    r"|beeld|kuva|zdjęcia|fotó|fotoğraf|фото|снимка|φωτ(?:ο|ό|ογραφία)?|ảnh|写真|撮影|사진|摄影|攝影|صورة|الصورة|عکس|צילום|फोटो|ภาพ)"
    r"(?: (?:by|von|de|di|par|av|af|door))?\s?[.:：©/|]{1,2}\s?(?:©\s?)?\S[^:：。!?]{1,60}$",
    re.IGNORECASE,
)
_AMOUNT: Final = re.compile(
    r"(?:\d{1,4}(?:[.,/]\d{1,3})?(?:\s?[-–]\s?\d{1,4})?\s?[½¼¾⅓⅔⅛]?|[½¼¾⅓⅔⅛])\s?[^\W\d]"
)
_FIGURE: Final = re.compile(r"\d+(?=\s)")
_LEAST_AMOUNTS: Final = 3
_LONGEST_ENTRY: Final = 80
_ABOVE_SENTENCE: Final = 3


def with_headline(html: str, blocks: Sequence[Block], at: int) -> str:
    """The headline, a paragraph among others until now, as the heading it was."""
    return _marked(html, blocks, {at: "h1"})


def with_marks(html: str, blocks: Sequence[Block], core: Core, at: int | None) -> str:
    """With the headline, if there is one, what leads from it to the text, and headings within."""
    tags = {}
    if at is not None:
        tags = {at: "h1", **dict.fromkeys(_leads(blocks, core, at), _LEAD)}
        tags |= dict.fromkeys(_captions(blocks, core, at), _CAPTION)
    entries = dict.fromkeys(_amounts(blocks, core), _ENTRY)
    headings = dict.fromkeys(_headings(blocks, core, entries.keys()), _HEADING)
    return _marked(html, blocks, {**tags, **headings, **entries})


def _captions(blocks: Sequence[Block], core: Core, at: int) -> Iterator[int]:
    """Sentences that end with who took the picture, which the text has lost."""
    for place in range(at + 1, core.last):
        block = blocks[place]
        if _LEAST_CAPTION <= block.weight <= _LONGEST_CAPTION and not block.links:
            credit = _CREDIT.search(block.text)
            if credit is not None and credit.start() >= _LEAST_SENTENCE:
                yield place


def _leads(blocks: Sequence[Block], core: Core, at: int) -> Iterator[int]:
    for place in range(at + 1, core.first):
        block = blocks[place]
        text = block.text
        if block.weight < _LEAST_LEAD or block.links or words_in(text) or is_byline(text):
            continue
        if find_date(text, None) is None or is_running(block):
            yield place


def _headings(blocks: Sequence[Block], core: Core, entries: AbstractSet[int]) -> Iterator[int]:
    """Single short lines between two paragraphs, or between one and a list of amounts."""
    end = max(core.last, *entries, 0) + 1 if entries else core.last
    for place in range(core.first + 1, min(end + 1, len(blocks) - 1)):
        if place in entries:
            continue
        block = blocks[place]
        text = block.text
        if block.weight > _LONGEST_HEADING or block.links or words_in(text):
            continue
        if _LABELLED.search(text) or _STOPPED.search(text) or not any(map(str.isalpha, text)):
            continue
        beside = (place - 1, place + 1)
        if all(at in entries or _is_sentence(blocks[at]) for at in beside):
            yield place


def _amounts(blocks: Sequence[Block], core: Core) -> Iterator[int]:
    """Short lines of which most tell how much of what, over a sentence that says what to do.

    Lines of a page that score like a menu by themselves are a list of what a recipe takes.
    """
    at = core.first + 1
    while at < len(blocks):
        end = at
        while end < len(blocks) and _may_be_entry(blocks[end]):
            end += 1
        run = range(at, end)
        told = [place for place in run if _AMOUNT.match(blocks[place].text)]
        if len(told) >= _LEAST_AMOUNTS and not _is_count(blocks, told):
            is_whole = end - 1 in told or end == len(blocks) or blocks[end].is_heading
            last = end - 1 if is_whole else end - 2
            run = range(told[0], max(last, told[-1]) + 1)
            below = blocks[run.stop : run.stop + _ABOVE_SENTENCE]
            if 2 * len(told) > len(run) and any(map(_is_sentence, below)):
                yield from run
        at = end + 1


def _may_be_entry(block: Block) -> bool:
    return (
        0 < block.weight <= _LONGEST_ENTRY
        and block.box.tag == "p"
        and not block.links
        and not _ENDED.search(block.text)
        and not words_in(block.text)
        and find_date(block.text, None) is None
    )


def _is_count(blocks: Sequence[Block], told: Sequence[int]) -> bool:
    """Whether the figures only number the lines: ``1 … 2 … 3 …``, as lists of headlines have it."""
    figures = [_FIGURE.match(blocks[place].text) for place in told]
    return [found and found[0] for found in figures] == [str(1 + n) for n in range(len(told))]


def _is_sentence(block: Block) -> bool:
    has_end = block.weight >= _LEAST_SENTENCE and _ENDED.search(block.text) is not None
    return has_end or is_running(block)


def _marked(html: str, blocks: Sequence[Block], tags: dict[int, str]) -> str:
    """The page with some of its paragraphs as other elements; those that hold links stay."""
    out: list[str] = []
    done = 0
    for at in range(max(tags, default=-1) + 1):
        if blocks[at].box.tag != "p" or blocks[at].links:
            continue
        text = escape(blocks[at].text, quote=False)
        written = f"<p>{text}</p>"
        start = html.find(written, done)
        if start < 0:
            continue
        tag = tags.get(at, "p")
        between = html[done:start]
        if tag != _ENTRY:
            out += (between, f"<{tag}>{text}</{tag.split(' ', 1)[0]}>")
        elif out and out[-1].endswith("</ul>") and not between.strip():
            out += (out.pop().removesuffix("</ul>"), between, f"<li>{text}</li></ul>")
        else:
            out += (between, f"<ul><li>{text}</li></ul>")
        done = start + len(written)
    return "".join((*out, html[done:]))
