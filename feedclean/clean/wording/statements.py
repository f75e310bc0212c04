"""Headings such as *Comments* that stand over what somebody said in the article itself.

A column has comments, an interview has a part called so. What readers wrote below an article shows
itself by more than one word: a count, who they are, an hour, a button to reply.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.text import wide

_SAID: Final = re.compile(r"[^\W_][^:：。！？!?]{0,19}[:：]\s?(?!//)\S")
_WORDS: Final = re.compile(r"[:：]\s?(.*)", re.DOTALL)
_LEAST_WORDS: Final = 3
_LEAST_WIDE: Final = 4
_HOUR: Final = re.compile(
    r"(?<!\d)\d{1,2}[:.：]\d\d(?!\d)|(?<!\d)\d{1,3}\s?(?:分钟|小时|天|分鐘|小時)前"
)
_OF_READERS: Final = Label.COMMENTS | Label.INTERFACE | Label.SHARE
_NEAR: Final = 12
"""Blocks below such a heading that may show that readers wrote them."""
_BARE_WEIGHT: Final = 24
_BARE_WIDE: Final = 2


def is_said(text: str) -> bool:
    """Whether a line is a short name, a colon and what was said."""
    return _SAID.match(text) is not None


def heads_statements(blocks: Sequence[Block], heading: Block) -> bool:
    """Whether a heading is one word, and what it stands over may well be part of the article."""
    if not _is_one_word(heading):
        return False
    at = bisect_left(blocks, heading.index, key=_index) + 1
    if at >= len(blocks) or not _is_statement(blocks[at]):
        return False
    return not any(map(_is_of_readers, blocks[at : at + _NEAR]))


def _index(block: Block) -> int:
    return block.index


def _is_one_word(block: Block) -> bool:
    """Whether it says nothing of how many there are, or whose they are: *Comments*, 评论."""
    text = block.text.rstrip(":： ")
    if block.links or not text.isalpha() or block.weight > _BARE_WEIGHT:
        return False
    return wide(text) <= _BARE_WIDE


def _is_statement(block: Block) -> bool:
    if block.links or block.is_heading or not is_said(block.text) or label(block):
        return False
    said = _WORDS.search(block.text)
    words = said.group(1) if said else ""
    return len(words.split()) >= _LEAST_WORDS or wide(words) >= _LEAST_WIDE


def _is_of_readers(block: Block) -> bool:
    """Whether a line is a button, has an hour, or stands in an element named for comments."""
    if block.traits & (traits.COMMENT_NAME | traits.FORM | traits.CONTROL):
        return True
    return bool(label(block) & _OF_READERS) or has_hour(block)


def has_hour(block: Block) -> bool:
    """Whether a line has an hour, or says how long ago something was written."""
    return _HOUR.search(block.text) is not None
