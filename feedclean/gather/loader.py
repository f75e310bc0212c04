"""The door to local files: one regular file of bounded size, or the reason why not."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from feedclean.errors import LoadError

SIZE_LIMIT_BYTES: Final = 50_000_000
"""An article dump of this size is something else that got in."""


def is_article_file(path: Path) -> bool:
    """False for devices, pipes, sockets and folders; nobody keeps an article in one.

    A link that leads nowhere counts as a file: the reader should hear of it.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return True
    return stat.S_ISREG(mode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The bytes of a file, and whether somebody is at it."""

    body: bytes
    changed_at_s: float
    """Seconds since 1970."""
    is_changing: bool
    """It was another one before it had been read to its end."""


def load(
    path: Path, location: str, *, within: Path | None = None, limit_bytes: int = SIZE_LIMIT_BYTES
) -> Loaded:
    """A file as it was read; ``location`` is what an error calls it.

    Raises: LoadError, if it cannot be read, is too large, or is a link out of ``within``.
    """
    try:
        if within is not None and path.is_symlink() and not _leads_into(within, path):
            problem = "a link that leads out of its folder; name what it leads to instead"
            raise LoadError(location, problem)
        with open(path, "rb", opener=_at_once if within is not None else None) as file:
            before = os.fstat(file.fileno())
            if within is not None and not stat.S_ISREG(before.st_mode):
                raise LoadError(location, "is no file any more, but a pipe, a device or a folder")
            size = before.st_size
            body = file.read(limit_bytes + 1) if size <= limit_bytes else None
            after = os.fstat(file.fileno())
    except OSError as error:
        is_folder = os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where it may not look
        why = "is a folder; name a file in it" if is_folder else _unread(error)
        raise LoadError(location, why) from error
    if body is None or len(body) > limit_bytes:
        told = max(size, limit_bytes + 1)  # of what has no size of its own, so much was there
        problem = f"{told} bytes are more than the {limit_bytes} allowed; split the file"
        raise LoadError(location, problem)
    is_changing = (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)
    return Loaded(body=body, changed_at_s=after.st_mtime, is_changing=is_changing)


def _unread(error: OSError) -> str:
    return f"cannot be read ({error.strerror or error})"


def _at_once(path: str, flags: int) -> int:
    """Opens without waiting: a pipe put in a file's place would wait for its writer for ever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _leads_into(folder: Path, link: Path) -> bool:
    """Raises: OSError, for a link that leads to itself."""
    try:
        return link.resolve().is_relative_to(folder.resolve())
    except RuntimeError as error:  # before Python 3.13
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error


def printable_name(name: str) -> str:
    """A file name as text that can be written anywhere; bytes that are not UTF-8 spelled out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
