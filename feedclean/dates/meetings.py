"""Lines that say when something takes place, which is no day on which somebody wrote of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from feedclean.dates.words import words
from feedclean.later import later

_LABEL: Final = later(r"[\s>*_·•【\[-]*+(?P<label>[^\W\d_][^:：\n]{0,20}?)[\s】\]*_]*[:：]")


def tells_time(line: str) -> bool:
    """Whether a label says that an hour follows: 时间：, *When:*."""
    return _label_of(line) in words().meeting_times


def is_of_meeting(lines: Iterable[str]) -> bool:
    """Whether one of some lines of labels says where something takes place: 地点：, *Where:*."""
    places = words().meeting_places
    return any(_label_of(line) in places for line in lines)


def _label_of(line: str) -> str:
    found = _LABEL.match(line)
    return "".join(found["label"].casefold().split()) if found else ""
