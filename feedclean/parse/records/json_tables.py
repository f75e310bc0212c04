"""Tables written as JSON: rows below their names, or each column under its name."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import islice
from typing import Any, Final

from feedclean.parse.records.json_find import is_article
from feedclean.parse.records.json_keys import CONTENT, MOST_KEYS, TITLES, fields_in, known

_HEADER: Final = re.compile(r'\[\s*+(?P<row>\[(?:\s*+"(?:[^"\\\n]|\\.){0,60}"\s*+,?)++\s*+\])\s*+,')
_LEAST: Final = 2


def as_objects(value: Any) -> Any:
    """A table of articles as a list of objects; any other value as it is."""
    if isinstance(value, dict):
        return _of_columns(value) or _of_split(value) or value
    if isinstance(value, list) and len(value) >= _LEAST and _are_names(value[0]):
        return _rows(value[0], value[1:]) or value
    return value


def header_in(text: str) -> bool:
    """Whether a text begins with a row of names that tell of articles."""
    found = _HEADER.match(text)
    if found is None:
        return False
    try:
        return _are_names(json.loads(found["row"]))
    except ValueError:
        return False


def _are_names(row: object) -> bool:
    """Whether a row names columns, a third or more of them those of articles: also a text."""
    if not isinstance(row, list) or not all(isinstance(name, str) for name in row):
        return False
    keys = [name for column in row if (name := known(column)) is not None]
    return len(keys) >= _LEAST and len(keys) * 3 >= len(row) and bool(CONTENT.intersection(keys))


def _rows(names: list[str], rows: object) -> list[dict[str, Any]] | None:
    """Objects of rows that have a value for each name; None where one has not."""
    if not isinstance(rows, list):
        return None
    if not all(isinstance(row, list) and len(row) == len(names) for row in rows):
        return None
    return [dict(zip(names, row, strict=True)) for row in rows]


def _of_split(value: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """``{"columns": […], "data": [[…], …]}``, as pandas and data portals write it."""
    for name in ("columns", "fields", "header", "headers"):
        if _are_names(value.get(name)):
            return _rows(value[name], value.get("data") or value.get("rows"))
    return None


def _of_columns(value: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """``{"title": {"0": …, "1": …}, "text": {"0": …, "1": …}}``: all columns have the same rows."""
    if len(value) < _LEAST or len(value) > MOST_KEYS or not is_article(value):
        return None
    names = {name for name, _, _ in fields_in(value)}
    if not (names & CONTENT and names & TITLES):
        return None
    columns = list(value.items())
    first = columns[0][1]
    if not isinstance(first, dict) or not first or not all(map(str.isdigit, islice(first, 5))):
        return None
    if not all(isinstance(told, dict) and told.keys() == first.keys() for _, told in columns):
        return None
    return [{name: told[at] for name, told in columns} for at in first]
