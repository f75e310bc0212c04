"""What spoke against a line that learned trees take for no text, as reasons tell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from feedclean.clean.lines.fragment import Lines
from feedclean.clean.scoring.grounds import against, by_words, shares
from feedclean.clean.scoring.learned import Row, lines_forest
from feedclean.clean.speech.said import spoken_of
from feedclean.dom.blocks import Block

_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "where it stands": ("beyond", "share_beyond"),
    "what stands above and below it": (
        "text_below", "since_text", "gone_above", "gone_below", "ruled",
    ),
    "its length": ("weight", "of_usual", "spoken"),
    "its form": (
        "like_body", "ends", "colon", "asks", "separators", "brackets", "capitals", "initials",
        "digits", "hour", "marks", "bullet", "tokens",
    ),
    "its links": (
        "links", "link_density", "outside", "label_link", "own_site", "profiles", "mails",
        "link_size",
    ),
    "where its links lead": ("to_self", "to_front", "slugs", "address_mean", "address_least"),
    "how it is set": ("strong", "heading", "item", "pictures", "small"),
    "its words": (
        "services", "us", "you", "of_title", "other_script", "word_mean", "word_least",
        "word_most", "words_known",
    ),
    "what it and those around it speak of": ("said", "said_above", "said_below"),
}  # fmt: skip
"""What reasons call the measures."""
_CALLED: Final = {name: words for words, names in _WORDS.items() for name in names}


def speech(block: Block, lines: Lines) -> str:
    """A clause of what a line speaks of; empty where that is nothing sites speak of."""
    found = spoken_of(block.text, lines.lexicon)
    told = ", ".join(f"{concept} ({word})" for concept, word in found.items())
    return f"; it speaks of {told}" if told else ""


def against_line(forest: str, row: Row) -> str:
    """A clause of the strongest measures against a line, given what was asked and its row."""
    return against(by_words(shares(lines_forest(forest), row), _CALLED))
