"""Lines that say who wrote a message and when, as exports of messengers have one above each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from feedclean.dates import find_date

_NAME_FIRST: Final = re.compile(
    r"(?P<name>[^\s,\[\]][^,\[\]\n]{0,59}), ?\[(?P<date>[^\[\]]{6,40})\]:?"
)
_DATE_FIRST: Final = re.compile(
    r"\[(?P<date>[^\[\]]{6,40})\] ?(?P<name>[^\s:：\[\]][^:：\[\]\n]{0,59})[:：]"
)
_MOST_BESIDE: Final = 6
"""Letters of what stands beside the day and hour in the brackets: *at*, *Uhr*, a zone."""


class ChatHead(NamedTuple):
    """Who wrote a message, and the day and hour as they are written."""

    name: str
    date: str


def chat_head(line: str) -> ChatHead | None:
    """``Night Trams, [12 Mar 2026 14:05:11]`` or ``[12.03.2026 14:05] Night Trams:``."""
    found = _NAME_FIRST.fullmatch(line) or _DATE_FIRST.fullmatch(line)
    day = find_date(found["date"], None) if found else None
    if found is None or day is None or not day.has_time:
        return None
    rest = found["date"][: day.start] + found["date"][day.end :]
    is_day = sum(map(str.isalpha, rest)) <= _MOST_BESIDE
    return ChatHead(found["name"].strip(), found["date"]) if is_day else None


def is_chat(lines: Sequence[str]) -> bool:
    """Whether several messages stand below each other, each below a line of its own."""
    heads = (line for line in lines if line.rstrip()[-1:] in ("]", ":", "："))
    return sum(chat_head(line.strip(" *_>")) is not None for line in heads) > 1
