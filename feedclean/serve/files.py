"""Which file of the published folder a path means; nothing hidden, nothing outside."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

INDEX: Final = "index.html"
_FORBIDDEN: Final = frozenset('\\:*?"<>|\x7f')
"""What Windows reads as drive, stream, separator or pattern; control characters as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A folder asked for as if it were a file: links in its index would lead astray."""

    location: str


def find(root: Path, asked: str) -> Path | Elsewhere | None:
    """The file that is meant, or where to ask instead; None: there is nothing.

    ``root`` may be reached through a link, and links below it may lead to other files below it.
    """
    if not asked.startswith("/"):
        return None
    *folders, name = asked[1:].split("/")
    if not all(_is_plain(part) for part in (*folders, *((name,) if name else ()))):
        return None
    try:
        found = _inside(root, root.joinpath(*folders, name or INDEX))
        if found is None:
            return None
        mode = found.stat().st_mode
        if stat.S_ISREG(mode):
            return found
        if name and stat.S_ISDIR(mode) and _inside(root, found / INDEX) is not None:
            return Elsewhere(location=quote(f"{asked}/"))
    except (OSError, ValueError):  # of names no file system takes
        return None
    return None


def beside(root: Path, file: Path, ending: str) -> Path | None:
    """The same file as a host would send it compressed, if there is one: ``x.atom.gz``."""
    try:
        found = _inside(root, file.with_name(file.name + ending))
        return found if found is not None and found.is_file() else None
    except OSError:
        return None


def _is_plain(part: str) -> bool:
    return (
        bool(part)
        and not part.startswith(".")
        and not any(char in _FORBIDDEN or char < " " for char in part)
    )


def _inside(root: Path, path: Path) -> Path | None:
    """Where a path leads, if that is below the root and nothing on the way is hidden."""
    try:
        real, top = path.resolve(strict=True), root.resolve(strict=True)
    except (OSError, RuntimeError):  # the latter: links in a circle, up to Python 3.12
        return None
    if not real.is_relative_to(top):
        return None
    # Once more: a link may lead to a hidden file, and Windows knows short names for them.
    return None if any(part.startswith(".") for part in real.relative_to(top).parts) else real
