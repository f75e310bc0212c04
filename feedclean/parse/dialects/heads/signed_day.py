"""The day a letter or a notice is signed with, at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import Final

from feedclean.dates import is_of_meeting, parse_date
from feedclean.names import is_group, is_office, is_person
from feedclean.parse.dialects.common import Found, file_date, read_at
from feedclean.parse.dialects.heads.heading import LONGEST_DATE_LINE, OF_A_COPY, SET

_LEAST_SIGNED: Final = 4
"""Lines of a text that may be signed: a title, some text, who signs, and the day."""
_LONGEST_SIGNATURE: Final = 60
_ENDS_SENTENCE: Final = re.compile(r"[.!?。！？…:：;；]\Z")
_PLACE: Final = re.compile(r"\A[^\W\d_][^\d,，、:：]{0,24}[,，、]\s?(?=\S)")
_OF_A_TERM: Final = re.compile(
    r"\b(?:clos(?:es?|ing)|deadline|due|ends?|expir\w{1,6}|opens?|registration|starts?|until|updated?"
    r"|valid|anmelde\w{0,9}|änderung|bis|einsende\w{0,9}|frist|gültig|schluss|stand|aktualisiert"
    r"|date|fin|jusqu|limite|modifi\w{1,4}|valable|mis à jour|cierre|fecha|hasta|plazo|prazo"
    r"|válid[ao]|entro|scadenza|scade|do|termin|tot|uiterlijk|geldig)\b"
    r"|[日时時][期间間]|截止|截至|有效|更新|修改|[报報]名",
    re.IGNORECASE,
)
"""What says until when something goes on, or that a text was changed."""
_YEAR_ALONE: Final = re.compile(r"\d{4}")


def with_day_below(found: Found, lines: Sequence[str], location: str, zone: tzinfo | None) -> Found:
    """With the day a letter or a notice is signed with, where nothing else tells any.

    It is the last line or next to the last, whole, with a place before it or not; at the other
    end of the pair, or right above, stands who signs: a person, a group or an office.
    """
    if found.published is not None or file_date(location, zone) is not None:
        return found
    told = [SET.sub("", line).strip(" \u3000>*_") for line in lines if line.strip()]
    if len(told) < _LEAST_SIGNED or is_of_meeting(told):
        return found
    for at in (-1, -2):
        day = _PLACE.sub("", told[at]) if len(told[at]) <= LONGEST_DATE_LINE else ""
        when = parse_date(day, zone) if day and not OF_A_COPY.match(day) else None
        beside = told[-2] if at == -1 else told[-1]
        if when is not None:
            if _YEAR_ALONE.fullmatch(day) or not _signs(beside):
                return found
            return read_at(replace(found, published=when), "published", "signature")
    return found


def _signs(line: str) -> bool:
    """Whether a line is who signs, and not what a day below it is the last of: *Valid Until*."""
    if len(line) > _LONGEST_SIGNATURE or _ENDS_SENTENCE.search(line) or _OF_A_TERM.search(line):
        return False
    return is_person(line) or is_group(line) or is_office(line)
