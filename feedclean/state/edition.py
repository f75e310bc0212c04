"""Which edition of this program is running, told from its own files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from feedclean.codec import digest
from feedclean.model.article import Digest

_SOURCES: Final = (".json", ".py", ".toml")
_ELSEWHERE: Final = frozenset({"cli", "execute", "gather", "publish", "state"})
"""Rooms that have no part in what an entry says."""


@cache
def edition() -> Digest:
    """Digest of the code and the tables that articles are read, cleaned and rendered with.

    A number to be raised by hand would be forgotten; then a build would go on publishing what the
    edition before made of an article. 12 ms for 130 files.
    """
    parts: list[str | bytes] = []
    for name, file in sorted(_sources(files("feedclean"), ""), key=lambda pair: pair[0]):
        parts += [name, file.read_bytes()]
    return digest(*parts)


def _sources(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            if item.name not in _ELSEWHERE:
                yield from _sources(item, f"{prefix}{item.name}/")
        elif item.name.endswith(_SOURCES):
            yield prefix + item.name, item
