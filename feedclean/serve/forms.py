"""A file as it may be sent: its bytes as they are or compressed, and the tag that names them."""

from __future__ import annotations

import gzip
import os
import threading
import zlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from feedclean.codec import digest
from feedclean.serve.conditions import accepts
from feedclean.serve.files import beside
from feedclean.serve.types import is_text, media_type
from feedclean.serve.values import Span

LARGEST_HELD: Final = 32_000_000
"""A file beyond is sent piece by piece, as it is, and named by its size and time."""
SMALLEST_ZIPPED: Final = 500
"""Fits into one packet either way."""
_SHELF_BYTES: Final = 32_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of a file."""

    kind: str
    """Media type."""
    body: bytes | Span
    etag: str
    modified: datetime
    """To the second."""
    coding: str | None = None
    varies: bool = False
    """Whether somebody else may get another form."""


class Shelf:
    """Compressed bodies by the digest of what they hold, the latest ones; for several threads."""

    def __init__(self, most_bytes: int = _SHELF_BYTES) -> None:
        self._most = most_bytes
        self._size = 0
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def zipped(self, name: str, body: bytes) -> bytes:
        """A body as gzip."""
        with self._lock:
            if name in self._bodies:
                self._bodies.move_to_end(name)
                return self._bodies[name]
        made = gzip.compress(body, compresslevel=6, mtime=0)
        with self._lock:
            if name not in self._bodies:
                self._bodies[name] = made
                self._size += len(made)
            while self._size > self._most:
                self._size -= len(self._bodies.popitem(last=False)[1])
        return made


def pick(root: Path, path: Path, headers: Mapping[str, str], shelf: Shelf) -> Form:
    """The form of a file that suits whoever asks. Raises: OSError."""
    # Opened once: a build may put another file in its place at any moment.
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        modified = datetime.fromtimestamp(int(status.st_mtime), UTC)
        if status.st_size > LARGEST_HELD:
            return Form(
                kind=media_type(path),
                body=Span(path=path, start=0, size=status.st_size),
                etag=f'W/"{status.st_mtime_ns:x}-{status.st_size:x}"',
                modified=modified,
            )
        body = file.read()
    name = digest(body)
    kind = media_type(path, body)
    plain = Form(kind=kind, body=body, etag=f'"{name}"', modified=modified)
    if not is_text(kind) or len(body) < SMALLEST_ZIPPED:
        return plain
    found = None if "range" in headers else _coded(root, path, headers, plain)
    if found is None and "range" not in headers and accepts(headers, "gzip"):
        found = "gzip", shelf.zipped(name, body)
    coding, coded = found or (None, body)
    etag = f'"{name}-{coding}"' if coding else plain.etag
    return Form(kind=kind, body=coded, etag=etag, modified=modified, coding=coding, varies=True)


def _coded(
    root: Path, path: Path, headers: Mapping[str, str], plain: Form
) -> tuple[str, bytes] | None:
    """What lies compressed beside the file, if it holds the same."""
    assert isinstance(plain.body, bytes)
    for coding, ending, holds in (("br", ".br", _is_as_new), ("gzip", ".gz", _holds)):
        if not accepts(headers, coding) or (other := beside(root, path, ending)) is None:
            continue
        try:
            with other.open("rb") as file:
                if holds(file, plain):
                    file.seek(0)
                    return coding, file.read(LARGEST_HELD)
        except OSError:
            continue
    return None


def _is_as_new(file: BinaryIO, plain: Form) -> bool:
    return os.fstat(file.fileno()).st_mtime >= plain.modified.timestamp()


def _holds(file: BinaryIO, plain: Form) -> bool:
    """Whether a gzip file ends with the check sum and the length of these bytes."""
    assert isinstance(plain.body, bytes)
    file.seek(-8, os.SEEK_END)
    end = file.read()
    told = int.from_bytes(end[:4], "little"), int.from_bytes(end[4:], "little")
    return told == (zlib.crc32(plain.body), len(plain.body) & 0xFFFFFFFF)
