"""From inputs to the articles that stand: read, learn, clean, settle, each in shards.

What a shard comes to lies on disk; here are only its key and its counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import Final

from feedclean.archive import blame, cleaning, learning, reading, settling
from feedclean.archive.driving import Driver, in_order
from feedclean.archive.months import Tally
from feedclean.archive.order import Order
from feedclean.archive.spool import Spool, slices
from feedclean.archive.stages import Stage, single
from feedclean.archive.values import CleanShard, Piece, ReadShard, passing
from feedclean.codec import digest
from feedclean.model.article import Digest, SourceId

_SOURCES: Final = 2_000
"""Articles whose sources make one slice to learn from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HasRead:
    """What the first round came to."""

    shards: tuple[tuple[Digest, int], ...]
    """Keys of what was read, in the order of the inputs, each with the number of its shard."""
    members: int
    bytes: int
    articles: int
    left_out: int
    failures: int
    again: int
    """Failures that another run may not have."""
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HasLearned:
    """What was learned between the rounds."""

    slices: tuple[Digest, ...]
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
        halves=partial(blame.halves, job=job),
        lost=lambda pieces, lost: blame.lost(pieces, job, lost.error, lost.message),
    )
    came: list[tuple[tuple[int, ...], Digest]] = []
    counts: Counter[str] = Counter()
    sources: set[SourceId] = set()
    for one in driver.run(stage, planned, len(planned)):
        shard: ReadShard = one.result
        came.append((one.at, shard.key))
        for name in ("members", "bytes", "articles", "left_out"):
            counts[name] += getattr(shard, name)
        counts["failures"] += len(shard.failures)
        counts["again"] += passing(shard.failures)
        sources.update(count.source for count in shard.sources)
    return HasRead(
        shards=tuple((key, at[0]) for at, key in sorted(came)),
        members=counts["members"],
        bytes=counts["bytes"],
        articles=counts["articles"],
        left_out=counts["left_out"],
        failures=counts["failures"],
        again=counts["again"],
        sources=len(sources),
    )


def learn(driver: Driver, order: Order, has_read: HasRead) -> HasLearned:
    """What sources put around their articles."""
    job = learning.LearnJob(
        place=driver.place,
        shards=tuple(key for key, _ in has_read.shards),
        timezone=order.intent.timezone,
    )
    stage = Stage(
        name=learning.STAGE,
        work=single(learning.learn_slice, job),
        key=single(learning.learn_key, job),
        kind=learning.Learned,
    )
    bounds = slices(has_read.articles, _SOURCES)
    learned: list[Digest] = []
    plans: dict[SourceId, Digest] = {}
    for one in driver.run(stage, ((pair,) for pair in bounds), len(bounds)):
        found: learning.Learned = one.result
        learned.append(found.key)
        plans.update(found.plans)
    return HasLearned(slices=tuple(sorted(learned)), plans=plans)


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
        halves=lambda items: tuple((half,) for half in cleaning.halves(items[0])),
        lost=lambda items, lost: cleaning.lost(items[0], job, lost.error, lost.message),
    )
    shards = has_read.shards
    todo = ((cleaning.to_clean(driver.read(key), learned.plans),) for key, _ in shards)
    came: list[tuple[tuple[int, ...], Digest, Digest]] = []
    tally, counts = Tally(), Counter[str]()
    for one in driver.run(stage, todo, len(shards)):
        found: CleanShard = one.result
        came.append((one.at, found.key, found.content))
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
    bounds = slices(cleaned.articles, settling.EACH)
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
            tally.settle(part.copies, part.amended)
            copies += len(part.copies)
        keys += [part.key for part in settled]
    return HasSettled(slices=tuple(keys), copies=copies, basis=digest(*cleaned.contents, *keys))
