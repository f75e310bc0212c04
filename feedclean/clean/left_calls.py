"""Calls of services that stand in a text: of advertising and counting, without their element.

Where a page was kept as the text of its elements, or a filter took the tags away, what stood in
``<script>`` is a line like any other.
"""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.words import any_of

_NAMES: Final = any_of("services_called")
_NAMED: Final = re.compile(rf"(?<![\w.-])(?:{_NAMES})(?=\s?[.(=\[|])", re.IGNORECASE)
_BEGINS: Final = re.compile(
    rf"[(!]|(?:window|document|self|top)[.\[]|(?:const|let|var)\s|(?:function|if|try)\b"
    rf"|(?:{_NAMES})\s?[.(=\[]",
    re.IGNORECASE,
)
_ENDS: Final = (";", "}", ")")
_QUOTED: Final = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")
_WORDS: Final = re.compile(r"(?:[^\W\d_]{2,20} ){5}")
"""So many in a row no program has outside quotation marks, but for those of a sentence."""
_LONGEST: Final = 4_000


def is_left_call(text: str) -> bool:
    """Whether a line is but a program that calls such a service: ``ads.push({});``."""
    if not text.endswith(_ENDS) or len(text) > _LONGEST or _BEGINS.match(text) is None:
        return False
    return _NAMED.search(text) is not None and _WORDS.search(_QUOTED.sub("", text)) is None
