"""Plain text: a title line, a line of date and source, paragraphs between blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Final

from feedclean.dates import (
    find_date,
    is_of_meeting,
    parse_date,
    said_dates,
    tells_time,
    without_weekday,
)
from feedclean.errors import ParseError
from feedclean.later import later
from feedclean.model.article import BELOW_A_MENU, FIRST_WORDS, Failure, RawArticle
from feedclean.model.source import PAGE_TEXT, Capture, Source
from feedclean.names import (
    REPORTER,
    clean_names,
    is_group,
    japanese_byline,
    looks_like_person,
    names_by_day,
    without_prefix,
)
from feedclean.parse.dialects.base import HEAD_CHARS, Dialect, Head
from feedclean.parse.dialects.chat_log import is_chat, read_chat
from feedclean.parse.dialects.common import Found, article, http_url, labelled, read_at, zone_of
from feedclean.parse.dialects.flat.flat_page import is_like_page, read_whole
from feedclean.parse.dialects.heads.first_line import is_of_text
from feedclean.parse.dialects.heads.heading import appeared, with_field, with_said
from feedclean.parse.dialects.heads.labelled_line import parted
from feedclean.parse.dialects.heads.letter_head import below_notices
from feedclean.parse.dialects.heads.mail_ends import letter_html
from feedclean.parse.dialects.heads.menu_head import below_masthead, below_menu, below_way
from feedclean.parse.dialects.heads.message_fields import without_label
from feedclean.parse.dialects.heads.message_head import take_head
from feedclean.parse.dialects.heads.printed_heads import (
    LONGEST_META_LINE,
    TO_EDITORS,
    of_paper,
    under_slug,
)
from feedclean.parse.dialects.heads.signed_day import with_day_below
from feedclean.parse.dialects.programs import is_of_program
from feedclean.parse.dialects.prose import paragraphs
from feedclean.parse.dialects.written.named_tags import without_named
from feedclean.parse.dialects.written.writing import (
    MEANT,
    SENTENCE_END,
    is_meant,
    is_title,
    prose_share,
)
from feedclean.parse.records.record import has_markup

NAME = "plain-text"

_META_LINES = 5
_HEAD_LINES = 12
_LONGEST_REST = 30
_BETWEEN: Final = later(
    r"(?:(?<!\s)\s++)?[·•|｜┃∣]\s*|[ \xa0]{2,}|[\t\u3000]+| (?=[\u3400-\u9fff]{2,6}\s?[:：]\s?\S)"
)
_HOST: Final = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/?", re.IGNORECASE)
_BYLINE: Final = later(
    r"\s*(?:(?:by|von|por|par|door|av|af|di|autor|автор)\s+[^\W\d_]|(?:文|图|作者|记者|記者)\s*[/|｜丨]).{1,60}"
    r"|\s*[가-힣]{2,4}(?:\s?·\s?[가-힣]{2,4})*\s(?:기자|특파원)(?:\s.{1,60})?",
    re.IGNORECASE,
)
"""Stays in the text for the cleaner to judge; the date may stand in the line after it."""
_MARKED: Final = re.compile(r"^ {0,3}#{1,6} \S|!\[|\]\(|\*\*\S|^:::|^% \S", re.MULTILINE)
_DATELINE: Final = re.compile(r"[^\n()]{4,60}\((?:[A-Z]{2,10}|Reuters|dpa)\)\s*[-–—]")
_SET_OFF: Final = re.compile(r"^[■□◆◇●○★☆▼▽▲△◎]+\s*(?=\S)")
"""Marks before a heading in plain text."""
_SAYS: Final = re.compile(r"[^\W_]")
_OF_CLOCK: Final = re.compile(r"\b(?:uhr|hrs?|h|[ap]\.?m|uur|kl|klo|ore|godz|wib|wita|น)\b")
_RULE: Final = re.compile(r"([=~_*-])\1{2,}")
_OTHER: Final = re.compile(r"\s*(?:[<{]|\[\s*[{\[\"])")
"""How pages and JSON begin."""
_NAMED_TEXT: Final = (".txt", ".text")
_UNSURE: Final = 0.5
_OF_LETTER: Final = 0.9
_STATE: Final = re.compile(
    r"^(?:(?:UPDATE|WRAPUP|RPT|REFILE|CORRECTED|ADDS|TOPWRAP)(?: \d{1,2})?-)+(?=\S)"
)
"""Which version of a story it is, as agencies put it before the headline."""
_OFFICE: Final = re.compile(rf"\A[\s□■●◎▲◇◆]*+(?:{REPORTER}[\s:：]*+)?")
_KANA: Final = re.compile(r"[\u3040-\u30ff]")
"""With the dot of ``文・写真``; in Japanese a space is within a name."""
_EASTERN_NAME: Final = later(
    r"(?!の)(?:[\u3040-\u30ff\u3400-\u9fff·]{2,5}"
    r"|[\u3400-\u9fff]{1,3} [\u3040-\u30ff\u3400-\u9fff]{1,4})"
)


def sniff(head: Head) -> float:
    """Sure only of a title over a line with a date; prose alone is little more than a guess.

    What would not be recognised is asked whether it is a whole page.
    """
    text = head.text
    if is_of_program(text):
        return 0.0
    named = 0.05 if head.location.lower().endswith(_NAMED_TEXT) else 0.0
    if is_chat(text.split("\n")):
        return 0.85 + named
    if named and below_notices(text.split("\n", _HEAD_LINES)):
        return _OF_LETTER + named  # whatever marks it has
    score = _of_article(text, named)
    if score > _UNSURE or _OTHER.match(text):
        return score
    if is_like_page(head, is_named=named > 0):
        return 0.7 + 2 * named
    return MEANT if is_meant(head) else score


def _of_article(text: str, named: float) -> float:
    if has_markup(without_named(text)):
        return 0.0
    blocks = [block for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not is_title(lines[0]):
        return 0.0
    # the last line of a long text is cut by the end of the head
    whole = lines[1:-1] if len(text) >= HEAD_CHARS else lines[1:]
    prose = prose_share(whole)
    if prose < 0.3:
        return 0.0
    if _MARKED.search(text):
        return 0.3
    if any(_has_date(line) for line in lines[1:_META_LINES]):
        return 0.85 + named
    if prose < 0.6:
        return 0.3
    return 0.6 + named if len(blocks) > 2 or len(lines) > 3 else 0.4 + 3 * named


def _has_date(line: str) -> bool:
    return len(line) <= LONGEST_META_LINE and find_date(line, None) is not None


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """One article; the title line and lines of nothing but metadata go to the fields."""
    zone = zone_of(source, text)
    lines = text.split("\n")
    first = _first_that_says(lines, 0)
    if first is None:
        raise ParseError(capture.location, NAME, "is empty")
    is_known = capture.media_type == PAGE_TEXT
    found = Found(title="", html="")
    written = None if is_known else read_chat(lines, zone) or _message(lines, zone)
    if written is not None:
        yield article(written, capture, source, NAME)
        return
    page = read_whole(text, found, zone, is_marked=False, is_known=is_known)
    if page is not None:
        yield article(page, capture, source, NAME)
        return
    menu = below_menu(lines) or below_notices(lines) or below_way(lines) or below_masthead(lines)
    first = _first_that_says(lines, menu) or first
    told = Found(title="", html="")
    stamped = None if menu else _below_stamp(lines, first, zone)
    above = lines[: stamped[1] if stamped else menu]
    told, first = stamped or (told, first)
    lines = [*lines[:first], *parted(lines[first]), *lines[first + 1 :]]
    title, start = lines[first].strip(), first + 1
    agency, paper = under_slug(lines, first), of_paper(lines, first, zone)
    if agency is not None:
        told, start = agency
        title = told.title
        lines = [*lines[:start], *filter(TO_EDITORS.match, lines[:start]), *lines[start:]]
    elif paper is not None:
        told, start = paper
        title = told.title
    elif not _is_labelled(title) and is_of_text(lines, first):  # nothing may be taken out of it
        title, start = (title if is_title(title) else ""), first
        told = read_at(replace(told, title=title), "title", FIRST_WORDS)
    if start < len(lines) and _RULE.fullmatch(lines[start].strip()):
        start += 1
    found, rest = _take_meta(told, lines[start:], zone)
    if found.published is None:
        found = _with_day_above(found, lines[:menu], zone) or _with_dateline(found, rest, zone)
    found = with_day_below(found, rest, capture.location, zone)
    if start != first:
        pair = labelled(title)
        title = pair[1] if pair and pair[0] == "title" else without_label(title)
    found = replace(
        appeared(found),
        title=_SET_OFF.sub("", _STATE.sub("", title)),
        html=paragraphs("\n".join((*above, "", *rest))),
        evidence=(("title", BELOW_A_MENU if menu else "first line"), *found.evidence),
    )
    yield article(found, capture, source, NAME)


def _first_that_says(lines: list[str], at: int) -> int | None:
    """The first line from one on that is no rule; of nothing but rules and blanks, the first."""
    rest = [number for number in range(at, len(lines)) if lines[number].strip()]
    saying = (number for number in rest if _SAYS.search(lines[number]))
    return next(saying, rest[0] if rest else None)


def _below_stamp(lines: list[str], first: int, zone: tzinfo | None) -> tuple[Found, int] | None:
    """The day and hour that are all of the first line, and where the text begins below it.

    The line stays in the text. A day alone may be the title of a page in a diary; several are a
    log, and one of what is to come is no date of publication.
    """
    date, below = _stamp(lines[first], zone), _first_that_says(lines, first + 1)
    if date is None or below is None or is_of_meeting(lines[:_HEAD_LINES]):
        return None
    if any(_stamp(line, zone) for line in lines[below:] if len(line) <= LONGEST_META_LINE):
        return None
    found = Found(title="", html="", published=date)
    return read_at(found, "published", "meta line"), below


def _stamp(line: str, zone: tzinfo | None) -> datetime | None:
    """The moment a line names, if it is nothing else: ``17. Oktober 2024, 13:56 Uhr``."""
    date = find_date(line, zone)
    if date is None or not date.has_time or len(line) > LONGEST_META_LINE:
        return None
    before = without_weekday(line[: date.start], date)
    rest = f"{before} {line[date.end :]}".casefold()
    return None if _SAYS.search(_OF_CLOCK.sub("", rest)) else date.when


def _is_labelled(line: str) -> bool:
    """Whether a word before a line says that it is the title."""
    pair = labelled(line)
    return without_label(line) != line or (pair is not None and pair[0] == "title")


def _message(lines: list[str], zone: tzinfo | None) -> Found | None:
    """A letter or a post below its head; more lines of nothing but metadata may follow."""
    message = take_head(lines, zone)
    if message is None:
        return None
    found, rest = _take_meta(*message, zone)
    evidence = (("title", "head of the message"), *found.evidence)
    return replace(found, html=letter_html(rest), evidence=evidence)


def _with_day_above(found: Found, lines: list[str], zone: tzinfo | None) -> Found | None:
    """The day that stands among the notices above the title; it stays there."""
    short = (line for line in lines if len(line) <= LONGEST_META_LINE)
    date = next(filter(None, (find_date(line, zone) for line in short)), None)
    if date is None:
        return None
    return read_at(replace(found, published=date.when), "published", "above the title")


def _with_dateline(found: Found, lines: list[str], zone: tzinfo | None) -> Found:
    """The day an agency's text begins with: ``Oslo, 5 mars 2024 (AFP) - …``; it stays there."""
    first = next((line for line in lines if line.strip()), "")
    dateline = _DATELINE.match(first)
    date = find_date(dateline[0], zone) if dateline else None
    if date is None:
        return found
    return read_at(replace(found, published=date.when), "published", "dateline")


def _take_meta(found: Found, lines: list[str], zone: tzinfo | None) -> tuple[Found, list[str]]:
    """Reads the first lines as metadata; those understood in full leave the text."""
    kept: list[str] = []
    seen = 0
    is_announced = is_of_meeting(lines[:_HEAD_LINES])
    for at, line in enumerate(lines):
        if not line.strip() or (is_announced and tells_time(line)):
            kept.append(line)
            continue
        is_sentence = SENTENCE_END.search(line) and parse_date(line, zone) is None
        if seen == _META_LINES or len(line) > LONGEST_META_LINE or is_sentence:
            return found, kept + lines[at:]
        seen += 1
        better, is_whole = _meta_line(found, line.strip(), zone)
        named = better if is_whole else _with_names(better, line)
        if named is found and not _BYLINE.fullmatch(line):
            if not _is_name_over_date(found, lines[at : at + 2], zone):
                return found, kept + lines[at:]
            found = read_at(
                replace(found, authors=(line.strip(),)), "authors", "name above the date"
            )
            continue
        found = named
        if not is_whole:
            kept.append(line)
    return found, kept


def _is_name_over_date(found: Found, lines: list[str], zone: tzinfo | None) -> bool:
    """Whether a line is the name of a person and the one right below it a date."""
    name, below = lines[0].strip(), "".join(lines[1:]).strip()
    if found.authors or found.published or ":" in name:
        return False
    if not looks_like_person(name) or is_group(name):
        return False
    dated, is_whole = _meta_line(found, below, zone)
    return is_whole and dated.published is not None


def _with_names(found: Found, line: str) -> Found:
    """Who a byline in Chinese or Japanese names, or a part of a line of facts; it stays there."""
    if found.authors or line.isascii():
        return found
    parts = (line, *_BETWEEN.split(line)) if found.published else (line,)
    return next((one for part in parts if (one := _with_named(found, part)) is not found), found)


def _with_named(found: Found, line: str) -> Found:
    if told_in_japan := japanese_byline(line.strip()):
        return read_at(replace(found, authors=told_in_japan), "authors", "byline")
    told = _OFFICE.sub("", line)
    rest = without_prefix(told)
    if rest == told and told == line.strip():
        return found
    is_japanese = _KANA.search(told[: len(told) - len(rest)]) is not None
    told_names = rest.strip().split("、") if is_japanese else clean_names([rest])
    names = [" ".join(name.split()) for name in told_names if _EASTERN_NAME.fullmatch(name.strip())]
    return read_at(replace(found, authors=tuple(names)), "authors", "byline") if names else found


def _meta_line(found: Found, line: str, zone: tzinfo | None) -> tuple[Found, bool]:
    """What a line says of the article, and whether that is all it says."""
    url = http_url(line, None) if "://" in line and " " not in line else None
    if url is not None:
        return read_at(replace(found, url=found.url or url), "url", "meta line"), True
    is_whole, before = True, found
    said = said_dates(line, zone) if found.published is None else None
    if said is not None and said.is_all:
        found = with_said(found, said)
    for piece in filter(None, _BETWEEN.split(line)):
        pair = labelled(piece)
        better = with_field(found, pair[0], pair[1], zone) if pair else None
        is_told = said is not None and said.is_all
        if (
            better is None
            and not is_told
            and found.published is None
            and (date := find_date(piece, zone))
        ):
            rest = (piece[: date.start] + " " + piece[date.end :]).strip(" ,，:：-–—()（）")
            if len(rest) > _LONGEST_REST:  # a sentence that mentions a day
                return before, False
            better = read_at(replace(found, published=date.when), "published", "meta line")
            if rest:
                pair = labelled(rest)
                more = with_field(better, pair[0], pair[1], zone) if pair else None
                better, is_whole = (more, is_whole) if more else (better, False)
        if better is not None:
            found = better
        elif not _HOST.fullmatch(piece):
            is_whole = False
    if not is_whole and not found.authors and found.published is not before.published:
        names = names_by_day(line)
        found = read_at(replace(found, authors=names), "authors", "date line") if names else found
    return found, is_whole and found is not before


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
