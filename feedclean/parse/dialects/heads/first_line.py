"""Whether the first line of a text without a title is a part of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from feedclean.dates import find_date
from feedclean.parse.dialects.cjk import width
from feedclean.parse.dialects.written.writing import SENTENCE_END, is_title

_SPEAKER: Final = re.compile(r"(?P<who>[^\s:：][^:：\n]{0,24}[:：])\s*\S")
_NUMBERED: Final = re.compile(r"(?P<number>\d{1,3})(?P<mark>[.)、）])\s*\S")
_ITEM: Final = re.compile(r"[-*+•·–—]\s+\S")
_GREETS: Final = (",", "，", ":", "：")
_LEAST_VERSES: Final = 3
_WIDEST_VERSE: Final = 60
_MOST_SEEN: Final = 400


def is_of_text(lines: Sequence[str], first: int) -> bool:
    """Whether it is a sentence, a greeting, the first of several that begin alike, or a verse."""
    line = lines[first].strip()
    if not is_title(line) or line.endswith(_GREETS):
        return True
    below = lines[first + 1 : first + _MOST_SEEN]
    return _is_followed(line, [one.strip() for one in below]) or _is_verse(line, below)


def _is_followed(line: str, below: Sequence[str]) -> bool:
    """Whether a line further down begins as this one does: *Q: …*, *MAYOR: …*, *2. …*.

    Of a label with its value, the next line may have another one.
    """
    if speaker := _SPEAKER.match(line):
        is_row = bool(below) and _SPEAKER.match(below[0]) is not None
        return is_row or any(one.startswith(speaker["who"]) for one in below)
    if number := _NUMBERED.match(line):
        start = f"{int(number['number']) + 1}{number['mark']}"
        return any(one.startswith(start) for one in below)
    return _ITEM.match(line) is not None and any(map(_ITEM.match, below))


def _is_verse(line: str, below: Sequence[str]) -> bool:
    """Whether it is the first of the lines of a stanza, and all that follows is as short.

    A title stands apart, or has an author or a day right below it; so has the first of two lines.
    """
    stanza = list(takewhile(str.strip, below))
    if len(stanza) + 1 < _LEAST_VERSES or any(find_date(one, None) for one in stanza):
        return False
    shown = [line, *filter(str.strip, below)]
    if max(width(one.strip()) for one in shown) > _WIDEST_VERSE:
        return False
    return 2 * sum(SENTENCE_END.search(one.rstrip()) is not None for one in stanza) <= len(stanza)
