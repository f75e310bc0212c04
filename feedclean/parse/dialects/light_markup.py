"""Texts in light notations, and in LaTeX: headings, lists and links without HTML or Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from typing import Final

from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.dialects.base import HEAD_CHARS, Dialect, Head
from feedclean.parse.dialects.common import article, zone_of
from feedclean.parse.dialects.front_matter import fields_of
from feedclean.parse.dialects.heads.heading import with_top_lines
from feedclean.parse.notations.render import RESERVED, Piece, as_html, marked, pieces
from feedclean.parse.notations.table import NOTATIONS, notation_of
from feedclean.parse.records.record import has_markup
from feedclean.text import collapse, squeeze

NAME: Final = "light-markup"

_TAG: Final = re.compile(r"<[^<>]*>")
_OTHER: Final = re.compile(r"\s*(?:<|\{\s*[\"}]|\[\s*[{\"]|-{3}\s*\n|\+{3}\s*\n)")
"""How pages, JSON and front matter begin."""
_MARKDOWN: Final = re.compile(r"^#{2,6} \S|^```|\]\(https?:|^\[[^\]\n]+\]\(", re.MULTILINE)
_MARKDOWN_ENDINGS: Final = (".md", ".markdown", ".mkd", ".mdown", ".mdx", ".qmd", ".rmd")
_WITH_TAGS: Final = frozenset(("wikitext",))
_TITLE_REACH: Final = 3
"""Pieces at the top among which a heading may repeat the title."""


def sniff(head: Head) -> float:
    """Sure of a name of a file and a sign; without such a name, of several signs."""
    text = head.text
    found = None if _OTHER.match(text) else notation_of(text, head.location)
    if found is None:
        return 0.0
    notation, is_named = found
    if is_named:
        return 0.98 if any(sign.search(text) for sign in notation.signs) else 0.9
    if head.location.lower().endswith(_MARKDOWN_ENDINGS) or _MARKDOWN.search(text):
        return 0.0
    return 0.0 if has_markup(text) and notation.name not in _WITH_TAGS else 0.96


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """One article; what the head says, and the heading taken for the title, leave the text.

    Raises: ParseError, where the text is in no notation we know.
    """
    found = notation_of(text[:HEAD_CHARS], capture.location)
    if found is None:
        known = ", ".join(sorted(notation.name for notation in NOTATIONS))
        raise ParseError(capture.location, NAME, f"is in none of the notations known: {known}")
    zone, notation = zone_of(source, text), found[0]
    values, rest = notation.head(text.translate(RESERVED))
    told = fields_of(values, zone)
    title, below = _titled(_plain(marked(told.title, notation.marks)), pieces(rest, notation))
    lines = (_plain(piece.html) for piece in below)
    told = with_top_lines(replace(told, title=title, html=as_html(below)), lines, zone)
    evidence = {"title": "heading", **dict(told.evidence)} if title else dict(told.evidence)
    yield article(replace(told, evidence=tuple(evidence.items())), capture, source, NAME)


def _titled(title: str, found: Sequence[Piece]) -> tuple[str, list[Piece]]:
    """The title, and the pieces without the headings that give or repeat it."""
    first = next((piece for piece in found if piece.tag not in ("figure", "hr")), None)
    if not title and first is not None and first.tag[1:].isdigit():
        title = _plain(first.html)
    top = [piece for piece in found[:_TITLE_REACH] if not _is_heading(piece, title)]
    return title, _below_title([*top, *found[_TITLE_REACH:]])


def _below_title(found: list[Piece]) -> list[Piece]:
    """The pieces with no heading as high as the title."""
    if not any(piece.tag == "h1" for piece in found):
        return found
    return [
        replace(piece, tag=f"h{min(6, int(piece.tag[1:]) + 1)}")
        if piece.tag[1:].isdigit()
        else piece
        for piece in found
    ]


def _is_heading(piece: Piece, title: str) -> bool:
    return piece.tag[1:].isdigit() and squeeze(_plain(piece.html)) == squeeze(title)


def _plain(html: str) -> str:
    return collapse(unescape(_TAG.sub("", html)))


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
