"""Rows that dumps of databases put into their tables, as objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

_SQL: Final = re.compile(
    r"(?:\s++|--[^\n]*+\n|/\*(?:[^*]|\*(?!/))*+\*/;?)*+"
    r"(?:ALTER|BEGIN|COPY|CREATE|DROP|INSERT|LOCK|PRAGMA|REPLACE|SELECT|SET|START|USE)\b",
    re.IGNORECASE,
)
_NAME: Final = r"(?:[\w$]++|`[^`\n]++`|\"[^\"\n]++\"|\[[^\[\]\n]++\])"
_TABLE: Final = rf"(?:{_NAME}\.)?(?P<table>{_NAME})"
_COLUMNS: Final = rf"\((?P<columns>\s*+{_NAME}(?:\s*+,\s*+{_NAME})*+\s*+)\)"
_STATEMENT: Final = re.compile(
    rf"^[ \t]*+(?:CREATE TABLE (?:IF NOT EXISTS )?{_TABLE.replace('table', 'made')}\s*+\("
    rf"|(?:INSERT|REPLACE) (?:IGNORE |OR \w++ )?(?:INTO )?{_TABLE}\s*+(?:{_COLUMNS})?\s*+VALUES\s*+"
    rf"|COPY {_TABLE.replace('table', 'copied')} {_COLUMNS.replace('columns', 'fields')}"
    r" FROM stdin;\n)",
    re.IGNORECASE | re.MULTILINE,
)
_MADE: Final = re.compile(rf"\s*+(?P<name>{_NAME})\s++(?P<type>\w++)[^\n]*+(?:\n|\Z)")
_NO_COLUMNS: Final = frozenset(
    "check constraint exclude foreign fulltext index key primary spatial unique".split()
)
_ROW: Final = re.compile(r"\s*+,?\s*+\(")
_PLAIN: Final = r"'(?P<text>(?:[^']|'')*+)'"
_ESCAPED: Final = r"'(?P<text>(?:[^'\\]|\\.|'')*+)'"
_TYPE: Final = r"(?:::[\w ]++| AS \w++(?:\(\d++\))?\s*+\))?"
_OTHER: Final = r"|(?P<other>[^',()]++(?:\([^()']*+\)[^',()]*+)*+))\s*+(?P<end>[,)])"
_BEFORE: Final = r"\s*+(?:(?:CAST\()?(?:[EN]|_\w++ ?)?"
_PLAIN_CELL: Final = re.compile(f"{_BEFORE}{_PLAIN}{_TYPE}{_OTHER}", re.DOTALL | re.IGNORECASE)
_ESCAPED_CELL: Final = re.compile(f"{_BEFORE}{_ESCAPED}{_TYPE}{_OTHER}", re.DOTALL | re.IGNORECASE)
_SIGN: Final = re.compile(r"\\(.)|''", re.DOTALL)
_SIGNS: Final = {"n": "\n", "r": "\r", "t": "\t", "0": "", "Z": ""}
_LEAST: Final = 2


def begins_sql(text: str) -> bool:
    """Whether a text begins with a statement of SQL and has one that puts rows into a table."""
    return _SQL.match(text) is not None and any(
        found["table"] or found["copied"] for found in _STATEMENT.finditer(text)
    )


def rows_by_table(text: str) -> tuple[list[list[dict[str, Any]]], int, str]:
    """The rows of each table that has any, keyed by its columns, in the order of the dump.

    How many are none: cut off, or with other values than there are columns. And what stands
    outside of rows.
    """
    outside: list[str] = []
    is_whole = True
    broken = 0
    is_escaped = "\\'" in text or "`" in text or "\\n" in text
    columns: dict[str, list[str]] = {}
    rows: dict[str, list[dict[str, Any]]] = {}
    end = 0
    for found in _STATEMENT.finditer(text):
        if found.start() < end:  # a line of a text
            continue
        if is_whole:
            outside.append(text[end : found.start()])
        end, is_whole = found.end(), True
        if found["made"]:
            columns[_bare(found["made"])] = list(_made_columns(text, end))
            continue
        table = _bare(found["table"] or found["copied"])
        named = found["columns"] or found["fields"]
        names = [_bare(one) for one in named.split(",")] if named else columns.get(table, [])
        inserted = _inserted(text, end, is_escaped=is_escaped)
        read = _copied(text, end) if found["copied"] else inserted
        for cells, after in read:
            end = after
            is_whole = bool(cells)
            if len(cells) != len(names):
                broken += 1
            elif len(names) >= _LEAST:
                rows.setdefault(table, []).append(dict(zip(names, cells, strict=True)))
    outside.append(text[end:] if is_whole else "")
    return list(rows.values()), broken, "\n".join(outside)


def _bare(name: str) -> str:
    return name.strip().strip('`"[]')


def _made_columns(text: str, at: int) -> Iterator[str]:
    """The names of the columns of a table, each in a line of its own."""
    while (found := _MADE.match(text, at)) is not None:
        if found["name"].lower() not in _NO_COLUMNS:
            yield _bare(found["name"])
        at = found.end()


def _inserted(text: str, at: int, *, is_escaped: bool) -> Iterator[tuple[list[Any], int]]:
    """The rows between brackets, and where each ends; of one that is cut off the last is empty."""
    while (start := _ROW.match(text, at)) is not None:
        at, cells, closing = start.end(), list[Any](), ","
        while closing == ",":
            found = _ESCAPED_CELL.match(text, at) if is_escaped else _PLAIN_CELL.match(text, at)
            if found is None:
                break
            cells.append(_value(found))
            at, closing = found.end(), found["end"]
        if closing != ")":
            yield [], at
            return
        yield cells, at


def _value(found: re.Match[str]) -> str | None:
    if found["text"] is not None:
        return _SIGN.sub(_sign, found["text"])
    other = found["other"].strip()
    return None if other.upper() in ("NULL", "DEFAULT") else other


def _sign(found: re.Match[str]) -> str:
    return "'" if found[1] is None else _SIGNS.get(found[1], found[1])


def _copied(text: str, at: int) -> Iterator[tuple[list[Any], int]]:
    """The lines of PostgreSQL, cells between tabs, down to the line that ends them."""
    while at < len(text):
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)]
        if line == "\\.":
            return
        at += len(line) + 1
        cells = [None if cell == "\\N" else _SIGN.sub(_sign, cell) for cell in line.split("\t")]
        yield cells, at
