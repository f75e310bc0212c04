"""Members of zip files; nothing is ever put on the disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from feedclean.archive.doors import open_file
from feedclean.archive.members.base import MOST_BYTES, broken, kind_of_error, too_large
from feedclean.archive.members.beside import Folders
from feedclean.archive.values import Member, Piece
from feedclean.errors import LoadError
from feedclean.gather.loader import printable_name
from feedclean.model.article import Failure

_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
"""LZMA is left out: its dictionary may be as large as it likes."""
_MOST_BYTES: Final = 1_000_000_000
_MOST_TIMES: Final = 500
"""A file may unpack to a gigabyte, or to so many times its size."""
_ENCRYPTED: Final = 0x1
BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, OverflowError),
    *(NotImplementedError, RuntimeError, LoadError),
)


def read_zip(piece: Piece) -> Iterator[Member | Failure]:
    """The files of a zip file whose numbers are those of a piece."""
    try:
        with open_file(piece.path) as file, zipfile.ZipFile(file) as archive:
            found = archive.infolist()
            left = max(_MOST_BYTES, _MOST_TIMES * piece.size)
            folders = Folders(lambda: (_name(info) for info in found if not info.is_dir()))
            for info in found[piece.start : piece.stop]:
                if info.is_dir():
                    continue
                one = _member(archive, info, f"{piece.name}/{_name(info)}", left)
                if isinstance(one, Member):
                    left -= len(one.body)
                    one = replace(one, beside=folders.beside(_name(info), one.body))
                yield one
    except BROKEN as error:
        yield broken(piece.name, f"is no zip file that can be read ({error})", kind_of_error(error))


def _name(info: zipfile.ZipInfo) -> str:
    return printable_name(info.filename).lstrip("/")


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, location: str, left: int
) -> Member | Failure:
    if info.flag_bits & _ENCRYPTED:
        return broken(location, "is encrypted; unpack the archive with its password first")
    if info.compress_type not in _METHODS:
        return broken(location, "is compressed in a way that is not read; pack it with deflate")
    if info.file_size > MOST_BYTES:
        return too_large(location, info.file_size)
    if left <= 0:
        return broken(location, "the archive unpacks to more than is allowed", "TooLarge")
    try:
        with archive.open(info) as file:
            body = file.read(MOST_BYTES + 1)
    except BROKEN as error:
        return broken(location, f"cannot be unpacked ({error})", kind_of_error(error))
    if len(body) > MOST_BYTES:
        return too_large(location)
    return Member(location=location, body=body, is_stray=True)
