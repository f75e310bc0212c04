"""AsciiDoc, as documentation and books are written in it."""

from __future__ import annotations

import re
from typing import Final

from feedclean.parse.notations.base import (
    BARE_URL,
    Fence,
    Head,
    Mark,
    Notation,
    between,
    lines_like,
)

_TITLE: Final = re.compile(r"\s*+= ++(?P<title>\S.*)")
_ATTRIBUTE: Final = re.compile(r":(?P<key>[\w-]+):(?:\s+(?P<value>\S.*))?")
_AUTHOR: Final = re.compile(r"\s*+(?:[^\W\d_][^\s.,:;!?<>]*+\.?+\s*+){1,4}(?:<[^<>]*>\s*)?")
"""Up to three names and initials, and an address: more is a first paragraph."""
_REVISION: Final = re.compile(r"(?:v?\d[\w.]*+,\s*+)?(?P<date>(?=\D*\d)[^:]{6,40}?)(?::\s.*)?")
_MAIL: Final = re.compile(r"(?:(?<!\s)\s++)?<[^<>]{0,200}>")
_ATTRIBUTED: Final = lines_like(
    r"^\[(?:quote|verse),\s*+(?P<who>[^\]\n]++)\]\n(?P<quote>(?P<mark>_{4,}|-{2})\n(?:.*\n)*?(?P=mark)$)"
)
_BLOCK_TITLE: Final = lines_like(r"^\.(?=[^\s.])(.+)$")


def _head(text: str) -> Head:
    """The title, the lines of authors and revision below it, and the attributes."""
    found = _TITLE.match(text)
    if found is None:
        return {}, text
    told: dict[str, tuple[str, ...]] = {"title": (found["title"].strip(),)}
    lines = text[found.end() :].lstrip("\n").split("\n")
    size = 0
    for line in lines if text[found.end() :].startswith("\n") else []:
        attribute = _ATTRIBUTE.fullmatch(line.strip())
        if not line.strip():
            break
        if attribute is not None:
            key = attribute["key"].lower().removeprefix("page-").replace("-", "_")
            told.setdefault(key, (attribute["value"] or "",))
        elif size == 0 and all(map(_AUTHOR.fullmatch, line.split(";"))):
            names = (_MAIL.sub("", name).strip() for name in line.split(";"))
            told["author"] = tuple(filter(None, names))
        elif "date" not in told and (revision := _REVISION.fullmatch(line.strip())):
            told["date"] = (revision["date"],)
        else:
            break
        size += 1
    return told, "\n".join(lines[size:])


def _prepared(text: str) -> str:
    """Who is quoted, below the quotation; titles of blocks as paragraphs."""
    text = _ATTRIBUTED.sub(_attributed, text)
    return _BLOCK_TITLE.sub(r"\n*\1*\n", text)


def _attributed(found: re.Match[str]) -> str:
    who = ", ".join(filter(None, map(str.strip, found["who"].split(","))))
    return f"{found['quote']}\n\n— {who}\n"


ASCIIDOC: Final = Notation(
    name="asciidoc",
    endings=(".adoc", ".asciidoc", ".asc"),
    needles=("\n:", "\n==", "::"),
    signs=(
        re.compile(r"\A\s*+= \S.*\n(?:[^\s:].*\n){0,3}+:[\w-]+:"),
        lines_like(r"^={2,5} \S[^=\n]*$"),
        lines_like(r"^(?:image|include|video)::[^\s\[]+\[[^\[\]\n]*\]$"),
        re.compile(r"(?<![\w:/.-])(?:link:|https?://)[^\s\[\]]++\[[^\[\]\n]++\]"),
        lines_like(r"^\[(?:source|quote|NOTE|cols|verse)[^\]\n]*\]$"),
        lines_like(r"^(?:-{4,}|\.{4,}|_{4,}|={4,}|\*{4,}|\|===)$"),
    ),
    needed=3,
    head=_head,
    prepare=_prepared,
    headings=re.compile(r"(?P<mark>={1,6}) +(?P<text>\S.*)"),
    items=re.compile(r"\s*(?P<mark>[*-]{1,5}|\.{1,5}|\d{1,3}\.) +(?P<text>\S.*)"),
    figures=re.compile(r"(?:image|video)::(?P<url>[^\s\[]+)\[(?P<text>[^,\]]*+)[^\]]*+\]\s*"),
    dropped=re.compile(r"\[[^\]]*\]\s*|//(?!/).*|(?:include|toc)::.*|:[\w-]+:.*|<<<|\+"),
    fences=(
        Fence(begin=re.compile(r"/{4,}\s*"), tag=""),
        Fence(begin=re.compile(r"-{4,}\s*|\.{4,}\s*|```.*"), tag="pre"),
        Fence(begin=re.compile(r"_{4,}\s*"), tag="blockquote"),
        Fence(begin=re.compile(r"={4,}\s*|\*{4,}\s*|--\s*"), tag="div"),
        Fence(begin=re.compile(r"[|,:!]={3,}\s*"), tag="table"),
    ),
    marks=(
        between("`", "code"),
        Mark(
            pattern=re.compile(r"image:(?P<url>[^\s\[:]++)\[(?P<text>[^,\[\]\n]*+)[^\[\]\n]*+\]"),
            tag="img",
        ),
        Mark(
            pattern=re.compile(
                r"(?<![\w:/.-])(?:link:|xref:)?+(?P<url>(?:https?://|mailto:|(?<=link:)|(?<=xref:))"
                r"[^\s\[\]]++)\[(?P<text>[^,^\[\]\n]*+(?:,(?! *\w+=)[^,^\[\]\n]*+)*+)[^\[\]\n]*+\]"
            ),
            tag="a",
        ),
        BARE_URL,
        Mark(pattern=re.compile(r"footnote:\w*+\[(?P<text>[^\[\]\n]++)\]"), tag="small"),
        Mark(pattern=re.compile(r"<<[^<>,\n]++,[ ]*+(?P<text>[^<>\n]++)>>"), tag=""),
        Mark(pattern=re.compile(r"\*\*(?P<text>[^*\n]+)\*\*"), tag="b"),
        Mark(pattern=re.compile(r"__(?P<text>[^_\n]+)__"), tag="i"),
        between("*", "b"),
        between("_", "i"),
        between("#", "mark"),
        Mark(pattern=re.compile(r"\^(?P<text>[^\s^]{1,40})\^"), tag="sup"),
        Mark(pattern=re.compile(r"(?<!~)~(?P<text>[^\s~]{1,40})~(?!~)"), tag="sub"),
        Mark(pattern=re.compile(r"(?P<text>) \+$"), tag=""),
    ),
)
