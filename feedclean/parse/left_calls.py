"""Calls of services for advertising that stand in a line of text, set on lines of their own.

Where the text of all elements was joined, scripts and all, they stand between two sentences.
"""

from __future__ import annotations

import re
from typing import Final

_CALLED: Final = ("adsbygoogle", "googletag")
_CALL: Final = re.compile(
    r"([.!?。！？…।۔”\"’』」)\]\d][ \t]{1,3}|[。！？…”’』」])"
    r"(\(adsbygoogle\s?=\s?window\.adsbygoogle\s?\|\|\s?\[\]\)\.push\(\{[^{}]{0,200}\}\);?"
    r"|googletag\.cmd\.push\(\s?function\s?\(\)\s?\{[^{}]{0,300}\}\s?\);?)[ \t]{0,3}\n?"
)
"""Such a call behind a sentence, a bracket, or a year as a notice ends with."""


def with_calls_apart(text: str) -> str:
    """Plain text in which each is a line; they stay in it, for the cleaner to take."""
    return _CALL.sub(r"\1\n\2\n", text) if any(map(text.__contains__, _CALLED)) else text
