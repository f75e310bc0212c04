"""The door to bytes, on this machine or through fsspec: what there is, and a part of it."""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from feedclean.errors import ConfigError, FeedcleanError, LoadError, NotReadable
from feedclean.gather.index_page import may_be_index, stems_of
from feedclean.gather.loader import printable_name
from feedclean.gather.locate import is_beside_text

_CHANGES: Final = ("ETag", "etag", "md5Hash", "checksum", "mtime", "LastModified", "last_modified")
"""What file systems elsewhere tell of a file that changes with it."""

_ABSENT: Final = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL)
"""Nothing is called so, or can be."""
_NOTHING: Final = "there is no such file or folder; name one that is"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file that was found."""

    path: str
    name: str
    """Relative to what was asked for, with ``/`` on every system."""
    size: int
    mark: str
    beside: tuple[str, ...] = ()
    """What is called an index has the stems of the files in its folder, sorted."""


def is_elsewhere(path: str) -> bool:
    """Whether a path is an address for fsspec."""
    return "://" in path


def open_file(path: str) -> BinaryIO:
    """A file opened for reading at any place. Raises: NotReadable."""
    try:
        if is_elsewhere(path):
            system, name = _system(path)
            return cast("BinaryIO", _Elsewhere(system.open(name, "rb"), path))
        return open(path, "rb")  # noqa: PTH123 - whoever asked for it closes it
    except FeedcleanError:
        raise
    except Exception as error:
        raise NotReadable(path, f"cannot be read ({_reason(error)})") from error


class _Elsewhere(io.RawIOBase):
    """A file of another system, whose errors are ours: each system has its own."""

    def __init__(self, file: Any, path: str) -> None:
        self._file = file
        self._path = path

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        return cast("bytes", self._asked(self._file.read, size))

    def readline(self, size: int | None = -1, /) -> bytes:
        return cast("bytes", self._asked(self._file.readline, -1 if size is None else size))

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return cast("int", self._asked(self._file.seek, offset, whence))

    def tell(self) -> int:
        return cast("int", self._asked(self._file.tell))

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()

    def _asked(self, what: Callable[..., object], *arguments: object) -> object:
        try:
            return what(*arguments)
        except Exception as error:
            raise NotReadable(self._path, f"cannot be read ({_reason(error)})") from error


def found_at(location: str, label: str = "") -> Iterator[Found]:
    """The file at a location, or all files in the folder that is there, by name.

    With a label, that is what the location itself is called. Raises: ConfigError, where there is
    nothing; LoadError.
    """
    if is_elsewhere(location):
        yield from _found_elsewhere(location, label)
        return
    path = Path(location).expanduser()
    try:
        told = path.stat()
    except OSError as error:
        if error.errno in _ABSENT:
            raise ConfigError(location, "", _NOTHING) from error
        raise _closed(location, error) from error
    if stat.S_ISDIR(told.st_mode):
        yield from _below(str(path), f"{label}/" if label else "")
    else:
        yield _of(str(path), label or printable_name(path.name), told)


def _below(folder: str, prefix: str) -> Iterator[Found]:
    """Files in a folder, names in order; links to folders are not followed, nor dots opened."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        raise _closed(folder, error) from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, f"{prefix}{entry.name}/")
        elif not entry.is_symlink():  # it could lead anywhere; what is meant can be named
            try:
                told = entry.stat()
            except OSError as error:
                raise _closed(entry.path, error) from error
            if stat.S_ISREG(told.st_mode):
                one = _of(entry.path, printable_name(prefix + entry.name), told)
                yield replace(one, beside=_stems(entries)) if may_be_index(entry.name) else one


def _stems(entries: Iterable[os.DirEntry[str]]) -> tuple[str, ...]:
    names = (entry.name for entry in entries if not entry.is_dir(follow_symlinks=False))
    shown = (name for name in names if not name.startswith(".") and not is_beside_text(name))
    return tuple(sorted(stems_of(shown)))


def _closed(place: str, error: OSError) -> LoadError:
    is_ours = isinstance(error, PermissionError)
    advice = "; let the user who runs feedclean read it" if is_ours else ""
    return LoadError(place, f"cannot be looked at ({_reason(error)}){advice}")


def labels(locations: Sequence[str]) -> list[str]:
    """What tells apart files of one name in several inputs: as much of each path as it takes.

    Empty where no two of their files can have one name. Raises: ConfigError, for what is given
    twice.
    """
    paths = [_parts_of(location) for location in locations]
    for at, path in enumerate(paths):
        for other_at, other in enumerate(paths):
            if at != other_at and path[: len(other)] == other:
                problem = f"lies in {locations[other_at]}, which is an input too; leave one out"
                raise ConfigError(locations[at], "", problem)
    if not _may_clash(locations, paths):
        return [""] * len(locations)
    count = 1
    while len({path[-count:] for path in paths}) < len(paths):
        count += 1
    tails = ([part.strip("/\\:") for part in path[-count:]] for path in paths)
    return [printable_name("/".join(filter(None, tail))) for tail in tails]


def _may_clash(locations: Sequence[str], paths: Sequence[tuple[str, ...]]) -> bool:
    folders = [location for location in locations if _is_folder(location)]
    names = [path[-1] for path in paths]
    return (
        len(folders) > 1
        or len(set(names)) < len(names)
        or any(
            os.path.exists(Path(folder).expanduser() / name)  # noqa: PTH110 - as below
            for folder in folders
            for name in names
        )
    )


def _is_folder(location: str) -> bool:
    """Whether it is one; of an address nobody knows before it is asked."""
    # Path.is_dir raises where it may not look.
    return is_elsewhere(location) or os.path.isdir(Path(location).expanduser())  # noqa: PTH112


def _parts_of(location: str) -> tuple[str, ...]:
    if is_elsewhere(location):
        scheme, _, path = location.partition("://")
        return (f"{scheme}:", *(part for part in path.split("/") if part))
    path_here = Path(location).expanduser().resolve()
    return (path_here.anchor, *path_here.parts[1:])


def _of(path: str, name: str, told: os.stat_result) -> Found:
    mark = f"{told.st_size}:{told.st_mtime_ns}"
    return Found(path=path, name=name, size=told.st_size, mark=mark)


def _found_elsewhere(location: str, label: str) -> Iterator[Found]:
    system, path = _system(location)
    scheme = location.partition("://")[0]
    try:
        if system.isfile(path):
            told = {path: system.info(path)}
            root = path if label else path.rstrip("/").rpartition("/")[0]
        else:
            told = system.find(path, detail=True)
            root = path.rstrip("/")
    except Exception as error:
        raise LoadError(location, f"cannot be listed ({_reason(error)})") from error
    if not told:
        raise ConfigError(location, "", _NOTHING)
    for name in sorted(told):
        about = told[name]
        size = int(about.get("size") or 0)
        changed = next((str(about[key]) for key in _CHANGES if about.get(key)), "")
        yield Found(
            path=f"{scheme}://{name.lstrip('/') if scheme != 'file' else name}",
            name="/".join(filter(None, (label, name.removeprefix(root).lstrip("/")))),
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
