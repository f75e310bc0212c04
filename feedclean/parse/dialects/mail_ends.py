"""What stands below a letter in plain text: its signature (RFC 3676, 4.3), a list's footer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from feedclean.parse.dialects.prose import paragraphs

_END: Final = re.compile(r"--\s{0,9}|_{20,90}\s{0,9}")
"""Lists draw a line above their own address."""
_MOST: Final = 12
_LONGEST: Final = 80


def letter_html(lines: Sequence[str]) -> str:
    """The letter as HTML, the signature in an element that is named so, for the cleaner to judge.

    It is below the last line of two dashes and a space, which many programs leave out; more or
    longer lines than anybody signs with are of the text.
    """
    end = max((at for at, line in enumerate(lines) if _END.fullmatch(line)), default=None)
    if end is None or not _is_signature([line for line in lines[end + 1 :] if line.strip()]):
        return paragraphs("\n".join(lines))
    above, below = paragraphs("\n".join(lines[:end])), paragraphs("\n".join(lines[end + 1 :]))
    return f'{above}\n<div class="signature"><p>{lines[end]}</p>\n{below}</div>'


def has_end(lines: Sequence[str]) -> bool:
    """Whether a line says that a signature follows."""
    return any(map(_END.fullmatch, lines))


def _is_signature(below: Sequence[str]) -> bool:
    return 0 < len(below) <= _MOST and max(map(len, below)) <= _LONGEST
