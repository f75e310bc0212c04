"""Which characters are written without spaces between them."""

from __future__ import annotations


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
