"""Rich text (RTF), as word processors write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.bylines import names_of
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.common import Found, article, split_terms, zone_of
from feedclean.parse.dialects.heads.heading import with_top_lines
from feedclean.parse.rich_text import read_rich_text
from feedclean.text import collapse, squeeze

NAME: Final = "rtf"

_START: Final = "{\\rtf"
_TAG: Final = re.compile(r"<[^<>]*>")
_LONGEST_TITLE: Final = 150


def sniff(head: Head) -> float:
    """Sure of how such documents begin."""
    return 0.99 if head.text.lstrip().startswith(_START) else 0.0


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """One article; a first line that is its title, or repeats it, goes to the field.

    Raises: ParseError.
    """
    if not text.lstrip().startswith(_START):
        raise ParseError(capture.location, NAME, "is no rich text: it does not begin with {\\rtf")
    document = read_rich_text(text)
    lines = list(document.paragraphs)
    plain = [_plain(html) for _, html in lines]
    title = collapse(document.told.get("title", ""))
    evidence = "document"
    if plain and (squeeze(plain[0]) == squeeze(title) or (not title and _is_title(plain[0]))):
        title, evidence = plain[0], "document" if title else "first line"
        lines, plain = lines[1:], plain[1:]
    found = Found(
        title=title,
        html="\n".join(f"<{tag}>{html}</{tag}>" for tag, html in lines),
        authors=names_of(collapse(document.told.get("author", ""))),
        categories=split_terms(document.told.get("keywords", "")),
        evidence=(("title", evidence),) if title else (),
    )
    yield article(with_top_lines(found, plain, zone_of(source, title)), capture, source, NAME)


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and line[-1:] not in ".。,，;；"


def _plain(html: str) -> str:
    return collapse(unescape(_TAG.sub("", html.replace("<br>", " "))))


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
