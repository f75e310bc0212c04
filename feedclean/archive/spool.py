"""Values on disk between the stages of an archive: written once, by rename, read in any order.

A spool is a file of values, each compressed by itself, with an index at its end that says where
each begins. Lists of keys, sorted, lead from what articles have in common to their numbers. So a
stage can bring together what belongs together, and hold no more than that.
"""

from __future__ import annotations

import os
import secrets
import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, Final, Generic, Self, TypeVar

import msgspec
import zstandard

from feedclean.errors import StateError

Value = TypeVar("Value")

_LEVEL: Final = 1
"""Of 40 pages a page took 0.6 ms and 14.5 kB; at level 3 0.7 ms and 13.9 kB."""
_ENTRY: Final = struct.Struct("<QI")
"""Where a value begins, and its size."""
_KEY: Final = struct.Struct("<QQ")
"""A key, and the number it leads to."""
_COUNT: Final = struct.Struct("<Q")
"""How many values a spool has, or keys a list."""
_TEMPORARY: Final = ".part"


def pack(value: object) -> bytes:
    """A value of ours, compressed."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(msgspec.msgpack.encode(value))


def unpack(data: bytes, kind: type[Value]) -> Value:
    """The value ``pack`` was given."""
    return msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(data), type=kind)


def read_json(text: bytes, kind: type[Value]) -> Value:
    """The value behind JSON. Raises: ValueError."""
    return msgspec.json.decode(text, type=kind)


class Writer:
    """A file that is there whole or not at all: it has its name once it is closed without error."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._part = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_TEMPORARY}")
        self._file: BinaryIO = self._part.open("wb")
        self.size = 0

    def __enter__(self) -> Self:
        return self

    def write(self, data: bytes) -> None:
        """Puts bytes behind those that are there."""
        self._file.write(data)
        self.size += len(data)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._file.flush()
                os.fsync(self._file.fileno())
        except OSError:  # a full disk is found out here
            self._drop()
            raise
        if kind is not None:
            self._drop()
            return
        self._file.close()
        self._part.replace(self._path)

    def _drop(self) -> None:
        """Lets go of a file that will not be whole."""
        with suppress(OSError):  # what could not be written cannot be on closing, either
            self._file.close()
        with suppress(OSError):
            self._part.unlink()


def put(path: Path, body: bytes) -> None:
    """Makes a file hold some bytes, by rename."""
    with Writer(path) as file:
        file.write(body)


class SpoolWriter:
    """Values on their way into a spool."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = Writer(path)
        self._index: list[bytes] = []

    def __enter__(self) -> Self:
        return self

    def add(self, value: object) -> int:
        """Puts a value into the spool; gives its number. Raises: UnicodeEncodeError."""
        data = pack(value)
        self._index.append(_ENTRY.pack(self._file.size, len(data)))
        self._file.write(data)
        return len(self._index) - 1

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            self._file.write(b"".join((*self._index, _COUNT.pack(len(self._index)))))
        self._file.__exit__(kind, *rest)


class Spool(Generic[Value]):
    """The values of a spool, by their numbers. Raises: StateError, where it is broken."""

    def __init__(self, path: Path, kind: type[Value]) -> None:
        self._path = path
        self._kind = kind
        self._file = path.open("rb")
        self._index = self._end()

    def _end(self) -> bytes:
        """The index: all entries, without their number."""
        self._file.seek(-_COUNT.size, os.SEEK_END)
        (count,) = _COUNT.unpack(self._file.read())
        size = count * _ENTRY.size
        self._file.seek(-_COUNT.size - size, os.SEEK_END)
        return self._file.read(size)

    def __enter__(self) -> Spool[Value]:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        """How many values there are."""
        return len(self._index) // _ENTRY.size

    def __getitem__(self, number: int) -> Value:
        """One value."""
        start, size = _ENTRY.unpack_from(self._index, number * _ENTRY.size)
        self._file.seek(start)
        try:
            return unpack(self._file.read(size), self._kind)
        except (zstandard.ZstdError, msgspec.MsgspecError) as error:
            problem = f"is broken ({error}); delete its folder, and run it again"
            raise StateError(self._path, problem) from error

    def __iter__(self) -> Iterator[Value]:
        return (self[number] for number in range(len(self)))


@dataclass(frozen=True, slots=True)
class Keyed:
    """A value's number, under a key of 64 bits."""

    key: int
    number: int


def write_keys(path: Path, *lists: Iterable[Keyed]) -> None:
    """Writes lists of keys, each in its order, each key with the number it leads to."""
    write_ordered(path, *(sorted((one.key, one.number) for one in keys) for keys in lists))


def write_ordered(path: Path, *lists: Iterable[tuple[int, int]]) -> None:
    """The same with keys that come in their order, none of which is held."""
    counts = []
    with Writer(path) as file:
        for keys in lists:
            before = file.size
            for pair in keys:
                file.write(_KEY.pack(*pair))
            counts.append((file.size - before) // _KEY.size)
        file.write(b"".join(map(_COUNT.pack, counts)))


def keys_between(path: Path, low: int, high: int, *, at: int = 0, of: int = 1) -> Iterator[Keyed]:
    """Keys from ``low`` up to, but without, ``high``, in their order; of list ``at`` of so many."""
    with path.open("rb") as file:
        file.seek(-of * _COUNT.size, os.SEEK_END)
        counts = [count for (count,) in _COUNT.iter_unpack(file.read())]
        start = sum(counts[:at]) * _KEY.size
        first, last = (_first_at(file, start, counts[at], key) for key in (low, high))
        file.seek(start + first * _KEY.size)
        data = file.read((last - first) * _KEY.size)
    return (Keyed(key, number) for key, number in _KEY.iter_unpack(data))


def _first_at(file: BinaryIO, start: int, count: int, key: int) -> int:
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        file.seek(start + middle * _KEY.size)
        found, _ = _KEY.unpack(file.read(_KEY.size))
        if found < key:
            low = middle + 1
        else:
            high = middle
    return low


def key_of(mark: str) -> int:
    """The first 64 bits of a digest."""
    return int(mark[:16], 16)


def slices(count: int, each: int) -> list[tuple[int, int]]:
    """Ranges of keys, so many that each has about ``each`` of ``count`` values."""
    parts = max(1, -(-count // each))
    bounds = [(1 << 64) * part // parts for part in range(parts + 1)]
    return list(pairwise(bounds))
