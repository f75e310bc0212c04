"""Rows of buttons that nothing but spaces part: ``Comments (0) Print Share``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text

_LONGEST_PHRASE: Final = 4
_MOST_WORDS: Final = 16
_LEAST: Final = 3
"""Words that such a row has at least: two, each of them known, may be a headline."""
_COUNT: Final = re.compile(r"\W*\d[\d.,]*[kKmM]?\W*|\W+")


def phrases_of(text: str, kinds: Label) -> list[str]:
    """The phrases of some kinds that a row is made of, with the counts beside them.

    Only where every word is of one, each the longest that is known; else the text as it is.
    """
    words = text.split()
    if not _LEAST <= len(words) <= _MOST_WORDS:
        return [text]
    found: list[str] = []
    at = 0
    while at < len(words):
        if _COUNT.fullmatch(words[at]):
            found.append(words[at])
            at += 1
            continue
        size = _size_of_phrase(words[at : at + _LONGEST_PHRASE], kinds)
        if not size:
            return [text]
        found.append(" ".join(words[at : at + size]))
        at += size
    return found if len(found) > 1 else [text]


def _size_of_phrase(words: Sequence[str], kinds: Label) -> int:
    """How many of the first words are the longest known phrase; 0 where there is none."""
    sizes = range(len(words), 0, -1)
    return next((size for size in sizes if label_text(" ".join(words[:size])) & kinds), 0)
