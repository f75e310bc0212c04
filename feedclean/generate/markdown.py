"""A clean article as Markdown (CommonMark with pipe tables)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from feedclean.dom.tree import parse
from feedclean.generate.outline import Style, outline
from feedclean.generate.text import about
from feedclean.model.article import CleanArticle

_SPECIAL: Final = re.compile(r"([\\`*_~\[\]<]|&(?=#?\w+;)|!$)")
"""What would be read as a mark; a ``!`` at the end of a text, since a link may follow, and make an
image of both."""
_LOOSE: Final = re.compile(r"(?<!\\)((?:\\\\)*+)\\!(?!\[)")
"""Such a ``!`` that no link follows."""
_LINE_START: Final = re.compile(
    r"^([^\S\n]*+)(?:(>|#(?=[#\s])|[+-](?=\s|$)|-(?=-)|=(?==))|([0-9]{1,9})([.)])(?=\s|$))",
    re.MULTILINE,
)
_FENCE: Final = re.compile(r"`{3,}")


def markdown_of(article: CleanArticle) -> str:
    """Title, a line on who, when and where, and the text."""
    title = _heading(1, _escape(article.meta.title)) if article.meta.title else ""
    parts = (title, _escape(about(article)), outline(parse(article.html), MARKDOWN))
    return "\n\n".join(part for part in parts if part) + "\n"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _paragraph(text: str) -> str:
    """A paragraph none of whose lines starts like a block of another kind."""

    def defused(start: re.Match[str]) -> str:
        space, mark, number, stop = start.groups()
        return f"{space}\\{mark}" if mark else f"{space}{number}\\{stop}"

    return _LINE_START.sub(defused, _run(text))


def _run(text: str) -> str:
    """Text that is together now, without escapes that nothing is there for."""
    return _LOOSE.sub(r"\1!", text)


def _address(url: str) -> str:
    return re.sub(r"[\s<>()]", lambda c: f"%{ord(c[0]):02X}", url)


def _link(label: str, url: str) -> str:
    return f"[{label}]({_address(url)})" if url else label


def _image(alt: str, url: str) -> str:
    return f"![{_escape(alt)}]({_address(url)})" if url else _escape(alt)


def _heading(level: int, text: str) -> str:
    return f"{'#' * level} {_run(text)}"


def _preformatted(text: str) -> str:
    fence = max(["```", *(run + "`" for run in _FENCE.findall(text))], key=len)
    return f"{fence}\n{text}\n{fence}"


def _table(rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    width = max(len(row) for row in rows)
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in _safe(rows)]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _safe(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[cell.replace("|", "\\|") for cell in row] for row in rows]


MARKDOWN: Final = Style(
    text=_escape,
    around={
        "b": ("**", "**"),
        "code": ("<code>", "</code>"),
        "del": ("~~", "~~"),
        "em": ("*", "*"),
        "i": ("*", "*"),
        "s": ("~~", "~~"),
        "strong": ("**", "**"),
        "sub": ("<sub>", "</sub>"),
        "sup": ("<sup>", "</sup>"),
    },
    link=_link,
    image=_image,
    line_break="\\\n",
    paragraph=_paragraph,
    heading=_heading,
    preformatted=_preformatted,
    table=_table,
    rule="---",
)
