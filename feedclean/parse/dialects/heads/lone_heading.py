"""The title of a clipping below what somebody noted above it."""

from __future__ import annotations

import re
from typing import Final

from feedclean.parse.dialects.flat.whole_page import has_sentence

_FIRST: Final = re.compile(r"^# +(\S[^\n]*)", re.MULTILINE)


def lone_heading(text: str) -> str:
    """The only heading of the first level, where no sentence stands above it; else nothing.

    Lines in code begin like one: below sentences, or several of them.
    """
    found = list(_FIRST.finditer(text))
    if len(found) != 1:
        return ""
    return "" if has_sentence(text[: found[0].start()]) else found[0][1].strip(" #*_")
