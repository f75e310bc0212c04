"""Feeds combined of several sources: what ``[[feed]]`` may name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from feedclean.spelling import meant

EVERY: Final = "*"
"""In place of ids: every source there is."""


def river_problems(
    tables: Sequence[Mapping[str, Any]], sources: Collection[str], *, is_open: bool
) -> Iterator[tuple[str, str]]:
    """Keys that are wrong, and why; ``is_open`` where lists on the web may bring more sources."""
    taken: dict[str, str] = dict.fromkeys(sources, "a source")
    for number, table in enumerate(tables, 1):
        where, name = f"feed[{number}]", table.get("id")
        if isinstance(name, str):
            if name in taken:
                yield (
                    f"{where}.id",
                    f'{taken[name]} has the id "{name}" already; give the feed one of its own',
                )
            taken[name] = "another feed"
        members = table.get("sources")
        if not isinstance(members, list) or is_open:
            continue
        for member in members:
            if not isinstance(member, str) or member == EVERY or member in sources:
                continue
            yield f"{where}.sources", f'no source "{member}"; {meant(member, sources)}'
