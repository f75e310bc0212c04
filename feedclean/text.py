"""Text measures that work for Latin and CJK alike; lengths are counted in characters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from feedclean.caches import asked_twice
from feedclean.later import later

_SPACE: Final = re.compile(r"\s+")
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_PIECE: Final = 16
"""Characters; in Chinese as in English enough not to be found by chance."""
_MOST_PIECES: Final = 200
_NEARLY_ALL: Final = 0.99
_INVISIBLE: Final = "\u200b\u2060\ufeff\u00ad"
_ASCII_SPACE: Final = bytes(code for code in range(128) if chr(code).isspace())
_ASCII_SPACED: Final = bytes(ord(" ") if code in _ASCII_SPACE else code for code in range(256))
_ASCII_NO_CAPITALS: Final = bytes(code for code in range(128) if not chr(code).isupper())
_ASCII_NO_LETTERS: Final = bytes(code for code in range(128) if not chr(code).isalpha())
_ASCII_NO_FIGURES: Final = bytes(code for code in range(128) if not chr(code).isdigit())
_ASCII_ALLOWED: Final = bytes(code for code in range(128) if not _CONTROL.match(chr(code)))
_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_WIDE: Final = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]+"
)
_NOT_WORD: Final = re.compile(r"[\W_]+")
_ASCII_FOLD: Final = {
    code: chr(code).lower() if chr(code).isalnum() else None for code in range(128)
}
_SCRIPTS: Final = (
    ("ja", re.compile("[\u3041-\u30fa\u30fd-\u30ff]+")),  # before zh: Japanese uses both
    ("ko", re.compile("[\uac00-\ud7a3]+")),
    ("zh", later("[\u3400-\u9fff]+")),
    ("th", re.compile("[\u0e01-\u0e5b]+")),
    ("he", re.compile("[\u05d0-\u05ea]+")),
    ("el", re.compile("[\u03b1-\u03c9]+")),
    ("ka", re.compile("[\u10d0-\u10ff]+")),
    ("hy", re.compile("[\u0561-\u0587]+")),
    ("my", re.compile("[\u1000-\u109f]+")),
    ("km", re.compile("[\u1780-\u17ff]+")),
)
_ANY_SCRIPT: Final = later(
    "[\u03b1-\u03c9\u0561-\u0587\u05d0-\u05ea\u0e01-\u0e5b\u1000-\u10ff\u1780-\u17ff"
    "\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
)
_ENOUGH: Final = 0.2
_ENOUGH_KANA: Final = 0.08
"""Half of running text in Japanese is kana; a Chinese article quotes a title or a name in it, and
has the dot between the words of foreign names in common."""
_HEADLINE: Final = 60
"""Characters of what may be a headline in Japanese, with hardly any kana."""


@asked_twice
def utf8(text: str) -> bytes | None:
    """The bytes of a page; None if it holds lone surrogates, which have none."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return None


def collapse(text: str) -> str:
    """Runs of white space become one space; none at the ends."""
    if text.isascii():  # 3,400 letters: 6 us where no run is longer than one, by way of words 40
        line = text.encode().translate(_ASCII_SPACED)
        if b"  " not in line:
            return line.strip().decode()
    return " ".join(text.split())


def chars(text: str) -> int:
    """Number of non-space code points."""
    if text.isascii():  # 3,400 letters: 5 us, by way of words 40
        return len(text.encode().translate(None, _ASCII_SPACE))
    # per 30 kB article: 0.25 ms; a generator over characters took 1.7 ms
    return len("".join(text.split()))


def capitals(text: str) -> int:
    """Number of capital letters."""
    if text.isascii():  # 400 letters: 0.5 us, one by one 9
        return len(text.encode().translate(None, _ASCII_NO_CAPITALS))
    return sum(map(str.isupper, text))


def letters(text: str) -> int:
    """Number of letters."""
    if text.isascii():  # as above
        return len(text.encode().translate(None, _ASCII_NO_LETTERS))
    return sum(map(str.isalpha, text))


def has_figures(text: str) -> bool:
    """Whether there is any figure."""
    if text.isascii():  # as above
        return bool(text.encode().translate(None, _ASCII_NO_FIGURES))
    return any(map(str.isdigit, text))


def squeeze(text: str) -> str:
    """Text without any white space or invisible characters, for comparing."""
    if text.isascii():  # a third of the time
        return text.encode().translate(None, _ASCII_SPACE).decode()
    joined = "".join(text.split())
    for character in _INVISIBLE:  # 1,600 characters: 15 us, all of them by one table 100
        joined = joined.replace(character, "")
    return joined


def composed(text: str) -> str:
    """Text whose letters are one with their marks: é is one character, whatever it was typed as.

    Tables are written so. What stands on paper as the same word is looked up as the same.
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


def excerpt(text: str, longest: int) -> str:
    """Collapsed text of at most ``longest`` characters, an ellipsis marking a cut."""
    line = collapse(text[: 4 * longest])
    if len(line) <= longest and len(text) > 4 * longest:  # else the rest makes no difference
        line = collapse(text)
    return shortened(line, longest)


def shortened(line: str, longest: int) -> str:
    """The same of a text that is collapsed already."""
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def printable(text: str) -> str:
    """Text without the characters XML 1.0 forbids or discourages, and without lone surrogates.

    Source: XML 1.0, production 2 (Char) and its note on characters to avoid.
    """
    # most texts have none, and to see that takes a fifth of the time of looking for them; where
    # all is ASCII a fiftieth: bytes are read by a table
    if text.isascii():
        return _CONTROL.sub("", text) if text.encode().translate(None, _ASCII_ALLOWED) else text
    if text.replace("\n", "").isprintable():
        return text
    return _CONTROL.sub("", text)


def on_one_line(text: str) -> str:
    """Text as a terminal may show it: what breaks lines, colours or turns them round is spelled.

    A file whose name holds a line of its own would else speak in our name, to a person or to the
    service that runs a build and obeys lines of a certain form.
    """
    return _UNSEEN.sub(lambda found: ascii(found[0])[1:-1], text)


def shared(a: str, b: str) -> float:
    """Share of the shorter text that the longer one holds, 0 to 1; 1 only if it is all there.

    Looks up pieces of the one in the other, spread evenly over it.
    """
    shorter, longer = sorted((a, b), key=len)
    if shorter in longer:
        return 1.0
    # per pair of 9000 characters: 0.5 ms at most; sets of all overlapping pieces took 8 and 3 MB
    step = max(_PIECE, len(shorter) // _MOST_PIECES)
    starts = range(0, max(1, len(shorter) - _PIECE + 1), step)
    found = sum(shorter[start : start + _PIECE] in longer for start in starts)
    return min(found / len(starts), _NEARLY_ALL)


def number_of(number: int, thing: str, things: str = "") -> str:
    """How many there are of a thing, as one says it: ``1 link``, ``2 links``, ``2 copies``."""
    return f"{number} {thing}" if number == 1 else f"{number} {things or f'{thing}s'}"


def weight(text: str) -> int:
    """Length in Latin letters: a character of a wide script says about as much as two of them."""
    return chars(text) + (0 if text.isascii() else wide(text))


def wide(text: str) -> int:
    """Number of characters of scripts that write a word in one or two of them."""
    return in_runs(_WIDE, text)


def in_runs(runs: re.Pattern[str], text: str) -> int:
    """Characters in all runs of a kind, as a pattern finds them."""
    # one by one a paragraph in Chinese took ten times as long
    return sum(map(len, runs.findall(text)))


def letters_in(line: str) -> int:
    """Letters and spaces of a line, with the signs that belong to letters, as in Hindi and Thai."""
    found = sum(char.isalpha() or char == " " for char in line)
    if found == len(line) or line.isascii():
        return found
    return found + sum(unicodedata.category(char)[0] == "M" for char in line)


def fold(text: str) -> str:
    """Letters and digits only, without case or width: equal folds read the same."""
    if text.isascii():  # a line of 60 letters: 0.4 us instead of 2.5
        return text.translate(_ASCII_FOLD)
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text)).casefold()


def language_of_script(text: str) -> str | None:
    """The language a text must be in, judging by its script alone; None where several share it."""
    if text.isascii() or not _ANY_SCRIPT.search(text):
        return None
    size = chars(text)
    for language, pattern in _SCRIPTS:
        found = in_runs(pattern, text)
        if found and found >= (_ENOUGH_KANA if language == "ja" else _ENOUGH) * size:
            return language
        if found and language == "ja" and size <= _HEADLINE:
            return language
    return None
