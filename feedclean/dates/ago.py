"""Dates told from the moment of reading: ``two hours ago``, ``yesterday``, ``前天 14:07``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

_MINUTE_S: Final = 60
_HOUR_S: Final = 3600
_DAY_S: Final = 86_400
_UNITS: Final[Mapping[str, int]] = {
    **dict.fromkeys(
        "s sec secs second seconds sekunde sekunden seconde secondes segundo".split(), 1
    ),
    **dict.fromkeys("segundos secondo secondi секунду секунды секунд 秒 초 ثانية ثوان".split(), 1),
    **dict.fromkeys("m min mins minute minutes minuten minuto minutos minuti".split(), _MINUTE_S),
    **dict.fromkeys("минуту минуты минут мин 分钟 分鐘 分 분 دقيقة دقائق".split(), _MINUTE_S),
    **dict.fromkeys("h hr hrs hour hours stunde stunden heure heures hora horas".split(), _HOUR_S),
    **dict.fromkeys("ora ore uur час часа часов 小时 小時 時間 시간 ساعة ساعات".split(), _HOUR_S),
    **dict.fromkeys("d day days tag tage tagen jour jours día días dia dias".split(), _DAY_S),
    **dict.fromkeys("giorno giorni dag dagen день дня дней 天 日 일 يوم أيام".split(), _DAY_S),
    **dict.fromkeys("week weeks woche wochen semaine semaines semana".split(), 7 * _DAY_S),
    **dict.fromkeys("semanas settimana settimane неделю недели 周 週 週間 주".split(), 7 * _DAY_S),
}
_NUMBERS: Final[Mapping[str, int]] = {
    **dict.fromkeys("a an one eine einer einem un une una один 一".split(), 1),
    **dict.fromkeys("two zwei deux dos due два 两 兩 二".split(), 2),
    **dict.fromkeys("three drei trois tres tre три 三".split(), 3),
}
_DAYS: Final[Mapping[str, int]] = {
    **dict.fromkeys(
        "today heute aujourd'hui hoy hoje oggi сегодня 今天 今日 오늘 اليوم".split(), 0
    ),
    **dict.fromkeys("yesterday gestern hier ayer ontem ieri вчера 昨天 昨日 어제 أمس".split(), 1),
    **dict.fromkeys("vorgestern avant-hier anteayer позавчера 前天 前日 一昨日 그제".split(), 2),
}
_NOW: Final = frozenset("now just-now gerade-eben à-l'instant 刚刚 剛剛 たった今 방금".split())
_SAYS_AGO: Final = re.compile(
    r"(?:^(?:vor|il y a|hace|há|قبل|منذ)\b|(?:\bago|前|전|назад|atrás|\bfa|geleden)$)",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"(?P<day>[^\W\d_][^\W\d_'-]{0,14}+(?:['-][^\W\d_]{1,14}+)?)[,\s]*+"
    r"(?:(?:at|um|à|a las|às|alle|в)\s++)?+(?:(?P<h>\d{1,2})[:h時点](?P<i>\d{2}))?",
    re.IGNORECASE,
)


def _one_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


_AGO: Final = re.compile(
    r"(?:(?:vor|il y a|hace|há|قبل|منذ)\s+)?"
    rf"(?P<n>\d{{1,3}}|{_one_of(_NUMBERS)})\s*(?P<unit>{_one_of(_UNITS)})"
    r"\s*(?:ago|前|之前|以前|전|назад|atrás|fa|geleden)?"
)


def resolve(text: str, seen: datetime) -> datetime | None:
    """The moment a relative date meant to whoever read it at ``seen``; None for any other text.

    Days without a time of day begin at midnight on the clock of ``seen``.
    """
    line = text.strip().lower().replace("’", "'")
    if line.replace(" ", "-") in _NOW:
        return seen
    ago = _AGO.fullmatch(line) if _SAYS_AGO.search(line) else None
    if ago is not None:
        count = int(ago["n"]) if ago["n"].isdigit() else _NUMBERS[ago["n"]]
        return seen - timedelta(seconds=count * _UNITS[ago["unit"]])
    day = _DAY.fullmatch(line)
    back = _DAYS.get(day["day"]) if day is not None else None
    if day is None or back is None:
        return None
    hour, minute = (int(day["h"]), int(day["i"])) if day["h"] else (0, 0)
    if hour > 23 or minute > 59:
        return None
    midnight = seen.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=back) + timedelta(hours=hour, minutes=minute)
