"""The name of a day of the week before a date, which no name of a person ends with."""

from __future__ import annotations

from typing import Final

from feedclean.dates.found import FoundDate
from feedclean.dates.words import words

_MARKS: Final = " \t\u00a0,.،，(（"
_SHORT: Final = 3
"""Letters of a short form, which may be a name as well: *Sun*, *Mar*."""
_LEAST_WORDS: Final = 2


def without_weekday(text: str, found: FoundDate) -> str:
    """What stands before a date without the name of its weekday at the end.

    It must be the day the date falls on: ``Jane Roe Sunday`` before 9 March 2025, and not
    ``Robinson Friday``. A short form goes only from behind two words.
    """
    bare = text.rstrip(_MARKS)
    folded = bare.casefold()
    if len(folded) != len(bare):
        return text
    beside = (-1, 0, 1) if found.has_zone else (0,)  # the day where it was written
    days = ((found.when.weekday() + step) % 7 for step in beside)
    for name in (name for day in days for name in words().weekdays[day]):
        rest = bare[: -len(name)]
        if not folded.endswith(name) or not rest or rest[-1].isalnum():
            continue
        if len(name) > _SHORT or len(rest.split()) >= _LEAST_WORDS:
            return rest.rstrip(_MARKS)
    return text
