"""Names in Chinese bylines by the offices beside them: ``记者 林晚 编辑 陈渡``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from feedclean.later import later
from feedclean.names.datelines import dateline_names
from feedclean.names.looks import is_han_name

_LONGEST: Final = 120
_WIRED: Final = later(r"\d日[\u3400-\u9fff]{0,4}[电電][）)]?$")
"""How the dateline of an agency ends."""
_LONGEST_DATELINE: Final = 24
_SIGNS: Final = "□■◎✎✍"
"""What papers in China print before the name of who wrote it."""
_PARTS: Final = re.compile(r"[\s:：|｜丨/／、，,（()）【】〔〕\[\]·・&＆]+")
_WRITERS: Final = re.compile(
    r".{0,8}(?:[记記]者|通[讯訊][员員]|作者|撰[文稿写寫]|撰稿人|采[写访訪]|採[寫訪]|[编編][译譯]|口述|主[笔筆]"
    r"|[执執][笔筆]|特[约約]撰稿)(?:[编編][辑輯]|整理|[摄攝]影|翻[译譯])?|文字?|[图圖]文|文[图圖]"
)
"""Who wrote it, the paper before the office."""
_OTHERS: Final = re.compile(
    r".{0,8}(?:[编編][辑輯]|[责責][编編]|校[对對]|核稿|[审審][校核]|[监監][制製]|排版|美[编編]|[设設][计計]|[摄攝]影?"
    r"|[图圖]片|[视視][频頻]|[翻]?[译譯]者?|翻[译譯]|策[划劃]|[统統][筹籌]|[实實][习習]生|整理|制作|製作|[来來]源)"
    r"|[图圖摄攝]"
)
_TOOK: Final = frozenset("摄 攝 摄影 攝影".split())
_LEAST: Final = 2
_DID: Final = re.compile(r".{0,8}(?:[报報][道導]|[报報]导|[电電讯訊])|[发發]自.{2,6}")
"""What came of it, and from where; and who stands before it reported."""
_SPACED: Final = later(r"([\u3400-\u9fff])[ \u3000]([\u3400-\u9fff])[ \u3000]?撰?文")
"""``林 晚文``: papers part the two letters of a name, so that it is as wide as one of three."""
_GLUED: Final = later(
    r".{0,8}(?:[记記]者|通[讯訊][员員])(?P<name>[\u3400-\u9fff]{2,4}?)(?<![摄攝])"
    r"(?:(?:[综綜]合|[采採][访訪]|[专專][访訪])?[报報](?:[道導导])|[编編][译譯])?"
)
_NAME: Final = later(r"[\u3400-\u9fff]{2,4}")
_BEHIND: Final = frozenset("文 撰文 图文 圖文 文图 文圖 采写 採寫 编译 編譯".split())
_GLUED_ROLE: Final = later(
    r"(?P<role>(?:(?:特[约約]|[责責]任|[执執]行|[实實][习習])?(?:[记記]者|撰[文稿寫写]|采[写访訪]|採[寫訪]|文字|[编編][辑輯译譯]"
    r"|[摄攝]影|校[对對]|[设設][计計]|[监監][制製]|[审審][校核]|翻[译譯]|插[画畫]|[统統][筹籌]|[总總][监監])))"
    r"(?P<name>[\u3400-\u9fff]{2,4})"
)


class HanByline(NamedTuple):
    """What a byline says."""

    names: tuple[str, ...]
    tells_of_others: bool = False
    """Whether it names only those who did something else."""
    is_whole: bool = False
    """Whether it is nothing but offices and names, each with a family name that many have."""


def han_byline(line: str) -> HanByline:
    """The names behind the offices of those who wrote, or before what they did.

    Only names of two to four characters are told so; what a pen name is follows from a label.
    """
    if len(line) > _LONGEST or line.isascii():
        return HanByline(())
    if _WIRED.search(line) and (reported := dateline_names(f"（{line.strip('（）()')}）")):
        return HanByline(reported, is_whole=len(line) <= _LONGEST_DATELINE)
    spaced = _SPACED.fullmatch(line)
    if spaced is not None and is_han_name(name := spaced[1] + spaced[2]):
        return HanByline((name,), is_whole=True)
    is_signed = line[:1] in _SIGNS
    parts = [part for part in _PARTS.split(line[is_signed:]) if part]
    if parts and parts[-1] in _TOOK and (len(parts) < _LEAST or parts[-2] != "文"):
        return HanByline(())  # 记者 林晚 摄
    return _told(parts, writes=True if is_signed else None)


def glued_roles(parts: Sequence[str]) -> tuple[str, ...]:
    """Who wrote, where several elements are an office and a name each: ``撰稿林晚``, ``攝影陈渡``.

    Nothing need stand between office and name there, since one element has a line of its own.
    """
    found: list[str] = []
    roles = 0
    for part in parts:
        told = _GLUED_ROLE.fullmatch(part)
        if told is None or not is_han_name(told["name"]):
            continue
        roles += 1
        if _WRITERS.fullmatch(told["role"]):
            found.append(told["name"])
    return tuple(found) if roles >= _LEAST else ()


def _glued(part: str) -> str | None:
    """The name right behind an office, with what came of it: ``某报记者林晚综合报道``."""
    found = _GLUED.fullmatch(part)
    return None if found is None or _DID.fullmatch(found["name"]) else found["name"]


def _told(parts: Iterable[str], *, writes: bool | None) -> HanByline:
    """What offices and names in a row say; ``writes`` tells whether the last office wrote."""
    found: list[str] = []
    before: list[str] = []
    others = False
    is_whole = True
    for part in parts:
        if glued := _glued(part):
            found.append(glued)
            writes = True
        elif _DID.fullmatch(part) or (before and part in _BEHIND):
            found += before
            before.clear()
        elif _WRITERS.fullmatch(part):
            before.clear()
            writes = True
        elif _OTHERS.fullmatch(part):
            writes, others = False, True
        else:
            is_whole = is_whole and is_han_name(part)
            if _NAME.fullmatch(part) and writes is not False:
                (found if writes else before).append(part)
    names = tuple(dict.fromkeys(found))
    return HanByline(names, others and not found, bool(names) and is_whole and not before)
