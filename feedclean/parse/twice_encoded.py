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
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_CODE_TAG: Final = re.compile(r"<(/?)(?:code|pre|kbd|samp)\b[^<>]{0,500}>", re.IGNORECASE)
_TICKED: Final = re.compile(r"`[^`]{1,500}`")
_SIGN_ALONE: Final = re.compile(rf"[\"'](?:{_SIGN.pattern})[\"']")
_QUOTED: Final = re.compile(r"(?<![=\w])(?:\"[^\s\"'<>]{1,40}\"|'[^\s\"'<>]{1,40}')")
_OF_ENCODINGS: Final = re.compile(
    r"(?<!charset=)(?<!charset=[\"'])(?<!encoding=[\"'])\butf-?8|latin-?1|mojibake|windows-?1252|cp1252"
    r"|iso-8859|\bunicode|\b(?:character|text|double|wrong) encoding|zeichenkodierung|zeichensatz"
    r"|encodage|codificaci",
    re.IGNORECASE,
)
"""What a text is about that shows such signs; not what its own markup declares."""
_RUNNING: Final = 40
_LEAST_SHARE: Final = 1 / 3
"""Of the lines of running text, more than so many have signs, in any language."""


def mended(text: str) -> str:
    """The text as it was before, where every character shows it; else the text itself."""
    if not _has_signs(text) or _shows_signs(text):
        return text
    try:
        before = text.translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
    return text if _CONTROL.search(before) else before


def _shows_signs(text: str) -> bool:
    """Whether a text may want its signs: as code, in quotes, as its subject, or in a few lines."""
    if _SIGN_ALONE.search(text) or _is_in_code(text):
        return True
    prose = _TAG.sub("\n", text)
    if _OF_ENCODINGS.search(prose) or not _has_signs(_QUOTED.sub("", prose)):
        return True
    lines = [line for line in prose.splitlines() if _is_running(line)]
    with_signs = sum(_SIGN.search(line) is not None for line in lines)
    return bool(lines) and with_signs <= _LEAST_SHARE * len(lines)


def _is_running(line: str) -> bool:
    return len(line.strip()) >= _RUNNING and not any(sign in line for sign in "{}=")


def _is_in_code(text: str) -> bool:
    begun = -1
    for tag in _CODE_TAG.finditer(text):
        if begun >= 0 and _SIGN.search(text, begun, tag.start()):
            return True
        begun = -1 if tag[1] else tag.end()
    fenced = text.split("```")[1::2]
    ticked = (one[0] for one in _TICKED.finditer(text))
    return any(_SIGN.search(one) for part in (fenced, ticked) for one in part)


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
