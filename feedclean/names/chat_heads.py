"""Lines that say who wrote a message and when, as exports of messengers have one above each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
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


_LINES_SEEN: Final = 400
_LONGEST_DATE: Final = 40
_LONGEST_NAME: Final = 60
_UNSEEN: Final = "\u200e\u200f\u202a\u202c\ufeff "
"""Marks of direction, which exports put before a line."""


class ChatLine(NamedTuple):
    """A message with who wrote it and when in one line; without a name it is of the program."""

    name: str
    date: str
    text: str


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


def chat_line(line: str) -> ChatLine | None:
    """``[12/03/2026, 14:05:11] Ana: Good morning`` or ``12.03.26, 14:05 - Ana: Good morning``."""
    line = line.strip(_UNSEEN)
    is_bracketed = line[:1] == "["
    date, mark, rest = line[1:].partition("]") if is_bracketed else line.partition(" - ")
    if not mark or not 6 <= len(date) <= _LONGEST_DATE or not rest.strip(_UNSEEN):
        return None
    day = find_date(date, None)
    if day is None or not day.has_time or day.start > 1:
        return None
    if sum(map(str.isalpha, date[day.end :])) > _MOST_BESIDE:
        return None
    name, colon, text = rest.strip(_UNSEEN).partition(":")
    is_named = colon and 0 < len(name.strip()) <= _LONGEST_NAME and not text.startswith("//")
    if is_named:
        return ChatLine(name.strip(), date, text.strip(_UNSEEN))
    return ChatLine("", date, rest.strip(_UNSEEN))


def is_chat_log(lines: Sequence[str]) -> bool:
    """Whether a text begins with such a line and has two of somebody, as no programme has.

    A name comes back, or seconds or ``<Media omitted>`` show that a program wrote the lines.
    """
    if chat_line(next((line for line in lines if line.strip()), "")) is None:
        return False
    names: set[str] = set()
    is_exported = False
    marked = islice((line for line in lines if ":" in line), _LINES_SEEN)
    for told in filter(None, map(chat_line, marked)):
        name = told.name or next((one for one in names if told.text.startswith(f"{one} ")), "")
        if name:
            is_exported = is_exported or told.date.count(":") > 1 or told.text[:1] == "<"
            if name in names or (names and is_exported):
                return True
            names.add(name)
    return False


def is_all_chat(lines: Sequence[str]) -> bool:
    """Whether a text is messages from its first line on, their heads above them or before them."""
    first = next((line for line in lines if line.strip()), "")
    return is_chat_log(lines) or (chat_head(first.strip()) is not None and is_chat(lines))
