"""What lies beside a member of an archive, where that may be an index of its folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from posixpath import basename, dirname
from typing import Final

from feedclean.gather.index_page import may_be_index, may_list_others, stems_of

_MOST_NAMES: Final = 100_000
"""Members of an archive that are listed; what lies beside an index of more is not known."""


class Folders:
    """The files of an archive by their folders; nothing is listed until something may be an index.

    What is read forward only is read twice for that, so what a member says is looked at before.
    """

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        self._names = names
        self._stems: dict[str, tuple[str, ...]] | None = None

    def beside(self, name: str, body: bytes) -> tuple[str, ...]:
        """The stems of the files in the folder of a member, sorted; none if it is no index."""
        if not (may_be_index(name) and may_list_others(body)):
            return ()
        if self._stems is None:
            self._stems = _by_folder(self._names())
        return self._stems.get(dirname(name), ())


def _by_folder(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    some = list(islice(names, _MOST_NAMES + 1))
    if len(some) > _MOST_NAMES:
        return {}
    found: dict[str, list[str]] = {}
    for name in some:
        if not basename(name).startswith("."):
            found.setdefault(dirname(name), []).append(basename(name))
    return {folder: tuple(sorted(stems_of(inside))) for folder, inside in found.items()}
