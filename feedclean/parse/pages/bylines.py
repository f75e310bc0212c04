"""Who wrote a page, as its lines say it: with a word for authors before the names, or a sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final

from feedclean.dates import find_date
from feedclean.dom.lines import Line
from feedclean.dom.marks import Marks, Spot
from feedclean.later import later
from feedclean.names import (
    REPORTER,
    clean_names,
    dateline_names,
    glued_roles,
    han_byline,
    is_han_name,
    is_office,
    is_written_as_name,
    looks_like_person,
    named_within,
    without_prefix,
)

LONGEST_BYLINE: Final = 140

_BY_SOURCE: Final = later(
    r"([\u3400-\u9fff·]{2,4}(?:[、\s][\u3400-\u9fff·]{2,4}){0,3})\s?/\s?[^\s\d]\S{1,19}"
)
"""``石佳/中国青年报``: a reporter and the paper."""
_BETWEEN: Final = re.compile(r"[、，\s]")
_IN_HEADLINE: Final = later(
    r"[\s/／|｜丨（(【\[—–-](?:文|作者|撰文|撰稿|[记記]者)\s?[:：/／|｜丨]\s?"
    r"(?P<names>[\u3400-\u9fff·]{2,6}(?:[、，][\u3400-\u9fff·]{2,6}){0,3})(?=[\s）)】\]|｜_-]|$)"
)
_LABELLED: Final = re.compile(r"[^\s:：]{1,16}\s?[:：]\s?\S")
_LOOSE: Final = ("由", "取材")
_HEADS: Final = frozenset(
    "text texte texto testo tekst teksti words текст κείμενο foto haber laporan from de от".split()
)
"""Labels of authors that by themselves may head what is none: a title in a list."""
_SIGNED: Final = 4
_IN_PARTS: Final = re.compile(r"[\s:：/／|｜]")
_MOST_ALONE: Final = 6
_PARTS: Final = re.compile(r"[:：|｜/／\d]")
_HAN_NAMES: Final = later(r"[\u3400-\u9fff·]{2,4}(?:[、，,\s]\s?[\u3400-\u9fff·]{2,4}){0,5}")
_PICTURE: Final = re.compile(
    r"(?:fotos?|photos?|bild(?:er)?|beeld|zdjęci[ae]|kuvat?|фото|ảnh)\s?:", re.IGNORECASE
)
_NEXT_LABEL: Final = later(r"(?<!\s)\s+[\u3400-\u9fff]{2,6}\s?[:：]\s?\d.*$")
"""``… 提交日期：2006-8-19`` behind the names."""
_SIGNS: Final = "□■○●◎◇◆△▲☆★✎✍◉〇"
_LABEL_MARK: Final = later(rf"[:：]|(?<=[\u3400-\u9fff\s])[/／|｜丨]|^[{_SIGNS}]")
_BEFORE_DATE: Final = 24
"""Characters of a label before the date that a byline stands behind: ``Published on Tuesday,``."""
_IN_A_LINE: Final = later(
    r"(?<=[\s|｜])(?:本报|本報|本网|本網)?(?:特约|特約|实习|實習|见习|見習)?(?:记者|記者|作者|撰文|撰稿|通讯员|通訊員)"
    r"[\s:：/／|｜]+(?=(?:[\u3400-\u9fff]{1,4}+(?:[\s、，/／:：]++|$)){1,8}$)"
)
_MARKED: Final = later(
    rf"[{_SIGNS}]\s*(?P<office>{REPORTER}[\s:：/／]*)?"
    r"(?P<names>[\u3400-\u9fff]{2,4}(?:[、，\s][\u3400-\u9fff]{2,4}){0,3})"
)
"""``□ 林晚``: how papers in China print who wrote an article."""
_WITH_OFFICE: Final = re.compile(
    r"(?P<name>[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,3})\*?(?:\s[-–—|]|,)\s"
    r"(?P<office>[^\W\d_]+)(?:\s|$)"
)
"""``Ana López* - Repórter da Agência``."""
_TELLS: Final = re.compile(r"来源|來源|稿源|出处|出處|\d{4}[-/.年]\d{1,2}")
"""A line of date, source and reporter, ``2024-03-05 来源：某报 记者 陈渡``."""
_CLAUSES: Final = re.compile(r"[\u3400-\u9fff]{5,20} [\u3400-\u9fff]{5,20}")
"""Two clauses, and no names: a headline on what was called out to a reporter."""
_MOST_BYLINE_WORDS: Final = 14
_FAR_LINES: Final = 150
_OTHERS: Final = (
    "photo",
    "image",
    "caption",
    "credit",
    "comment",
    "related",
    "teaser",
    "copyright",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is known of a page before its authors are looked for."""

    sites: frozenset[str]
    """Folded names of the site."""
    language: str | None = None

    def together(self, text: str) -> str:
        """A text in which spaces within Japanese names are none that part names."""
        return _WITHIN_NAME.sub(JOINER, text) if self.is_japanese else text

    @property
    def is_japanese(self) -> bool:
        """Whether a space may be within a name."""
        return self.language is not None and self.language.startswith("ja")


JOINER: Final = "\u2060"
_WITHIN_NAME: Final = later(r"(?<=[\u3400-\u9fff])[ \u3000](?=[\u3040-\u30ff\u3400-\u9fff])")


def written(byline: str, asking: Asking) -> list[str]:
    """What in a byline is written as names are; as one list where a space may be within them."""
    if _CLAUSES.fullmatch(byline):
        return []
    names = list(filter(is_written_as_name, clean_names([asking.together(byline)])))
    return ["、".join(names)] if names and not any(map(str.isascii, names)) else names


def by_headline(marks: Marks, heading: Spot | None) -> Iterator[str]:
    """Who wrote it, where the headline ends with that behind a label: ``…／文：林晚``."""
    for title in (heading.text if heading else "", marks.head.title or ""):
        found = _IN_HEADLINE.search(title)
        if found is not None and all(map(is_han_name, _BETWEEN.split(found["names"]))):
            yield found["names"]
            return


def by_line(marks: Marks, heading: Spot | None, asking: Asking) -> Iterator[str]:
    """The first line at the headline that begins like a byline, else one anywhere with a colon."""
    if heading is None:
        yield from _by_colon(marks.first_lines(), asking)
        return
    after, before = marks.lines_near(heading)
    near = [*after[:15], *before[:5]]
    for line in chain.from_iterable(map(_with_parts, near)):
        rest = _after_prefix(line)
        if rest and _is_loose(line.text, rest):
            continue
        is_short = rest is not None and len(rest.split()) <= _MOST_BYLINE_WORDS
        if rest and is_short and (found := written(rest, asking)):
            yield from found
            return
    if alone := _below_label(near, asking):
        yield from alone
        return
    yield from _by_colon(marks.lines_after(heading, _FAR_LINES), asking)


def _with_parts(line: Line) -> Iterator[Line]:
    """A line, before it those of its elements that begin with a label where several do.

    Elements beside each other need no space between them: ``作者：林晚责编：陈渡``.
    """
    labelled = [part for part in line.parts if _LABELLED.match(part)]
    if len(labelled) > 1:
        yield from (Line(part, line.label) for part in labelled)
    elif roles := glued_roles(line.parts):
        yield Line(f"作者：{'、'.join(roles)}", "")
    yield line


def _is_loose(line: str, rest: str) -> bool:
    """Whether a word that begins many a line stands before what is no name: ``由 … 发布``."""
    is_known = all(map(is_han_name, _BETWEEN.split(rest))) or looks_like_person(rest)
    return line.startswith(_LOOSE) and not is_known


def _below_label(lines: list[Line], asking: Asking) -> list[str]:
    """The names in the first line that stands below a label of authors."""
    for line, below in pairwise(lines):
        is_label = _after_prefix(line) == "" and line.text.casefold().strip(" :：/") not in _HEADS
        if is_label and (named := _alone(below, asking)):
            return named
    return []


def by_sign(marks: Marks, heading: Spot | None, asking: Asking) -> Iterator[str]:
    """The names behind a sign right at the headline: of no list, and beside no byline."""
    if heading is None or asking.is_japanese:
        return
    lines = marks.lines_near(heading)[0][:_SIGNED]
    if any(without_prefix(line.text) != line.text for line in lines):
        return
    for line in lines:
        marked = _MARKED.fullmatch(line.text)
        is_sole = sum(other.text.startswith(line.text[:1]) for other in lines) == 1
        if marked and is_sole and all(map(is_han_name, _BETWEEN.split(marked["names"]))):
            yield from written(marked["names"], asking)
            return


def by_office(marks: Marks, heading: Spot | None) -> Iterator[str]:
    """The names in a line below the headline that is but offices and names: ``某报记者 林晚``."""
    lines = marks.lines_near(heading)[0][:_SIGNED] if heading is not None else []
    for line in lines:
        said = han_byline(line.text)
        if said.is_whole and _IN_PARTS.search(line.text):
            yield from said.names
            return


def _alone(line: Line, asking: Asking) -> list[str]:
    """The names in a line that stands below a label of authors; empty if it is no such line."""
    text = line.text
    is_short = len(text.split()) <= _MOST_ALONE and not _PARTS.search(text)
    is_name = looks_like_person(text) or (
        _HAN_NAMES.fullmatch(text) is not None
        and all(map(is_han_name, filter(None, _BETWEEN.split(text))))
    )
    return written(text, asking) if is_short and is_name else []


def _by_colon(lines: list[Line], asking: Asking) -> Iterator[str]:
    """The first line that is a label of authors, a colon or, in Chinese, a bar and names."""
    for line in lines:
        if _LABEL_MARK.search(line.text) is None or _PICTURE.match(line.text):  # few have one
            continue
        rest = _after_prefix(line)
        if not rest or _LABEL_MARK.search(line.text.partition(rest)[0].rstrip()[-2:]) is None:
            continue
        if found := written(rest, asking):
            yield from found
            return


def _after_prefix(line: Line) -> str | None:
    """What stands behind ``By`` and its like in a short line, a date in front left aside."""
    text = line.text
    if len(text) > LONGEST_BYLINE or any(word in line.label for word in _OTHERS):
        return None
    rest = without_prefix(text)
    if rest == text and any(map(str.isdigit, text)):
        found = find_date(text)
        if found is not None and found.start <= _BEFORE_DATE:
            text = text[found.end :].lstrip(" -–—|•·,:")
            rest = without_prefix(text)
    if rest == text and (named := named_within(text)):
        return named
    marked = _MARKED.fullmatch(text) if rest == text else None
    if marked and marked["office"]:
        return marked["names"]
    if rest == text and (office := _IN_A_LINE.search(text)) and _TELLS.search(line.text):
        return text[office.end() :]
    signed = _WITH_OFFICE.match(text) if rest == text else None
    if signed and is_office(signed["office"]) and looks_like_person(signed["name"]):
        return signed["name"]
    return _NEXT_LABEL.sub("", rest) if rest != text else None


def by_dateline(marks: Marks, heading: Spot | None) -> Iterator[str]:
    """Who reported, as the first lines of the text have it beside the place."""
    if heading is None:
        return
    for line in marks.lines_near(heading)[0][:8]:
        names = dateline_names(line.text)
        match = _BY_SOURCE.fullmatch(line.text)
        match = match if match and all(map(is_han_name, _BETWEEN.split(match[1]))) else None
        if names or match:
            yield from names or (match[1].split() if match else ())
            return
