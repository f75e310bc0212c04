"""The way from the front page to an article, written in one line: ``Home > News > Local``."""

from __future__ import annotations

import re
from typing import Final

from feedclean.text import fold, weight

_STEP: Final = re.compile(
    r"(?<=[^\s>])[ \t\xa0\u3000]{0,3}[>＞»›→]{1,3}[ \t\xa0\u3000]{0,3}(?=[^\s>])"
)
_SLASH: Final = re.compile(r" [/／] ")
_STROKE: Final = re.compile(r" [/／|｜] ")
_HOME: Final = frozenset(
    word.replace("_", " ")
    for word in (
        "home homepage home_page front_page startseite start accueil page_d'accueil inicio início "
        "inici página_inicial portada strona_główna główna главная головна начало hem startsida "
        "hjem forside forsiden etusivu domů domov naslovnica početna acasă anasayfa ana_sayfa "
        "首页 首頁 主页 主頁 网站首页 網站首頁 ホーム トップ トップページ 홈 الرئيسية "
        "דף_הבית ראשי beranda trang_chủ หน้าแรก kezdőlap főoldal αρχική avaleht sākums pradžia"
    ).split()
)
_LONGEST_LABEL: Final = 24
_LONGEST_STEP: Final = 40
_LONGEST_BY_SLASHES: Final = 24
"""Weight of a step, of which the last may be the title and longer: slashes part other things too.
"""
_LONGEST: Final = 240
_LEAST_SURE: Final = 3
_MARKS: Final = " \t*#_[]"
_STOPS: Final = (".", "!", "?", "。", "！", "？", ",", ";")


def steps_of(line: str) -> tuple[str, ...]:
    """The steps of what may be a way, from wherever: ``World > Europe``; else none.

    By slashes it has three, since two words may be anything: *Home / Away*.
    """
    if len(line) > _LONGEST or line.startswith(">"):
        return ()
    rest = _behind_label(line.strip(_MARKS))
    steps = _steps(_STEP, rest)
    if len(steps) > 1:
        return steps if _are_short(steps[:-1], _LONGEST_STEP) else ()
    steps = _steps(_SLASH, rest)
    is_way = len(steps) >= _LEAST_SURE and _are_short(steps, _LONGEST_BY_SLASHES)
    return steps if is_way else ()


def has_steps(line: str) -> bool:
    """Whether a line is three steps or more: *World > Europe > Elections*."""
    return len(steps_of(line)) >= _LEAST_SURE


def steps_from_home(line: str) -> tuple[str, ...]:
    """The steps of a way that begins at the front page, be it behind *You are here:*; else none."""
    steps = steps_of(line)
    if not steps and len(line) <= _LONGEST:
        strokes = _steps(_STROKE, _behind_label(line.strip(_MARKS)))
        is_way = len(strokes) >= _LEAST_SURE and _are_short(strokes[:-1], _LONGEST_STEP)
        steps = strokes if is_way else ()
    return steps if steps and steps[0].casefold() in _HOME else ()


def leads_to(line: str, title: str) -> bool:
    """Whether a line is a way whose last step is a title."""
    steps = steps_of(line)
    return bool(steps) and fold(steps[-1]) == fold(title) != ""


def _steps(marks: re.Pattern[str], line: str) -> tuple[str, ...]:
    return tuple(step.strip(_MARKS) for step in marks.split(line))


def _behind_label(line: str) -> str:
    """The way without a few words and a colon before it."""
    for mark in ":：":
        label, colon, rest = line.partition(mark)
        if colon and len(label) <= _LONGEST_LABEL and _STEP.search(label) is None:
            return rest.strip()
    return line


def _are_short(steps: tuple[str, ...], longest: int) -> bool:
    """Whether all are a few words, and none a sentence."""
    return all(step and weight(step) <= longest and not step.endswith(_STOPS) for step in steps)
