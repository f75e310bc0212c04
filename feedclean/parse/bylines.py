"""Names out of what records give as the author: a name, a list of them, or a whole byline."""

from __future__ import annotations

import re
from typing import Final

from feedclean.later import later
from feedclean.names import (
    REPORTER,
    clean_names,
    given_name_first,
    is_full_name,
    is_written_as_name,
    looks_like_person,
    unframed,
    without_life,
    without_others,
    without_prefix,
)
from feedclean.parse.dialects.common import split_names

_HAN: Final = "\u3400-\u9fff"
_REPORTERS: Final = later(
    rf"(?:[{_HAN}]{{2,8}}(?:特约|见习|實習|实习)?)?[记記]者[\s:：]{{0,2}}"
    rf"(?P<names>[{_HAN}·]{{2,4}}(?:[、，\s]+[{_HAN}·]{{2,4}}){{0,5}})(?:\s*[/／|｜].{{0,20}})?"
)
"""``海港日报记者 陈渡``, ``記者林秀珍／綜合報導``: whoever stands behind the office."""
_OFFICE: Final = re.compile(REPORTER)
_MARKS: Final = re.compile(
    r"\(|\S@\S|,\s?(?:[^\s,]{1,20} ){0,2}[^\s,]{0,20}?(?:writer|editor|correspondent|"
    r"reporter|contributor|journalist|redakt|korrespond|envoy|corresponsal|корреспондент)|(?:기자|특파원)\b",
    re.IGNORECASE,
)
"""What a list of mere names does not have in it."""


_LINKED: Final = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
"""``[[Ana Ruiz]]``: a person who has a note in a notebook."""


def _is_turned(name: str) -> bool:
    """Whether a name is written as ``Ruiz, Ana``; two offices would be written so, too."""
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma or "," in given or name.isupper():
        return False
    return " " not in family and looks_like_person(f"{given} {family}") and len(given.split()) < 3


def names_of(text: str) -> tuple[str, ...]:
    """The names in a text that stands for the author.

    A list of names is only parted. Words that show a byline, an office or an address are left out,
    and names written as libraries write them are turned: ``Ruiz, Ana; Li, Bo``.
    """
    line = without_life(without_others(unframed(_LINKED.sub(r"\1", text).strip())))
    reporters = _REPORTERS.fullmatch(line)
    if reporters is not None:
        names = re.split(r"[、，\s]+", reporters["names"])
        return tuple(name for name in names if not _OFFICE.fullmatch(name))
    turned = [part.strip() for part in line.split(";") if part.strip()]
    if turned and all(map(_is_turned, turned)):
        return tuple(map(given_name_first, turned))
    if without_prefix(line) != line or _MARKS.search(line):
        found = tuple(name for name in clean_names([line]) if is_written_as_name(name))
        return found or split_names(line)
    return split_names(line)


def people_of(text: str) -> tuple[str, ...]:
    """The names in what a record gives as one author: it stays whole where it may be one name.

    *Simon & Schuster* and *Martin Luther King, Jr.* are one; a byline and a list of full names are
    as many as they name.
    """
    names = names_of(text)
    if len(names) == 1 or is_byline(text) or all(map(_is_person, names)):
        return names or (text,)
    return (text,)


def is_byline(text: str) -> bool:
    """Whether something in a text shows that it is more than names."""
    return without_prefix(text) != text or _MARKS.search(text) is not None


def _is_person(name: str) -> bool:
    return looks_like_person(name) or (is_full_name(name) and " " not in name)
