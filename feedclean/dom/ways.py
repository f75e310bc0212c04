"""The way from the front page to an article, written in one line: ``Home > News > Local``."""

from __future__ import annotations

import re
from typing import Final

_STEP: Final = re.compile(r"(?<=[^\s>])[ \t]?(?:>>|[>＞»›→])[ \t]?(?=[^\s>])")
_WEAK_STEP: Final = re.compile(r" [/|｜] ")
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
_LONGEST: Final = 240
_LEAST_SURE: Final = 3
_MARKS: Final = " \t*#_[]"


def steps_from_home(line: str) -> tuple[str, ...]:
    """The steps of a way that begins at the front page, be it behind *You are here:*; else none.

    Behind strokes two words may be anything: *Home / Away*.
    """
    if len(line) > _LONGEST:
        return ()
    rest = _behind_label(line.strip(_MARKS))
    strong = tuple(step.strip(_MARKS) for step in _STEP.split(rest))
    weak = tuple(step.strip(_MARKS) for step in _WEAK_STEP.split(rest))
    if len(strong) > 1 and _are_short(strong) and strong[0].casefold() in _HOME:
        return strong
    is_sure = len(weak) >= _LEAST_SURE and _are_short(weak) and weak[0].casefold() in _HOME
    return weak if is_sure else ()


def has_steps(line: str) -> bool:
    """Whether a line is three short steps or more, from wherever: *World > Europe > Elections*."""
    steps = _STEP.split(_behind_label(line.strip(_MARKS))) if len(line) <= _LONGEST else []
    return len(steps) >= _LEAST_SURE and _are_short(steps) and not line.startswith(">")


def _behind_label(line: str) -> str:
    """The way without a few words and a colon before it."""
    for mark in ":：":
        label, colon, rest = line.partition(mark)
        if colon and len(label) <= _LONGEST_LABEL and _STEP.search(label) is None:
            return rest.strip()
    return line


def _are_short(steps: tuple[str, ...] | list[str]) -> bool:
    """Whether all but the last, which may be the title, are a few words, and none a sentence."""
    return all(
        0 < len(step) <= _LONGEST_STEP and step[-1] not in ".!?。！？,;" for step in steps[:-1]
    )
