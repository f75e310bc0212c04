"""Which dialect a capture is written in, by the best score; an honest "unknown" otherwise."""

from __future__ import annotations

from typing import Final

from feedclean.errors import ParseError, UnknownDialect
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.programs import by_program
from feedclean.parse.dialects.table import DIALECTS

ENOUGH: Final = 0.5
"""A score must be above this; a dialect says so by contract."""


def detect(head: Head, override: str | None = None) -> Dialect:
    """The dialect that recognises the head best, or the one a person named.

    Raises: UnknownDialect, naming the scores, where none is sure enough; ParseError for an override
    that names no dialect.
    """
    if override is not None:
        return named(override, head.location)
    scored = [(dialect, _score(dialect, head)) for dialect in DIALECTS]
    best, score = max(scored, key=lambda pair: pair[1])  # the first of equals
    if score > ENOUGH:
        return best
    ranked = sorted(((dialect.name, score) for dialect, score in scored), key=lambda p: -p[1])
    raise UnknownDialect(head.location, tuple(ranked), _told(head.text))


def _told(text: str) -> str:
    """Why a text is read as nothing, and what to do."""
    if not text.strip():
        return "is empty"
    kind = by_program(text)
    reads_like = f", which reads like {kind}" if kind else ""
    advice = "name one: --dialect NAME, or dialect in its [[source]]"
    return f"no dialect recognises this{reads_like}; {advice}"


def named(name: str, location: str) -> Dialect:
    """The dialect of that name. Raises: ParseError, naming the known ones."""
    for dialect in DIALECTS:
        if dialect.name == name:
            return dialect
    known = ", ".join(sorted(dialect.name for dialect in DIALECTS))
    raise ParseError(location, name, f"there is no dialect {name!r}; the known ones are: {known}")


def _score(dialect: Dialect, head: Head) -> float:
    try:
        return min(1.0, max(0.0, dialect.sniff(head)))
    except Exception:  # noqa: BLE001 - a nose that trips over hostile input has recognised nothing
        return 0.0
