"""Text files that programs write or read: logs and settings, with hardly a sentence in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from feedclean.parse.dialects.written.writing import SENTENCE_END

_LINES_SEEN: Final = 400
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_ONE_IN: Final = 200
"""Characters of which more than one that controls a machine makes a text no text."""
_LEAST_LINES: Final = 3
_MOST_OTHERS: Final = 0.2
_STAMP: Final = re.compile(
    r"[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?P<syslog>\S+ [\w./-]+(?:\[\d+\])?:)"
    r"|(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?"
    r"|\[\s*\d+\.\d{4,6}\]|\[\d\d:\d\d:\d\d\]"
)
_OF_LOGS: Final = re.compile(
    r"\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL)\b|\blevel=|(?<![\w-])[\w-]+\[\d+\]:|\b0x[0-9a-f]+\b"
    r"|\b(?:\d{1,3}\.){3}\d{1,3}\b|\b\w+\.\w+(?:\.\w+)+\b|\b\w+=\S|/\w+/\w"
)
"""Levels, processes, addresses, paths and values."""
_COMMENT: Final = re.compile(r"(?:#+ ?|;+ |// |-- )\w|\"\s\w[^\"]*$")
"""Also as Vim has them, with a quote that nothing closes."""
_NAME: Final = re.compile(r"[a-z]+[A-Z]\w*|[A-Z]+[a-z]*\d*[A-Z][a-z]\w*|[A-Za-z][^\W_]*_\w+")
"""``PermitRootLogin``, ``log_level``."""
_SWITCH: Final = re.compile(r"(?:yes|no|on|off|true|false|none)", re.IGNORECASE)
_VALUE: Final = re.compile(r"\S=\S|<[\w-]+>|^/\w|\w/\w+/|^-{1,2}\w")
_COMMAND: Final = re.compile(r"[a-z][a-z_-]*")
_LEAST_COMMANDS: Final = 3
_SETTINGS: Final = 0.6


def is_of_program(text: str) -> bool:
    """Whether no person wrote a text to be read: it is binary, or ``by_program``."""
    is_binary = len(_CONTROL.findall(text)) > len(text) / _ONE_IN
    return is_binary or by_program(text) is not None


def by_program(text: str) -> str | None:
    """What a text is that no person wrote to be read; None for any that somebody may have."""
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_LINES_SEEN]
    if len(lines) < _LEAST_LINES:
        return None
    if _is_log(lines):
        return "a log"
    return "settings of a program" if _are_settings(lines) else None


def _is_log(lines: Sequence[str]) -> bool:
    """Whether nearly each line begins with the second it was written in, and names no speaker.

    Most lines of it name a process, a level, an address or a value; a conversation has none.
    """
    stamped = [(line, found) for line in lines if (found := _STAMP.match(line))]
    if len(lines) - len(stamped) > _MOST_OTHERS * len(lines):
        return False
    technical = sum(
        found["syslog"] is not None or _OF_LOGS.search(line, found.end()) is not None
        for line, found in stamped
    )
    return 2 * technical > len(lines)


def _are_settings(lines: Sequence[str]) -> bool:
    """Whether beside comments stand nothing but names and values, and no sentence."""
    others = [line for line in lines if not _COMMENT.match(line)]
    if len(others) == len(lines) or len(others) < _LEAST_LINES or any(map(_is_sentence, others)):
        return False
    words = [line.split() for line in others]
    first = [parts[0] for parts in words if _COMMAND.fullmatch(parts[0])]
    repeated = {word for word in first if first.count(word) >= _LEAST_COMMANDS}
    set_up = sum(_is_setting(parts) or parts[0] in repeated for parts in words)
    return set_up >= _SETTINGS * len(others)


def _is_sentence(line: str) -> bool:
    return SENTENCE_END.search(line) is not None and " " in line


def _is_setting(parts: Sequence[str]) -> bool:
    name, *values = parts
    if not values:
        return False
    is_switch = len(values) == 1 and _SWITCH.fullmatch(values[0]) is not None
    is_named = _NAME.fullmatch(name) is not None
    return is_switch or is_named or any(map(_VALUE.search, values))
