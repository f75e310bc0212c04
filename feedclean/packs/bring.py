"""Brings the files of a rule pack in: out of a folder, which may be a git checkout, or of a ZIP."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from feedclean.errors import ConfigError
from feedclean.rules.pack import is_rule_file

MOST_FILES: Final = 20_000
MOST_ENTRIES: Final = 100_000
"""Of a ZIP, files that are no rules included."""
MOST_BYTES: Final = 64_000_000
"""Of all files together; the public set has less than two."""
LARGEST_BYTES: Final = 500_000
"""Of one file."""
_LICENCE: Final = re.compile(
    r"(?:licen[cs]e|copying|unlicense)(?:[-.]\w+)?(?:\.(?:md|txt))?", re.IGNORECASE
)
_COMMIT: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_SMALL: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What somebody names as a rule pack."""

    origin: str
    files: tuple[tuple[str, bytes], ...]
    """Rule files by their names, sorted."""
    licence: tuple[str, bytes] | None
    commit: str | None
    """Of a git checkout."""
    left_out: tuple[str, ...]
    """Text files that are no rule files, and why, sorted."""


def bring(path: Path) -> Found:
    """The rule files at a path: a folder, a ZIP, or a single one.

    Raises: ConfigError, if there are none or they cannot be read.
    """
    if path.is_dir():
        return _found(path, _in_folder(path), _commit(path))
    if not path.is_file():
        raise _wrong(path, "is not there; name a folder, a ZIP file or a git checkout with rules")
    try:
        if zipfile.is_zipfile(path):
            return _found(path, _in_zip(path), None)
    except OSError as error:
        raise _wrong(path, f"cannot be read ({error.strerror or error})") from error
    if not is_rule_file(path.name):
        problem = "is no rule file, which are called as their host: example.org.txt; nor a ZIP"
        raise _wrong(path, problem)
    return _found(path, _one(path), None)


def _found(path: Path, items: Iterable[tuple[str, bytes | None]], commit: str | None) -> Found:
    files: dict[str, bytes] = {}
    licences: dict[str, bytes] = {}
    left_out: list[str] = []
    size = 0
    for name, body in items:
        if body is None:
            left_out.append(f"{name}: is larger than {LARGEST_BYTES} bytes")
        elif is_rule_file(name):
            if name.lower() in files:
                raise _wrong(path, f"holds two files called {name.lower()}; leave one of them")
            files[name.lower()] = body
        elif _LICENCE.fullmatch(name):
            licences[name] = body
        size += len(body or b"")
        if len(files) > MOST_FILES or size > MOST_BYTES:
            problem = f"holds more than {MOST_FILES} files or {MOST_BYTES} bytes; is it rules?"
            raise _wrong(path, problem)
    if not files:
        raise _wrong(path, "holds no rule files, which are called as their host: example.org.txt")
    return Found(
        origin=str(path),
        files=tuple(sorted(files.items())),
        licence=next(iter(sorted(licences.items())), None),
        commit=commit,
        left_out=tuple(sorted(left_out)),
    )


def _in_folder(folder: Path) -> Iterator[tuple[str, bytes | None]]:
    """Its own files; folders in it and links out of it are no part of a pack."""
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise _wrong(folder, f"cannot be read ({error.strerror or error})") from error
    for path in paths:
        if _is_wanted(path.name) and path.is_file() and not path.is_symlink():
            yield from _one(path)


def _one(path: Path) -> Iterator[tuple[str, bytes | None]]:
    try:
        with path.open("rb") as file:
            body = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise _wrong(path, f"cannot be read ({error.strerror or error})") from error
    yield path.name, body if len(body) <= LARGEST_BYTES else None


def _in_zip(path: Path) -> Iterator[tuple[str, bytes | None]]:
    """The files of its outermost folder that has rule files; nothing is written anywhere."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise _wrong(path, f"holds {len(entries)} entries, {MOST_ENTRIES} at most")
            for entry in _outermost(path, entries):
                yield PurePosixPath(entry.filename).name, _inflated(path, archive, entry)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        raise _wrong(path, f"is no ZIP that can be read ({error})") from error


def _outermost(path: Path, entries: Iterable[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    folders: dict[tuple[str, ...], list[zipfile.ZipInfo]] = {}
    for entry in entries:
        name = PurePosixPath(entry.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in entry.filename:
            shown = ascii(entry.filename[:80])
            raise _wrong(path, f"wants to write outside of its folder ({shown}); it is not used")
        if not entry.is_dir() and _is_wanted(name.name):
            folders.setdefault(name.parts[:-1], []).append(entry)
    with_rules = [
        parts
        for parts, inside in folders.items()
        if any(is_rule_file(PurePosixPath(one.filename).name) for one in inside)
    ]
    if not with_rules:
        return []
    return folders[min(with_rules, key=lambda parts: (len(parts), parts))]


def _inflated(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    """The bytes of an entry; no more are unpacked than one file may have, whatever it declares."""
    if entry.flag_bits & 1:
        raise _wrong(path, "is locked with a password; unpack it and name the folder")
    with archive.open(entry) as file:
        body = file.read(LARGEST_BYTES + 1)
    return body if len(body) <= LARGEST_BYTES else None


def _is_wanted(name: str) -> bool:
    return is_rule_file(name) or bool(_LICENCE.fullmatch(name))


def _commit(folder: Path) -> str | None:
    """The commit a checkout stands at, as far as its own files tell."""
    git = folder / ".git"
    head = _line(git / "HEAD")
    if not head.startswith("ref: "):
        return head if _COMMIT.fullmatch(head) else None
    name = head.removeprefix("ref: ").strip()
    if not re.fullmatch(r"refs(?:/(?!\.)[\w.+-]+)+", name):
        return None
    loose = _line(git / name)
    if _COMMIT.fullmatch(loose):
        return loose
    for line in _text(git / "packed-refs").splitlines():
        commit, _, ref = line.partition(" ")
        if ref == name and _COMMIT.fullmatch(commit):
            return commit
    return None


def _line(path: Path) -> str:
    return _text(path).strip()


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_SMALL).decode("utf-8", "replace")
    except OSError:
        return ""


def _wrong(path: Path, problem: str) -> ConfigError:
    return ConfigError(path, "", problem)
