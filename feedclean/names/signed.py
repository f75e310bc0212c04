"""Names in short lines that say who wrote, by what somebody is or did or by the day beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from feedclean.dates import find_date, without_weekday
from feedclean.later import later
from feedclean.names.greek import in_nominative
from feedclean.names.han_bylines import han_byline
from feedclean.names.japanese import japanese_byline
from feedclean.names.lists import clean_names, without_prefix
from feedclean.names.looks import CJK, is_group, is_han_name, looks_like_person
from feedclean.names.offices import is_office
from feedclean.names.words import words

_LONGEST: Final = 120
_LETTERS: Final = re.compile(r"[^\W\d_][^\d_:：,،.!?؟。|/()«»\"“”]*")
_CASED: Final = re.compile(r"[A-Za-zÀ-ɏͰ-ϿЀ-ԯԱ-֏Ⴀ-ჿ]")
_HAN: Final = later(r"[\u3400-\u9fff·]{2,5}")
_WORDS: Final = range(2, 5)
"""Of a full name."""
_MOST_OF_POST: Final = 5
_STOPS: Final = (".", "!", "?", "。", "！", "？")
_BAR: Final = re.compile(r"[|｜丨·•]|\s[-–—/／]{1,3}\s|[／]|[،]")
_CLOCK: Final = re.compile(
    r"(?:\s|^)\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?|\s?Uhr)?", re.IGNORECASE
)
_REPORTER_OF: Final = later(
    r"(?:[\u3040-\u30ff\u3400-\u9fff]{1,10})?"
    r"(?:[记記]者|[编編][辑輯]委[员員]|特派[员員]|[评評][论論][员員]|主[笔筆]|撰稿人|通[讯訊][员員])"
)
"""``某报记者``, behind a name."""
_FROM: Final = later(r"(?P<name>[\u3400-\u9fff·]{2,4})\s+[发發]自\s*[\u3400-\u9fff]{2,8}")
_FREE_WRITER: Final = later(
    r"(?:[\u3400-\u9fff·]{2,8}\s?[|｜丨]\s?)?"
    r"(?:(?:自由|特[约約]|[独獨]立)?撰稿人|(?:[专專][栏欄]|特[约約])作[家者]|自由作家)\s(?P<name>[\u3400-\u9fff]{2,4})"
    r"|[\u3400-\u9fff·]{2,8}\s?[|｜丨]\s?(?:特[约約])?(?:作者|[记記]者|撰文)\s(?P<pen>[\u3400-\u9fff]{2,4})"
)
"""``江边读 | 自由撰稿人 阿妍``: by the office a pen name is known, too."""
_WRITERS_FROM: Final = re.compile(
    r"[^\s。，：:]{0,8}(?:特[约約](?:撰稿人?|作者|[记記]者)|撰稿人)\s"
    r"(?P<names>[\u3400-\u9fff·]{2,4}(?:[、\s](?![发發]自)[\u3400-\u9fff·]{2,4}){0,4})"
    r"\s?[发發]自\s?[\u3400-\u9fff]{2,8}(?:[、\s][\u3400-\u9fff]{2,8}){0,3}(?:\s(?:19|20)\d{6})?"
)
"""``特约撰稿人 林晚、阿岚 发自上海、北京``: behind the office pen names are known, too."""
_LISTED: Final = re.compile(r"[、\s]")
_OF_AGENCIES: Final = re.compile(
    r"(?P<names>[^()（）\d]{2,60})[（(](?P<agencies>[^()（）]{2,60})[）)]"
)
_NEXT_AGENCY: Final = re.compile(r"\s?[/／、，,;+]\s?")
_LONGEST_LABEL: Final = 24
_LONGEST_NAMES: Final = 60
_PAIR: Final = 2
_AGENCY_MARK: Final = re.compile(r"\s?/\s?|,\s|\s[-–—|]\s")
_FROM_PLACE: Final = re.compile(r"\s(?:in|aus|à|en|em|da) [A-ZÀ-Þ]\S{1,20}(?: [A-ZÀ-Þ]\S{1,20})?$")
_LABEL_MARK: Final = re.compile(r"[:：]|(?<=[\u0590-\u07ff])\s?/|[-–—]{1,2}\s")
"""What parts a label from a name; a slash does so in Arabic and Hebrew."""
_ARTICLE: Final = "ال"
"""Words with an article begin headlines in Arabic, and no name."""
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
    if names := next(filter(None, (read(line) for read in _READERS)), None):
        return names
    return _in_parts(line)


def _in_parts(line: str) -> tuple[str, ...]:
    """The name before a bar and what somebody is or did."""
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


def _of_agency(line: str) -> tuple[str, ...]:
    """A person and the agency they report for: ``AFP/Jane Roe in Oslo``, ``Jana Roth, dpa``."""
    parts = [part.strip() for part in _AGENCY_MARK.split(line)]
    agencies = [part for part in parts if part.casefold() in words().agencies]
    if len(parts) != _PAIR or len(agencies) != 1:
        return ()
    [other] = (part for part in parts if part not in agencies)
    name = _FROM_PLACE.sub("", without_prefix(other))
    if "/" in line and name == other:
        return ()  # as pictures are signed
    return (name,) if is_person(name) else ()


def _of_agencies(line: str) -> tuple[str, ...]:
    """People who wrote from what agencies sent: ``Jana Roth (dpa, AFP)``, ``林晚/陈渡(路透社等)``.

    One person with one agency in brackets is as often who took a picture.
    """
    found = _OF_AGENCIES.fullmatch(line)
    if found is None:
        return ()
    agencies = [one for one in _NEXT_AGENCY.split(found["agencies"].strip("等 ")) if one]
    if not agencies or not all(one.casefold() in words().agencies for one in agencies):
        return ()
    names = clean_names([found["names"]])
    is_sure = len(names) + len(agencies) > _PAIR
    return names if is_sure and names and all(map(is_person, names)) else ()


def _behind_label(line: str) -> tuple[str, ...]:
    """The people behind a word for authors and a mark: ``Avtorica: Ana Novak``, ``كتب- نور سليم``.

    Words for those who asked the questions need none: ``Die Fragen stellte Jana Roth``.
    """
    if names := asked_names(line):
        return names
    mark = _LABEL_MARK.search(line, 0, _LONGEST_LABEL + 1)
    if mark is None or not mark.start() or words().pictures.match(line):
        return ()
    heads = (line[: mark.start()].strip(), line[: mark.end()].strip())  # some are none without it
    is_label = is_kind_of_text(heads[0]) or "" in map(without_prefix, heads)
    return _people(line[mark.end() :]) if is_label else ()


def is_kind_of_text(label: str) -> bool:
    """Whether a label is what a kind of text is called: *Interview*, ``تقرير``.

    Behind it and a colon stands whoever wrote it, or its title.
    """
    return label.strip(" :：").casefold() in words().kinds


def asked_names(line: str) -> tuple[str, ...]:
    """The people behind words for those who asked the questions, where these are all of a line."""
    asked = words().asked.match(line)
    return _people(line[asked.end() :]) if asked else ()


def _people(text: str) -> tuple[str, ...]:
    """The names of people that a text is made of; in a script without capitals, the only one."""
    bare = text.strip(" :.*-–—")
    if not bare or len(bare) > _LONGEST_NAMES or words().pictures.match(bare):
        return ()
    names = clean_names([bare])
    if names and all(map(is_person, names)):
        return names
    is_name = not _CASED.match(bare) and not bare.startswith(_ARTICLE) and _may_be_name(bare)
    return (bare,) if is_name else ()


def _is_of_pictures(part: str) -> bool:
    found = words().pictures.match(part)
    return found is not None and len(part.split()) <= 6


def is_post(text: str) -> bool:
    """Whether a few words begin or end with what somebody is who writes: *صحافية لبنانية*."""
    if is_office(text) or _REPORTER_OF.fullmatch(text):
        return len(text.split()) <= _MOST_OF_POST and not text.endswith(_STOPS)
    return _is_post(text)


def _is_post(text: str) -> bool:
    said = text.casefold().split()
    if not said or len(said) > _MOST_OF_POST:
        return False
    offices = words().offices
    return (
        said[0] in offices
        or said[-1].strip(".") in offices
        or (CJK.search(text) is None and said[0] in words().role_words)
    )


def _in_greek(line: str) -> tuple[str, ...]:
    name = in_nominative(line)
    return (name,) if name else ()


def _in_chinese(line: str) -> tuple[str, ...]:
    if several := _WRITERS_FROM.fullmatch(line):
        return tuple(_LISTED.split(several["names"]))
    found = _FROM.fullmatch(line) or _FREE_WRITER.fullmatch(line)
    return tuple(filter(None, found.groups())) if found else ()


def _before_word(line: str) -> tuple[str, ...]:
    """The name before a word that says somebody reported or wrote: ``มานี ใจดี รายงาน``."""
    for word in words().told_by:
        if line.endswith(word):
            name = line.removesuffix(word).rstrip(" :：-–—/|")
            return (name,) if _may_be_name(name) and name != line else ()
    return ()


def _may_be_name(text: str) -> bool:
    """Whether it can be a full name: capitals say so, elsewhere two to four words without marks."""
    if _CASED.match(text):
        return looks_like_person(text) and not is_group(text)
    if CJK.search(text):
        return is_han_name(text)
    is_plain = _LETTERS.fullmatch(text) is not None and len(text) <= 40
    is_name = is_plain and len(text.split()) in _WORDS and not is_group(text)
    return is_name and without_prefix(text) == text


_READERS: Final[tuple[Callable[[str], tuple[str, ...]], ...]] = (
    _in_greek, japanese_byline, _in_chinese, _of_agency, _of_agencies, _before_word, _behind_label,
)  # fmt: skip
"""What a whole line may be, tried one after the other."""


def names_by_day(line: str) -> tuple[str, ...]:
    """Who wrote, where a line has the day as well: with a label or an office, or the name alone.

    ``15.6.2020 | Teksti Anna Berg | Kuvat Otto Salo``, ``Wed, Feb 15th 2023 09:33am - Jane Roe``,
    ``2020年11月06日 07:12 某報記者/林晚``. A name alone must be the only one, and no place's.
    """
    date = find_date(line, None) if len(line) <= _LONGEST else None
    if date is None:
        return ()
    rest = (without_weekday(line[: date.start], date), _CLOCK.sub(" ", line[date.end :]))
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
