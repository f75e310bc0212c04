"""Metadata read off the lines that were taken out of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feedclean import dates
from feedclean.clean.page import Page
from feedclean.dates.zones import likely_zone
from feedclean.model.article import ArticleMeta, Author
from feedclean.names import clean_names, dateline_names
from feedclean.text import collapse, language_of_script
from feedclean.urls import host_of

_BYLINE: Final = "block/byline"
_DATED: Final = ("block/date-line", "block/source-line", "block/byline")
_SOURCED: Final = ("block/source-line", "block/date-line")
_LONGEST_SOURCE: Final = 40
_DATELINE_BLOCKS: Final = 4
_LABEL: Final = re.compile(
    r"(?:^|[\s(（\[【])(?:文章|新闻|新聞|稿件|内容|本文)?"
    r"(?:来源|來源|稿源|Source|Quelle|Fuente|Fonte|Źródło|Источник|출처|出典)(?:于|自)?\s*[:：丨|｜]\s*"
    r"(?P<name>[^\s:：丨|｜，,。;；()（）\[\]【】]+(?: (?![^\s:：]{1,6}[:：])[^\s|]+){0,4})",
    re.IGNORECASE,
)


def with_harvest(page: Page) -> ArticleMeta:
    """The metadata, with author, date and publisher filled in where a removed line names them.

    What the source itself declares always stands.
    """
    meta = page.meta
    found: dict[str, Any] = {}
    if not meta.authors and (names := _authors(page)):
        found["authors"] = tuple(Author(name=name) for name in names)
    if meta.published is None and (when := _published(page)):
        found["published"] = when
    if meta.publisher is None and (publisher := _publisher(page)):
        found["publisher"] = publisher
    if not found:
        return meta
    evidence = {*meta.evidence, *((field, "line taken out of the text") for field in found)}
    return replace(meta, **found, evidence=tuple(sorted(evidence)))


def _lines(page: Page, rules: tuple[str, ...]) -> Iterator[str]:
    taken = sorted(page.taken, key=lambda one: one[1].index)
    return (block.text for rule, block in taken if rule in rules and block.chars)


def _authors(page: Page) -> tuple[str, ...]:
    """Names of the first byline that has any; a label alone has them in the line below."""
    lines = list(_lines(page, (_BYLINE,)))
    for position, line in enumerate(lines):
        names = clean_names([_unlabelled(line)])
        if not names and position + 1 < len(lines):
            names = clean_names([lines[position + 1]])
        if names:
            return names
    for line in _lines(page, _DATED):
        if (within := _WITHIN.search(line)) and (names := clean_names([within["name"]])):
            return names
    for block in page.blocks[:_DATELINE_BLOCKS]:
        if names := dateline_names(block.text):
            return clean_names(names)
    return ()


_WITHIN: Final = re.compile(
    r"(?:作者|记者|記者|撰文|撰稿|Author|Autor|Autora|Auteur|Автор)\s*[:：]\s*(?P<name>[^|｜·•:：]{2,40}?)"
    r"(?=\s+[^\s:：]{1,6}[:：]|[|｜·•]|$)",
    re.IGNORECASE,
)
"""A byline within a line of several: ``2024年3月5日 来源：新华社 作者：李四``."""
_OPENING: Final = " \t([{（【〔〈《<*#•·▼▲"
_CLOSING: Final = " \t)]}）】〕〉》>"
_OFFICE: Final = re.compile(
    r"\s*[，,（(][^，,、]*(?:记者|記者|主编|主編|编辑|編輯|教授|研究员|研究員|撰稿人)[）)]?$"
)
"""What a person is, behind the name: the paper in 张三，某报记者 is no second author."""


def _unlabelled(line: str) -> str:
    """A byline without its label, and with the name alone where a description follows."""
    text = collapse(re.sub(r"\s*([丨|｜│︱：:/／])\s*", r"\1", _bare(line)))
    head, mark, rest = _split_label(text)
    name = rest if mark else head
    return _OFFICE.sub("", name) or name


def _bare(line: str) -> str:
    """A line without bullets in front and without the brackets it stands in."""
    bare = line.lstrip(_OPENING)
    return bare.rstrip(_CLOSING) if len(bare) < len(line) else bare


def _split_label(text: str) -> tuple[str, str, str]:
    for mark in "丨|｜│︱：:/／":
        head, found, rest = text.partition(mark)
        if found and len(head) <= 12:
            return head, found, rest
    return text, "", ""


def _published(page: Page) -> datetime | None:
    zone = _zone(page)
    for line in _lines(page, _DATED):
        found = dates.find_date(line, zone)
        if found is not None:
            return found.when
    return None


def _zone(page: Page) -> tzinfo | None:
    name = page.plan.options.timezone
    if name:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            return None
    meta = page.meta
    language = meta.language or language_of_script(meta.title)
    return likely_zone(language, host_of(meta.url) if meta.url else None)


def _publisher(page: Page) -> str | None:
    for line in _lines(page, _SOURCED):
        found = _LABEL.search(line)
        if found and len(found["name"]) <= _LONGEST_SOURCE and not found["name"].isdigit():
            return found["name"].strip()
    return None
