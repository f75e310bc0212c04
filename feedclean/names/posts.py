"""Lines that begin a post of a thread: its number, who wrote it, when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Opener:
    """Who begins to speak, and whether a line says that they began the thread."""

    name: str
    begins_thread: bool = False


_DAY: Final = (
    r"(?:(?:(?:19|20)\d\d\s?[-/.年]\s?)?\d{1,2}\s?[-/.月]\s?\d{1,2}(?:\s?[-/.]\s?\d{2,4})?日?"
    r"|\d{1,3}\s?(?:秒|分[钟鐘]|小[时時]|天|日|周|週|[个個]月|年)\s?前"
    r"|\d{1,3}\s(?:minute|hour|day|week|month|year)s?\sago"
    r"|(?:[A-Za-z]{3,9},?\s)?(?:\d{1,2}\.?\s[A-Za-zÀ-ɏ]{3,9}\.?|[A-Z][a-z]{2,8}\.?\s\d{1,2}),?"
    r"\s(?:19|20)\d\d)"
)
_MORE: Final = (
    r"(?:[^\S\n]*[(（]?[\w.]{1,3}[)）]?[^\S\n]*\d{1,2}:\d\d(?::\d\d)?"
    r"|[,，]?\s(?:at\s)?\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]m)?)?"
)
_WHEN: Final = rf"{_DAY}{_MORE}"
_NOT: Final = ":：，,。！？!?|｜·•<>"
_NAME: Final = rf"(?P<name>[^\s{_NOT}](?:[^\n{_NOT}]{{0,30}}?[^\s{_NOT}])?)"
_FIRST: Final = r"(?P<first>楼主|樓主|LZ|OP|[贴帖]主|作者|スレ主|글쓴이)"
_PART: Final = r"(?:\s?[|｜·•,，/:：-]\s?|\s)"
_WROTE: Final = (
    r"(?:commented|wrote|replied|posted|answered|schrieb|kommentierte|antwortete|a écrit|a commenté"
    r"|a répondu|escribió|comentó|respondió|ha scritto|ha commentato|escreveu|comentou|respondeu"
    r"|schreef|reageerde|skrev|svarade|svarte|napisał\(?a?\)?|skomentował\(?a?\)?|написал\(?а?\)?"
    r"|ответил\(?а?\)?|написав|yazdı)(?:\s(?:on|at|am|le|el|il|em|op|den|dne|dnia|в))?:?"
)
_SAID: Final = r"(?:回[复復覆应應]|[发發][表布佈]|提交|留言|[评評][论論])"
_NUMBERED: Final = (
    rf"(?:[#＃№]\s?\d{{1,5}}|第?\s?\d{{1,5}}\s?(?:楼|樓|層|层|F|#))\s?[.:：]?{_PART}{_NAME}"
    rf"(?:{_PART}[(（\[]?{_FIRST}[)）\]]?)?{_PART}(?:[^\d\n]{{0,8}}?\s?)?{_WHEN}.{{0,24}}"
)
"""``3楼  somebody  楼主  2025-02-08 01:12``; ``#3 somebody, 8 Feb 2025``."""
_NAMED: Final = rf"\d{{1,4}}\s?[:：]\s?{_NAME}\s?(?:\[[^\]\n]{{0,20}}\])?[:：]\s?{_WHEN}.{{0,40}}"
"""``12 ：somebody：2008/03/14(金) 23:51:07 ID:abc``."""
_LABELLED: Final = (
    rf"(?:作者|[发發]言人?|[网網]友)\s?[:：]\s?{_NAME}\s{_SAID}(?:日期|[时時][间間])?\s?[:：]"
    rf"\s?{_WHEN}.{{0,24}}"
)
_TOLD: Final = rf"{_NAME}\s{_WROTE}\s{_WHEN}(?:\sUhr)?(?:\s?[·•(].{{0,16}})?:?"
"""``somebody commented on Sep 12, 2025``."""
_TOLD_IN_HAN: Final = rf"{_NAME}\s?{_SAID}(?:[于於在]|[时時][间間][:：])\s?{_WHEN}(?:\s.{{0,16}})?"
_OF_BOARD: Final = (
    r"[发發寄]信人\s?[:：]\s?(?P<name>[^\s,，]{1,20}(?:\s?[(（][^()（）\n]{1,30}[)）])?)[,，]?\s?"
    r"(?:信[区區]|看板)\s?[:：].{1,40}"
)
_FORMS: Final = (_NUMBERED, _NAMED, _LABELLED, _TOLD, _TOLD_IN_HAN, _OF_BOARD)
_OPENERS: Final = tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)
_HINT: Final = re.compile(r"\d|信[区區]|看板")
_LONGEST: Final = 120


def opener_of(line: str) -> Opener | None:
    """Who a line says begins to speak; None where it is no such line."""
    line = " ".join(line.split())
    if not 4 <= len(line) <= _LONGEST or _HINT.search(line) is None:
        return None
    for pattern in _OPENERS:
        if found := pattern.fullmatch(line):
            told = found.groupdict()
            return Opener(told["name"], begins_thread=bool(told.get("first")))
    return None
