"""In which line of a TOML file each text stands, which no TOML parser tells."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any, Final

Path = tuple[str | int, ...]
"""Keys and numbers of items: ``("source", 1, "strip", 0)``, counted from 0."""

_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL
)
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_OTHER: Final = re.compile(r"[^,\]}#\n]+")
"""A number, a date, a word: what is neither a string nor holds anything."""


def lines_of_texts(text: str) -> dict[Path, int]:
    """The line, counted from 1, that each text of a valid TOML document begins in."""
    reader = _Reader(text)
    return dict(reader.document())


class _Reader:
    """Goes through a document that is known to be valid, and notes where it is."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._counted = 0
        self._tables: dict[Path, int] = {}
        """How many tables of an array have been opened, by its path."""

    def document(self) -> Iterator[tuple[Path, int]]:
        table: Path = ()
        self._skip()
        while self._at < len(self._text):
            if self._peek("[["):
                table = self._header(closing="]]")
                number = self._tables.get(table, -1) + 1
                self._tables[table] = number
                table = (*table, number)
            elif self._peek("["):
                table = self._header(closing="]")
            else:
                yield from self._pair(table)
            self._skip()

    def _header(self, *, closing: str) -> Path:
        self._at += len(closing)
        path: Path = ()
        keys = self._keys()
        for at, key in enumerate(keys):
            path = (*path, key)
            if path in self._tables and not (closing == "]]" and at == len(keys) - 1):
                path = (*path, self._tables[path])  # what is below an array is of its last table
        self._at += len(closing)
        return path

    def _pair(self, table: Path) -> Iterator[tuple[Path, int]]:
        keys = self._keys()
        self._at += 1  # the equals sign
        yield from self._value((*table, *keys))

    def _keys(self) -> list[str]:
        """A dotted key; ends at whatever follows it."""
        keys = []
        while True:
            self._skip()
            found = _STRING.match(self._text, self._at) or _BARE.match(self._text, self._at)
            assert found is not None  # the document is valid
            self._at = found.end()
            keys.append(_said(found[0]) if found[0][0] in "\"'" else found[0])
            self._skip()
            if not self._peek("."):
                return keys
            self._at += 1

    def _value(self, path: Path) -> Iterator[tuple[Path, int]]:
        self._skip()
        if self._peek("["):
            yield from self._items(path)
        elif self._peek("{"):
            yield from self._table(path)
        elif found := _STRING.match(self._text, self._at):
            yield path, self._line_here()
            self._at = found.end()
        else:
            found = _OTHER.match(self._text, self._at)
            assert found is not None
            self._at = found.end()

    def _items(self, path: Path) -> Iterator[tuple[Path, int]]:
        for number, _ in enumerate(self._parts("]")):
            yield from self._value((*path, number))

    def _table(self, path: Path) -> Iterator[tuple[Path, int]]:
        for _ in self._parts("}"):
            yield from self._pair(path)

    def _parts(self, closing: str) -> Iterator[None]:
        """Stops at each part of an array or inline table; whoever takes it reads it to its end."""
        self._at += 1
        self._skip()
        while not self._peek(closing):
            yield
            self._skip()
            if self._peek(","):
                self._at += 1
                self._skip()
        self._at += 1

    def _skip(self) -> None:
        found = _BLANK.match(self._text, self._at)
        assert found is not None
        self._at = found.end()

    def _peek(self, mark: str) -> bool:
        return self._text.startswith(mark, self._at)

    def _line_here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line


def _said(key: str) -> str:
    value: dict[str, Any] = tomllib.loads(f"it = {key}")
    return str(value["it"])
