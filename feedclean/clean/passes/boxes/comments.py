"""What readers commented, in an element named for it, below a heading or between two buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote
from feedclean.clean.passes.people.stamps import parts_of
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from feedclean.clean.wording.prose import is_prose
from feedclean.clean.wording.statements import has_hour, heads_statements, is_said
from feedclean.clean.wording.words import any_of
from feedclean.dates.ago import AGO_IN_CHINESE
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.later import later
from feedclean.model.removal import RuleId
from feedclean.text import fold, has_figures, weight

_HEADING_WEIGHT: Final = 60
_MOST_SAID: Final = 40
_LONG_BODY: Final = 600
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
    rf"|(?:^|\s){any_of('answer')}$",
    re.IGNORECASE,
)
_SPEAKS: Final = later(rf"[^\W_][^:：]{{0,40}}\s{any_of('said')}\s?[:：]$", re.IGNORECASE)
"""A whole line with who says what stands below it: somebody in the article may do so as well."""
_LEAST_MARKS: Final = 2
_MOST_BETWEEN: Final = 8
"""Blocks between two marks: the paragraphs of one comment."""
_SPEAKER_WEIGHT: Final = 120
_SAYS: Final = later(
    rf"\b{any_of('said')}"
    r"(?: (?:on|am|le|el|il|op|den)\b.{0,40})?"
    rf"\s*[:：]?$|{any_of('said_wide')}[:：]$|(?:さん|님의 말)[:：]?$",
    re.IGNORECASE,
)


def comments(page: Page) -> Iterator[Finding]:
    """Takes out what readers commented: by the name of its element, as a thread, below a label."""
    yield from _named(page)
    yield from _thread(page)
    yield from _quoted(page)
    yield from _below(page)
    yield from _between(page)


def _named(page: Page) -> Iterator[Finding]:
    """Everything inside an element named for comments, where the article is elsewhere.

    Below some articles there is more of it, from programs that advertise, than in them. So much is
    told by the marks of readers as well: an author may quote comments, or have notes called so.
    """
    inside = [block for block in page.blocks if block.traits & traits.COMMENT_NAME]
    if not inside or len(inside) == len(page.blocks):
        return
    body = [block for block in page.blocks if page.is_body(block)]
    outside = [block for block in body if not block.traits & traits.COMMENT_NAME]
    without, total = (sum(block.chars for block in blocks) for blocks in (outside, body))
    is_quoted = all(block.traits & traits.QUOTE for block in inside)
    is_enough = without >= 0.2 * total and not is_quoted
    if is_enough or (without >= _LONG_BODY and _are_of_readers(page, inside)):
        share = f", {without / total:.0%} of the running text is elsewhere" if total else ""
        yield finding("comments", inside, f"in an element named for comments{share}")


def _are_of_readers(page: Page, inside: list[Block]) -> bool:
    """Whether short lines beside quotations have who *says* it, an hour, a button to answer."""
    gone = (block for _, block in page.taken if block.traits & traits.COMMENT_NAME)
    short = (
        block
        for block in (*inside, *gone)
        if 0 < block.weight <= _SPEAKER_WEIGHT
        and not block.traits & traits.QUOTE
        and not is_prose(block)
    )
    marks = (
        _is_of_thread(page, b) or bool(_OF_READER.search(b.text)) or has_hour(b) for b in short
    )
    return sum(marks) >= _LEAST_MARKS


def _thread(page: Page) -> Iterator[Finding]:
    """A heading for comments with what readers wrote below it, up to the end of the article.

    Nothing tells a comment from a paragraph but that somebody *says* it: so a speaker, an hour or a
    button to reply must come again and again, down to the last lines.
    """
    if not any(page.label(block) & Label.COMMENTS for block in page.blocks if page.label(block)):
        return
    marks = [position for position, block in enumerate(page.blocks) if _is_of_thread(page, block)]
    if len(marks) < _LEAST_MARKS or marks[-1] < len(page.blocks) - _MOST_BETWEEN:
        return
    first = marks[-1]
    for mark in reversed(marks):
        if first - mark > _MOST_BETWEEN:
            break
        first = mark
        block = page.blocks[mark]
        heads = (
            page.label(block) & Label.COMMENTS and not block.links and not _SAYS.search(block.text)
        )
        if heads and sum(mark <= other for other in marks) > _LEAST_MARKS:
            above = sum(block.chars for block in page.blocks[:mark] if page.is_body(block))
            below = sum(block.chars for block in page.blocks[mark:] if page.is_body(block))
            if above > below:
                group = page.blocks[mark:]
                reason = f"{len(group)} blocks from {quote(block)} on, a thread of comments"
                yield finding("comments", group, reason)
            return


def _is_of_thread(page: Page, block: Block) -> bool:
    if not block.chars or block.weight > _SPEAKER_WEIGHT:
        return False
    labels = page.label(block)
    return bool(labels and labels & Label.COMMENTS) or _SAYS.search(block.text) is not None


def _quoted(page: Page) -> Iterator[Finding]:
    """A heading for comments below the text, and what readers said right below it.

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


def _below(page: Page) -> Iterator[Finding]:
    """What is left below a label of comments that has gone, if readers wrote it.

    These are short lines to the end of the article: a name, where from and when, what was said.
    One of them must show that: an hour, a place, a button to answer. Of lines that say no more
    than who speaks there are two, or the label counts the comments or names the title.
    """
    said = (b for rule, b in page.taken if rule == _COMMENTS and _labels_comments(page, b))
    label_ = max(said, key=lambda block: block.index, default=None)
    if label_ is None:
        return
    below = [block for block in page.blocks if block.index > label_.index]
    if not 0 < len(below) <= _MOST_SAID or any(map(_is_no_comment, below)):
        return
    if not any(_OF_READER.search(block.text) for block in below):
        speakers = sum(_SPEAKS.match(block.text) is not None for block in below)
        if speakers < (1 if _counts_or_names(page, label_) else _LEAST_MARKS):
            return
    above = sum(one.weight for one in page.blocks[: -len(below)] if page.is_body(one))
    if sum(one.weight for one in below) <= _LESSER_PART * above:
        told = f"{len(below)} short lines below {quote(label_)} at the end, with where from or when"
        yield finding("comments", below, told)


def _counts_or_names(page: Page, label_: Block) -> bool:
    title = fold(page.meta.title)
    return has_figures(label_.text) or (bool(title) and title in fold(label_.text))


def _between(page: Page) -> Iterator[Finding]:
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
