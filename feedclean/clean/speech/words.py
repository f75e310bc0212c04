"""The words of a line as lexicons know them: in small letters, written one way."""

from __future__ import annotations

import re
from typing import Final

from feedclean.later import later

NO_SPACES: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+"
)
"""Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_BETWEEN_WORDS: Final = re.compile(
    "[\\s!-&(-,./:-@\\[-`{-~\u00a1\u00ab\u00bb\u00bf\u060c\u061b\u061f\u0964\u0965"
    "\u2010-\u2018\u201a-\u206f\u2190-\u2bff\u3000-\u303f\u30fb\uff01-\uff0f\uff1a-\uff20\uff5b-\uff65]+"
)
_ASCII_BETWEEN_WORDS: Final = {code: " " for code in range(128) if _BETWEEN_WORDS.match(chr(code))}
_ALIKE: Final = str.maketrans(
    "\u2019\u02bcışţيكأإآάέήίϊΐόύϋΰώ",
    "''ișțیکاااαεηιιιουυυω",
    "\u200c\u200d\u00ad\u0307",
)
"""Letters and marks that stand for each other: both *i* of Turkish, cedilla and comma, letters of
Persian and Arabic, Greek with and without accents; and such as join or part letters unseen."""
_REST_OF_ADDRESS: Final = later(r"(?<=://)([^\s/?#]+)[/?#][^\s\u3000-\u9fff]*")
_TO_MAKE_ALIKE: Final = re.compile(f"[{''.join(map(chr, _ALIKE))}]")


def words(text: str) -> list[str]:
    """Words in small letters, with the marks that belong to their letters, and *don't* as one.

    Of an address the name of its host: ``/category/search/1`` is no way around the site.
    Those of ``evidence`` have other borders, by which the weights of pages and lines were learned.
    """
    if "://" in text:
        text = _REST_OF_ADDRESS.sub(r"\1 ", text)
    told = alike(text)
    if told.isascii():  # 330 letters: 16 us, by the pattern 31
        parts = told.translate(_ASCII_BETWEEN_WORDS).split()
    else:
        parts = _BETWEEN_WORDS.split(told)
    return [word for part in parts if (word := part.strip("'-\u00b7"))]


def alike(text: str) -> str:
    """A text in small letters, with one for all that stand for each other."""
    lowered = text.lower()
    # most lines have none of them, which is seen in a tenth of the time
    return lowered.translate(_ALIKE) if _TO_MAKE_ALIKE.search(lowered) else lowered
