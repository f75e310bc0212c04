"""Lines that say when an article appeared and who wrote it: a date alone, or one among parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from feedclean import dates
from feedclean.clean.page import Page
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from feedclean.clean.wording.words import any_of
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.later import later
from feedclean.names import is_full_name, is_written_as_name, looks_like_person
from feedclean.text import chars, in_runs, weight, wide

_WEEKDAY_NOISE: Final = re.compile(r"[\W\d_]+")
_SAID: Final = re.compile(r"[^\W\d_][:：] ?\w")
_FULL_STOP: Final = re.compile(r"[。！？!?][”」』\"]?$|[^\W\d_]{3}\.$")
_MINUTES: Final = re.compile(rf"\d\s?{any_of('minutes')}\.$", re.IGNORECASE)
"""A reading time ends with a stop that ends no sentence."""
_MOST_BESIDE_A_DATE: Final = 12
"""Letters of a date line that are no part of the date: a weekday, a place, a word such as *am*."""
_MOST_WIDE: Final = 10
"""The same where one character is half a word: a place and what was done there is a signature."""
_LONGEST: Final = 190
"""Weight of a line of several parts."""
_PART: Final = re.compile(r"[|·•,;/｜丨│、，；／()\[\]（）【】〔〕《》<>]|(?<=\s)[—–-]+(?=\s)")
"""What stands between the parts of such a line; a hyphen within a word does not."""
_MOST_DATES: Final = 3
_MOST_PARTS: Final = 10
_LONGEST_PART: Final = 30
"""Weight of a part nobody knows: a place, a paper."""
_MOST_UNKNOWN: Final = 60
_MOST_SMALL: Final = 4
"""Words of such a part where they are no names: *mis à jour à*."""
_OF_STAMP: Final = (
    Label.AUTHOR | Label.DATE | Label.CREDIT | Label.SOURCE | Label.INTERFACE | Label.COMMENTS
)
_HOST: Final = re.compile(r"(?:https?://)?(?:[\w-]{1,40}\.){1,4}[a-z]{2,12}", re.IGNORECASE)
"""The name of a site, among the parts of a line."""
_NOISE: Final = " \t.:：-–—*+#~@"
_HOUR: Final = re.compile(r"(?<!\d)\d{1,2}[:.h]\d\d(?!\d)(?:\s?(?:Uhr|[aApP]\.?[mM]\.?|h\b))?")
_ZONE: Final = re.compile(r"^\s*\(?(?:[A-Z]{2,5}|(?:UTC|GMT)[+-]\d{1,2}(?::\d\d)?)\)?(?!\w)")
"""What names the zone of the hour before it."""
_IDEOGRAPHS: Final = later("[\u3040-\u30ff\u3400-\u9fff]+")
_COLON_GAP: Final = re.compile(r"([:：])\s+")
_NEAR: Final = timedelta(hours=36)
_IN_ADDRESS: Final = re.compile(
    r"(?<!\d)(20\d\d)([/.-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
)
"""A day in the address of an article: ``/2025/05/12/``, ``-20250512``."""
_STRUCTURED: Final = traits.STRUCTURED | traits.ITEM
_MONTH_AND_DAY: Final = re.compile(
    r"(?:^|(?<=\s))(?P<month>\d{1,2})(?:[-/.]|月)(?P<day>\d{1,2})(?:日|号|號)?(?=\s|$)"
)
_LONGEST_DAY_LABEL: Final = 3


def has_time_of_day(text: str) -> bool:
    """Whether a date line names an hour, as stamps do and signatures do not."""
    found = dates.find_date(text, None)
    return found is not None and found.has_time


def is_day(text: str, most_letters: int) -> bool:
    """Whether a text has a day, and beside it no more than so many letters.

    How many may be there hangs on what else speaks for a day: an element of its own, or one that is
    named for days. Where nothing does, it is ``is_date_line`` that tells.
    """
    found = dates.find_date(text, None)
    if found is None:
        return False
    return sum(map(str.isalpha, text[: found.start] + text[found.end :])) <= most_letters


def is_date_line(text: str) -> bool:
    """Whether a line says little besides a date, by its wording alone."""
    if not any(character.isdigit() for character in text):
        return False
    found = dates.find_date(text, None)
    if found is None:
        return False
    if _SAID.search(text, found.end):
        return False  # 14.09.25, 18:07 - Anna: 250 g
    rest = _WEEKDAY_NOISE.sub("", text[: found.start] + text[found.end :])
    if rest and _ends_a_sentence(text, found.end):
        return False  # 2017年11月18日，凌晨。 opens a story
    return chars(rest) <= _MOST_BESIDE_A_DATE and wide(rest) <= _MOST_WIDE


def _ends_a_sentence(text: str, start: int = 0) -> bool:
    return _FULL_STOP.search(text, start) is not None and _MINUTES.search(text, start) is None


def stamp_of(page: Page, block: Block) -> Label | None:
    """Whether a line is a stamp of several parts, and if it begins with who wrote the article.

    ``Par Jeanne Roe — Publié le 12 mai 2025 à 10h12``, ``Jane Roe | Leeds | 12.05.2025 08:30``: one
    part is a date, each other a byline, the name of a person, or a few words. That it is of the
    article and not of what the article announces, a label in it says, or the day it appeared.
    """
    text = block.text
    if block.weight > _LONGEST or block.is_heading or block.traits & _STRUCTURED:
        return None
    if not any(map(str.isdigit, text)) or _ends_a_sentence(text):
        return None
    days, parts = _parted(text)
    if not days or not 1 <= len(parts) <= _MOST_PARTS:
        return None
    kinds = [_kind(part) for part in parts]
    unknown = [part for part, kind in zip(parts, kinds, strict=True) if not kind]
    if not all(map(_is_brief, unknown)) or sum(map(weight, unknown)) > _MOST_UNKNOWN:
        return None
    evidence = Label.AUTHOR | Label.DATE
    if has_time_of_day(text):
        evidence |= Label.SOURCE
    labelled = any(kind & evidence for kind in kinds) or not unknown
    named = any(map(looks_like_person, unknown))
    is_first = block.index == _first_shown(page) or bool(block.traits & traits.META_NAME)
    is_told = named or (len(unknown) == 1 and (is_first or len(kinds) > 1))
    if not labelled and not (is_told and _appeared(page) & {_day(day) for day in days}):
        return None
    return Label.AUTHOR if kinds[0] & Label.AUTHOR else Label.DATE


def _first_shown(page: Page) -> int:
    """The index of the first line with text, or below the title that has gone: a section's day."""
    return next((block.index for block in page.blocks if block.chars), -1)


def _parted(text: str) -> tuple[list[datetime], list[str]]:
    """The dates in a line, and what stands between them and between marks."""
    days: list[datetime] = []
    pieces: list[str] = []
    rest = text
    while len(days) < _MOST_DATES and (found := dates.find_date(rest, None)) is not None:
        days.append(found.when)
        pieces.append(rest[: found.start])
        rest = rest[found.end :]
        rest = _ZONE.sub("", rest)
    pieces.append(rest)
    pieces = [part for piece in pieces for part in _before_day_label(piece)]
    return days, _said(part for piece in pieces for part in parts_of(_HOUR.sub("|", piece), _PART))


def _before_day_label(piece: str) -> Iterator[str]:
    """A piece in two, where it ends with a label of days: *By Jane Roe* and *Published on*."""
    words = piece.split()
    for count in range(min(_LONGEST_DAY_LABEL, len(words) - 1), 0, -1):
        if label_text(f"{' '.join(words[-count:])}:") & Label.DATE:
            yield " ".join(words[:-count])
            yield " ".join(words[-count:])
            return
    yield piece


def parts_of(text: str, marks: re.Pattern[str] | None = None) -> Iterator[str]:
    """The parts of a line; in scripts without spaces these part them, too."""
    for part in (text,) if marks is None else marks.split(text):
        if 2 * in_runs(_IDEOGRAPHS, part) > sum(map(str.isalpha, part)):
            yield from _COLON_GAP.sub(r"\1", part).split()
        else:
            yield part


def _said(parts: Iterable[str]) -> list[str]:
    bare = (part.strip().strip(_NOISE) for part in parts)
    return [one for one in bare if one and not one.isdigit() and not _HOST.fullmatch(one)]


def _is_brief(part: str) -> bool:
    is_name = is_written_as_name(part)
    return weight(part) <= _LONGEST_PART and (is_name or len(part.split()) <= _MOST_SMALL)


def _kind(part: str) -> Label:
    """What the wording of a part says it is; a label may have lost its value to the date.

    *By* has not: a name would stand beside it.
    """
    before_day = part.rpartition(" ")[0]  # Updated on Mon
    found = label_text(part) | label_text(f"{part}:") | label_text(f"{before_day or part}:")
    found &= _OF_STAMP
    return found if is_full_name(part) else found & ~Label.AUTHOR


def names_day_of_article(page: Page, block: Block) -> bool:
    """Whether a short line ends or begins with the day the article appeared, without its year.

    ``05-17``, ``Riverside Post 05-17``.
    """
    if block.weight > _LONGEST_PART + _MOST_BESIDE_A_DATE or block.is_heading:
        return False
    found = _MONTH_AND_DAY.search(block.text)
    if found is None or block.traits & _STRUCTURED:
        return False
    rest = (block.text[: found.start()] + block.text[found.end() :]).strip(_NOISE)
    if any(map(str.isdigit, rest)) or not (_is_brief(rest) or not rest):
        return False
    wanted = (int(found["month"]), int(found["day"]))
    return any((day.month, day.day) == wanted for day in _appeared(page))


def may_be_day_of_article(page: Page, block: Block) -> bool:
    """Whether a date line has a day the article may have appeared on, as far as that is known."""
    return not _appeared(page) or is_day_of_article(page, block)


def is_day_of_article(page: Page, block: Block) -> bool:
    """Whether a line has the day the article appeared, or one next to it."""
    appeared = _appeared(page)
    found = dates.find_date(block.text, None) if appeared else None
    return found is not None and _day(found.when) in appeared


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()


def _appeared(page: Page) -> set[date]:
    """The days an article may have appeared on, as its metadata or its address has them."""
    days: set[date] = set()
    if (published := page.meta.published) is not None:
        days |= {_day(published - _NEAR), _day(published), _day(published + _NEAR)}
    for year, _, month, day in _IN_ADDRESS.findall(page.meta.url or ""):
        try:
            days.add(date(int(year), int(month), int(day)))
        except ValueError:
            continue  # 31 April
    return days
