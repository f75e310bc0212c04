"""Names of cases: folders on every system, and never a path."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from feedclean.codec import digest

LONGEST: Final = 64
_NAME: Final = re.compile(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*")
_DEVICES: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))]
)
"""Names Windows keeps for devices, whatever the extension."""
_SHORT: Final = 3
"""Letters below which a slug says nothing: ``a``, ``p2``."""


def name_problem(name: str) -> str:
    """Why a case cannot be called so; empty if it can."""
    if not _NAME.fullmatch(name):
        slug = _slug(name)
        hint = f', perhaps "{slug}"' if slug else ""
        return f'"{name}" cannot be the name of a folder: use a-z, 0-9, "-" and "_" only{hint}'
    if len(name) > LONGEST:
        return f"{len(name)} characters are too many, {LONGEST} at most"
    if name in _DEVICES:
        return f'"{name}" is the name of a device on Windows'
    return ""


def name_for(url: str | None, title: str, location: str) -> str:
    """A name for the case of an article: of its address, its title, its file, else a number."""
    last = PurePosixPath(unquote(urlsplit(url).path)).stem if url else ""
    for text in (last, title, PurePosixPath(location).stem):
        slug = _slug(text)
        if len(slug) >= _SHORT and not slug.isdigit() and not name_problem(slug):
            return slug
    return f"case-{digest(url or '', title, location)[:8]}"


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, or the first one of those with a number behind it that is not taken."""
    if name not in taken:
        return name
    numbered = (f"{name[: LONGEST - 5].rstrip('-')}-{n}" for n in range(2, len(taken) + 3))
    return next(one for one in numbered if one not in taken)


def _slug(text: str) -> str:
    slug = re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-_")
    return slug[:LONGEST].rstrip("-_")
