"""Names in short lines that say who wrote, by what somebody is or did or by the day beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean.dates import find_date
from feedclean.names.han_bylines import han_byline
from feedclean.names.lists import clean_names, without_prefix
from feedclean.names.looks import CJK, is_group, is_han_name, looks_like_person
from feedclean.names.words import words

_LONGEST: Final = 120
_LETTERS: Final = re.compile(r"[^\W\d_][^\d_:：,،.!?؟。|/()«»\"“”]*")
_CASED: Final = re.compile(r"[A-Za-zÀ-ɏͰ-ϿЀ-ԯԱ-֏Ⴀ-ჿ]")
_HAN: Final = re.compile(r"[\u3400-\u9fff·]{2,5}")
_WORDS: Final = range(2, 5)
"""Of a full name."""
_BAR: Final = re.compile(r"[|｜丨·•]|\s[-–—/／]{1,3}\s|[／]|[،]")
_CLOCK: Final = re.compile(
    r"(?:\s|^)\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?|\s?Uhr)?", re.IGNORECASE
)
_REPORTER_OF: Final = re.compile(
    r"(?:[\u3040-\u30ff\u3400-\u9fff]{1,10})?"
    r"(?:[记記]者|[编編][辑輯]委[员員]|特派[员員]|[评評][论論][员員]|主[笔筆]|撰稿人|通[讯訊][员員])"
)
"""``某报记者``, behind a name."""
_FROM: Final = re.compile(r"(?P<name>[\u3400-\u9fff·]{2,4})\s+[发發]自\s*[\u3400-\u9fff]{2,8}")
_LONGEST_LABEL: Final = 24
_LONGEST_NAMES: Final = 60
_SPLIT: Final = re.compile(r"[|｜丨·•]|\s[-–—]{1,3}\s|\s{2,}")


def is_person(name: str) -> bool:
    """Whether it is written as the name of a person, in a script with capitals or in Chinese."""
    return not is_group(name) and (looks_like_person(name) or is_han_name(name))


def signed_names(line: str) -> tuple[str, ...]:
    """Who wrote, where a line is nothing but a name and what somebody is or did.

    ``水田伸 / 某报记者``, ``هدى سليم – صحافية``, ``มานี ใจดี รายงาน``, ``林晚 发自 南京``,
    ``Ana Lima · fotos: Rui Paz``. Empty for any other line.
    """
    line = line.strip(" \u3000*_")
    if not 4 <= len(line) <= _LONGEST:
        return ()
    if found := _FROM.fullmatch(line):
        return (found["name"],)
    if name := _before_word(line):
        return (name,)
    if labelled := _behind_label(line):
        return labelled
    first, *others = [part.strip() for part in _BAR.split(line) if part.strip()] or [""]
    if not others or len(others) > 2:
        return ()
    if all(map(_is_of_pictures, others)):
        told = without_prefix(first)
        return clean_names([told]) if looks_like_person(told) and not is_group(told) else ()
    if len(others) > 1:
        return ()
    if _HAN.fullmatch(first) and _REPORTER_OF.fullmatch(others[0]):
        return () if is_group(first) else (first,)
    return (first,) if _may_be_name(first) and _is_post(others[0]) else ()


def _behind_label(line: str) -> tuple[str, ...]:
    """The people behind a word for authors and a colon: ``Avtorica: Ana Novak``."""
    told, colon, rest = line.replace("：", ":").partition(":")
    is_label = bool(colon) and 0 < len(told) <= _LONGEST_LABEL and without_prefix(told) == ""
    if not is_label or words().pictures.match(line) or len(rest) > _LONGEST_NAMES:
        return ()
    names = clean_names([rest])
    return names if names and all(map(is_person, names)) else ()


def _is_of_pictures(part: str) -> bool:
    found = words().pictures.match(part)
    return found is not None and len(part.split()) <= 6


def _is_post(text: str) -> bool:
    """Whether a few words begin or end with what somebody is who writes: *صحافية لبنانية*."""
    said = text.casefold().split()
    if not said or len(said) > 5:
        return False
    offices = words().offices
    return (
        said[0] in offices
        or said[-1].strip(".") in offices
        or (CJK.search(text) is None and said[0] in words().role_words)
    )


def _before_word(line: str) -> str | None:
    """The name before a word that says somebody reported or wrote: ``มานี ใจดี รายงาน``."""
    for word in words().told_by:
        if line.endswith(word):
            name = line.removesuffix(word).rstrip(" :：-–—/|")
            return name if _may_be_name(name) and name != line else None
    return None


def _may_be_name(text: str) -> bool:
    """Whether it can be a full name: capitals say so, elsewhere two to four words without marks."""
    if _CASED.match(text):
        return looks_like_person(text) and not is_group(text)
    if CJK.search(text):
        return is_han_name(text)
    is_plain = _LETTERS.fullmatch(text) is not None and len(text) <= 40
    is_name = is_plain and len(text.split()) in _WORDS and not is_group(text)
    return is_name and without_prefix(text) == text


def names_by_day(line: str) -> tuple[str, ...]:
    """Who wrote, where a line has the day as well: with a label or an office, or the name alone.

    ``15.6.2020 | Teksti Anna Berg | Kuvat Otto Salo``, ``Wed, Feb 15th 2023 09:33am - Jane Roe``,
    ``2020年11月06日 07:12 某報記者/林晚``. A name alone must be the only one, and no place's.
    """
    date = find_date(line, None) if len(line) <= _LONGEST else None
    if date is None:
        return ()
    rest = (line[: date.start], _CLOCK.sub(" ", line[date.end :]))
    alone: list[str] = []
    for part in (one for piece in rest for one in _parts(piece)):
        if _is_of_pictures(part):
            continue
        bare = without_prefix(part)
        names = clean_names([bare])
        if bare != part and names and all(map(is_person, names)):
            return names
        for one in (part, *part.split()) if CJK.search(part) else (part,):
            said = han_byline(one)
            if said.is_whole:
                return said.names
        if looks_like_person(part) and not is_group(part):
            alone.append(part)
    is_sole = len(alone) == 1 and alone[0].casefold() not in words().places
    return clean_names(alone) if is_sole else ()


def is_stamp_of_names(line: str) -> bool:
    """Whether a line is a day and, behind labels, who wrote and who took pictures, and no more."""
    date = find_date(line, None) if len(line) <= _LONGEST else None
    if date is None or not names_by_day(line):
        return False
    parts = (one for piece in (line[: date.start], line[date.end :]) for one in _parts(piece))
    return all(_is_of_pictures(part) or without_prefix(part) != part for part in parts)


def _parts(piece: str) -> Iterator[str]:
    for part in _SPLIT.split(piece):
        bare = part.strip(" \u3000,.;:()[]-–—|·•")
        if bare and any(map(str.isalpha, bare)):
            yield bare
