"""How CJK text differs: no spaces between characters, and each takes two columns."""

from __future__ import annotations

from unicodedata import east_asian_width


def is_cjk(char: str) -> bool:
    """Whether a character is Han, kana, or the punctuation that goes with them; Hangul is not."""
    code = ord(char)
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF00 <= code <= 0xFF60
        or 0x20000 <= code <= 0x3FFFF
        or char in "“”‘’…—·"
    )


def width(text: str) -> int:
    """Columns a text takes where CJK characters are twice as wide as Latin ones."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
