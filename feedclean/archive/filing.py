"""Where the articles of each month lie, brought together of all shards.

Each document looks up its articles here. Before, it looked into the keys of every shard: of a
million articles in 7,000 shards that was as dear as a twelfth of cleaning them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from feedclean.archive.cleaning import placed
from feedclean.archive.done import known, note
from feedclean.archive.spool import keys_between, write_ordered
from feedclean.archive.values import Place
from feedclean.codec import digest
from feedclean.model.article import Digest

STAGE: Final = "file"
EACH: Final = 50_000
"""Articles of one slice."""
_NUMBER_BITS: Final = 32
_NUMBER: Final = (1 << _NUMBER_BITS) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FileJob:
    """What filing is told besides which keys it is about."""

    place: Place
    shards: tuple[Digest, ...]
    """Keys of the clean shards, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A slice of keys of months; what they lead to lies in a file."""

    key: Digest
    low: int


def file_key(bounds: tuple[int, int], job: FileJob) -> Digest:
    """Digest of all that a slice depends on."""
    return digest(*job.shards, *map(str, bounds))


def file_slice(bounds: tuple[int, int], job: FileJob) -> Filed:
    """Files the articles whose months have keys in a range, unless that is done."""
    key = file_key(bounds, job)
    found = known(job.place, STAGE, key, Filed)
    if found is not None:
        return found
    spots = placed(job.place, job.shards, "by", bounds)
    write_ordered(
        job.place.at(STAGE, f"{key}.spots"),
        ((month, shard << _NUMBER_BITS | number) for month, shard, number in spots),
    )
    result = Filed(key=key, low=bounds[0])
    note(job.place, STAGE, key, result)
    return result


def filed_between(
    place: Place, filed: Sequence[tuple[int, Digest]], low: int, high: int
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Keys of months from ``low`` up to ``high``, each with a spot: shard and number.

    ``filed`` has of each slice its first key and that of its file, in their order.
    """
    lows = [first for first, _ in filed]
    for _, key in filed[max(0, bisect_right(lows, low) - 1) : bisect_right(lows, high)]:
        for one in keys_between(place.at(STAGE, f"{key}.spots"), low, high):
            yield one.key, (one.number >> _NUMBER_BITS, one.number & _NUMBER)
