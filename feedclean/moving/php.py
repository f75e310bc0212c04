"""Regular expressions of other languages, as far as Python writes them otherwise."""

from __future__ import annotations

import re
from typing import Final

_DELIMITED: Final = re.compile(
    r"(?P<mark>[/~#!@%|])(?P<pattern>.*)(?P=mark)(?P<flags>[a-zA-Z]*)", re.DOTALL
)
_FLAGS: Final = {"i": "i", "m": "m", "s": "s", "x": "x", "u": ""}


def pattern_of(text: str) -> str | None:
    """A pattern between marks, as PHP has them: ``/a+/i``; None where it is none of ours."""
    found = _DELIMITED.fullmatch(text.strip())
    if found is None or not set(found["flags"]) <= set(_FLAGS):
        return None
    flags = "".join(_FLAGS[flag] for flag in found["flags"])
    return f"(?{flags}){found['pattern']}" if flags else found["pattern"]


def replacement(text: str) -> str:
    """What is to stand in the place of a match: ``$1`` and ``${1}`` as Python has them."""
    safe = re.sub(r"\\(?!\d)", r"\\\\", text)
    return re.sub(r"\$(?:\{(\d+)\}|(\d+))", lambda found: rf"\g<{found[1] or found[2]}>", safe)
