"""Regular expressions that people write, in bounds: no page can make one of them run for ever.

What makes a pattern slow is repeats within each other, and several of them in a row: the ways to
match multiply. So a repeat may not hold another, nor a choice; one without an end of its own
reaches so far and no further; and the ways of all together are counted before any page is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

REACH: Final = 999
"""How often ``*``, ``+`` and ``{3,}`` repeat at most: a thousand ways with none at all."""
MOST_WAYS: Final = 10_000
"""How many ways to match a pattern may have at one place of a text.

The worst page for the worst pattern took half a minute; others take milliseconds.
"""
MOST_TEXT: Final = 1_000_000
"""Characters of a text that patterns are tried on."""
LONGEST: Final = 1_000
"""Characters of a pattern."""

_TOKEN: Final = re.compile(
    r"""(?P<escape>\\.)
    |(?P<class>\[\^?\]?(?:[^\]\\]|\\.)*\])
    |(?P<open>\((?:\?(?:P<\w+>|[imsauL-]*:|<?[=!]|>)|(?!\?)))
    |(?P<flags>\(\?[imsauL]+\))
    |(?P<odd>\(\?.)
    |(?P<close>\))
    |(?P<repeat>[*+?]|\{\d*,\d*\}|\{\d+\})(?P<mode>[?+]?)
    |(?P<choice>\|)
    |(?P<plain>.)""",
    re.DOTALL | re.VERBOSE,
)


@dataclass(slots=True)
class _Group:
    """What is known of a group that is being read."""

    start: int
    choices: int = 1
    is_more: bool = False
    """Whether there is a repeat or a choice in it."""


def problem(pattern: str) -> str:
    """What is wrong with a pattern; empty if nothing is."""
    if not pattern:
        return "it is empty"
    if len(pattern) > LONGEST:
        return f"it has {len(pattern)} characters, {LONGEST} at most"
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"no valid regular expression: {error}"
    return _too_much(pattern)


def replacement_problem(pattern: str, by: str) -> str:
    """What is wrong with what is to stand in the place of a match; empty if nothing is."""
    try:
        re.compile(pattern).sub(by, "")
    except (re.error, IndexError) as error:
        return f"no valid replacement: {error}"
    return ""


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern that has no problem, its open repeats ending at ``REACH``."""
    return re.compile("".join(_bounded(pattern)))


def _bounded(pattern: str) -> Iterator[str]:
    for token in _TOKEN.finditer(pattern):
        repeat = token["repeat"]
        least, most = _span(repeat) if repeat else (0, 0)
        if repeat and most is None:
            yield f"{{{least},{max(least, REACH)}}}{token['mode']}"
        else:
            yield token[0]


def _span(repeat: str) -> tuple[int, int | None]:
    """How often a repeat repeats; None: without an end."""
    if repeat in "*+?":
        return (1 if repeat == "+" else 0), (1 if repeat == "?" else None)
    least, comma, most = repeat[1:-1].partition(",")
    return int(least or 0), (int(most) if most else None) if comma else int(least)


def _too_much(pattern: str) -> str:
    groups = [_Group(0)]
    closed: _Group | None = None
    ways = 1
    for token in _TOKEN.finditer(pattern):
        before, closed = closed, None
        if token["odd"] or re.fullmatch(r"\\[1-9]", token[0]):
            return f"{token[0]!r} is more than a pattern here may use"
        if token["open"]:
            groups.append(_Group(token.start()))
        elif token["close"]:
            closed = groups.pop()
            ways *= closed.choices
            groups[-1].is_more |= closed.is_more
        elif token["choice"]:
            groups[-1].choices += 1
            groups[-1].is_more = True
        elif token["repeat"]:
            least, most = _span(token["repeat"])
            if before is not None and most != 1 and before.is_more:
                inner = pattern[before.start : token.end()]
                return f"{inner!r} repeats what repeats or chooses, which can take for ever"
            groups[-1].is_more = True
            ways *= (max(least, REACH) if most is None else most) - least + 1
    ways *= groups[0].choices
    if ways > MOST_WAYS:
        return (
            f"its repeats have {ways} ways to match, {MOST_WAYS} at most: "
            "write how far each may reach, such as {0,9} instead of *"
        )
    return ""
