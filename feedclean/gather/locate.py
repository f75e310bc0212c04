"""Which files a location means: one file, a pattern, or a folder and all below it."""

from __future__ import annotations

import errno
import fnmatch
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from feedclean.model.output import MANIFEST

_WILD: Final = re.compile(r"[*?\[]")
_ANY_DEPTH: Final = "**"
_BESIDE_TEXT: Final = frozenset(
    ".aac .avi .avif .bmp .css .eot .flac .gif .heic .ico .jpeg .jpg .js .m4a .map .mjs .mov .mp3 "
    ".mp4 .oga .ogg .ogv .otf .png .svg .tif .tiff .ttf .wav .webm .webp .woff .woff2".split()
)
"""Endings of files that lie beside articles and are none."""
_ABSENT: Final = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL)
"""Nothing is called so; the last two are said of what cannot be a name, as ``*`` on Windows."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Closed:
    """A folder whose files cannot be known."""

    name: str
    """Relative to the root; empty: the root itself."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Files below a root, sorted by their names."""

    root: Path
    names: tuple[str, ...]
    """Paths relative to the root, with ``/`` on every system."""
    named: bool = False
    """One file, named as such: if it is a link, it may lead anywhere."""
    closed: tuple[Closed, ...] = ()
    """Folders that could not be listed, sorted: what is in them may still be there."""


def locate(location: str, folder: Path) -> Located:
    """The files a location of ``config.toml`` means, taken relative to ``folder``.

    A folder stands for all files below it but those that pages use: pictures, sound, films, fonts,
    styles and scripts. A pattern that names them gets them; ``**`` in it stands for any number of
    folders.
    Names that start with a dot are left out unless the pattern spells the dot, and links to folders
    are not followed: what they hold would be found twice, or for ever. Nor is a folder looked into
    that feeds are published to: today's would be tomorrow's articles.

    The root of a pattern is its part without wildcards, so that a name says where a file lies in
    the dump and not where the dump lies.
    """
    path = folder / Path(location).expanduser()
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where it may not look
        found = _found(path, (_ANY_DEPTH,))
        return replace(found, names=tuple(n for n in found.names if not is_beside_text(n)))
    try:
        path.lstat()
    except OSError as error:
        if error.errno not in _ABSENT:
            return Located(root=path, names=(), closed=(_closed("", error),))
    else:
        return Located(root=path.parent, names=(path.name,), named=True)
    parts = path.parts
    first_wild = next((n for n, part in enumerate(parts) if _WILD.search(part)), len(parts))
    return _found(Path(*parts[:first_wild]), parts[first_wild:])


def is_beside_text(name: str) -> bool:
    """Whether a file lies beside articles and is none, as its ending says."""
    return PurePosixPath(name).suffix.lower() in _BESIDE_TEXT


def _found(root: Path, pattern: tuple[str, ...]) -> Located:
    found = set(_expand(root, "", pattern))
    return Located(
        root=root,
        names=tuple(sorted(one for one in found if isinstance(one, str))),
        closed=tuple(sorted(one for one in found if isinstance(one, Closed))),
    )


def _expand(folder: Path, prefix: str, pattern: tuple[str, ...]) -> Iterator[str | Closed]:
    if not pattern:
        return
    first, *rest = pattern
    below = tuple(rest)
    if first == _ANY_DEPTH:
        yield from _expand(folder, prefix, below or ("*",))
    listed = _listed(folder, prefix)
    if isinstance(listed, Closed):
        yield listed
        return
    for name, is_folder in listed:
        if first == _ANY_DEPTH:
            if is_folder and not name.startswith("."):
                yield from _expand(folder / name, f"{prefix}{name}/", pattern)
        elif _matches(name, first):
            if is_folder:
                yield from _expand(folder / name, f"{prefix}{name}/", below)
            elif not below:
                yield f"{prefix}{name}"


def _matches(name: str, pattern: str) -> bool:
    if name.startswith(".") and not pattern.startswith("."):
        return False
    return fnmatch.fnmatchcase(name, pattern)


def _listed(folder: Path, prefix: str) -> list[tuple[str, bool]] | Closed:
    """Names in a folder, and whether each is a folder itself; none where there is no folder.

    Nor are there any in a folder below the root that is published to.
    """
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
            return [] if prefix and (MANIFEST, False) in found else found
    except OSError as error:
        return [] if error.errno in _ABSENT else _closed(prefix.rstrip("/"), error)


def _closed(name: str, error: OSError) -> Closed:
    return Closed(name=name, reason=error.strerror or type(error).__name__)
