"""From inputs to the articles that stand: read, learn, clean, settle, each in shards.

What a shard comes to lies on disk; here are only its key and its counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import Final

from feedclean.archive import blame, cleaning, filing, learning, reading, sampling, settling
from feedclean.archive.driving import Driver, in_order
from feedclean.archive.months import Tally
from feedclean.archive.order import Order
from feedclean.archive.spool import Spool, slices
from feedclean.archive.stages import Stage, single
from feedclean.archive.values import CleanShard, Piece, ReadShard, passing
from feedclean.codec import digest
from feedclean.model.article import Digest, SourceId

_LEARNED: Final = 250
"""Articles whose sources make one slice to learn from."""
_SLICES: Final = 64
"""At most, since each of them looks into all shards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HasRead:
    """What the first round came to."""

    shards: tuple[tuple[Digest, int], ...]
    """Keys of what was read, in the order of the inputs, each with the number of its shard."""
    sizes: tuple[int, ...]
    """Bytes of each of them, unpacked."""
    members: int
    bytes: int
    articles: int
    left_out: int
    failures: int
    again: int
    """Failures that another run may not have."""
    sources: dict[SourceId, int]
    """How many articles each has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HasLearned:
    """What was learned between the rounds."""

    slices: tuple[tuple[int, Digest], ...]
    """The first key of each, and that of its file, in their order."""
    plans: dict[SourceId, Digest]
    """Of all sources that have a template of their own, by digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HasCleaned:
    """What the second round came to."""

    shards: tuple[tuple[Digest, int], ...]
    """The key of each clean shard, and which of those that were read it is of."""
    contents: tuple[Digest, ...]
    tally: Tally
    articles: int
    failures: int
    again: int
    """As above."""
    dropped: int
    """Articles that rules leave out."""

    @property
    def keys(self) -> tuple[Digest, ...]:
        """Of all clean shards, in their order."""
        return tuple(key for key, _ in self.shards)


@dataclass(frozen=True, slots=True, kw_only=True)
class HasSettled:
    """Which copies there are; which articles they are is in the tally."""

    slices: tuple[Digest, ...]
    copies: int
    basis: Digest
    """Of all that the articles are, and of which stand."""


def read(
    driver: Driver, order: Order, edition: Digest, planned: Spool[tuple[Piece, ...]]
) -> HasRead:
    """The first round."""
    job = reading.ReadJob(place=driver.place, intent=order.intent, edition=edition)
    stage = Stage(
        name=reading.STAGE,
        work=partial(reading.read_shard, job=job),
        key=partial(reading.read_key, job=job),
        kind=ReadShard,
        item=Piece,
        halves=partial(blame.halves, job=job),
        lost=lambda pieces, lost: blame.lost(pieces, job, lost.error, lost.message),
    )
    came: list[tuple[tuple[int, ...], Digest, int]] = []
    counts: Counter[str] = Counter()
    sources: Counter[SourceId] = Counter()
    for one in driver.run(stage, planned, len(planned)):
        shard: ReadShard = one.result
        came.append((one.at, shard.key, shard.bytes))
        for name in ("members", "bytes", "articles"):
            counts[name] += getattr(shard, name)
        counts["left_out"] += len(shard.passed_over)
        counts["failures"] += len(shard.failures)
        counts["again"] += passing(shard.failures)
        sources.update({one.source: one.articles for one in shard.sources})
    came.sort()
    return HasRead(
        shards=tuple((key, at[0]) for at, key, _ in came),
        sizes=tuple(size for _, _, size in came),
        members=counts["members"],
        bytes=counts["bytes"],
        articles=counts["articles"],
        left_out=counts["left_out"],
        failures=counts["failures"],
        again=counts["again"],
        sources=dict(sources),
    )


def learn(driver: Driver, order: Order, edition: Digest, has_read: HasRead) -> HasLearned:
    """What sources put around their articles."""
    sampled, profiles = _sampled(driver, edition, has_read)
    job = learning.LearnJob(place=driver.place, shards=sampled, timezone=order.intent.timezone)
    stage = Stage(
        name=learning.STAGE,
        work=single(learning.learn_slice, job),
        key=single(learning.learn_key, job),
        kind=learning.Learned,
    )
    bounds = _sliced(profiles, _LEARNED)
    learned: list[tuple[int, Digest]] = []
    plans: dict[SourceId, Digest] = {}
    for one in driver.run(stage, ((pair,) for pair in bounds), len(bounds)):
        found: learning.Learned = one.result
        learned.append((found.low, found.key))
        plans.update(found.plans)
    return HasLearned(slices=tuple(sorted(learned)), plans=plans)


def _sampled(driver: Driver, edition: Digest, has_read: HasRead) -> tuple[tuple[Digest, ...], int]:
    """Keys of the shards of profiles, in their order, and how many profiles there are."""
    job = sampling.SampleJob(place=driver.place, edition=edition)
    stage = Stage(
        name=sampling.STAGE,
        work=single(sampling.sample_shard, job),
        key=single(sampling.sample_key, job),
        kind=sampling.Sampled,
        item=sampling.ToSample,
        halves=lambda items: tuple((half,) for half in items[0].halves()),
        lost=lambda items, _: sampling.lost(items[0], job),
    )
    shards, counts = has_read.shards, has_read.sources
    todo = ((sampling.to_sample(driver.read(key), counts),) for key, _ in shards)
    came: list[tuple[tuple[int, ...], sampling.Sampled]] = [
        (one.at, one.result) for one in driver.run(stage, todo, len(shards))
    ]
    came.sort(key=lambda one: one[0])
    return tuple(one.key for _, one in came), sum(one.profiles for _, one in came)


def clean(
    driver: Driver, order: Order, edition: Digest, has_read: HasRead, learned: HasLearned
) -> HasCleaned:
    """The second round."""
    job = cleaning.CleanJob(
        place=driver.place,
        edition=edition,
        rules=order.rules,
        learned=learned.slices,
        timezone=order.intent.timezone,
    )
    stage = Stage(
        name=cleaning.STAGE,
        work=single(cleaning.clean_shard, job),
        key=single(cleaning.clean_key, job),
        kind=CleanShard,
        item=cleaning.ToClean,
        halves=lambda items: tuple((half,) for half in items[0].halves()),
        lost=lambda items, lost: cleaning.lost(items[0], job, lost.error, lost.message),
    )
    shards, sizes = has_read.shards, has_read.sizes
    # The largest first: whoever is the last to be done is busy with a small one.
    turns = sorted(range(len(shards)), key=lambda at: (-sizes[at], at))
    todo = ((cleaning.to_clean(driver.read(shards[at][0]), learned.plans),) for at in turns)
    came: list[tuple[tuple[int, ...], Digest, Digest]] = []
    tally, counts = Tally(), Counter[str]()
    for one in driver.run(stage, todo, len(shards)):
        found: CleanShard = one.result
        came.append(((turns[one.at[0]], *one.at[1:]), found.key, found.content))
        tally.take(found)
        counts["articles"] += found.articles
        counts["failures"] += len(found.failures)
        counts["again"] += passing(found.failures)
        counts["dropped"] += len(found.dropped)
    came.sort()
    return HasCleaned(
        shards=tuple((key, at[0]) for at, key, _ in came),
        contents=tuple(content for _, _, content in came),
        tally=tally,
        articles=counts["articles"],
        failures=counts["failures"],
        again=counts["again"],
        dropped=counts["dropped"],
    )


def settle(driver: Driver, cleaned: HasCleaned) -> HasSettled:
    """Finds the copies, and takes them off the tally."""
    tally = cleaned.tally
    bounds = _sliced(cleaned.articles, settling.EACH)
    keys: list[Digest] = []
    copies = 0
    for kind in settling.KINDS:
        job = settling.SettleJob(
            place=driver.place,
            kind=kind,
            shards=cleaned.keys,
            basis=digest(*cleaned.contents, *keys),
            gone=tuple(
                settling.Spot(shard=shard, number=number) for shard, number in sorted(tally.gone)
            ),
            amended=tally.in_order(),
        )
        stage = Stage(
            name=settling.STAGE,
            work=single(settling.settle_slice, job),
            key=single(settling.settle_key, job),
            kind=settling.Settled,
        )
        found = driver.run(stage, ((pair,) for pair in bounds), len(bounds))
        settled: list[settling.Settled] = [one.result for one in in_order(found)]
        for part in settled:
            tally.settle(part.copies, part.amended, cleaned.keys)
            copies += len(part.copies)
        keys += [part.key for part in settled]
    return HasSettled(slices=tuple(keys), copies=copies, basis=digest(*cleaned.contents, *keys))


def file(driver: Driver, cleaned: HasCleaned) -> tuple[tuple[int, Digest], ...]:
    """Files all articles by months: the first key of each slice, and that of its file."""
    job = filing.FileJob(place=driver.place, shards=cleaned.keys)
    stage = Stage(
        name=filing.STAGE,
        work=single(filing.file_slice, job),
        key=single(filing.file_key, job),
        kind=filing.Filed,
    )
    bounds = _sliced(cleaned.articles, filing.EACH)
    found = driver.run(stage, ((pair,) for pair in bounds), len(bounds))
    return tuple(sorted((one.result.low, one.result.key) for one in found))


def _sliced(count: int, each: int) -> list[tuple[int, int]]:
    """Ranges of keys with about ``each`` of ``count`` values, or more where that were too many."""
    return slices(count, max(each, -(-count // _SLICES)))
