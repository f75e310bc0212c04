"""How likely a line is part of an article, by what it speaks of and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from typing import Final

from feedclean.clean.scoring.learned import Row, scorer
from feedclean.clean.speech.concepts import Spoken, named, speaks_of
from feedclean.clean.speech.lexicon import CONCEPTS, Lexicon
from feedclean.text import capitals, has_figures

NAMES: Final = (
    *CONCEPTS,
    *(f"first_{name}" for name in CONCEPTS),
    "size", "density", "kinds", "for_article", "stop", "call", "colon", "colon_inside", "digits",
    "address", "quoted", "capitals", "marks",
)  # fmt: skip
"""What a row holds, in order: how often a line speaks of something, and if it begins with it."""

_FOR_AN_ARTICLE: Final = frozenset(("fact", "said", "they", "i"))
_PLACES: Final = tuple(CONCEPTS.index(name) for name in sorted(_FOR_AN_ARTICLE))
_OF_SITES: Final = frozenset(CONCEPTS) - _FOR_AN_ARTICLE
TOLD: Final = {
    "us": "us", "you": "you", "site": "the site", "press": "the press", "this": "this article",
    "article": "articles", "read": "reading", "more": "more", "related": "what is related",
    "popular": "what is popular", "subscribe": "subscriptions", "newsletter": "newsletters",
    "follow": "following", "app": "apps", "member": "membership", "donate": "donations",
    "buy": "prices", "appeal": "independence", "share": "sharing", "like": "likes",
    "comment": "comments", "login": "accounts", "source": "sources", "rights": "rights",
    "disclaim": "liability", "ad": "advertising", "role": "editing and pictures",
    "bio": "the author's life", "by": "authors", "posted": "its date", "filed": "tags",
    "count": "counters", "nav": "ways around the site", "legal": "privacy and terms",
    "contact": "contact", "feed": "feeds and mails", "tech": "browsers and players",
    "fact": "facts", "said": "what was said", "they": "others", "i": "oneself",
}  # fmt: skip
"""The concepts as reasons tell them."""
_ADDRESS: Final = re.compile(r"https?:|www\.|\w@\w|\w\.(?:org|com|net|info)\b")
_IN_ADDRESSES: Final = ("http", "www.", "@", ".org", ".com", ".net", ".info")
_MARKS: Final = "|｜·»›→•#>"
_MOST_SIZE: Final = 80
UNKNOWN: Final = -1.0
LONGEST: Final = 600
"""Characters of a line that is read so; longer ones are taken for text."""


def measure(text: str, lexicon: Lexicon) -> Row:
    """A row of ``NAMES`` for the text of a line."""
    spoken = speaks_of(text, lexicon)
    return (
        *spoken.counts,
        *_bits(spoken.first),
        *_sums(spoken),
        text[-1] in ".。।۔．",
        text[-1] in "!！?？؟…",
        text[-1] in ":：",
        ":" in text or "：" in text,
        has_figures(text),
        _has_address(text),
        text[0] in "\"'“”„«»‘「『《",
        capitals(text) / len(text),
        min(4, sum(map(text.count, _MARKS))),
    )


@lru_cache(maxsize=256)
def _bits(mask: int) -> Row:
    return tuple(bool(mask >> at & 1) for at in range(len(CONCEPTS)))


def _has_address(text: str) -> bool:
    # of 480 characters without any: 3 us, by the pattern 27
    return any(one in text for one in _IN_ADDRESSES) and _ADDRESS.search(text) is not None


def _sums(spoken: Spoken) -> Row:
    """Its size, what it speaks of beside that, and of how many things for and against a site's."""
    counts, size = spoken.counts, max(1.0, spoken.size)
    for_article = sum(counts[at] > 0 for at in _PLACES)
    return (
        min(_MOST_SIZE, size),
        sum(counts) / size,
        len(counts) - counts.count(0) - for_article,
        for_article,
    )


def said(text: str, lexicon: Lexicon | None) -> float:
    """From 0 to 1, how likely a line is part of an article; 1 where it is too long to be asked.

    ``UNKNOWN`` in a language there is no lexicon of.
    """
    if lexicon is None:
        return UNKNOWN
    return _said(text, lexicon) if 0 < len(text) <= LONGEST else 1.0


@lru_cache(maxsize=2_048)  # each line is asked about two to five times
def _said(text: str, lexicon: Lexicon) -> float:
    return score(measure(text, lexicon))


def speaks_for_its_site(text: str, lexicon: Lexicon | None, least: float) -> bool:
    """Whether that is known, and less than some score."""
    return 0.0 <= said(text, lexicon) < least


def spoken_of(text: str, lexicon: Lexicon | None) -> dict[str, str]:
    """What a line speaks of that sites speak of, as reasons tell it, each with a word of it."""
    found = named(text, lexicon) if lexicon is not None else {}
    return {TOLD[name]: found[name] for name in CONCEPTS if name in found and name in _OF_SITES}


def score(row: Row) -> float:
    """The same of a line that has been measured."""
    return _scorer()(row)


@lru_cache(maxsize=1)
def _scorer() -> Callable[[Row], float]:
    text = resources.files("feedclean.clean.speech").joinpath("said.json").read_text("utf-8")
    data = json.loads(text)
    return scorer(data["features"], data["trees"])
