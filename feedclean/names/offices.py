"""Offices in bylines: what somebody is or did, beside the name of whom."""

from __future__ import annotations

import re
from typing import Final

from feedclean.later import later
from feedclean.names.looks import is_group, is_han_name, looks_like_person
from feedclean.names.words import words

REPORTER: Final = (
    "(?:本报|本報|本网|本網|本刊)?(?:特约|特約|实习|實習|见习|見習)?(?:记者|記者|通讯员|通訊員)"
)
"""A pattern for what a Chinese paper calls whoever wrote for it."""
_BETWEEN: Final = later(
    rf"(?<=[\u3400-\u9fff])[\s、，,/／|]+{REPORTER}[\s:：]+(?=[\u3400-\u9fff]{{2}})"
)
"""``林秀珍 通讯员 陈渡``: an office between two names."""
_HANDS: Final = re.compile(
    r"(?<![\s、，,/／|])[\s、，,/／|]++(?:文[/／]?[图圖]?|[图圖][/／]?文|[摄攝](?:影)?|报道|報導)$"
)
"""What somebody did: ``陈渡 文/图``."""
_GLUED: Final = later(
    r"^(?:[\u3400-\u9fff]{2,8}[报報网網社刊视視]? ?)?(?:特派|特约|特約)?"
    r"[记記]者 ?(?=[\u3400-\u9fff]{2,4}$)"
)
"""``记者王敬照``, ``某報 記者王敬照``: without a mark between office and name."""
_OF_PAPER: Final = later(rf"^[\u3400-\u9fff]{{2,8}}[报報网網社刊视視]\s+(?={REPORTER}[\s:：])")
_OF_TITLED: Final = later(r"^[\u3400-\u9fff]{0,4}《[^《》]{2,16}》\s*(?=[\u3400-\u9fff])")
"""``英国《江边时报》 林晚``: a reporter behind the title of the paper."""
_FROM_PLACE: Final = later(
    r"(?<=[\u3400-\u9fff]{2})\s+(?:[\u3400-\u9fff]{2,6}(?:报道|報道|報導|报导)"
    r"|[发發]自[\u3400-\u9fff、，,\s]{2,24})$"
)
"""``林晚 纽约报道``, ``林晚 发自广州、成都``: from where."""
_ELSE: Final = (
    "责任编辑|責任編輯|责编|責編|编辑|編輯|美编|美編|校对|校對|编审|編審|审核|審核|审校|審校|监制|監製"
    "|摄影|攝影|制图|製圖|绘图|繪圖|视频|視頻|设计|設計|翻译|翻譯|译者|譯者|排版|出品"
)
"""What somebody did who did not write."""
_OTHER_HANDS: Final = later(
    rf"(?<![\s|｜/／])[\s|｜/／]++(?:{_ELSE})(?:[\s:：/／|｜]+[\u3400-\u9fff]{{2,4}}(?=[\s、|｜/／]|$))+"
)
"""Who did something else, behind whoever wrote: ``记者 陈渡 编辑 林秀珍``."""
_PICTURE_HANDS: Final = later(
    r"(?<![\s|｜，,;；])[\s|｜，,;；]++(?:[图圖]片?|[摄攝]影?)[:：/／]\s?[\u3400-\u9fff·]{1,5}(?=[\s、|｜]|$)"
)
"""``文/林晚 图/陈渡``: who took the pictures."""
_AND_OTHERS: Final = later(
    r"(?<=[\u3400-\u9fff]{2}) ?等(?:[两二三四五六七八九十\d]{0,3}人)?$|,? et al\.?$| u\. ?a\.$"
)
"""``林晚等``: not all are named."""
_NEXT_ROLE: Final = later(
    rf"(?<![\s，,;；|｜丨/／])[\s，,;；|｜丨/／]+(?:来源|來源|稿源|图片|圖片|{_ELSE})"
    r"(?:\s?[:：丨|｜/／]|\s)\s*\S.*$"
)
"""The next line of credits, set in the same line: ``作者：张三 来源：某报``."""
_WITHIN: Final = re.compile(
    r"(?:作者|记者|記者|撰文|撰稿|Author|Autor|Autora|Auteur|Автор)\s*[:：]\s*(?P<name>[^|｜·•:：]{2,40}?)"
    r"(?=\s+[^\s:：]{1,6}[:：]|[|｜·•（(]|$)",
    re.IGNORECASE,
)
"""A byline within a line of several: ``2024年3月5日 来源：新华社 作者：李四``."""
_FIELD: Final = later(
    r"(?:^|[，,；;。）)\s|｜])(?:原?作者|撰文|撰稿|采写|採寫|[采採][访訪]|文)(?:\s[:：|｜丨]|[:：|｜丨])\s?"
    r"(?P<name>[^\s，,、；;。|｜丨:：（(]{2,12}(?:、[^\s，,、；;。|｜丨:：（(]{2,12}){0,3})(?=[，,；;。|｜（(\s]|$)"
)
"""One of several fields of a line, between commas: ``来自江边（ID：j），作者：林晚，编辑：…``."""
_TOLD_BY: Final = later(
    r"(?<=[\u3400-\u9fff])\s+(?:口述|采访|採訪|采写|採寫|整理|撰文|文字)[:：]\s?(?=[\u3400-\u9fff])"
)
"""``采写：陈渡　口述：林秀珍``: both are its authors."""
_COLONS: Final = (":", "：")
_NAME: Final = later(r"[\u3400-\u9fff]{2,4}")
_HONOUR: Final = re.compile(r"(?:博士|副?教授|律[师師]|[医醫][师師生]|牧[师師]|神父)$")
"""What is said behind a name to honour somebody: ``林晚晴博士``."""
_LEAST_HONOURED: Final = 3
_POSITION: Final = later(
    r"universi\w*|univerzit\w*|uniwersyt\w*|universit\w*|college|hochschul\w*|institut\w*|akademi\w*"
    r"|profess\w*|profesor\w*|lecturer|dozent\w*|docent\w*|docente|ricercat\w*|chercheu\w*|cátedra\w*"
    r"|catedrátic\w*|investigador\w*|pesquisador\w*|forscher\w*|onderzoek\w*|forskare|forsker|badacz\w*"
    r"|phd|doctoral|doctorant\w*|candidate|correspond\w*|korrespond\w*|corresponsal|columnist\w*"
    r"|университет\w*|університет\w*|институт\w*|інститут\w*|профессор\w*|професор\w*|доцент\w*",
    re.IGNORECASE,
)
"""What tells that somebody teaches, studies or reports, as a whole word."""
_A_WORD: Final = re.compile(r"[^\W\d_]+")


def without_offices(line: str) -> str:
    """A line in CJK with a comma for each office between two names, without what they did."""
    line = _OF_TITLED.sub("", _FROM_PLACE.sub("", line.strip()))
    line = _OF_PAPER.sub("", _OTHER_HANDS.sub("", line))
    line = _PICTURE_HANDS.sub("", line)
    return _HANDS.sub("", _TOLD_BY.sub("、", _BETWEEN.sub("、", line)))


def without_others(line: str) -> str:
    """A byline without the word that says that there are others."""
    return _AND_OTHERS.sub("", line)


def without_life(line: str) -> str:
    """A name in Chinese without what is told of whom: ``陈渡，七零后，小学教师，著有《钉子》``."""
    name, *told = (part.strip() for part in line.split("，"))
    is_life = len(told) > 1 and _NAME.fullmatch(name) and not any(map(is_han_name, told))
    return name if is_life else line


def without_next_role(line: str) -> str:
    """A byline without what follows of others, and of where it is from."""
    return _NEXT_ROLE.sub("", line)


def named_within(line: str) -> str | None:
    """Whom a label of authors within a line of several names."""
    found = _FIELD.search(line) or _WITHIN.search(line)
    return found["name"] if found else None


def without_office(name: str) -> str:
    """A name without the office that stands in front of it, or behind a full one.

    ``记者王敬照``, ``Emma Berg Reporter``.
    """
    name = _without_honour(_GLUED.sub("", name))
    *before, last = name.split() or [""]
    is_behind = len(before) > 1 and last[:1].isupper() and last.casefold() in words().offices_behind
    return " ".join(before) if is_behind else name


def _without_honour(name: str) -> str:
    """A Chinese name of three or more characters without what honours it."""
    bare = _HONOUR.sub("", name)
    return bare if len(bare) >= _LEAST_HONOURED and is_han_name(bare) else name


def is_office(text: str) -> bool:
    """Whether a part of a list of names is an office, or says what somebody did."""
    pictures = words().pictures.match(text)
    if not text.split() or (pictures and pictures[0].endswith(_COLONS)):
        return True
    last = text.casefold().split()[-1].strip(".,:;")
    return last in words().role_words or text.casefold().startswith(("head of", "chief ", "leiter"))


def without_position(name: str) -> str:
    """The name of one person without what they are and where, as universities give it behind.

    ``Jane Roe, Senior Lecturer in Acoustics, University of Leeds``; a list of names stays as it is.
    """
    head, comma, rest = name.partition(",")
    if not comma or not looks_like_person(head.strip()) or is_group(head):
        return name
    said = [word.casefold() for word in _A_WORD.findall(rest)]
    roles = words().role_words
    told = any(word in roles or _POSITION.fullmatch(word) for word in said)
    return head.strip() if told else name
