"""Comments of readers below a heading that says so: each a name, a colon and what was said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from feedclean.clean.labels import Label, label_text
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote
from feedclean.clean.passes.stamps import parts_of
from feedclean.clean.prose import is_prose
from feedclean.clean.statements import heads_statements, is_said
from feedclean.clean.words import any_of
from feedclean.dates.ago import AGO_IN_CHINESE
from feedclean.dom.blocks import Block
from feedclean.later import later
from feedclean.model.removal import RuleId
from feedclean.text import fold, weight

_HEADING_WEIGHT: Final = 60
_MOST_SAID: Final = 40
_LESSER_PART: Final = 0.34
"""Share of the running text above that comments may have."""
_COMMENTS: Final = RuleId("block/comments")
_LONGEST_COMMENT: Final = 200
_OF_READER: Final = later(
    rf"{AGO_IN_CHINESE}"
    rf"|(?:^|\s){any_of('readers_from')}(?:\s?[网網]友|\s|$)"
    r"|\b\d{1,3}\s?(?:min(?:ute)?s?|h(?:ou)?rs?|hours?|days?|weeks?|months?|years?) ago\b"
    r"|\b(?:vor|il y a|hace|há)\s\d{1,3}\s\w+"
    r"|\d\s?(?:分|時間|日|か月|年)前|\d\s?(?:분|시간|일|개월|년) ?전"
    rf"|(?:^|\s){any_of('answer')}$"
    rf"|^[^\W_][^:：]{{0,40}}\s{any_of('said')}\s?[:：]$",
    re.IGNORECASE,
)


def quoted_comments(page: Page) -> Iterator[Finding]:
    """Takes out a heading for comments below the text, and what readers said right below it.

    Each line is a short name, a colon and words. All stays where a paragraph of another kind
    follows further down, since the article may quote them, or where they say more than a third of
    the text.
    """
    for position, block in enumerate(page.blocks[:-1]):
        # below most lines stands nothing of the kind, which is seen sooner
        if not _says(page.blocks[position + 1]) or not _heads_comments(page, block):
            continue
        # what showed that readers wrote them may have gone since it was asked what the heading says
        if not page.label(block) and heads_statements(page.blocks, block):
            continue
        below = page.blocks[position + 1 :]
        said = list(takewhile(_says, below[:_MOST_SAID]))
        if any(map(page.is_body, below[len(said) :])):
            continue
        above = sum(one.weight for one in page.blocks[:position] if page.is_body(one))
        if sum(one.weight for one in said) <= _LESSER_PART * above:
            told = f"{len(said)} lines of somebody's words below {quote(block)}"
            yield finding("comments", [block, *said], told)
            return


def comments_below(page: Page) -> Iterator[Finding]:
    """Takes out what is left below a label of comments that has gone, if readers wrote it.

    These are short lines to the end of the article: a name, where from and when, what was said.
    One of them must show that: an hour, a place, a button to answer.
    """
    said = (b for rule, b in page.taken if rule == _COMMENTS and _labels_comments(page, b))
    label_ = max(said, key=lambda block: block.index, default=None)
    if label_ is None:
        return
    below = [block for block in page.blocks if block.index > label_.index]
    if not 0 < len(below) <= _MOST_SAID or any(map(_is_no_comment, below)):
        return
    if not any(_OF_READER.search(block.text) for block in below):
        return
    above = sum(one.weight for one in page.blocks[: -len(below)] if page.is_body(one))
    if sum(one.weight for one in below) <= _LESSER_PART * above:
        told = f"{len(below)} short lines below {quote(label_)} at the end, with where from or when"
        yield finding("comments", below, told)


def comments_between(page: Page) -> Iterator[Finding]:
    """Short lines below the text between two labels or buttons of comments that have gone."""
    gone = [b.index for rule, b in page.taken if rule == _COMMENTS and _labels_comments(page, b)]
    _, last = page.body_span()
    above = page.blocks[last].index if last >= 0 else -1
    inside = range(min((at for at in gone if at > above), default=0) + 1, max(gone, default=0))
    said = [block for block in page.blocks[last + 1 :] if block.index in inside]
    if above < 0 or not 0 < len(said) <= _MOST_SAID or any(map(_is_no_comment, said)):
        return
    if sum(one.weight for one in said) <= _LESSER_PART * page.running_weight():
        told = f"{len(said)} short lines between two labels of comments that are gone"
        yield finding("comments", said, told)


def _labels_comments(page: Page, block: Block) -> bool:
    return _is_brief(page, block) and bool(label_text(block.text) & Label.COMMENTS)


def _is_brief(page: Page, block: Block) -> bool:
    """Whether a line is short, or would be without the title: *2 thoughts on “Title”*."""
    if not block.chars or is_prose(block):
        return False
    if block.weight <= _HEADING_WEIGHT:
        return True
    title = fold(page.meta.title)
    has_title = bool(title) and title in fold(block.text)
    return has_title and block.weight <= _HEADING_WEIGHT + weight(title)


def _is_no_comment(block: Block) -> bool:
    return block.is_heading or block.images > 0 or block.weight > _LONGEST_COMMENT


def _heads_comments(page: Page, block: Block) -> bool:
    if not _is_brief(page, block):
        return False
    if label_text(block.text) & Label.COMMENTS:
        return not is_said(block.text)
    first = next(parts_of(block.text), "")
    return first != block.text and bool(label_text(first) & Label.COMMENTS)


def _says(block: Block) -> bool:
    return not block.is_heading and is_said(block.text)
