"""Metadata read off the lines that were taken out of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feedclean import dates
from feedclean.clean.metadata.byline_names import named_in, unlabelled
from feedclean.clean.metadata.closings import closing_names, short_lines_gone
from feedclean.clean.metadata.tag_lines import categories_in
from feedclean.clean.page import Page
from feedclean.clean.passes.common import in_list
from feedclean.clean.passes.people.author_lives import is_author_label
from feedclean.clean.passes.people.inline_parts import spelled_out
from feedclean.clean.passes.people.linked_names import linked_names
from feedclean.clean.passes.people.marked_names import name_before_day, names_beside_day
from feedclean.clean.passes.people.signed_lines import name_in_parts
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import is_bare, label, label_text
from feedclean.clean.wording.words import any_of
from feedclean.dates.zones import likely_zone
from feedclean.dom.blocks import Block
from feedclean.dom.measures import link_texts
from feedclean.later import later
from feedclean.model.article import ArticleMeta, Author
from feedclean.model.removal import RuleId
from feedclean.names import (
    clean_names,
    dateline_names,
    han_byline,
    is_group,
    is_person,
    named_within,
    names_by_day,
    signed_names,
)
from feedclean.text import fold, language_of_script
from feedclean.urls import host_of

_BYLINE: Final = "block/byline"
_SOURCE: Final = "block/source-line"
_DATED: Final = ("block/date-line", "block/source-line", "block/byline")
_SOURCED: Final = ("block/source-line", "block/date-line")
_SAYS: Final = {
    "block/byline": Label.AUTHOR,
    "block/date-line": Label.DATE,
    "block/source-line": Label.SOURCE,
}
_KNOWN: Final = ("site/", "template/")
_OF_ENDS: Final = ("block/start", "block/end", "block/tail", "block/closing")
_Line: TypeAlias = tuple[RuleId, Block]
"""A line and the rule that took it out."""
_LONGEST_SOURCE: Final = 40
_DATELINE_BLOCKS: Final = 4
_HEAD: Final = 12
_PARAGRAPH: Final = 60
_LABEL: Final = later(
    r"(?:^|[\s(（\[【])(?:文章|新闻|新聞|稿件|内容|本文)?"
    rf"{any_of('source')}(?:于|自)?\s*[:：丨|｜]\s*"
    r"(?P<name>[^\s:：丨|｜，,。;；()（）\[\]【】]+(?: (?![^\s:：]{1,6}[:：])[^\s|]+){0,4})",
    re.IGNORECASE,
)
_ACCOUNT: Final = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_PEN_NAME: Final = later(r"[\u3400-\u9fff·]{2,5}")
_LONGEST_CREDIT: Final = 80
_OUTSIDE: Final = "main-content/outside"
_NEAR: Final = 3
"""Lines above the text."""


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
        short = short_lines_gone(page)
        apart = [line for line in lines if not _is_at_label(line[1], short)]
        return _authors(apart, page) or _authors(lines, page)
    if all(_is_of_account(author.name) for author in meta.authors):
        names = _authors(lines, page)
        accounts = all(_ACCOUNT.fullmatch(author.name) for author in meta.authors)
        may_be = _is_somebody if accounts else is_person
        return names if names and all(map(may_be, names)) else ()
    return ()


def _is_at_label(line: Block, short: Mapping[int, Block]) -> bool:
    """Whether a line is a bare *About the author*, or right below one."""
    near = (short.get(line.index), short.get(line.index - 1))
    return any(is_author_label(one) for one in near if one is not None)


def _is_of_account(name: str) -> bool:
    """Whether it is called as an account or a group is, and not as a person in print.

    A pen name is called so, too: it stands where no line names a person.
    """
    return is_group(name) or _ACCOUNT.fullmatch(name) is not None


def _is_somebody(name: str) -> bool:
    """Whether it is the name of a person, or a short one in Chinese, as pen names are."""
    return is_person(name) or (_PEN_NAME.fullmatch(name) is not None and not is_group(name))


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
        if block.chars and (rule in _SAYS or rule.startswith(_KNOWN) or _signs(rule, block))
    )
    return sorted(told, key=lambda line: line[1].index)


def _signs(rule: RuleId, block: Block) -> bool:
    """Whether a line that went with those at an end of the text names who wrote it."""
    if rule not in _OF_ENDS or block.links or block.weight > _LONGEST_CREDIT or in_list(block):
        return False
    text = block.text
    return Label.AUTHOR in label(block) and (han_byline(text).names or signed_names(text)) != ()


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
    dated = (names_beside_day(block) for rule, block in lines if rule in _DATED)
    linked = (linked_names(block) for rule, block in lines if rule == _BYLINE)
    if marked := next(filter(None, (*dated, *linked)), ()):
        return marked
    bylines = sorted(_texts(lines, (_BYLINE,)), key=_is_of_platform)
    for position, line in enumerate(bylines):
        names = () if is_bare(line, Label.AUTHOR) else named_in(line)
        if not names and position + 1 < len(bylines):
            names = clean_names([bylines[position + 1]])
        if names:
            return names
    return _beside_day(lines, page)


def _beside_day(lines: Sequence[_Line], page: Page) -> tuple[str, ...]:
    """Names in date lines, and in the datelines that the text begins with."""
    dated = tuple(_texts(lines, _DATED))
    if told := next(filter(None, map(_in_stamp, dated)), ()):
        return told
    for rule, block in lines:
        if rule != _SOURCE and (told := name_before_day(block, page) or name_in_parts(block)):
            return told
    for line in (*dated, *_openings(page)):
        if names := dateline_names(line):
            return clean_names(names)
    return closing_names(page) or _right_above(page)


def _in_stamp(line: str) -> tuple[str, ...]:
    """Names in a line that says when an article appeared or where it is from."""
    source = _LABEL.search(line)
    names = names_by_day(line)
    if names and not (source and names[0] in source["name"]):
        return names
    if (named := named_within(line)) and (names := clean_names([named])):
        return names
    if source is None and (names := signed_names(line)):
        return names
    labelled = (part for part in line.split(" | ")[1:] if label_text(part) & Label.AUTHOR)
    return next(filter(None, (clean_names([unlabelled(part)]) for part in labelled)), ())


def _openings(page: Page) -> Iterator[str]:
    """What a dateline may open: the first lines, and the first paragraph below a picture."""
    head = page.blocks[:_HEAD]
    yield from (block.text for block in head[:_DATELINE_BLOCKS])
    below = head[_DATELINE_BLOCKS:]
    yield next((block.text for block in below if block.weight >= _PARAGRAPH), "")


def _right_above(page: Page) -> tuple[str, ...]:
    """Names in a line with a label and the day that went as what is around the text of a page."""
    first = next((block.index for block in page.blocks if block.chars), None)
    if first is None:
        return ()
    near = (b for r, b in page.taken if r == _OUTSIDE and 0 < first - b.index <= _NEAR)
    return next(filter(None, map(_by_day_or_link, near)), ())


def _by_day_or_link(block: Block) -> tuple[str, ...]:
    """Names in a line with the day; what is made of several links is no name, but its sections."""
    linked = [fold(text) for text in link_texts(block)]
    names = names_by_day(block.text)
    whole = "".join(linked)
    return tuple(n for n in names if fold(n) not in whole or any(fold(n) in one for one in linked))


def _is_of_platform(line: str) -> bool:
    """Whether a line names the account that published: who wrote it may stand further down."""
    return line.startswith("原创")


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
