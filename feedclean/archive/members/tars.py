"""Members of tar files, compressed or not; nothing is ever put on the disk."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import IO, Final, Self, cast

from feedclean.archive.doors import open_file
from feedclean.archive.members.base import (
    MOST_BYTES,
    broken,
    forward,
    is_mine,
    of_file,
    too_large,
)
from feedclean.archive.members.beside import Folders
from feedclean.archive.unpack import is_passing
from feedclean.archive.values import Member, Piece
from feedclean.errors import LoadError
from feedclean.gather.loader import printable_name
from feedclean.model.article import Failure

_NO_HEADER: Final = (
    tarfile.InvalidHeaderError,  # type: ignore[attr-defined]  # not in the stubs
    tarfile.TruncatedHeaderError,  # type: ignore[attr-defined]
)
_BROKEN: Final = (tarfile.TarError, LoadError, OSError, ValueError, OverflowError, EOFError)


def read_tar(piece: Piece) -> Iterator[Member | Failure]:
    """The regular files of a tar file that begin within a piece."""
    number = -1
    folders = Folders(lambda: _names(piece))
    try:
        with (
            open_file(piece.path) as file,
            _opened(cast("IO[bytes]", forward(file, piece))) as tar,
        ):
            while (info := tar.next()) is not None:
                forget(tar)
                if piece.part == 0:
                    yield from _bad(tar, piece, number)
                if not piece.packed and _is_beyond(piece, info.offset):
                    return
                number += 1
                if piece.packed and not is_mine(number, piece):
                    continue
                if info.isreg():
                    yield _member(tar, info, piece, folders)
            if piece.part == 0:
                yield from _bad(tar, piece, number)
    except _BROKEN as error:
        yield from _rest(piece, number, error)


class _Header(tarfile.TarInfo):
    """A header that has it counted when it is none: the library would pass over it silently."""

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> Self:
        """The next header of a file."""
        try:
            return super().fromtarfile(tarfile)
        except _NO_HEADER:
            assert isinstance(tarfile, _Tar)  # there are no others here
            tarfile.bad_blocks += 1
            raise


class _Tar(tarfile.TarFile):
    """A tar file that is read on behind blocks that are no headers, and behind its end.

    Several may stand one behind the other, and a broken one may go on in order.
    """

    tarinfo = _Header
    bad_blocks = 0


def _opened(stream: IO[bytes]) -> _Tar:
    return _Tar(fileobj=stream, mode="r", ignore_zeros=True, errorlevel=0)


def _bad(tar: _Tar, piece: Piece, number: int) -> Iterator[Failure]:
    """What was passed over since the last time."""
    if tar.bad_blocks:
        problem = f"{tar.bad_blocks} blocks behind member {number + 1} are no members of it"
        tar.bad_blocks = 0
        yield broken(piece.name, problem)


def cuts(piece: Piece, every_bytes: int) -> Iterator[int]:
    """Where the pieces of a tar file that is not compressed may begin, apart from its beginning.

    A broken file has none behind the break; the last piece will tell of it.
    """
    last = 0
    try:
        with (
            open_file(piece.path) as file,
            _opened(cast("IO[bytes]", file)) as tar,
        ):
            while (info := tar.next()) is not None:
                forget(tar)
                if info.offset - last >= every_bytes:
                    last = info.offset
                    yield last
    except _BROKEN:
        return


def forget(tar: tarfile.TarFile) -> None:
    """Lets go what a tar file remembers of its members: there may be a million of them."""
    tar.members = []  # type: ignore[attr-defined]  # not in the stubs, though not private


def _is_beyond(piece: Piece, offset: int) -> bool:
    return piece.stop is not None and piece.start + offset >= piece.stop


def _names(piece: Piece) -> Iterator[str]:
    """The names of all files of a tar file, as far as it is whole."""
    try:
        with (
            open_file(piece.path) as file,
            _opened(cast("IO[bytes]", forward(file, piece) if piece.packed else file)) as tar,
        ):
            while (info := tar.next()) is not None:
                forget(tar)
                if info.isreg():
                    yield _name(info)
    except _BROKEN as error:
        if is_passing(error):
            raise


def _name(info: tarfile.TarInfo) -> str:
    return printable_name(info.name).lstrip("/").removeprefix("./")


def _member(
    tar: tarfile.TarFile, info: tarfile.TarInfo, piece: Piece, folders: Folders
) -> Member | Failure:
    location = f"{piece.name}/{printable_name(info.name).lstrip('/')}"
    if info.size > MOST_BYTES:
        return too_large(location, info.size)
    file = tar.extractfile(info)
    body = b"" if file is None else file.read(MOST_BYTES + 1)
    if len(body) < info.size:
        return broken(location, "ends in the middle, as the archive does")
    beside = folders.beside(_name(info), body)
    return Member(location=location, body=body, is_stray=True, beside=beside)


def _rest(piece: Piece, number: int, error: Exception) -> Iterator[Failure]:
    if isinstance(error, LoadError):
        told = str(error).removeprefix(f"{error.location}: ")
    else:
        told = f"is broken ({error}); what lies behind is not read"
    where = f" behind member {number + 1}" if number >= 0 else ""
    yield from of_file(piece, f"{told}{where}", error)
