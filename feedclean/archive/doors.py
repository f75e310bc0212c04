"""The door to bytes, on this machine or through fsspec: what there is, and a part of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from feedclean.errors import ConfigError, FeedcleanError, LoadError
from feedclean.gather.loader import printable_name

_CHANGES: Final = ("ETag", "etag", "md5Hash", "checksum", "mtime", "LastModified", "last_modified")
"""What file systems elsewhere tell of a file that changes with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file that was found."""

    path: str
    name: str
    """Relative to what was asked for, with ``/`` on every system."""
    size: int
    mark: str


def is_elsewhere(path: str) -> bool:
    """Whether a path is an address for fsspec."""
    return "://" in path


def open_file(path: str) -> BinaryIO:
    """A file opened for reading at any place. Raises: LoadError."""
    try:
        if is_elsewhere(path):
            return cast("BinaryIO", _system(path)[0].open(_system(path)[1], "rb"))
        return open(path, "rb")  # noqa: PTH123 - whoever asked for it closes it
    except FeedcleanError:
        raise
    except Exception as error:
        raise LoadError(path, f"cannot be read ({_reason(error)})") from error


def found_at(location: str) -> Iterator[Found]:
    """The file at a location, or all files in the folder that is there, by name.

    Raises: ConfigError, where there is nothing.
    """
    if is_elsewhere(location):
        yield from _found_elsewhere(location)
        return
    path = Path(location).expanduser()
    if path.is_dir():
        yield from _below(str(path), "")
    elif path.exists():
        yield _of(str(path), printable_name(path.name), path.stat())
    else:
        raise ConfigError(location, "", "there is no such file or folder; name one that is")


def _below(folder: str, prefix: str) -> Iterator[Found]:
    """Files in a folder, names in order; links to folders are not followed, nor dots opened."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        raise LoadError(folder, f"cannot be listed ({_reason(error)})") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, f"{prefix}{entry.name}/")
        elif not entry.is_symlink():  # it could lead anywhere; what is meant can be named
            told = entry.stat()
            if stat.S_ISREG(told.st_mode):
                yield _of(entry.path, printable_name(prefix + entry.name), told)


def _of(path: str, name: str, told: os.stat_result) -> Found:
    mark = f"{told.st_size}:{told.st_mtime_ns}"
    return Found(path=path, name=name, size=told.st_size, mark=mark)


def _found_elsewhere(location: str) -> Iterator[Found]:
    system, path = _system(location)
    scheme = location.partition("://")[0]
    try:
        if system.isfile(path):
            told = {path: system.info(path)}
            root = path.rstrip("/").rpartition("/")[0]
        else:
            told = system.find(path, detail=True)
            root = path.rstrip("/")
    except Exception as error:
        raise LoadError(location, f"cannot be listed ({_reason(error)})") from error
    if not told:
        raise ConfigError(location, "", "there is no such file or folder; name one that is")
    for name in sorted(told):
        about = told[name]
        size = int(about.get("size") or 0)
        changed = next((str(about[key]) for key in _CHANGES if about.get(key)), "")
        yield Found(
            path=f"{scheme}://{name.lstrip('/') if scheme != 'file' else name}",
            name=name.removeprefix(root).lstrip("/"),
            size=size,
            mark=f"{size}:{changed}",
        )


def _system(location: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ImportError as error:
        problem = "is read through fsspec: pip install 'feedclean[archive]'"
        raise ConfigError(location, "", problem) from error
    try:
        system, path = url_to_fs(location)
    except ImportError as error:
        extras = "s3:// is in feedclean[s3], gs:// in feedclean[gcs]"
        raise ConfigError(location, "", f"needs another package ({error}); {extras}") from error
    except ValueError as error:
        raise ConfigError(location, "", str(error)) from error
    return system, path


def _reason(error: Exception) -> str:
    told = error.strerror if isinstance(error, OSError) else None
    return told or str(error) or type(error).__name__
