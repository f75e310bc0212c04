"""One file onto the disk, whole or not at all, and only where its bytes changed."""

from __future__ import annotations

import errno
import os
import re
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from feedclean.codec import digest
from feedclean.errors import PublishError
from feedclean.model.article import Digest
from feedclean.model.output import Rendered

_MODE: Final = 0o644
"""The umask is taken off by the system."""
_TEMPORARY: Final = ".feedclean-tmp"
_ABANDONED_S: Final = 3600
"""A temporary file this much older than the file just written belongs to a run that was killed."""
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
"""Not in a path of ours: control characters, and what Windows reads as drive or separator."""

_FORBIDDEN: Final = (errno.EACCES, errno.EPERM, errno.EROFS)
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of one file."""

    path: Path
    changed: bool
    """False: the same bytes were there already, and the file was not touched."""


def write(root: Path, rendered: Rendered) -> Written:
    """Puts one file below ``root`` as ``put`` does, and removes what killed runs left of it."""
    written = put(root, rendered)
    if written.changed:
        sweep([written.path])
    return written


def put(root: Path, rendered: Rendered) -> Written:
    """Puts a file below ``root``, by rename, unless it is there with the same bytes.

    A reader sees the old file or the new one, never a part, also when the machine stops in between:
    the bytes are flushed to disk before the rename, and the rename after it.

    Raises: PublishError, for a path that leaves ``root`` or cannot be written; what was there
    before is then still there, and no temporary file is left.
    """
    path = place(root, rendered.path)
    try:
        if same_bytes(path, rendered.body):
            return Written(path=path, changed=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        place(root, rendered.path)  # once more: only now do all its folders exist
        _replace(path, rendered.body)
    except OSError as error:
        raise _failed(path, error) from error
    return Written(path=path, changed=True)


def would_write(root: Path, rendered: Rendered) -> Written:
    """What ``write`` would do, without doing it.

    Raises: PublishError, for a path that leaves ``root``.
    """
    path = place(root, rendered.path)
    try:
        return Written(path=path, changed=not same_bytes(path, rendered.body))
    except OSError as error:
        raise _failed(path, error) from error


def remove(root: Path, relative: PurePosixPath) -> None:
    """Takes a file away; fine where it is gone already.

    Raises: PublishError, for a path that leaves ``root`` or cannot be removed.
    """
    path = place(root, relative)
    try:
        path.unlink(missing_ok=True)
        _flush_folder(path.parent)
    except OSError as error:
        raise _failed(path, error) from error


def digest_at(root: Path, relative: PurePosixPath) -> Digest | None:
    """Digest of a file below ``root``; None where there is none.

    Raises: PublishError, for a path that leaves ``root`` or cannot be read.
    """
    path = place(root, relative)
    try:
        return digest(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _failed(path, error) from error


def place(root: Path, relative: PurePosixPath) -> Path:
    """Where a relative path lies below ``root``.

    ``root`` itself may be reached through a symbolic link, nothing below it may: a link there could
    lead anywhere, and a rename would replace it without a word.

    Raises: PublishError, for an absolute path, ``..``, a link, names not every system can hold, and
    where nobody may look.
    """
    check(relative)
    path = root
    for part in relative.parts:
        path = path / part
        if _is_link(path):
            raise PublishError(path, "is a symbolic link; remove it, or choose another output")
    return path


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError as error:
        raise _failed(path, error) from error


def check(relative: PurePosixPath) -> None:
    """Passes for a path that names something below a directory, on any system.

    Raises: PublishError, saying what is wrong with it.
    """
    text = relative.as_posix()
    if relative.is_absolute() or not relative.parts or ".." in relative.parts:
        raise PublishError(text, "leaves the output directory; give a path relative to it")
    if _UNSAFE.search(text):
        raise PublishError(text, "holds characters no file name should have; rename the source")


def same_bytes(path: Path, body: bytes) -> bool:
    """Whether a regular file holds exactly these bytes; one that cannot be read is written anew."""
    try:
        if path.stat().st_size != len(body):
            return False
        return path.read_bytes() == body
    except (FileNotFoundError, PermissionError):
        return False


def _replace(path: Path, body: bytes) -> None:
    # In the same folder, since a rename is only atomic within one file system.
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}{_TEMPORARY}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(temporary, flags, _MODE), "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:  # an interrupt leaves nothing behind either
        with suppress(OSError):
            temporary.unlink()
        raise
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Makes a rename last; not every system can (Windows cannot open a folder)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(paths: Iterable[Path]) -> None:
    """Removes what killed runs left of files just written; each folder is looked through once.

    Ages are taken against those files, so no clock is asked, and a run going on at the same time
    keeps its own.
    """
    names: dict[Path, set[str]] = {}
    for path in paths:
        names.setdefault(path.parent, set()).add(path.name)
    for folder, ours in names.items():
        with suppress(OSError):
            newest = max((folder / name).stat().st_mtime for name in ours)
            for other in folder.iterdir():
                is_ours = _written_for(other.name) in ours
                if is_ours and newest - other.lstat().st_mtime > _ABANDONED_S:
                    other.unlink()


def _written_for(name: str) -> str | None:
    """The name of the file that a temporary one was to become; None for any other file."""
    if not name.endswith(_TEMPORARY):
        return None
    return name.removesuffix(_TEMPORARY).rpartition(".")[0].removeprefix(".")


def _failed(path: Path, error: OSError) -> PublishError:
    reason = error.strerror or type(error).__name__
    return PublishError(path, f"{reason}; what was published before stands; {_advice(path, error)}")


def _advice(path: Path, error: OSError) -> str:
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where it may not look
        return "move this folder away, a file is to be published there"
    if error.errno == errno.ENOTDIR:
        blocking = next((one for one in path.parents if os.path.lexists(one)), path.parent)
        return f"{blocking} is a file, move it away"
    if error.errno in _FORBIDDEN:
        return f"let the user who builds write to {path.parent}"
    if error.errno in _FULL:
        return "make room on its disk"
    return "check the output directory and its disk"
