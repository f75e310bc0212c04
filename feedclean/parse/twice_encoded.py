"""Text in UTF-8 that somebody read as Windows-1252 and wrote as UTF-8 again: *fÃ¼r*."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

GARBLED: Final = "text-garbled"
MENDED: Final = "text-mended"
_BYTES: Final = {
    ord(char): code
    for code in range(0x80, 0xA0)
    if (char := bytes((code,)).decode("cp1252", "ignore"))
}
_NEXT: Final = "[\x80-\xbf" + "".join(map(re.escape, map(chr, _BYTES))) + "]"
_SIGN: Final = re.compile(
    rf"[\xc2-\xdf]{_NEXT}|[\xe0-\xef]{_NEXT}{_NEXT}|[\xf0-\xf4]{_NEXT}{_NEXT}{_NEXT}"
)
"""What one character becomes."""
_LEAST: Final = 3
"""Different ones: a text may quote a word that was spoilt."""
_MOST_SIGNS: Final = 1_000
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_CONTROL: Final = re.compile("[\x80-\x9f\ufffd]")
_MOSTLY: Final = 0.5
_SEEN: Final = 20_000


def mended(text: str) -> str:
    """The text as it was before, where every character shows it; else the text itself."""
    if not _has_signs(text):
        return text
    try:
        before = text.translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
    return text if _CONTROL.search(before) else before


def is_garbled(text: str) -> bool:
    """Whether most of what is no ASCII in the beginning of a text looks so."""
    begun = text[:_SEEN]
    if not _has_signs(begun):
        return False
    signs = sum(len(sign[0]) for sign in _SIGN.finditer(begun))
    return signs > _MOSTLY * len(_NOT_ASCII.findall(begun))


def _has_signs(text: str) -> bool:
    # all that is no ASCII begins so; most texts in English or Chinese have none of these
    if text.isascii():
        return False
    return len({sign[0] for sign in islice(_SIGN.finditer(text), _MOST_SIGNS)}) >= _LEAST
