"""How many entries each month of each source has, as copies leave and amended ones move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Final

from feedclean.archive.documents import MOST_ENTRIES, Bundle, Front, Headed, Month, names_of
from feedclean.archive.settling import Amended, Copy, Spot, spot_key
from feedclean.archive.values import CleanShard
from feedclean.codec import canonical_json, digest
from feedclean.model.article import Digest, SourceId

_BUNDLE: Final = 2 * MOST_ENTRIES
"""Entries of the documents that are made in one go."""
_BUNDLE_END: Final = 64
"""They end behind about every so many-th month or source, too, by its name: more articles in one
change what it is made with, and what is behind that hardly ever."""
_MARKS: Final = 1 << 128


@dataclass(slots=True)
class Tally:
    """The months of all sources; as many values as there are months, not articles."""

    counts: Counter[tuple[SourceId, str]] = field(default_factory=Counter)
    marks: Counter[tuple[SourceId, str]] = field(default_factory=Counter)
    """Of all that the articles of a month depend on: sums, as shards come in any order."""
    gone: set[tuple[int, int]] = field(default_factory=set)
    amended: dict[tuple[int, int], Amended] = field(default_factory=dict)
    filed: dict[tuple[int, int], str] = field(default_factory=dict)
    """The months under which amended articles were filed when they were cleaned."""

    def take(self, shard: CleanShard) -> None:
        """Counts the articles of a shard."""
        for group in shard.groups:
            self.counts[group.source, group.month] += group.articles
            self._mark(group.source, group.month, shard.key)

    def settle(
        self, copies: Iterable[Copy], amended: Iterable[Amended], shards: Sequence[Digest]
    ) -> None:
        """Takes copies out, and has amended articles counted where they belong now.

        ``shards`` are the keys of the clean shards, in their order.
        """
        for one in copies:
            at = spot_key(one.spot)
            self.gone.add(at)
            self._less(one.told.source, one.month)
            for month in {one.month, self.filed.get(at, one.month)}:
                self._mark(one.told.source, month, "gone", shards[at[0]], str(at[1]))
        for change in amended:
            at = spot_key(change.spot)
            self._less(change.source, change.before)
            self.counts[change.source, change.month] += 1
            told = canonical_json((change.id, change.published, change.url, change.month))
            for month in {change.before, change.month, self.filed.get(at, change.month)}:
                self._mark(change.source, month, told, shards[at[0]], str(at[1]))
            self.filed.setdefault(at, change.before)
            self.amended[at] = change

    def _mark(self, source: SourceId, month: str, *parts: str) -> None:
        self.marks[source, month] += int(digest(*parts), 16)

    def _less(self, source: SourceId, month: str) -> None:
        self.counts[source, month] -= 1
        if self.counts[source, month] <= 0:
            del self.counts[source, month]

    def in_order(self) -> tuple[Amended, ...]:
        """What stands under another id or date than its own, in the order of the shards."""
        return tuple(self.amended[at] for at in sorted(self.amended))

    def months(self) -> Iterator[Month]:
        """All months, by source and time."""
        moved: dict[tuple[SourceId, str], list[Spot]] = {}
        for at, change in sorted(self.amended.items()):
            if at not in self.gone and self.filed[at] != change.month:
                moved.setdefault((change.source, change.month), []).append(change.spot)
        for source, month in sorted(self.counts):
            count = self.counts[source, month]
            yield Month(
                source=source,
                month=month,
                articles=count,
                basis=f"{self.marks[source, month] % _MARKS:032x}",
                names=names_of(month, count),
                moved_in=tuple(moved.get((source, month), ())),
            )


def fronts(
    months: Sequence[Month], titles: Mapping[SourceId, str], newest: int
) -> Iterator[tuple[Front, ...]]:
    """The feeds of all sources, as many together as make a shard, in the order of their keys."""
    row: list[Front] = []
    entries = 0
    for front in sorted(_fronts(months, titles, newest), key=lambda one: one.newest[0].key):
        row.append(front)
        entries += sum(month.articles for month in front.newest)
        if entries >= _BUNDLE or _is_end(front.source):
            yield tuple(row)
            row, entries = [], 0
    if row:
        yield tuple(row)


def _fronts(
    months: Sequence[Month], titles: Mapping[SourceId, str], newest: int
) -> Iterator[Front]:
    """The feed of each source, with the months its newest entries are of."""
    for source, group in groupby(months, key=lambda one: one.source):
        all_ = list(group)
        wanted: list[Month] = []
        while len(wanted) < len(all_) and sum(one.articles for one in wanted) < newest:
            wanted.append(all_[-1 - len(wanted)])
        yield Front(
            source=source,
            title=titles.get(source, source),
            newest=tuple(wanted),
            names=tuple(name for one in all_ for name in one.names),
        )


def bundles(months: Sequence[Month], heads: Mapping[SourceId, Headed]) -> Iterator[Bundle]:
    """The documents of all months, as many together as make a shard, in the order of their keys."""
    row: list[tuple[Month, tuple[str | None, str | None]]] = []
    entries = 0
    for month, around in sorted(_with_neighbours(months), key=lambda one: one[0].key):
        row.append((month, around))
        entries += month.articles
        if entries >= _BUNDLE or _is_end(month.source, month.month):
            yield _bundle(row, heads)
            row, entries = [], 0
    if row:
        yield _bundle(row, heads)


def _is_end(*name: str) -> bool:
    """Whether something of this name is the last of those that are made in one go."""
    return int(digest(*name)[:6], 16) % _BUNDLE_END == 0


def _bundle(
    row: Sequence[tuple[Month, tuple[str | None, str | None]]], heads: Mapping[SourceId, Headed]
) -> Bundle:
    return Bundle(
        months=tuple(month for month, _ in row),
        heads=tuple(heads[month.source].head for month, _ in row),
        around=tuple(around for _, around in row),
    )


def _with_neighbours(
    months: Sequence[Month],
) -> Iterator[tuple[Month, tuple[str | None, str | None]]]:
    """Each month with the document before its first, and the one behind its last."""
    for _, group in groupby(months, key=lambda one: one.source):
        all_ = [None, *group, None]
        for before, (month, behind) in zip(all_, pairwise(all_[1:]), strict=False):
            assert month is not None  # only those around may be none
            yield (
                month,
                (
                    before.names[-1] if before is not None else None,
                    behind.names[0] if behind is not None else None,
                ),
            )
