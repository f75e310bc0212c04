"""Markup as tags and the text between them, in time that grows with its length, without a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

VALUE: Final = r"(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+"
ATTRIBUTE: Final = rf"[^\s/>][^\s/>=]*+{VALUE}[\s/]*+"
NAME: Final = r"<(/?)([A-Za-z][^\s/>]*+)[\s/]*+"
TOKEN: Final = re.compile(
    rf"<!--(?:>|->|.*?(?:--!?>|\Z))|<!\[CDATA\[|<[!?][^>]*+>?+|</[^A-Za-z][^>]*+>?+"
    rf"|{NAME}((?:{ATTRIBUTE})*+)>|<",
    re.DOTALL,
)
BEGUN: Final = re.compile(r"/?[A-Za-z]")
_MOST_UNENDED: Final = 50
"""Tags without an end, each of which is looked for it through all that follows."""
RAW: Final = frozenset("iframe noembed noframes plaintext script style textarea title xmp".split())
"""Elements that hold no elements."""
CODE: Final = frozenset(("script", "style"))
FOREIGN: Final = frozenset(("svg", "math"))
"""Within these, elements that hold no elements elsewhere may hold some."""


def tokens(html: str) -> Iterator[re.Match[str] | str]:
    """Tags, and the text between them; what no tree keeps is left out."""
    at = unended = 0
    while (found := TOKEN.search(html, at)) is not None:
        if found.start() > at:
            yield html[at : found.start()]
        at = found.end()
        name = (found[2] or "").lower()
        if not name:
            if found[0] in ("<", "<![CDATA["):
                yield "&lt;" if found[0] == "<" else ""
            unended += found[0] == "<" and BEGUN.match(html, at) is not None
            if unended > _MOST_UNENDED:
                yield html[at:].replace("<", "&lt;")
                return
            continue
        yield found
        if name in RAW and not found[1]:
            stop = where_it_ends(name, html, at)
            told = html[at:stop]
            yield told if name in CODE else told.replace("<", "&lt;")
            at = stop
    if at < len(html):
        yield html[at:]


def where_it_ends(name: str, html: str, at: int) -> int:
    """Up to where an element that holds no elements goes."""
    end = _end_of(name).search(html, at) if name != "plaintext" else None
    return end.start() if end else len(html)


@cache
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}[\s/>]", re.IGNORECASE)
