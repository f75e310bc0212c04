"""The names in one byline that was taken out of a text."""

from __future__ import annotations

import re
from typing import Final

from feedclean.later import later
from feedclean.names import (
    clean_names,
    han_byline,
    is_group,
    is_stamp_of_names,
    names_by_day,
    signed_names,
    without_next_role,
    without_prefix,
)
from feedclean.text import collapse

_OPENING: Final = " \t([{（【〔〈《<*#•·▼▲"
_CLOSING: Final = " \t)]}）】〕〉》>"
_OFFICE: Final = re.compile(
    r"(?:(?<!\s)\s+[，,（(]?|[，,（(])[^，,、\s]{0,60}(?:记者|記者|主编|主編|编辑|編輯|教授|研究员|研究員|撰稿人|实习生|實習生)[）)]?$"
)
"""What a person is, behind the name: the paper in 张三，某报记者 is no second author."""
_REPORTER: Final = later(
    r"(?:記者|记者)\s?(?P<name>[\u4e00-\u9fff·、]{2,14})\s?[／/].{2,8}(?:報導|報道|报道|电|電)$"
)
"""Who reported, between the paper and the place: 某報／記者張三／台北報導."""
_REPORTERS: Final = later(
    r"(?:本[报報网網刊台社](?:记者|記者|通讯员|通訊員)\s{0,2}"
    r"|(?:记者|記者|通讯员|通訊員|评论员|評論員|撰稿人?)[\s:：]{1,2})"
    r"([\u4e00-\u9fff·]{2,4}(?:[\s、，,]+"
    r"(?!发自|發自|摄影|攝影|实习|實習|通[讯訊]|[编編][辑輯]|[综綜]合|本[报報])"
    r"[\u4e00-\u9fff·]{2,4}(?=[\s、，,）)\]】]|$)(?<!报道)(?<!報導)(?<!記者)(?<!记者)){0,5})"
    r"(?=[\s、，,）)\]】]|$)"
)
"""Those who reported, each behind an office: 某报记者 张三 某报通讯员 李四; interns help them."""
_ABOUT: Final = re.compile(r"^\W*(?:作者|筆者|笔者)(?:为|為|是|係|系|单位|單位)")
"""A byline that says what its author is and not who: （作者为某大学教授）."""
_LONGEST_LABEL: Final = 12
_HAN: Final = re.compile("[\u3400-\u9fff]")


def named_in(line: str) -> tuple[str, ...]:
    """The names in a byline: by the offices beside them, or behind its label."""
    return _without_paper(_named(line))


def _named(line: str) -> tuple[str, ...]:
    if is_stamp_of_names(line):
        return names_by_day(line)
    if signed := signed_names(line):
        return signed
    said = han_byline(line)
    if said.is_whole or said.tells_of_others:
        return said.names
    names = clean_names([unlabelled(line)])
    is_followed = any(name.startswith(f"{one} ") for name in names for one in said.names)
    return said.names if is_followed else names or said.names  # 文/林晚 图/土木学院


def _without_paper(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names without that of the paper before them: 文／江边网 林晚."""
    is_paper = len(names) > 1 and _HAN.match(names[0]) is not None and is_group(names[0])
    return names[1:] if is_paper and not any(map(is_group, names[1:])) else names


def unlabelled(line: str) -> str:
    """A byline without its label, and with the name alone where a description follows."""
    if _ABOUT.match(line):
        return ""
    if reporter := _REPORTER.search(line):
        return reporter["name"]
    if reporters := _REPORTERS.findall(line):
        return "、".join(reporters)
    bare = without_next_role(_bare(line)) or line
    text = collapse(re.sub(r"(?:(?<!\s)\s++)?([丨|｜│︱：:︰﹕∶=＝/／])\s*", r"\1", bare))
    head, mark, rest = _split_label(text)
    name = rest if mark else head
    return _OFFICE.sub("", name) or name


def _bare(line: str) -> str:
    """A line without bullets in front and without the brackets it stands in."""
    bare = line.lstrip(_OPENING)
    return bare.rstrip(_CLOSING) if len(bare) < len(line) else bare


def _split_label(text: str) -> tuple[str, str, str]:
    for mark in "丨|｜│︱：:︰﹕∶=＝/／":
        head, found, rest = text.partition(mark)
        if not found or len(head) > _LONGEST_LABEL or (mark in "/／" and head.isascii()):
            continue
        if without_prefix(head) in (head, ""):  # By Jane Roe | Tide
            return head, found, rest
    return text, "", ""
