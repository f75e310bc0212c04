"""The articles that templates are learned from, chosen by their digests → their profiles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from feedclean.archive.done import known, note
from feedclean.archive.reading import STAGE as READ
from feedclean.archive.spool import Keyed, Spool, SpoolWriter, key_of, unpack, write_keys
from feedclean.archive.values import PartOfShard, Place, ReadShard
from feedclean.codec import canonical_json, digest
from feedclean.learn import profile
from feedclean.model.article import Digest, RawArticle, SourceId
from feedclean.model.plan import BlockProfile

STAGE: Final = "sample"
SAMPLE: Final = 2048
"""So many of a source, or up to a quarter more: a block of two in a hundred is found 40 times."""
_RANKS: Final = 1 << 64
_STEP_BITS: Final = 3
"""Of a count that are looked at: a source grows by a seventh or more until its sample is another,
and with it all that was learned of its articles and cleaned by that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiled:
    """The profile of one article of a sample."""

    source: SourceId
    rank: int
    profile: BlockProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleJob:
    """What profiling is told besides the shard."""

    place: Place
    edition: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSample(PartOfShard):
    """Articles that have been read, and which of them are looked at."""

    limits: tuple[tuple[SourceId, int], ...]
    """Ranks from which on articles of a source are not wanted; of other sources all are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """What came of it; the profiles lie in a file."""

    key: Digest
    profiles: int


def to_sample(read: ReadShard, counts: Mapping[SourceId, int]) -> ToSample:
    """A shard as sampling wants it; ``counts`` has the articles of each source in all shards."""
    large = (one.source for one in read.sources if counts[one.source] > SAMPLE)
    return ToSample(
        read=read.key,
        content=read.content,
        limits=tuple((source, _RANKS * SAMPLE // _stepped(counts[source])) for source in large),
        last=read.articles,
    )


def _stepped(count: int) -> int:
    """A count without what is too small to matter: 1,000,000 as 917,504."""
    rest = max(0, count.bit_length() - _STEP_BITS)
    return count >> rest << rest


def sample_key(shard: ToSample, job: SampleJob) -> Digest:
    """Digest of all that the profiles of a shard depend on."""
    told = (shard.limits, shard.first, shard.last)
    return digest(job.edition, shard.content, canonical_json(told))


def sample_shard(shard: ToSample, job: SampleJob) -> Sampled:
    """Profiles the articles of a shard that are to be learned from, unless that is done."""
    key = sample_key(shard, job)
    found = known(job.place, STAGE, key, Sampled)
    if found is not None:
        return found
    profiled = sorted(_profiled(shard, job), key=lambda one: (one.source, one.rank))
    return _kept(profiled, key, job)


def lost(shard: ToSample, job: SampleJob) -> Sampled:
    """What stands in the place of an article that nobody could look at and live: no profile.

    Cleaning will tell of it, or do better. It has a key of its own: the next run tries again.
    """
    return _kept([], digest(sample_key(shard, job), "lost"), job)


def _kept(profiled: list[Profiled], key: Digest, job: SampleJob) -> Sampled:
    with SpoolWriter(job.place.at(STAGE, f"{key}.profiles")) as spool:
        keys = [Keyed(key_of(digest(one.source)), spool.add(one)) for one in profiled]
    write_keys(job.place.at(STAGE, f"{key}.sources"), keys)
    result = Sampled(key=key, profiles=len(keys))
    note(job.place, STAGE, key, result)
    return result


def _profiled(shard: ToSample, job: SampleJob) -> Iterator[Profiled]:
    limits = dict(shard.limits)
    body = job.place.at(READ, f"{shard.read}.ranks").read_bytes()
    ranks = unpack(body, tuple[tuple[SourceId, int], ...])
    seen: set[tuple[SourceId, int]] = set()
    with Spool(job.place.at(READ, f"{shard.read}.raw"), RawArticle) as raws:
        for number in range(shard.first, shard.last):
            source, rank = ranks[number]
            if rank < limits.get(source, _RANKS) and (source, rank) not in seen:
                seen.add((source, rank))
                yield Profiled(source=source, rank=rank, profile=profile(raws[number]))
