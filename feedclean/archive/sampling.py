"""The articles of a source that its template is learned from, chosen by their digests."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from feedclean.archive.spool import key_of
from feedclean.learn import profile
from feedclean.model.article import Digest, RawArticle, SourceId
from feedclean.model.plan import BlockProfile

SAMPLE: Final = 2048
"""Articles of a source: in so many a block of two articles in a hundred is found 40 times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiled:
    """The profile of one article of a sample."""

    source: SourceId
    rank: int
    profile: BlockProfile


@dataclass(slots=True)
class Sample:
    """The articles of each source with the smallest digests, whatever order they come in."""

    most: int
    heaps: dict[SourceId, list[tuple[int, int]]] = field(default_factory=dict)
    profiles: dict[tuple[SourceId, int], BlockProfile] = field(default_factory=dict)

    def offer(self, raw: RawArticle, mark: Digest) -> None:
        """Takes an article in, if it is among them so far."""
        source, rank = raw.meta.source, key_of(mark)
        heap = self.heaps.setdefault(source, [])
        if (source, rank) in self.profiles or (len(heap) >= self.most and rank > -heap[0][0]):
            return
        self.profiles[source, rank] = profile(raw)
        heapq.heappush(heap, (-rank, rank))
        if len(heap) > self.most:
            _, gone = heapq.heappop(heap)
            del self.profiles[source, gone]

    def profiled(self) -> Iterator[Profiled]:
        """The sample, in the order of sources and digests."""
        for source, rank in sorted(self.profiles):
            one = self.profiles[source, rank]
            yield Profiled(source=source, rank=rank, profile=one)
