"""Which files a location means: one file, a pattern, or a folder and all below it."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

_WILD: Final = re.compile(r"[*?\[]")
_ANY_DEPTH: Final = "**"
_BESIDE_TEXT: Final = frozenset(
    ".aac .avi .avif .bmp .css .eot .flac .gif .heic .ico .jpeg .jpg .js .m4a .map .mjs .mov .mp3 "
    ".mp4 .oga .ogg .ogv .otf .png .svg .tif .tiff .ttf .wav .webm .webp .woff .woff2".split()
)
"""Endings of files that lie beside articles and are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Files below a root, sorted by their names."""

    root: Path
    names: tuple[str, ...]
    """Paths relative to the root, with ``/`` on every system."""
    named: bool = False
    """One file, named as such: if it is a link, it may lead anywhere."""


def locate(location: str, folder: Path) -> Located:
    """The files a location of ``config.toml`` means, taken relative to ``folder``.

    A folder stands for all files below it but those that pages use: pictures, sound, films, fonts,
    styles and scripts. A pattern that names them gets them; ``**`` in it stands for any number of
    folders.
    Names that start with a dot are left out unless the pattern spells the dot, and links to folders
    are not followed: what they hold would be found twice, or for ever.

    The root of a pattern is its part without wildcards, so that a name says where a file lies in
    the dump and not where the dump lies.
    """
    path = folder / Path(location).expanduser()
    if path.is_dir():
        names = (name for name in _expand(path, "", (_ANY_DEPTH,)) if not is_beside_text(name))
        return Located(root=path, names=_sorted(names))
    if os.path.lexists(path):
        return Located(root=path.parent, names=(path.name,), named=True)
    parts = path.parts
    first_wild = next((n for n, part in enumerate(parts) if _WILD.search(part)), len(parts))
    root = Path(*parts[:first_wild])
    return Located(root=root, names=_sorted(_expand(root, "", parts[first_wild:])))


def is_beside_text(name: str) -> bool:
    """Whether a file lies beside articles and is none, as its ending says."""
    return PurePosixPath(name).suffix.lower() in _BESIDE_TEXT


def _sorted(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def _expand(folder: Path, prefix: str, pattern: tuple[str, ...]) -> Iterator[str]:
    if not pattern:
        return
    first, *rest = pattern
    below = tuple(rest)
    if first == _ANY_DEPTH:
        yield from _expand(folder, prefix, below or ("*",))
    for name, is_folder in _listed(folder):
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


def _listed(folder: Path) -> list[tuple[str, bool]]:
    """Names in a folder, and whether each is a folder itself; none where it cannot be listed."""
    try:
        with os.scandir(folder) as entries:
            return [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    except OSError:
        return []
