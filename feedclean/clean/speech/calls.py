"""Calls of a site to its readers, told by where in a sentence it speaks of what."""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.speech.concepts import begins_with, concepts_of, speaks_of
from feedclean.clean.speech.lexicon import CONCEPTS, Lexicon
from feedclean.clean.speech.said import said
from feedclean.dates import names_weekday

_LEAST: Final = 0.55
"""Of what a line says, from which it is none. Of 4,380 sentences of text that were written to look
like calls none is one by this."""
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
_READ: Final = frozenset(
    ("subscribe", "donate", "press", "newsletter", "site", "app", "read", "article")
)
TELLS: Final = frozenset(("fact", "said", "they"))
"""What a sentence speaks of that tells something: whom it quotes, what a ticket costs."""
_WORD: Final = re.compile(r"\w+")
_CLAUSE: Final = re.compile(r"[,，、;；]")
_LEAST_WORDS: Final = 3
_LEAST_ASKED: Final = 0.4
"""The same of a call that names but once what is asked for."""
_LEAST_ANSWERED: Final = 2


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
    return (
        _asks(last, text, lexicon)
        or _offers(last, text, lexicon)
        or (bool(before) and _answers(before[-1], last, text, lexicon))
    )


def _asks(last: str, text: str, lexicon: Lexicon) -> bool:
    """Whether the last sentence begins with what is asked for, for us, and says where or with what.

    *Follow us, the children cried*, *Help us, Lord* and *Give blood, it costs us nothing* do not,
    and whom to meet on a day is told by articles: *Join us on Saturday, and bring a spade*.
    """
    clause = _CLAUSE.split(last, maxsplit=1)[0]
    if len(_WORD.findall(clause)) < _LEAST_WORDS or "us" not in concepts_of(clause, lexicon):
        return False
    begins = begins_with(clause, lexicon) & _WANTED
    if not begins or (begins == {"follow"} and names_weekday(clause)):
        return False
    counts = _counts(text, lexicon)
    return said(text, lexicon) < _LEAST_ASKED or sum(counts[name] for name in _WANTED) > 1


def _offers(last: str, text: str, lexicon: Lexicon) -> bool:
    """Whether there is a price for what is read; a seat has one as well, and the members pay it."""
    if not _PRICE.search(last):
        return False
    spoken = concepts_of(text, lexicon)
    is_offer = bool(spoken & _OFFERED and spoken & _PEOPLE and spoken & _READ)
    return is_offer and spoken.isdisjoint(TELLS)


def _answers(question: str, last: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a question has what to do behind it, and more than *us* is of a site."""
    if not _ASKS.search(question.rstrip()) or not begins_with(last, lexicon) & _ANSWERS:
        return False
    counts = _counts(text, lexicon)
    if names_weekday(last) or not any(counts[name] for name in _OURS):
        return False
    return sum(counts[name] for name in (_ANSWERS | _OURS) - {"us"}) >= _LEAST_ANSWERED


def _counts(text: str, lexicon: Lexicon) -> dict[str, int]:
    """How often a text speaks of each concept."""
    return dict(zip(CONCEPTS, speaks_of(text, lexicon).counts, strict=True))
