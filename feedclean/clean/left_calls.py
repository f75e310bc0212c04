"""Calls of services that stand in a text: of advertising and counting, without their element.

Where a page was kept as the text of its elements, or a filter took the tags away, what stood in
``<script>`` is a line like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from feedclean.clean.wording.words import any_of

_NAMES: Final = any_of("services_called")
_CALLED: Final = re.compile(
    rf"(?<![\w.-])(?:(?:window|self|top)\.)?(?P<name>{_NAMES})"
    r"(?:(?:\.[a-z_]\w{0,40}){1,4}\((?:[^\w\s]|function\b)"
    r"|\((?:['\"{\[(]|\)[;}]|function\b|\d{5})"
    r"|\s?=\s?(?:window\.|[\[{'\"]|\w{1,40}(?:\.\w{1,40})?\s?\|\|)"
    r"|\s?\|\|\s?\[)",
    re.IGNORECASE,
)
"""As programs write it. *GA (Georgia)*, *(Macon, Ga.)* and *Obr. 2 (1936)* are words."""
_NAME: Final = re.compile(rf"(?<![\w.-])(?:{_NAMES})(?!\w)", re.IGNORECASE)
_BEGINS: Final = re.compile(
    rf"[(!]|(?:window|document|self|top)[.\[]|(?:const|let|var)\s|(?:function|if|try)\b"
    rf"|(?:{_NAMES})\s?[.(=\[]",
    re.IGNORECASE,
)
_ENDS: Final = (";", "}", ")")
_QUOTED: Final = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")
_KEYWORD: Final = (
    r"(?:async|await|case|const|delete|else|function|if|in|instanceof|let|new|of|return|throw"
    r"|try|typeof|var|void)\b"
)
_WORDS: Final = re.compile(rf"(?<!\w)(?!{_KEYWORD})[^\W\d_]{{2,30}},? (?!{_KEYWORD})[^\W\d_]{{2}}")
"""Two in a row no program has outside quotation marks, but for those of a sentence."""
_LONGEST: Final = 4_000


def is_left_call(text: str) -> bool:
    """Whether a line is but a program that calls such a service: ``ads.push({});``."""
    if not text.endswith(_ENDS) or len(text) > _LONGEST or _BEGINS.match(text) is None:
        return False
    if _CALLED.search(text) is None:
        return False
    program = _QUOTED.sub("", text)
    return program.isascii() and _WORDS.search(program) is None


def is_spoken_of(call: str, lines: Iterable[str]) -> bool:
    """Whether lines name what such a line calls: who explains a call shows it."""
    names = {found["name"] for found in _CALLED.finditer(call)}
    return any(
        found[0] in names and _CALLED.match(line, found.start()) is None
        for line in lines
        for found in _NAME.finditer(line)
    )
