"""Articles as programs keep or print them: values of Python and JavaScript, SQL, YAML, TOML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.dialects import json_feed
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.common import cut_off, failed
from feedclean.parse.records.config_values import begins_list, keys_in_sight, list_in
from feedclean.parse.records.json_find import is_article, weight
from feedclean.parse.records.json_keys import ADDRESSES, CONTENT, KEYS, TITLES, fields_in, known
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


_SENTENCE: Final = re.compile(r"(?!--)[^\W\d_][^\n{}=;]{30,}[.!?…。！？][\"”’»)]?")
_MOST_LOOKED_AT: Final = 10_000
_MOST_OF_LIST: Final = 200
_LEAST_TEXT: Final = 40
"""Bytes: signs that stand for words have more of them."""


@dataclass(frozen=True, slots=True)
class _Values:
    """What was read of a text, and what was not."""

    values: list[Any]
    outside: str
    """All that is in no value, but where the last one is cut off."""
    rest: str
    problem: str


def sniff(head: Head) -> float:
    """By how values begin that are no JSON, with keys that tell of articles."""
    whole = head.whole or head.text
    if begins_sql(head.text):
        rows, _, outside = _of_sql(whole)
        return 0.96 if rows and not _has_prose(outside) else 0.0
    if begins_list(head.text):
        keys = set(map(known, keys_in_sight(head.text)))
        return 0.98 if all(keys & sign for sign in _SIGNS) and _is_list(whole) else 0.0
    at = after_space(head.text, 0)
    found = _ASSIGNED.match(head.text, at)
    at = after_space(head.text, found.end()) if found else at
    if _BEGIN.match(head.text, at) is None or (not found and _is_json(head.text, at)):
        return 0.0
    keys = {known(a or b or c) for a, b, c in _KEY.findall(head.text)}
    return 0.96 if all(keys & sign for sign in _SIGNS) and _are_articles(whole) else 0.0


def _is_list(text: str) -> bool:
    """Whether a list is sound: text that only looks like one is read as what else it may be."""
    try:
        return _has_article(list_in(text))
    except ValueError:
        return False


def _are_articles(text: str) -> bool:
    """Whether the values are of articles, and no article shows them as an example."""
    try:
        found = _read_values(text)
    except TooManyValues:
        return True
    return not _has_prose(found.outside) and _has_article(found.values)


def _has_prose(text: str) -> bool:
    """Whether sentences stand there that are no comment."""
    first, *others = text.split("/*")
    without = first + "".join(one.partition("*/")[2] if "*/" in one else one for one in others)
    return any(_SENTENCE.fullmatch(line.rstrip()) for line in without.split("\n"))


def _has_article(value: Any) -> bool:
    """Whether an object has a text of some length and what tells it apart: settings have not."""
    waiting = [value]
    for _ in range(_MOST_LOOKED_AT):
        if not waiting:
            return False
        here = waiting.pop()
        if isinstance(here, dict):
            told = {name: child for name, _, child in fields_in(here) if child}
            signs = _SIGNS[1] & told.keys()
            if signs and any(_is_text(told[name]) for name in _SIGNS[0] & told.keys()):
                return True
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here[:_MOST_OF_LIST])
    return True


def _is_text(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_is_text, value[:_MOST_OF_LIST]))
    if not isinstance(value, str):
        return isinstance(value, dict)
    return len(value.encode()) >= _LEAST_TEXT and (" " in value.strip() or not value.isascii())


def _is_json(text: str, at: int) -> bool:
    return re.match(r'[\[\s]*+\{\s*+"', text[at : at + 200]) is not None


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """The articles in the order they are written in; what stands behind a break is told.

    Raises: ParseError.
    """
    if begins_sql(text):
        rows, broken, _ = _of_sql(text)
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
    try:
        found = _read_values(text)
    except TooManyValues as error:
        raise ParseError(capture.location, NAME, str(error)) from error
    if not found.values:
        raise ParseError(capture.location, NAME, f"is no value ({found.problem})")
    return found.values, found.rest if found.rest.startswith("{") else ""


def _read_values(text: str) -> _Values:
    """Raises: TooManyValues."""
    values: list[Any] = []
    outside: list[str] = []
    problem = ""
    end, at = 0, after_space(text, 0)
    while at < len(text):
        found = _ASSIGNED.match(text, at)
        start = found.end() if found else at
        try:
            value, after = value_at(text, start)
        except TooManyValues:
            raise
        except ValueError as error:
            problem = str(error)
            break
        if isinstance(value, dict | list):
            values.append(value)
            outside.append(text[end:start])
            end = after
        between = _BETWEEN.match(text, after)
        at = after_space(text, between.end() if between else after)
    rest = text[at:].lstrip()
    is_cut_off = values and rest.startswith(("{", "["))
    outside.append(text[end:at] if is_cut_off else text[end:])
    return _Values(values, "".join(outside), rest, problem)


def _of_sql(text: str) -> tuple[list[dict[str, Any]], int, str]:
    """The rows of the tables that have most of what an article has: comments have a text, too.

    And how many rows of any table are not read, and what stands outside of rows.
    """
    found, broken, outside = rows_by_table(text)
    tables = [rows for rows in found if is_article(rows[0])]
    most = max((max(map(weight, rows[:20])) for rows in tables), default=0)
    best = [rows for rows in tables if max(map(weight, rows[:20])) == most]
    return ([row for rows in best for row in rows] if most >= _LEAST else []), broken, outside


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
