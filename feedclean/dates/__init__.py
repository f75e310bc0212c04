"""The many written forms of a date, to aware moments in UTC; no clock, no locale.

A moment without a zone is taken to be in the zone the caller names, else in UTC. Day stands before
month unless that is impossible or the language (``en-US``) says otherwise. Relative times
(``2 hours ago``) are no dates here: there is no clock to measure them from.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from feedclean.dates.exact import read_exact
from feedclean.dates.found import FoundDate
from feedclean.dates.loose import LONGEST, find_loose
from feedclean.dates.meetings import is_of_meeting, tells_time
from feedclean.dates.said import SaidDates, said_dates, words_said
from feedclean.dates.weekdays import names_weekday, without_weekday

__all__ = [
    "FoundDate",
    "SaidDates",
    "find_date",
    "first_date",
    "is_of_meeting",
    "names_weekday",
    "parse_date",
    "read_date",
    "said_dates",
    "tells_time",
    "without_weekday",
    "words_said",
]

_LONGEST_REST = 24
"""Characters that may stand around a date in a text that is a date: ``Published on …``."""


def parse_date(
    text: str, zone: tzinfo | None = None, *, language: str | None = None
) -> datetime | None:
    """The moment a text stands for, if the text is little else than one date."""
    found = read_date(text, zone, language=language)
    return found.when if found else None


def read_date(
    text: str, zone: tzinfo | None = None, *, language: str | None = None
) -> FoundDate | None:
    """As ``parse_date``, and how much of the moment was written."""
    line = text.strip()
    if len(line) > LONGEST:
        return None
    exact = read_exact(line, zone)
    if exact is not None:
        start = len(text) - len(text.lstrip())
        return FoundDate(
            when=exact.when,
            start=start,
            end=start + len(line),
            has_time=exact.has_time,
            has_zone=exact.has_zone,
        )
    found = find_loose(text, zone, language)
    if found is None:
        return None
    rest = "".join((text[: found.start] + text[found.end :]).split())
    if len(rest) > _LONGEST_REST or any(c.isdecimal() for c in rest):
        return None
    return found


def find_date(
    text: str, zone: tzinfo | None = None, *, language: str | None = None
) -> FoundDate | None:
    """The first date written in a line of text, and where it stands."""
    return find_loose(text, zone, language)


def first_date(
    texts: Iterable[str], zone: tzinfo | None = None, *, language: str | None = None
) -> datetime | None:
    """The moment the first of some texts stands for that is a date, or has one in it."""
    for text in texts:
        found = read_date(text, zone, language=language) or find_date(text, zone, language=language)
        if found is not None:
            return found.when
    return None
