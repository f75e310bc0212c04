"""Metadata read off the lines that were taken out of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feedclean import dates
from feedclean.clean.closings import closing_names
from feedclean.clean.labels import Label, label, label_text
from feedclean.clean.page import Page
from feedclean.clean.passes.inline_parts import spelled_out
from feedclean.clean.passes.marked_names import name_before_day, names_beside_day
from feedclean.clean.passes.signed_lines import name_in_parts
from feedclean.clean.tag_lines import categories_in
from feedclean.clean.words import any_of
from feedclean.dates.zones import likely_zone
from feedclean.dom.blocks import Block
from feedclean.model.article import ArticleMeta, Author
from feedclean.model.removal import RuleId
from feedclean.names import (
    clean_names,
    dateline_names,
    han_byline,
    is_group,
    is_person,
    is_stamp_of_names,
    named_within,
    names_by_day,
    signed_names,
    without_next_role,
    without_prefix,
)
from feedclean.text import collapse, fold, language_of_script
from feedclean.urls import host_of

_BYLINE: Final = "block/byline"
_DATED: Final = ("block/date-line", "block/source-line", "block/byline")
_SOURCED: Final = ("block/source-line", "block/date-line")
_SAYS: Final = {
    "block/byline": Label.AUTHOR,
    "block/date-line": Label.DATE,
    "block/source-line": Label.SOURCE,
}
_Line: TypeAlias = tuple[RuleId, Block]
"""A line and the rule that took it out."""
_LONGEST_SOURCE: Final = 40
_DATELINE_BLOCKS: Final = 4
_LABEL: Final = re.compile(
    r"(?:^|[\s(（\[【])(?:文章|新闻|新聞|稿件|内容|本文)?"
    rf"{any_of('source')}(?:于|自)?\s*[:：丨|｜]\s*"
    r"(?P<name>[^\s:：丨|｜，,。;；()（）\[\]【】]+(?: (?![^\s:：]{1,6}[:：])[^\s|]+){0,4})",
    re.IGNORECASE,
)
_ACCOUNT: Final = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_LONGEST_CREDIT: Final = 80
_OUTSIDE: Final = "main-content/outside"
_NEAR: Final = 3
"""Lines above the text."""
_OPENING: Final = " \t([{（【〔〈《<*#•·▼▲"
_CLOSING: Final = " \t)]}）】〕〉》>"
_OFFICE: Final = re.compile(
    r"(?:(?<!\s)\s+[，,（(]?|[，,（(])[^，,、\s]{0,60}(?:记者|記者|主编|主編|编辑|編輯|教授|研究员|研究員|撰稿人|实习生|實習生)[）)]?$"
)
"""What a person is, behind the name: the paper in 张三，某报记者 is no second author."""
_REPORTER: Final = re.compile(
    r"(?:記者|记者)\s?(?P<name>[\u4e00-\u9fff·、]{2,14})\s?[／/].{2,8}(?:報導|報道|报道|电|電)$"
)
"""Who reported, between the paper and the place: 某報／記者張三／台北報導."""
_REPORTERS: Final = re.compile(
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


def with_harvest(page: Page) -> ArticleMeta:
    """The metadata, with author, date and publisher filled in where a removed line names them.

    What the source itself declares always stands, but for its own name, an agency's or that of who
    edited the article in place of an author's.
    """
    meta = page.meta
    lines = _telling(page)
    found: dict[str, Any] = {}
    if names := _found_authors(meta, lines, page):
        found["authors"] = tuple(Author(name=name) for name in names)
    if meta.published is None and (when := _published(lines, page)):
        found["published"] = when
    if meta.publisher is None and (publisher := _publisher(lines)):
        found["publisher"] = publisher
    if not meta.categories and (tags := categories_in(_tag_lines(page))):
        found["categories"] = tags
    if not found:
        return meta
    evidence = {*meta.evidence, *((field, "line taken out of the text") for field in found)}
    return replace(meta, **found, evidence=tuple(sorted(evidence)))


def _tag_lines(page: Page) -> Iterator[str]:
    return (block.text for rule, block in page.taken if rule == "block/tags" and block.chars)


def _found_authors(meta: ArticleMeta, lines: Sequence[_Line], page: Page) -> tuple[str, ...]:
    """Whom the lines name, where nobody is named elsewhere or no person is."""
    if _may_be_others(meta, lines, page):
        return _authors(lines, page)
    if all(_is_of_account(author.name) for author in meta.authors):
        names = _authors(lines, page)
        return names if names and all(map(is_person, names)) else ()
    return ()


def _is_of_account(name: str) -> bool:
    """Whether it is called as an account or a group is, and not as a person in print.

    A pen name is called so, too: it stands where no line names a person.
    """
    return is_group(name) or _ACCOUNT.fullmatch(name) is not None


def _may_be_others(meta: ArticleMeta, lines: Sequence[_Line], page: Page) -> bool:
    """Whether nobody is named as its author, or only a publisher, a category or who edited it."""
    shelves = {fold(name) for name in (*meta.categories, meta.publisher or "")}
    names = [author.name for author in meta.authors if fold(author.name) not in shelves]
    if not names:
        return True
    told = any(rule == _BYLINE for rule, _ in lines) or _reports(page)
    return told and all(is_group(name) or _edited(name, page) for name in names)


def _reports(page: Page) -> bool:
    """Whether one of the first paragraphs says who reports and from where."""
    return any(dateline_names(block.text) for block in page.blocks[:_DATELINE_BLOCKS])


def _edited(name: str, page: Page) -> bool:
    """Whether a line that has gone names somebody as the one who edited the article."""
    return any(
        name in block.text and block.weight <= _LONGEST_CREDIT and Label.CREDIT in label(block)
        for _, block in page.taken
        if block.chars
    )


def _telling(page: Page) -> list[_Line]:
    """The lines taken out that may tell something, in their order: few of hundreds of blocks."""
    told = (
        (rule, block)
        for rule, block in page.taken
        if block.chars and (rule in _SAYS or rule.startswith(("site/", "template/")))
    )
    return sorted(told, key=lambda line: line[1].index)


def _texts(lines: Iterable[_Line], rules: tuple[str, ...]) -> Iterator[str]:
    """Texts of the lines that such a rule took, or the template or a site rule in its place.

    Whoever writes all articles of a source alone stands in its template.
    """
    wanted = Label(0)
    for rule in rules:
        wanted |= _SAYS[rule]
    return (
        spelled_out(block)
        for rule, block in lines
        if rule in rules or (rule not in _SAYS and label(block) & wanted)
    )


def _authors(lines: Sequence[_Line], page: Page) -> tuple[str, ...]:
    """Names of the first byline that has any; a label alone has them in the line below."""
    if marked := next(
        filter(None, (names_beside_day(b) for rule, b in lines if rule in _DATED)), ()
    ):
        return marked
    bylines = sorted(_texts(lines, (_BYLINE,)), key=_is_of_platform)
    for position, line in enumerate(bylines):
        names = _named_in(line)
        if not names and position + 1 < len(bylines):
            names = clean_names([bylines[position + 1]])
        if names:
            return names
    return _beside_day(lines, page)


def _beside_day(lines: Sequence[_Line], page: Page) -> tuple[str, ...]:
    """Names in date lines, and in the datelines that the text begins with."""
    dated = tuple(_texts(lines, _DATED))
    for line in dated:
        if names := names_by_day(line):
            return names
        if (named := named_within(line)) and (names := clean_names([named])):
            return names
        for part in line.split(" | ")[1:]:
            if label_text(part) & Label.AUTHOR and (names := clean_names([_unlabelled(part)])):
                return names
    for _, block in lines:
        if told := name_before_day(block, page) or name_in_parts(block):
            return told
    openings = (block.text for block in page.blocks[:_DATELINE_BLOCKS])
    for line in (*dated, *openings):
        if names := dateline_names(line):
            return clean_names(names)
    return closing_names(page) or _right_above(page)


def _right_above(page: Page) -> tuple[str, ...]:
    """Names in a line with a label and the day that went as what is around the text of a page."""
    first = next((block.index for block in page.blocks if block.chars), None)
    if first is None:
        return ()
    near = (b for r, b in page.taken if r == _OUTSIDE and 0 < first - b.index <= _NEAR)
    return next(filter(None, (names_by_day(block.text) for block in near)), ())


def _named_in(line: str) -> tuple[str, ...]:
    """The names in a byline: by the offices beside them, or behind its label."""
    if is_stamp_of_names(line):
        return names_by_day(line)
    if signed := signed_names(line):
        return signed
    said = han_byline(line)
    if said.is_whole or said.tells_of_others:
        return said.names
    names = clean_names([_unlabelled(line)])
    is_followed = any(name.startswith(f"{one} ") for name in names for one in said.names)
    return said.names if is_followed else names or said.names  # 文/林晚 图/土木学院


def _is_of_platform(line: str) -> bool:
    """Whether a line names the account that published: who wrote it may stand further down."""
    return line.startswith("原创")


def _unlabelled(line: str) -> str:
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


def _published(lines: Iterable[_Line], page: Page) -> datetime | None:
    zone = zone_of(page)
    for line in _texts(lines, _DATED):
        said = dates.said_dates(line, zone)
        found = (said and said.published) or dates.find_date(line, zone)
        if found is not None:
            return found.when
    return None


def zone_of(page: Page) -> tzinfo | None:
    """What dates without a zone are in, as far as one can tell."""
    name = page.plan.options.timezone
    if name:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            return None
    meta = page.meta
    language = meta.language or language_of_script(meta.title)
    return likely_zone(language, host_of(meta.url) if meta.url else None)


def _publisher(lines: Iterable[_Line]) -> str | None:
    for line in _texts(lines, _SOURCED):
        found = _LABEL.search(line)
        if found and len(found["name"]) <= _LONGEST_SOURCE and not found["name"].isdigit():
            return found["name"].strip()
    return None
