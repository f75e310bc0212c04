"""Lines that say when something takes place, which is no day on which somebody wrote of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_LABEL: Final = re.compile(r"[\s>*_·•【\[-]*+(?P<label>[^\W\d_][^:：\n]{0,20}?)[\s】\]*_]*[:：]")
_TIMES: Final = frozenset(
    "时间 時間 活动时间 活動時間 日時 開催日時 일시 시간 time when zeit wann heure horaire quand "
    "hora horario cuándo quando orario ora tid tidspunkt tijd wanneer czas kiedy время когда час "
    "коли čas kdy idő időpont saat zaman وقت الوقت زمان".split()
)
_PLACES: Final = frozenset(
    "地点 地點 地址 会场 會場 場所 会場 장소 place venue location where ort veranstaltungsort "
    "treffpunkt wo lieu où lugar dónde local onde luogo dove plats plaats waar sted miejsce gdzie "
    "место где місце де místo kde helyszín hol yer nerede المكان مكان".split()
)


def tells_time(line: str) -> bool:
    """Whether a label says that an hour follows: 时间：, *When:*."""
    return _label_of(line) in _TIMES


def is_of_meeting(lines: Iterable[str]) -> bool:
    """Whether one of some lines of labels says where something takes place: 地点：, *Where:*."""
    return any(_label_of(line) in _PLACES for line in lines)


def _label_of(line: str) -> str:
    found = _LABEL.match(line)
    return "".join(found["label"].casefold().split()) if found else ""
