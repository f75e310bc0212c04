"""Articles under keys that nobody has heard of: known by what stands under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from feedclean.dates import read_date
from feedclean.parse.records.json_keys import ADDRESSES, KEYS, MOST_KEYS, TITLES, fields_in
from feedclean.urls import is_http

_LOOKED_AT: Final = 50
_LEAST_RUNNING: Final = 150
"""Characters, of which signs that stand for words count twice."""
_LEAST_STOPS: Final = 2
_STOP: Final = re.compile(r"[.!?…।۔؟][\"”’»)]*(?:\s|\Z)|[。！？]")
_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_LONGEST_TITLE: Final = 250
_LONGEST_DAY: Final = 40
_NUMBERED: Final = re.compile(r"(\D{2,40}?)[_ -]?\d{1,3}")
_DEEPEST: Final = 3
_DATES: Final = frozenset(KEYS["published"])


def unknown_articles(document: Any) -> list[dict[str, Any]] | None:
    """The articles of a document in which no key says so, with the keys they lack.

    Records beside one another that have a running text under the same key, and something that
    tells them apart: a title, a day or an address. None where there are none.
    """
    for records in _records(document, 0):
        key = _key_of_text(records)
        if key is None:
            continue
        found = [_with_keys(record, key) for record in records if _text(record.get(key))]
        if len(records) == 1 and not _has_title_and_day(found[0]):  # words of a program
            continue
        if all(map(_is_told_apart, found)):
            return found
    return None


def _records(value: Any, depth: int) -> Iterator[list[dict[str, Any]]]:
    """Lists of objects, the outermost first, and an object by itself."""
    if isinstance(value, list):
        if value and all(isinstance(one, dict) for one in value):
            yield list(map(_merged, value))
    elif isinstance(value, dict):
        yield [_merged(value)]
        if depth < _DEEPEST:
            for child in islice(value.values(), MOST_KEYS):
                if isinstance(child, list | dict):
                    yield from _records(child, depth + 1)


def _merged(record: dict[str, Any]) -> dict[str, Any]:
    """A record with the texts of ``paragraph_1``, ``paragraph_2`` and so on as one."""
    numbered: dict[str, list[str]] = {}
    for key, one in islice(record.items(), MOST_KEYS):
        found = _NUMBERED.fullmatch(key)
        if found is not None and isinstance(one, str):
            numbered.setdefault(found[1], []).append(key)
    groups = {stem: keys for stem, keys in numbered.items() if len(keys) > 1 and stem not in record}
    gone = {key for keys in groups.values() for key in keys}
    rest = {key: one for key, one in record.items() if key not in gone}
    return {**rest, **{stem: [record[key] for key in keys] for stem, keys in groups.items()}}


def _key_of_text(records: Sequence[Mapping[str, Any]]) -> str | None:
    """The key that has the longest running text in most of some records."""
    seen = records[:_LOOKED_AT]
    chars: dict[str, list[int]] = {}
    for record in seen:
        for key, value in islice(record.items(), MOST_KEYS):
            text = _text(value)
            if _is_running(text):
                chars.setdefault(key, []).append(len(text))
    many = {key: sum(sizes) for key, sizes in chars.items() if 2 * len(sizes) >= len(seen)}
    return max(many, key=lambda key: many[key]) if many else None


def _text(value: Any) -> str:
    """A text, or several paragraphs of one."""
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return "\n\n".join(value)
    return value if isinstance(value, str) and not is_http(value) else ""


def _is_running(text: str) -> bool:
    wide = len(_WIDE.findall(text[: 2 * _LEAST_RUNNING]))
    if len(text) + wide < _LEAST_RUNNING:
        return False
    return len(_STOP.findall(text)) >= _LEAST_STOPS or 2 * wide > min(len(text), _LEAST_RUNNING)


def _with_keys(record: Mapping[str, Any], key: str) -> dict[str, Any]:
    """A record with its text, and what looks like a title, a day and an address, under our keys."""
    there = {name for name, _, child in fields_in(record) if child}
    others = [
        (name, one.strip())
        for name, one in islice(record.items(), MOST_KEYS)
        if isinstance(one, str) and one.strip() and name != key
    ]
    told: dict[str, Any] = {"content": _text(record[key])}
    if not there & ADDRESSES:
        told["url"] = next((one for _, one in others if is_http(one)), None)
    days = [name for name, one in others if _is_day(one)]
    if not there & _DATES and days:
        told["date"] = record[days[0]]
    if not there & TITLES:
        told["title"] = next((one for name, one in others if _is_title(one, name, days)), None)
    rest = {name: child for name, child in record.items() if name != key}
    return {**rest, **{name: child for name, child in told.items() if child}}


def _is_told_apart(record: Mapping[str, Any]) -> bool:
    names = {name for name, _, child in fields_in(record) if child}
    return bool(names & (TITLES | ADDRESSES | _DATES))


def _has_title_and_day(record: Mapping[str, Any]) -> bool:
    names = {name for name, _, child in fields_in(record) if child}
    return bool(names & TITLES and names & _DATES)


def _is_day(text: str) -> bool:
    return len(text) <= _LONGEST_DAY and any(map(str.isdigit, text)) and bool(read_date(text))


def _is_title(text: str, name: str, days: Sequence[str]) -> bool:
    """Whether it is words in a line, and neither a day nor a number of a record."""
    if name in days or is_http(text) or "@" in text or "\n" in text or len(text) > _LONGEST_TITLE:
        return False
    return len(text.split()) > 1 or len(_WIDE.findall(text)) > _DEEPEST
