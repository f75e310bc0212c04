"""Markdown files without front matter: WeChat exports, notes, pandoc's Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo
from typing import Final

from feedclean.dates import find_date, is_of_meeting, parse_date, tells_time
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.common import Found, article, http_url, labelled, zone_of
from feedclean.parse.dialects.flat.flat_page import is_like_page, read_whole
from feedclean.parse.dialects.flat.whole_page import LINK
from feedclean.parse.dialects.heads.heading import with_field, with_top_lines
from feedclean.parse.dialects.heads.headline import is_byline
from feedclean.parse.dialects.heads.menu_head import below_menu
from feedclean.parse.dialects.heads.message_head import take_head
from feedclean.parse.dialects.heads.signed_day import with_day_below
from feedclean.parse.dialects.markup import render_markdown
from feedclean.parse.dialects.programs import is_of_program
from feedclean.parse.dialects.written.named_tags import has_words_as_tags, without_named
from feedclean.parse.dialects.written.writing import (
    DATA_ENDS,
    MARKDOWN_ENDS,
    MEANT_MARKED,
    PARTED,
    SENTENCE_END,
    is_meant,
)
from feedclean.parse.records.record import has_markup
from feedclean.text import squeeze

NAME = "markdown"

_SIGNS: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^#{1,3} \S",
        r"^#{2,6} \S",
        r"!\[(?:[^\]\n!]|!(?!\[))*+\]\([^)\s]",
        r"(?<!!)\[(?:[^\[\]\n]|(?<=!)\[)++\]\((?:https?:|/|\.)",
        r"\*\*[^*\n]+\*\*",
        r"^> ?\S",
        r"^ {0,3}[-*+] \S.*\n(?:\s*\n)? {0,3}[-*+] \S",
        r"^(?:```|~~~)",
        r"^:::",
        r"^\[\^?[^\]\n]+\]:\s",
        r"^\|.+\|\n\|[ :|-]+\|",
        r"^\S.*\n(?:={3,}|-{3,})$",
    )
)
_TAGS: Final = (
    re.compile(
        r"^ {0,3}<(?:!--[^\n]*--|/?(?:br|center|div|hr|img|p|span)\b[^<>\n]*)>"
        r"(?:[ \t]?<[^<>\n]*>){0,4}[ \t]*$",
        re.MULTILINE,
    ),
    re.compile(r"<(a|b|em|i|small|span|strong|sub|sup|u)\b[^<>\n]*>[^<>\n]*</\1>"),
)
"""Of HTML, as Markdown may have it: lines of tags or a comment, and words within an element."""
_BROKEN_LINE: Final = re.compile(r"\S[ \t]?<br ?/?>[ \t]{0,80}$", re.MULTILINE)
_FIRST_HEADING: Final = re.compile(r"\s*+(?:% .+\n)*+\s*+#{1,3} ++(\S.*)")
_SETEXT: Final = re.compile(r"\s*\S.*\n={3,}[ \t]*\n")
_PANDOC_TITLE: Final = re.compile(
    r"\s*+% ++(?P<title>\S.*)\n(?:% *+(?P<authors>.*)\n)?(?:% *+(?P<date>.*)\n)?"
)
_SENTENCE: Final = re.compile(r"[.。!！?？…][\"”’」』)）*]*(?:\s|$)")
_CODE: Final = re.compile(
    r"^#!|^[^\S\n]*+(?:import|from|def|class|function|return|const|let|var|public|#include|"
    r"#define)\b",
    re.MULTILINE,
)
_LEAST_LABELS = 2
_BLOCK: Final = re.compile(r"\s*+(?P<lines>\S.*(?:\n.*\S.*)*+)")
"""Lines up to the next blank one."""
_UNSURE: Final = 0.5
_LINKED: Final = re.compile(r"\]\((?:https?:|/)[^()\s]*\)")
_PARAGRAPH: Final = re.compile(r"<p[\s>]")
_TOP_HEADING: Final = re.compile(r"^ {0,3}# +\S", re.MULTILINE)
_MOST_ABOVE: Final = 2
_HEADING: Final = re.compile(r" {0,3}(?P<marks>#{1,6}) +(?P<text>\S.*)")
_SIGNED: Final = 120
_ABOUT: Final = re.compile(
    r"\s*+(?:!\[[^\n]*\n\s*+)?(?P<title>#{2,6} +\S[^\n]*\n)\s*+"
    r"(?P<lines>[-*+] +[^\s:：][^\n:：]{0,24}[:：])"
)
"""A heading over a list of labelled lines, as exports of highlights have it."""
_ITEM: Final = re.compile(r"\A\s*+[-*+] +")


def sniff(head: Head) -> float:
    """Sure of a heading at the top over marked-up prose; the more marks, the surer.

    What would not be recognised is asked whether it is a whole page.
    """
    text = head.text
    if is_of_program(text):
        return 0.0
    named = 0.2 if head.location.lower().endswith(MARKDOWN_ENDS) else 0.0
    named = max(named, 0.2 if (head.media_type or "").startswith("text/markdown") else 0.0)
    is_other = text.lstrip()[:1] in "<{"
    if is_other and not (named and _is_pandoc(text)):
        return 0.0
    signs = sum(sign.search(text) is not None for sign in _SIGNS)
    if not signs and not head.location.lower().endswith(DATA_ENDS) and _has_some_markup(text):
        signs = 1
    score = 0.0 if is_other else _of_article(text, signs, named)
    is_doubtful = score <= _UNSURE and (signs > 0 or named > 0)
    if is_doubtful and is_like_page(head, is_named=named > 0):
        return 0.75 + named
    return MEANT_MARKED if is_doubtful and signs > 0 and is_meant(head) else score


def _has_some_markup(text: str) -> bool:
    """Whether a text without marks has tags in it that are used, and none that are words."""
    if not (any(tag.search(text) for tag in _TAGS) or _breaks_lines(text)):
        return False
    text = without_named(text)
    return has_markup(text) and not has_words_as_tags(text)


def _breaks_lines(text: str) -> bool:
    """Whether lines end with a break, in paragraphs with blank lines between them."""
    above, tag, _ = text.partition("<")
    is_parted = bool(tag) and PARTED.search(above) is not None
    return is_parted and _BROKEN_LINE.search(text) is not None


def _of_article(text: str, signs: int, named: float) -> float:
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or len(_CODE.findall(text)) > len(lines) / 10:
        return 0.0
    if signs == 0 and not _PANDOC_TITLE.match(text):
        return 0.0
    prose = sum(len(line) for line in lines if _SENTENCE.search(line) or len(line) > 80)
    if prose < 0.3 * sum(map(len, lines)):  # a poem, or a post of pictures
        pictures = sum(line.lstrip().startswith("![") for line in lines)
        return 0.6 if (named or pictures) and _FIRST_HEADING.match(text) else 0.3
    titled = _FIRST_HEADING.match(text) or _SETEXT.match(text) or _PANDOC_TITLE.match(text)
    return min(0.95, (0.7 if titled else 0.45) + 0.06 * signs + named)


def _is_pandoc(text: str) -> bool:
    """Whether paragraphs and links are Markdown and only boxes are HTML, as pandoc writes pages."""
    return len(_LINKED.findall(text)) >= _LEAST_LINKED and _PARAGRAPH.search(text) is None


_LEAST_LINKED = 3


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """One article; only the heading taken for the title, and its copies, leave the text."""
    zone = zone_of(source, text)
    found = Found(title="", html="")
    pandoc = _PANDOC_TITLE.match(text)
    if pandoc is not None:
        found = _pandoc_title(pandoc, zone)
        text = text[pandoc.end() :]
    message = take_head(text.split("\n"), zone) if pandoc is None else None
    if message is not None:
        found, text = message[0], "\n".join(message[1])
    page = read_whole(text, found, zone, is_marked=True) if message is None else None
    if page is not None:
        yield article(page, capture, source, NAME)
        return
    menu, text = _menu_above(text)
    found, text = _with_labelled(found, text, zone)
    told = found.title or (_title_below_menu(text) if menu else _title_below_notice(text))
    rendered = render_markdown(menu + text, told or None)
    lines = text.split("\n")
    found = with_top_lines(replace(found, html=rendered.html), lines, zone)
    found = with_day_below(found, lines, capture.location, zone)
    title = told or rendered.title or ""
    evidence = (*found.evidence, ("title", "heading"))
    url = found.url or http_url(rendered.url, None)
    yield article(replace(found, title=title, url=url, evidence=evidence), capture, source, NAME)


def _menu_above(text: str) -> tuple[str, str]:
    """The lines of a menu right above the first heading, and the text from there on."""
    lines = text.split("\n")
    end = below_menu(lines)
    first = next((at for at in range(end, len(lines)) if lines[at].strip()), 0)
    if not end or not _HEADING.match(lines[first]):
        return "", text
    return "\n".join((*lines[:first], "")), "\n".join(lines[first:])


def _title_below_menu(text: str) -> str:
    """The heading a byline or a date stands below; else the highest of those at the top.

    Several may stand there: the name of the site or of a section, and the title.
    """
    headings: list[tuple[int, str]] = []
    for line in filter(str.strip, text.split("\n")):
        found = _HEADING.match(line)
        if found is None:
            is_signed = is_byline(line.strip(" *_")) or find_date(line[:_SIGNED], None) is not None
            if headings and len(line) <= _SIGNED and is_signed:
                return headings[-1][1]
            break
        headings.append((len(found["marks"]), _shown(found["text"])))
    return min(headings, key=lambda heading: heading[0])[1] if headings else ""


def _title_below_notice(text: str) -> str:
    """The one heading of its rank at the very top, below a line or two that are no sentences.

    Newsletters say there which number it is, and where it can be read as a page.
    """
    for above, line in enumerate(filter(str.strip, text.split("\n"))):
        found = _HEADING.match(line)
        if found is not None:
            is_title = above > 0 and found["marks"] == "#" and len(_TOP_HEADING.findall(text)) == 1
            return _shown(found["text"]) if is_title else ""
        shown = _shown(line.lstrip("> "))
        if above == _MOST_ABOVE or len(shown) > _SIGNED or SENTENCE_END.search(shown):
            return ""
    return ""


def _shown(heading: str) -> str:
    return LINK.sub(r"\1", heading).strip(" #*_")


def _pandoc_title(found: re.Match[str], zone: tzinfo | None) -> Found:
    authors = re.split(r";|,| and ", found["authors"] or "")
    return Found(
        title=found["title"],
        html="",
        authors=tuple(name.strip() for name in authors if name.strip()),
        published=parse_date(found["date"], zone) if found["date"] else None,
    )


def _is_in(title: str, text: str) -> bool:
    return squeeze(title) in squeeze(text)


def _with_labelled(found: Found, text: str, zone: tzinfo | None) -> tuple[Found, str]:
    """Fields out of a block of labelled lines right below the heading; these leave the text.

    A single one may be the first sentence.
    """
    heading = _FIRST_HEADING.match(text)
    block = _BLOCK.match(text, heading.end()) if heading else None
    about = _ABOUT.match(text, heading.end()) if heading else None
    if about is not None:
        block = _BLOCK.match(text, about.start("lines"))
    if block is None:
        return found, text
    lines = block["lines"].split("\n")
    pairs = [labelled(_ITEM.sub("", line) if about else line) for line in lines]
    if sum(pair is not None for pair in pairs) < _LEAST_LABELS:
        return found, text
    if about is not None and not any(pair and pair[0] in ("title", "url") for pair in pairs):
        return found, text  # a list of the text's own: who made a film, say
    start = block.start("lines")
    kept: list[str] = []
    is_announced = is_of_meeting(lines)
    for line, pair in zip(lines, pairs, strict=True):
        is_more = pair is not None and pair[0] != "title"
        is_more = is_more and not (is_announced and tells_time(line))
        better = with_field(found, pair[0], pair[1], zone) if pair and is_more else None
        found = better or found
        repeats = pair is not None and pair[0] == "title" and _is_in(pair[1], text[:start])
        if better is None and not repeats:
            kept.append(line)
    if about is not None and not kept:
        start = about.start("title")
    return found, text[:start] + "\n".join(kept) + text[block.end("lines") :]


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
