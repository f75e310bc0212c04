"""An article as people compare it: metadata, text, markup, and what was taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from feedclean.changes import lines_in
from feedclean.golden.notation import table, toml
from feedclean.model.article import ArticleMeta, CleanArticle
from feedclean.model.removal import Removal
from feedclean.text import collapse, printable

_BLOCK_END: Final = re.compile(
    r"(</(?:p|h[1-6]|li|ul|ol|dl|dt|dd|figure|figcaption|blockquote|div|table|thead|tbody|tr|pre)>"
    r"|<[hb]r>)(?=[^\n])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What two outcomes are compared by."""

    meta: tuple[tuple[str, str], ...]
    """Field and value as TOML; what is empty is left out."""
    lines: tuple[str, ...]
    """The text, block by block."""
    html: str
    """A line for each block."""
    removals: tuple[Removal, ...]


def shape_of(article: CleanArticle) -> Shape:
    """The shape of an article as it was cleaned."""
    html = html_lines(article.html)
    return Shape(
        meta=told(described(article.meta) | {"cautions": list(article.cautions)}),
        lines=text_lines(html),
        html=html,
        removals=tuple(map(_as_received, article.removals)),
    )


def _as_received(removal: Removal) -> Removal:
    """A removal as far as a receipt tells of it."""
    return Removal(
        rule=removal.rule,
        stage=removal.stage,
        reason=printable(removal.reason),
        path=removal.path,
        excerpt=printable(removal.excerpt),
        chars=removal.chars,
        links=removal.links,
        images=removal.images,
    )


def described(meta: ArticleMeta) -> dict[str, object]:
    """The metadata that readers of a feed see, field by field."""
    return {
        "id": meta.id,
        "url": meta.url,
        "title": meta.title,
        "authors": [author.name for author in meta.authors],
        "published": meta.published,
        "updated": meta.updated,
        "language": meta.language,
        "categories": list(meta.categories),
        "publisher": meta.publisher,
        "image": meta.image,
        "summary": meta.summary,
    }


def told(values: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Fields with their values as TOML; what is empty is left out."""
    return tuple(
        (name, toml(value)) for name, value in values.items() if value not in (None, [], "")
    )


def html_lines(html: str) -> str:
    """The markup of an article with a line for each block, so that it can be read and compared."""
    return _BLOCK_END.sub(r"\1\n", html).rstrip("\n") + "\n"


def text_lines(html: str) -> tuple[str, ...]:
    """The text of an article, block by block, without empty ones."""
    return tuple(line for text in lines_in(html) if (line := collapse(text)))


def receipt(removal: Removal) -> list[str]:
    """The lines of a ``removals.toml`` that stand for a removal."""
    values: dict[str, object] = {
        "rule": removal.rule,
        "stage": removal.stage.value,
        "reason": removal.reason,
        "path": removal.path,
        "chars": removal.chars,
        "links": removal.links,
        "images": removal.images,
        "excerpt": removal.excerpt,
    }
    return table("[[removal]]", values)
