"""A clean article as plain text, for reading in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from feedclean.dom.tree import parse
from feedclean.generate.outline import Style, outline
from feedclean.model.article import CleanArticle


def text_of(article: CleanArticle) -> str:
    """Title, a line on who, when and where, and the text."""
    parts = (article.meta.title, about(article), outline(parse(article.html), TEXT))
    return "\n\n".join(part for part in parts if part) + "\n"


def about(article: CleanArticle) -> str:
    """Authors, date and address of an article in one line."""
    meta = article.meta
    authors = ", ".join(author.name for author in meta.authors)
    published = meta.published.isoformat().replace("+00:00", "Z") if meta.published else ""
    return " · ".join(part for part in (authors, published, meta.url or "") if part)


def _as_it_is(text: str) -> str:
    return text


def _label(label: str, _address: str) -> str:
    return label


def _alternative(alt: str, _address: str) -> str:
    return f"[{alt}]" if alt else ""


def _heading(_level: int, text: str) -> str:
    return text


def _rows(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(" | ".join(row) for row in rows)


TEXT: Final = Style(
    text=_as_it_is,
    around={},
    link=_label,
    image=_alternative,
    line_break="\n",
    paragraph=_as_it_is,
    heading=_heading,
    preformatted=_as_it_is,
    table=_rows,
    rule="* * *",
)
