"""Articles as programs keep or print them: values of Python and JavaScript, SQL, YAML, TOML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.dialects import json_feed
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.common import cut_off, failed
from feedclean.parse.records.config_values import begins_list, keys_in_sight, list_in
from feedclean.parse.records.json_find import is_article, weight
from feedclean.parse.records.json_keys import ADDRESSES, CONTENT, KEYS, TITLES, known
from feedclean.parse.records.json_record import TooManyValues
from feedclean.parse.records.literals import after_space, value_at
from feedclean.parse.records.sql_rows import begins_sql, rows_by_table
from feedclean.text import number_of

NAME: Final = "program-values"
_ASSIGNED: Final = re.compile(
    r"(?:export\s++default\s++"
    r"|(?:export\s++)?(?:var|let|const)\s++[\w$]++(?:\s*+:[^=\n{;]{0,80})?\s*+=\s*+"
    r"|[^\W\d][\w$]*+(?:\.[\w$]++|\[[^\[\]\n]{1,80}\])*+\s*+(?:=(?![=>])|\((?=\s*+[\[{]))\s*+)"
)
"""What a program says before a value: the name it gets, or what it is handed to."""
_BEGIN: Final = re.compile(r"[(\[]{0,2}\s*+\{\s*+(?:[uU]?'|[\"\w$][^\n:]{0,60}:)")
_KEY: Final = re.compile(
    r"(?:[uU]?'([^'\\\n]{1,40})'|\"([^\"\\\n]{1,40})\"|(?<![\w$])([\w$]{1,40}))\s*+:"
)
_SIGNS: Final = (CONTENT, TITLES | ADDRESSES | frozenset(KEYS["published"]))
_LEAST: Final = 3
"""Signs of an article that a row has: its text counts double."""
_BETWEEN: Final = re.compile(r"[\s,;)]*+")


def sniff(head: Head) -> float:
    """By how values begin that are no JSON, with keys that tell of articles."""
    if begins_sql(head.text):
        return 0.96 if _of_sql(head.whole or head.text)[0] else 0.0
    if begins_list(head.text):
        keys = set(map(known, keys_in_sight(head.text)))
        return 0.98 if all(keys & sign for sign in _SIGNS) and _is_list(head) else 0.0
    at = after_space(head.text, 0)
    found = _ASSIGNED.match(head.text, at)
    at = after_space(head.text, found.end()) if found else at
    if _BEGIN.match(head.text, at) is None or (not found and _is_json(head.text, at)):
        return 0.0
    keys = {known(a or b or c) for a, b, c in _KEY.findall(head.text)}
    return 0.96 if all(keys & sign for sign in _SIGNS) else 0.0


def _is_list(head: Head) -> bool:
    """Whether a list is sound: text that only looks like one is read as what else it may be."""
    try:
        list_in(head.whole or head.text)
    except ValueError:
        return False
    return True


def _is_json(text: str, at: int) -> bool:
    return re.match(r'[\[\s]*+\{\s*+"', text[at : at + 200]) is not None


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """The articles in the order they are written in; what stands behind a break is told.

    Raises: ParseError.
    """
    if begins_sql(text):
        rows, broken = _of_sql(text)
        if not rows:
            raise ParseError(capture.location, NAME, "holds no rows of articles we know")
        yield from json_feed.articles_of(rows, capture, text, source)
        if broken:
            told = f"{number_of(broken, 'row')} not read: cut off, or of unnamed columns"
            yield failed(capture, source, told)
        return
    if begins_list(text):
        try:
            document = list_in(text)
        except ValueError as error:
            raise ParseError(capture.location, NAME, f"is no list of values ({error})") from error
        yield from json_feed.articles_of(document, capture, text, source)
        return
    documents, rest = _values(capture, text)
    document = documents[0] if len(documents) == 1 else documents
    yield from json_feed.articles_of(document, capture, text, source)
    if rest:
        yield cut_off(capture, source, len(documents) + 1, "", is_read=False)


def _values(capture: Capture, text: str) -> tuple[list[Any], str]:
    """The values that hold articles, one after another, and what is left where they break off."""
    values: list[Any] = []
    at = after_space(text, 0)
    while at < len(text):
        found = _ASSIGNED.match(text, at)
        start = found.end() if found else at
        try:
            value, end = value_at(text, start)
        except TooManyValues as error:
            raise ParseError(capture.location, NAME, str(error)) from error
        except ValueError as error:
            if not values:
                raise ParseError(capture.location, NAME, f"is no value ({error})") from error
            break
        if isinstance(value, dict | list):
            values.append(value)
        between = _BETWEEN.match(text, end)
        at = after_space(text, between.end() if between else end)
    rest = text[at:].lstrip()
    return values, rest if rest.startswith("{") else ""


def _of_sql(text: str) -> tuple[list[dict[str, Any]], int]:
    """The rows of the tables that have most of what an article has: comments have a text, too.

    And how many rows of any table are not read.
    """
    found, broken = rows_by_table(text)
    tables = [rows for rows in found if is_article(rows[0])]
    most = max((max(map(weight, rows[:20])) for rows in tables), default=0)
    best = [rows for rows in tables if max(map(weight, rows[:20])) == most]
    return ([row for rows in best for row in rows] if most >= _LEAST else []), broken


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
