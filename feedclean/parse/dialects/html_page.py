"""Whole HTML pages, pages saved by a browser or by SingleFile, and bare pieces of HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import tzinfo
from typing import Final

from feedclean.model.article import Failure, RawArticle, Scope
from feedclean.model.source import Capture, Source
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.common import Found, article, zone_of
from feedclean.parse.dialects.programs import by_program
from feedclean.parse.dialects.written.named_tags import has_words_as_tags, names_tags
from feedclean.parse.dialects.written.writing import DATA_ENDS, PARTED, prose_share
from feedclean.parse.pages.page import page_meta
from feedclean.parse.pages.saved import (
    address_of,
    original_of,
    with_original_images,
    with_shadow_roots,
    without_local_parts,
)
from feedclean.urls import is_http

_BEFORE: Final = r"\A(?>\s+|<\?.*?\?>|<!--.*?-->)*+"
_FLAGS: Final = re.IGNORECASE | re.DOTALL
_PAGE: Final = re.compile(rf"{_BEFORE}<(?:!doctype\s+html\b|html[\s>])", _FLAGS)
_PAGE_PART: Final = re.compile(rf"{_BEFORE}<(?:head|body|title|meta|base)[\s>]", _FLAGS)
# The first of each is enough, so what begins often and never ends is looked through once.
_PAGE_INSIDE: Final = re.compile(
    r"\A(?:(?>.*?<html[\s>]).*<body[\s>]|(?>.*?<head[\s>]).*</head>)", _FLAGS
)
_SINGLE_FILE: Final = re.compile(r"<!--\s*Page saved with SingleFile\b")
_PIECE: Final = re.compile(
    rf"{_BEFORE}<(?:p|div|article|section|main|header|h[1-6]|img|figure|picture|table|ul|ol|dl|pre|"
    r"blockquote|span|a|b|strong|em|i|center|font|br|hr|video|audio|iframe|link|script|style)[\s/>]",
    _FLAGS,
)

_TEXT_FIRST: Final = re.compile(r"\A([^<>{}`]{1,2000})<[a-z]+[1-6]?[\s/>]", re.IGNORECASE)
_IS_VALUE: Final = re.compile(r"[=(,\[:]\s?['\"]\Z|:\s?\|[-+]?\s{1,9}\Z")
"""What stands before markup in rows of tables, records and programs."""
_BREAKS_LINE: Final = re.compile(
    r"<(?:br\s?/?|/(?:p|div|h[1-6]|li|ul|ol|section|article|blockquote|table|tr))>", re.IGNORECASE
)
_LEAST_BREAKS: Final = 2
_TAG: Final = re.compile(r"<[^<>]*>")
_MOST_OTHER: Final = 0.4
"""Of a text with tags in it may be other than sentences: dates, links, captions, never code."""


def _sniff_page(head: Head) -> float:
    """By how a page begins; a page below a few lines of something else is a weak case."""
    if _PAGE.match(head.text):
        return 0.92
    if _PAGE_PART.match(head.text):
        return 0.75
    return 0.6 if _PAGE_INSIDE.search(head.text) and head.text.lstrip()[:1] == "<" else 0.0


def _sniff_single_file(head: Head) -> float:
    """By the comment SingleFile leaves; its pages are pages otherwise."""
    return 0.98 if _SINGLE_FILE.search(head.text) and _PAGE.match(head.text) else 0.0


def _sniff_piece(head: Head) -> float:
    """Just enough for HTML that begins with an ordinary element, so that any sure nose wins."""
    if _PIECE.match(head.text):
        return 0.55
    is_data = head.location.lower().endswith(DATA_ENDS)
    return 0.51 if not is_data and _is_text_with_tags(head.text) else 0.0


def _is_text_with_tags(text: str) -> bool:
    """Whether it is sentences with tags between them, the first of which has none before it.

    So are the contents of a field that somebody kept: ``The ferry sails again.<br>It had …``
    Where blank lines part paragraphs it is no HTML, which would make one of them. Nor is a text
    that names tags, of which some would hide what stands behind them.
    """
    first = _TEXT_FIRST.match(text)
    if first is None or _IS_VALUE.search(first[1]) or by_program(text) is not None:
        return False
    if PARTED.search(first[1]) or has_words_as_tags(text) or names_tags(text):
        return False
    if len(_BREAKS_LINE.findall(text)) < _LEAST_BREAKS:
        return False
    return prose_share(_TAG.sub("\n", text).split("\n")) >= 1 - _MOST_OTHER


def page_article(
    html: str, capture: Capture, source: Source, dialect: Dialect, url: str | None = None
) -> RawArticle:
    """The article of a page; ``url`` is where it was saved from, if a container says so."""
    if is_http(capture.location):
        url = capture.location
    else:
        html = without_local_parts(html, capture.location)
    found = found_in_page(html, url, zone_of(source))
    if dialect is FRAGMENT:
        found = replace(found, scope=Scope.FRAGMENT)
    return article(found, capture, source, dialect.name)


def found_in_page(html: str, url: str | None, zone: tzinfo | None) -> Found:
    """A page as it is read, with what it says of its article."""
    html = with_original_images(with_shadow_roots(html))
    meta = page_meta(html, url or address_of(html), zone)
    address, evidence = meta.url, meta.evidence
    if address is None and (address := original_of(html)):
        evidence = (*evidence, ("url", "link to the original"))
    return Found(
        title=meta.title or "",
        html=html,
        scope=Scope.PAGE,
        url=address,
        published=meta.published,
        updated=meta.updated,
        authors=tuple(author.name for author in meta.authors),
        categories=meta.categories,
        summary=meta.summary,
        language=meta.language,
        publisher=meta.publisher,
        image=meta.image,
        evidence=evidence,
    )


def _dialect(name: str, sniff: Callable[[Head], float]) -> Dialect:
    def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
        """One article."""
        yield page_article(text, capture, source, dialect)

    dialect = Dialect(name=name, sniff=sniff, read=read)
    return dialect


PAGE: Final = _dialect("html-page", _sniff_page)
SINGLE_FILE_PAGE: Final = _dialect("single-file", _sniff_single_file)
FRAGMENT: Final = _dialect("html-fragment", _sniff_piece)
