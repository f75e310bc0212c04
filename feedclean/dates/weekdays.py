"""Names of the days of the week, in a sentence and before a date."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from feedclean.dates.found import FoundDate
from feedclean.dates.words import words

_MARKS: Final = " \t\u00a0,.،，(（"
_SHORT: Final = 3
"""Letters of a short form, which may be a name as well: *Sun*, *Mar*."""
_LEAST_WORDS: Final = 2
_UNSPACED: Final = re.compile("[\u0e00-\u0e7f\u3000-\ud7ff]")
"""Thai, Chinese, Japanese and Korean letters."""


def names_weekday(text: str) -> bool:
    """Whether a text names a day of the week, in any language and not in its short form."""
    return _names().search(text) is not None


@cache
def _names() -> re.Pattern[str]:
    """Where words have no spaces between them, a name may stand anywhere."""
    names = sorted({name for day in words().weekdays for name in day})
    unspaced = [name for name in names if _UNSPACED.match(name)]
    long = [name for name in names if len(name) > _SHORT and name not in unspaced]
    return re.compile(rf"(?<!\w)(?:{'|'.join(long)})(?!\w)|{'|'.join(unspaced)}", re.IGNORECASE)


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
