"""Tables of articles, one a row: values between commas, semicolons or tabs (RFC 4180)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.articles import article, reading_of
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.common import failed
from feedclean.parse.records.json_find import is_article
from feedclean.parse.records.json_keys import CONTENT, known
from feedclean.parse.records.json_record import record_of
from feedclean.parse.records.literals import value_at

NAME: Final = "csv"
_LEAST_COLUMNS: Final = 2
_LONGEST_NAME: Final = 60
_LIST: Final = re.compile(r"\s*+\[['\"](?:[^\\]|\\.)*+(?<=['\"]\])\s*+", re.DOTALL)
_BARRED: Final = re.compile(r"[ \t]*\|[^\n]+\|[ \t]*")
_DASHES: Final = re.compile(r"[ \t]*\|(?:[ \t]*:?-{2,}:?[ \t]*\|)++[ \t]*(?:\n|\Z)")
_SEPARATOR: Final = re.compile(r"\s*+sep=.\n", re.IGNORECASE)


def _cell(mark: str) -> str:
    """A cell and what ends it; one in quotes may hold anything, a quote in it is doubled."""
    return (
        rf'[ ]*+"(?P<quoted>(?:[^"]|"")*+)"?[ ]*+(?P<a>{mark}|\n|\Z)'
        rf"|(?P<bare>[^{mark}\n]*+)(?P<b>{mark}|\n|\Z)"
    )


_CELLS: Final = {mark: re.compile(_cell(re.escape(mark))) for mark in (",", ";", "\t", "|")}


def sniff(head: Head) -> float:
    """By a first line of names that tell of articles, and rows below it."""
    if _DASHES.match(head.text.lstrip().partition("\n")[2]) and not _is_barred(head.text):
        return 0.0
    first, _, rest = _table(head.text).partition("\n")
    columns = _columns(first) if rest.strip() else None
    if columns is None:
        return 0.0
    names, _ = columns
    keys = {name for column in names if (name := known(column)) is not None}
    if not is_article(dict.fromkeys(names, "x")) or len(keys) < _LEAST_COLUMNS:
        return 0.0
    return 0.96 if keys & CONTENT else 0.8


def _is_barred(text: str) -> bool:
    """Whether a text is a table of Markdown and nothing else."""
    return all(line.lstrip().startswith("|") for line in text.split("\n") if line.strip())


def _table(text: str) -> str:
    """The table without the line in which Excel keeps what stands between values.

    One of Markdown without the bars at the ends of its lines, and without its line of dashes.
    """
    found = _SEPARATOR.match(text)
    text = text[found.end() if found else 0 :].lstrip("\n")
    first, _, rest = text.partition("\n")
    if not (_BARRED.fullmatch(first) and _DASHES.match(rest)):
        return text
    rows = (line.strip().removeprefix("|").removesuffix("|") for line in text.split("\n"))
    return "\n".join(row for at, row in enumerate(rows) if at != 1)


def _columns(line: str) -> tuple[tuple[str, ...], str] | None:
    """The names in a line of names, and what stands between them; None for any other line."""
    for mark in _CELLS:
        names = tuple(name.strip() for name in next(_rows(line, mark), []))
        if len(names) >= _LEAST_COLUMNS and all(len(name) <= _LONGEST_NAME for name in names):
            told = [name for name in names if name]
            if len(set(told)) == len(told) and sum(map(bool, map(known, told))) * 3 >= len(told):
                return names, mark
    return None


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """One article a row; a row that says nothing costs itself only.

    Raises: ParseError, where the first line names no columns we know.
    """
    text = _table(text)
    columns = _columns(text.partition("\n")[0])
    if columns is None:
        raise ParseError(capture.location, NAME, "has no line of column names we know at its top")
    names, mark = columns
    reading = reading_of(capture, source, NAME, text)
    rows = _rows(text, mark)
    next(rows)
    for index, row in enumerate(rows):
        if not any(cell.strip() for cell in row):
            continue
        cells = map(_value, _fitted(row, len(names), mark))
        record = record_of(dict(zip(names, cells, strict=False)))
        if record.is_empty:
            yield failed(
                capture, source, f"row {index + 1} has no title, text or link", f"#{index}"
            )
        else:
            yield article(record, reading, index)


def _value(cell: str) -> Any:
    """A cell, or the list of texts that a program of Python wrote into it."""
    if not _LIST.fullmatch(cell):
        return cell
    try:
        value, end = value_at(cell, 0)
    except ValueError:
        return cell
    is_list = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return value if is_list and not cell[end:].strip() else cell


def _fitted(row: list[str], count: int, mark: str) -> list[str]:
    """A row with no more cells than there are columns: a text without quotes may hold the mark."""
    return [*row[: count - 1], mark.join(row[count - 1 :])] if len(row) > count else row


def _rows(text: str, mark: str) -> Iterator[list[str]]:
    at, row = 0, list[str]()
    while at < len(text) and (found := _CELLS[mark].match(text, at)) is not None:
        quoted = found["quoted"]
        row.append(found["bare"] or "" if quoted is None else quoted.replace('""', '"'))
        at = found.end()
        if (found["a"] or found["b"]) != mark:
            yield row
            row = []
    if row:
        yield row


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
