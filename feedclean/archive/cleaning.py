"""The second round: the raw articles of a shard → its clean ones, and keys to bring them together.

What an article is told by is worked out here, once: its address, its id, its text, and the month it
belongs to. Later stages look at these and open only the articles they need.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from feedclean.archive.done import known, note
from feedclean.archive.learning import Plans, plans_key
from feedclean.archive.reading import STAGE as READ
from feedclean.archive.spool import (
    Keyed,
    Spool,
    SpoolWriter,
    key_of,
    keys_between,
    write_keys,
)
from feedclean.archive.values import (
    CleanShard,
    Group,
    LeftOut,
    PartOfShard,
    Place,
    ReadShard,
    Rules,
    given_up,
    left_out,
)
from feedclean.clean import filters
from feedclean.clean.process import process
from feedclean.codec import digest
from feedclean.generate.archives import month_of
from feedclean.identity import url_key
from feedclean.model.article import CleanArticle, Digest, Failure, RawArticle, SourceId

STAGE: Final = "clean"
KINDS: Final = ("address", "id", "text", "by")
"""What articles may have in common; by: the month of their source."""
_UPPER: Final = ~0xFFFFFFFF
_TELLING: Final = 120
"""From so many characters on, nobody writes the same text twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanJob:
    """What cleaning a shard is told besides the shard."""

    place: Place
    edition: Digest
    learned: tuple[tuple[int, Digest], ...]
    """Of each slice of what has been learned the first key, and that of its file."""
    rules: Rules
    timezone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToClean(PartOfShard):
    """Articles that have been read, and the digest of the plans of their sources."""

    plans: Digest


def to_clean(read: ReadShard, plans: dict[SourceId, Digest]) -> ToClean:
    """A shard as cleaning wants it."""
    sources = tuple(one.source for one in read.sources)
    return ToClean(
        read=read.key,
        content=read.content,
        plans=plans_key(sources, plans),
        last=read.articles,
    )


def lost(shard: ToClean, job: CleanJob, error: str, message: str) -> CleanShard:
    """What stands in the place of a shard whose only article nobody could clean and live.

    It is remembered under a key of its own, so that the next run tries again, once.
    """
    with Spool(job.place.at(READ, f"{shard.read}.raw"), RawArticle) as raws:
        raw = raws[shard.first]
    failure = Failure(
        source=raw.meta.source,
        location=raw.origin.location,
        stage="clean",
        error=error,
        message=f"{raw.origin.location}: {message}",
    )
    whole = clean_key(shard, job)
    key = digest(whole, "lost")
    if known(job.place, STAGE, key, CleanShard) is not None:
        key, failure = whole, given_up(failure)
    for name in ("articles", "places"):
        with SpoolWriter(job.place.at(STAGE, f"{key}.{name}")):
            pass
    keys = _Keys()
    write_keys(job.place.at(STAGE, f"{key}.keys"), *keys.kinds.values())
    result = CleanShard(
        key=key,
        articles=0,
        failures=(failure,),
        dropped=(),
        groups=(),
        content=digest(*keys.marks),
    )
    note(job.place, STAGE, key, result)
    return result


def clean_key(shard: ToClean, job: CleanJob) -> Digest:
    """Digest of all that the clean articles of a shard depend on."""
    part = f"{shard.first}-{shard.last}"
    basis = (job.edition, job.rules.key, job.timezone or "")
    return digest(*basis, shard.content, shard.plans, part)


def clean_shard(shard: ToClean, job: CleanJob) -> CleanShard:
    """Cleans the articles of a shard, unless that is done; never raises for bad input."""
    key = clean_key(shard, job)
    found = known(job.place, STAGE, key, CleanShard)
    if found is not None:
        return found
    read = known(job.place, READ, shard.read, ReadShard)
    assert read is not None  # or it would not be here
    plans = Plans(job.place, job.learned, job.rules, read.sources, job.timezone)
    failures: list[Failure] = []
    dropped: list[LeftOut] = []
    keys = _Keys()
    with (
        Spool(job.place.at(READ, f"{shard.read}.raw"), RawArticle) as raws,
        SpoolWriter(job.place.at(STAGE, f"{key}.articles")) as spool,
        SpoolWriter(job.place.at(STAGE, f"{key}.places")) as places,
    ):
        for number in range(shard.first, shard.last):
            raw = raws[number]
            plan = plans[raw.meta.source]
            outcome = process(raw, plan)
            if isinstance(outcome, Failure):
                failures.append(outcome)
            if not isinstance(outcome, CleanArticle):
                continue
            article = as_first_seen(outcome)
            unwanted = filters.left_out(article, plan.rules)
            if unwanted is not None:
                dropped.append(left_out(replace(unwanted, location=raw.origin.location)))
            else:
                keys.add(article, spool.add(article))
                places.add(raw.origin.location)
    write_keys(job.place.at(STAGE, f"{key}.keys"), *keys.kinds.values())
    result = CleanShard(
        key=key,
        articles=len(keys.marks),
        failures=tuple(failures),
        dropped=tuple(dropped),
        groups=keys.groups(),
        content=digest(*keys.marks),
    )
    note(job.place, STAGE, key, result)
    return result


def as_first_seen(article: CleanArticle) -> CleanArticle:
    """The article as an entry of an archive that is read for the first time."""
    meta = article.meta
    if meta.updated is None or meta.updated != meta.published:
        return article
    return replace(article, meta=replace(meta, updated=None))


def location_at(place: Place, key: Digest, number: int) -> str:
    """Where an article of a shard lay before it was cleaned."""
    with Spool(place.at(STAGE, f"{key}.places"), str) as places:
        return places[number]


def placed(
    place: Place, shards: Sequence[Digest], kind: str, bounds: tuple[int, int]
) -> Iterator[tuple[int, int, int]]:
    """Keys of a kind that are in a range, each with where its article lies: shard and number."""
    low, high = bounds
    at = KINDS.index(kind)
    return heapq.merge(
        *(
            _in_shard(
                shard, keys_between(place.at(STAGE, f"{key}.keys"), low, high, at=at, of=len(KINDS))
            )
            for shard, key in enumerate(shards)
        )
    )


def _in_shard(shard: int, keys: Iterator[Keyed]) -> Iterator[tuple[int, int, int]]:
    return ((one.key, shard, one.number) for one in keys)


def group_key(source: str, month: str) -> int:
    """The key of the articles of one month of one source.

    The months of a source follow each other, so that all of them, or the newest, are one range.
    """
    year, _, number = month.partition("-")
    return (key_of(digest(source)) & _UPPER) + 12 * int(year) + int(number)


class _Keys:
    """The keys of a shard's articles, by kind."""

    def __init__(self) -> None:
        self.kinds: dict[str, list[Keyed]] = {name: [] for name in KINDS}
        self.marks: list[Digest] = []
        self._groups: Counter[tuple[SourceId, str]] = Counter()

    def add(self, article: CleanArticle, number: int) -> None:
        """Notes by what an article is told."""
        meta = article.meta
        if meta.url:
            self._put("address", number, meta.source, url_key(meta.url))
        self._put("id", number, meta.source, meta.id)
        if article.stats.chars_out >= _TELLING:
            self._put("text", number, *text_of(article))
        month = month_of(meta)
        self.kinds["by"].append(Keyed(group_key(meta.source, month), number))
        self._groups[meta.source, month] += 1
        self.marks.append(digest(article.fingerprint.raw, article.html))

    def _put(self, name: str, number: int, *parts: str) -> None:
        self.kinds[name].append(Keyed(key_of(digest(*parts)), number))

    def groups(self) -> tuple[Group, ...]:
        """How many articles there are of each month."""
        return tuple(
            Group(source=source, month=month, articles=self._groups[source, month])
            for source, month in sorted(self._groups)
        )


def text_of(article: CleanArticle) -> tuple[str, str, str]:
    """What two copies of one article have in common, letter by letter."""
    published = article.meta.published
    return (article.meta.source, published.isoformat() if published else "", article.html)
