"""Which edition of this program is running, told from its own files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from feedclean.codec import digest
from feedclean.model.article import Digest

_SOURCES: Final = (".json", ".py", ".toml")
_ELSEWHERE: Final = frozenset(
    "archive cli doctor execute gather golden publish schedule serve state watch".split()
)
"""Rooms that have no part in what an entry of a build says."""
_PACKAGE: Final = Path(__file__).parent.parent


@cache
def edition(also: tuple[str, ...] = ()) -> Digest:
    """Digest of the code and the tables that articles are read, cleaned and rendered with.

    ``also`` names rooms that have a part in it besides those of a build.

    A number to be raised by hand would be forgotten; then a build would go on publishing what the
    edition before made of an article. 7 ms for 170 files.
    """
    parts: list[str | bytes] = []
    for name, path in sorted(_sources(str(_PACKAGE), "", _ELSEWHERE - {*also})):
        with open(path, "rb") as file:  # noqa: PTH123 - a third of the time with pathlib
            parts += [name, file.read()]
    return digest(*parts)


def _sources(folder: str, prefix: str, elsewhere: frozenset[str]) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as items:
        for item in items:
            if item.is_dir():
                if item.name not in elsewhere:
                    yield from _sources(item.path, f"{prefix}{item.name}/", elsewhere)
            elif item.name.endswith(_SOURCES):
                yield prefix + item.name, item.path
