"""What shards have come to, remembered on disk, so that a run that was stopped can go on.

A shard is known by the digest of all it depends on. Its files have that as their name; what it came
to is written last, with how long they are. So a shard is done once and not in part, and after any
change of inputs, options or the program exactly those are done anew that depend on it; so are those
whose files a disk has lost since.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from feedclean.archive.spool import put, read_json
from feedclean.archive.values import Place
from feedclean.codec import canonical_json

Value = TypeVar("Value")

FILES: Final[Mapping[str, tuple[str, ...]]] = {
    "clean": ("articles", "keys", "places"),
    "file": ("spots",),
    "learn": ("templates",),
    "read": ("ranks", "raw"),
    "sample": ("profiles", "sources"),
}
"""Endings of the files that a shard of a stage has besides what it came to."""
STAGES: Final = frozenset(
    ("clean", "documents", "file", "fronts", "learn", "read", "rows", "sample", "settle")
)
"""Folders that shards have files in."""
_SUFFIX: Final = ".json"


def known(place: Place, stage: str, key: str, kind: type[Value]) -> Value | None:
    """What a shard came to; None where it is not done or not whole, or nobody can tell."""
    try:
        sizes, _, result = _path(place, stage, key).read_bytes().partition(b"\n")
        if read_json(sizes, dict[str, int]) != _sizes(place, stage, key):
            return None
        return read_json(result, kind)
    except (OSError, ValueError):
        return None


def note(place: Place, stage: str, key: str, result: object) -> None:
    """Remembers what a shard came to, once its files are there."""
    lines = (canonical_json(_sizes(place, stage, key)), canonical_json(result))
    put(_path(place, stage, key), "\n".join(lines).encode())


def note_parts(place: Place, stage: str, key: str, parts: tuple[tuple[object, ...], ...]) -> None:
    """Remembers into what a shard was split, since as a whole it cannot be worked on."""
    put(_parts(place, stage, key), canonical_json(parts).encode())


def parts_of(
    place: Place, stage: str, key: str, item: type[Value] | None
) -> tuple[tuple[Value, ...], ...]:
    """The parts of a shard that was split before; none where it was not, or nobody can tell."""
    if item is None:
        return ()
    kind: Any = tuple[tuple[item, ...], ...]  # type: ignore[valid-type]  # known only now
    try:
        found: tuple[tuple[Value, ...], ...] = read_json(
            _parts(place, stage, key).read_bytes(), kind
        )
    except (OSError, ValueError):
        return ()
    return found


def _parts(place: Place, stage: str, key: str) -> Path:
    return place.at(stage, f"{key}.parts")


def _sizes(place: Place, stage: str, key: str) -> dict[str, int]:
    """How long each file of a shard is. Raises: OSError, where one is missing."""
    return {end: place.at(stage, f"{key}.{end}").stat().st_size for end in FILES.get(stage, ())}


def sweep(place: Place, used: Mapping[str, Collection[str]]) -> None:
    """Removes what belongs to no shard of a run that is done: what earlier ones had worked out.

    ``used`` has of each stage the keys of its shards, and whole names of other files.
    """
    for folder in sorted(path for path in place.folder.iterdir() if path.name in STAGES):
        keys = used.get(folder.name, ())
        for path in sorted(folder.iterdir()):
            if path.name not in keys and path.name.partition(".")[0] not in keys:
                path.unlink(missing_ok=True)


def _path(place: Place, stage: str, key: str) -> Path:
    return place.at(stage, f"{key}{_SUFFIX}")
