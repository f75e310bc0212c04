"""XML within what there is memory for; what in it is text, whatever it looks like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from feedclean.dom import bounds
from feedclean.errors import ParseError

MOST_TAGS: Final = 1_000_000
"""In XML, end tags among them: a feed of 40,000 entries has so many. Five times as many, in 40 MB,
took 1 GB of memory."""
MOST_REFERENCES: Final = 5_000_000
"""In XML; HTML that was escaped has two for each of its tags. Ten million took 0.9 GB of memory."""
_BOUNDS: Final = (("<", "tags", MOST_TAGS), ("&", "references", MOST_REFERENCES))
_REFERENCE_CHARS: Final = 10
"""Of the longest: ``&#1114111;``."""
_OPAQUE: Final = re.compile(r"<!\[CDATA\[|<!--")
_OPAQUE_ENDS: Final[Mapping[str, str]] = {"<![CDATA[": "]]>", "<!--": "-->"}


def refuse_endless(document: str, location: str) -> None:
    """Raises: ParseError, for XML of more elements, references or text than there is memory for."""
    try:
        bounds.refuse_endless(_longest_text(document))
    except bounds.TooMuchMarkup as error:
        raise ParseError(location, None, str(error)) from error
    for sign, kind, most in _BOUNDS:
        found = document.count(sign)
        if found > most:  # perhaps within text
            found = "".join(opaque_parts(document)[::2]).count(sign)
        if found > most:
            problem = f"holds {found} {kind}, more than the {most} allowed; split it"
            raise ParseError(location, None, problem)


def _longest_text(document: str) -> int:
    """Characters that the longest text between two tags has at least, its references read.

    A parser refuses what no article may have as well, and would be asked again with copies of the
    document that are mended.
    """
    if len(document) <= bounds.MOST_CHARS:
        return 0
    longest = 0
    start = document.find("<")
    while start >= 0:
        following = document.find("<", start + 1)
        end = following if following >= 0 else len(document)
        if end - start > bounds.MOST_CHARS:
            references = document.count("&", start, end)
            longest = max(longest, end - start - references * (_REFERENCE_CHARS - 1))
        start = following
    return longest


def opaque_parts(text: str) -> list[str]:
    """In turns, what is outside of CDATA sections and comments, and each of these.

    What never ends is outside. No end is looked for again where none was found: else a document of
    nothing but openings took time with the square of its length.
    """
    parts: list[str] = []
    endless: set[str] = set()
    done = 0
    for begun in _OPAQUE.finditer(text):
        ending = _OPAQUE_ENDS[begun[0]]
        if begun.start() < done or ending in endless:
            continue
        end = text.find(ending, begun.end())
        if end < 0:
            endless.add(ending)
            continue
        end += len(ending)
        parts += (text[done : begun.start()], text[begun.start() : end])
        done = end
    return [*parts, text[done:]]
