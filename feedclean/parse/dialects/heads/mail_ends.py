"""What stands below a letter in plain text: its signature (RFC 3676, 4.3), a list's footer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from feedclean.dates import find_date
from feedclean.parse.dialects.prose import paragraphs

_END: Final = re.compile(r"--\s{0,9}|_{20,90}\s{0,9}")
"""Lists draw a line above their own address."""
_MOST: Final = 5
_LONGEST: Final = 80
_ADDRESS: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\w+")
_WAY: Final = re.compile(rf"{_ADDRESS.pattern}|https?://|www\.|\+?\d(?:[\d ()/.-]{{5,18}})\d")
"""A mail address, one of a site, a telephone number."""
_PROSE: Final = re.compile(
    r"(?:\S+ ){3,}\S+[.!?…][\"”»)]?|.*[。！？]|P\.? ?P?\.? ?S\b.*|N\.?B\b.*|\d{1,2}\.? \w+: .*"
)


def letter_html(lines: Sequence[str]) -> str:
    """The letter as HTML, the signature in an element that is named so, for the cleaner to judge.

    It is below the only line of two dashes and a space, which many programs leave out, in one
    paragraph of few short lines, with a way to reach who wrote or with the name signed above.
    """
    ends = [at for at, line in enumerate(lines) if _END.fullmatch(line)]
    end = ends[-1] if ends else 0
    is_lone = sum(lines[at][0] == lines[end][0] for at in ends) == 1
    if not is_lone or not _is_signature(lines[:end], lines[end], lines[end + 1 :]):
        return paragraphs("\n".join(lines))
    above, below = paragraphs("\n".join(lines[:end])), paragraphs("\n".join(lines[end + 1 :]))
    return f'{above}\n<div class="signature"><p>{lines[end]}</p>\n{below}</div>'


def has_end(lines: Sequence[str]) -> bool:
    """Whether a line says that a signature follows."""
    return any(map(_END.fullmatch, lines))


def _is_signature(above: Sequence[str], mark: str, below: Sequence[str]) -> bool:
    text = "\n".join(below).strip()
    told = text.split("\n")
    if not text or "" in map(str.strip, told) or len(told) > _MOST:
        return False
    if max(map(len, told)) > _LONGEST or any(map(_is_of_text, told)):
        return False
    if mark[0] == "_":  # below a heading, or between two items, it is of the text
        is_heading = bool(above) and bool(above[-1].strip())
        ways = len(_ADDRESS.findall(text)) + text.count("://")
        return not is_heading and ways > 1 and _ADDRESS.search(text) is not None
    signed = next((line.strip(" ,.") for line in reversed(above) if line.strip()), "")
    is_signed = bool(signed) and f"{told[0]} ".startswith(f"{signed} ")
    return is_signed or _WAY.search(text) is not None


def _is_of_text(line: str) -> bool:
    """Whether a line is prose, a postscript, or tells a day."""
    return _PROSE.fullmatch(line.strip()) is not None or find_date(line, None) is not None
