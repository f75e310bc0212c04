"""Calls of a site to its readers, told by where in a sentence it speaks of what."""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.speech.lexicon import Lexicon, begins_with, concepts_of
from feedclean.clean.speech.said import said

_LEAST: Final = 0.55
"""Of what a line says, from which it is none. Of 4,380 sentences of text that were written to look
like calls none is one by this, of 750 calls to subscribe 111 are."""
_LONGEST: Final = 260
_SENTENCE: Final = re.compile(r"(?<=[.!?…؟।])[\"”’»)]?\s+(?=\S)|(?<=[。！？])")
_ASKS: Final = re.compile(r"[?？؟][\"”’»)]?$")
_WANTED: Final = frozenset(("donate", "subscribe", "follow"))
_ANSWERS: Final = frozenset(
    ("contact", "subscribe", "newsletter", "follow", "donate", "app", "share", "comment", "login")
)
"""What the words speak of that begin the answer to a question, as in *Any news? Write to us*."""
_OFFERED: Final = frozenset(("member", "subscribe", "donate"))
_PEOPLE: Final = frozenset(("us", "you"))
_PRICE: Final = re.compile(
    r"\d(?:[.,]\d+)?\s?(?:€|\$|£|₽|₴|₺|zł|kč|euros?\b|eur\b|krón|kr\b|руб|грн|tl\b|ft\b|lei\b)"
    r"|[€$£]\s?\d",
    re.IGNORECASE,
)
_OURS: Final = frozenset(("us", "press", "newsletter", "site", "feed", "article"))


def is_call(text: str, lexicon: Lexicon | None) -> bool:
    """Whether a short line ends with a call to do something for the site.

    Three forms are the same in most languages: a sentence that begins with giving, subscribing or
    following and speaks of *us* (*Support us on …*); a question with what to do if so behind it
    (*Have you any news? Write to …*), where both together speak of the site; and an offer with its
    price (*More in our paper. Now four weeks for 1 €*).
    """
    if lexicon is None or len(text) > _LONGEST or not 0.0 <= said(text, lexicon) < _LEAST:
        return False
    *before, last = (one for one in _SENTENCE.split(text) if one.strip())
    begins = begins_with(last, lexicon)
    if begins & _WANTED and "us" in concepts_of(last, lexicon):
        return True
    spoken = concepts_of(text, lexicon)
    if _PRICE.search(last) and spoken & _OFFERED and spoken & _PEOPLE:
        return True
    asks = bool(before) and _ASKS.search(before[-1].rstrip()) is not None
    return asks and bool(begins & _ANSWERS and spoken & _OURS)
