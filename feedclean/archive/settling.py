"""Copies: of several versions of an article one stands, and each other one has its line.

Three times over, as one key after the other brings articles together: by id, by address, by text.
What a key says is checked with the texts themselves, by the rules a feed has for it. Ids come
first: then no two articles have the same, and whatever takes over an id later takes it from an
article that does not stand any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final

from feedclean.archive.cleaning import STAGE as CLEAN
from feedclean.archive.cleaning import placed, text_of
from feedclean.archive.done import known, note
from feedclean.archive.spool import Spool
from feedclean.archive.values import LeftOut, Place, left_out
from feedclean.codec import digest
from feedclean.generate.archives import month_of
from feedclean.generate.duplicates import distinct
from feedclean.model.article import ArticleId, CleanArticle, Digest, Dropped, SourceId
from feedclean.model.removal import RuleId

STAGE: Final = "settle"
KINDS: Final = ("id", "address", "text")
EACH: Final = 50_000
"""Keys of one slice; of nearly all of them there is one article, so they are all that is held."""
_MOST: Final = 1_000
"""Articles of one key that are held against each other; of more than that a key says nothing."""
_TO_THE_LETTER: Final = "another copy stands: the same to the letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where an article lies: the number of its shard, and its own within that."""

    shard: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An article that does not stand, as another version of it does."""

    spot: Spot
    month: str
    told: LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """An article that stands under another id or date than its own: those of its first version."""

    spot: Spot
    source: SourceId
    before: str
    """Its month as it was."""
    id: ArticleId
    published: datetime | None
    url: str | None
    month: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What came of one slice of keys."""

    key: Digest
    copies: tuple[Copy, ...] = ()
    amended: tuple[Amended, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """All cleaned articles, which of them stand once all is settled, and where they go."""

    place: Place
    output: Path
    shards: tuple[Digest, ...]
    """Keys of the clean shards, in their order."""
    gone: frozenset[tuple[int, int]]
    """Spots of what does not stand."""
    amended: tuple[Amended, ...]
    basis: Digest
    """Of all that the articles are, and of which stand."""
    filed: tuple[tuple[int, Digest], ...] = ()
    """Of each slice of what is filed by months the first key, and that of its file."""

    def amendments(self) -> dict[tuple[int, int], Amended]:
        """What is amended, by its spot."""
        return {spot_key(one.spot): one for one in self.amended}


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleJob:
    """What settling is told besides which keys it is about."""

    place: Place
    kind: str
    shards: tuple[Digest, ...]
    """Keys of the clean shards, in their order."""
    basis: Digest
    """Of their contents, and of what has been settled by the kinds before."""
    gone: tuple[Spot, ...] = ()
    """What does not stand any more."""
    amended: tuple[Amended, ...] = ()
    """What stands under another id already."""


def settle_key(bounds: tuple[int, int], job: SettleJob) -> Digest:
    """Digest of all that the copies among a range of keys depend on."""
    return digest(job.basis, job.kind, *map(str, bounds))


def settle_slice(bounds: tuple[int, int], job: SettleJob) -> Settled:
    """Finds the copies among articles whose keys are in a range, unless that is done."""
    (low, high), key = bounds, settle_key(bounds, job)
    found = known(job.place, STAGE, key, Settled)
    if found is not None:
        return found
    copies: list[Copy] = []
    amended: list[Amended] = []
    desk = _Desk(job)
    for spots in _shared(low, high, job):
        if job.kind == "text":
            copies += desk.same_texts(spots)
        else:
            more, changed = desk.versions(spots)
            copies += more
            amended += changed
    result = Settled(key=key, copies=tuple(copies), amended=tuple(amended))
    note(job.place, STAGE, key, result)
    return result


def _shared(low: int, high: int, job: SettleJob) -> Iterator[list[Spot]]:
    """Articles that share a key, in the order of their shards; those of one alone left out."""
    gone = {(one.shard, one.number) for one in job.gone}
    found = placed(job.place, job.shards, job.kind, (low, high))
    for _, group in groupby(found, key=lambda one: one[0]):
        spots = [
            Spot(shard=shard, number=number)
            for _, shard, number in group
            if (shard, number) not in gone
        ]
        if len(spots) > 1:
            yield spots


class _Desk:
    """Opens articles and compares them."""

    def __init__(self, job: SettleJob) -> None:
        self._job = job
        self._amended = {(one.spot.shard, one.spot.number): one for one in job.amended}

    def versions(self, spots: Sequence[Spot]) -> tuple[list[Copy], list[Amended]]:
        """Of articles that share an address or an id, those that are versions of another one."""
        # The fingerprint says which article it is, whatever id or date it comes to stand under.
        articles: dict[tuple[int, int], CleanArticle] = {}
        where: dict[Digest, list[tuple[int, int]]] = {}
        for spot in spots:
            article = self._article(spot)
            places = where.setdefault(article.fingerprint.raw, [])
            if not places and len(where) <= _MOST:
                articles[spot_key(spot)] = article
            places.append(spot_key(spot))
        if len(where) > _MOST:
            return self._told_apart(where)
        found = distinct(list(articles.values()))
        stands = {one.fingerprint.raw: one for one in found.articles}
        reasons = {(one.meta.id, one.meta.title): one.reason for one in found.dropped}
        copies: list[Copy] = []
        amended: list[Amended] = []
        for raw, places in where.items():
            article = articles[places[0]]
            rest = places
            if raw in stands:
                rest = places[1:]
                if stands[raw].meta != article.meta:
                    amended.append(_amended(places[0], article, stands[raw]))
            why = reasons.get((article.meta.id, article.meta.title), f"the same {self._job.kind}")
            copies += [_copy(at, article, f"archive/same-{self._job.kind}", why) for at in rest]
        return copies, amended

    def same_texts(self, spots: Sequence[Spot]) -> Iterator[Copy]:
        """Of articles with one text and date, all but the one whose id comes first."""
        groups: dict[Digest, list[tuple[ArticleId, Spot, CleanArticle]]] = {}
        for spot in spots:
            article = self._article(spot)
            told = replace(article, html="", removals=())
            group = groups.setdefault(digest(*text_of(article)), [])
            group.append((article.meta.id, spot, told))
        for group in groups.values():
            first, *rest = sorted(group, key=lambda one: (one[0], spot_key(one[1])))
            for _, spot, article in rest:
                why = f"another copy stands under {first[0]}: the same text"
                yield _copy(spot_key(spot), article, "archive/same-text", why)

    def _told_apart(
        self, where: Mapping[Digest, Sequence[tuple[int, int]]]
    ) -> tuple[list[Copy], list[Amended]]:
        """A thousand articles under one id are no versions: each gets an id of its own."""
        kind = self._job.kind
        copies: list[Copy] = []
        amended: list[Amended] = []
        for number, raw in enumerate(sorted(where)):
            at, *rest = where[raw]
            article = self._article(Spot(shard=at[0], number=at[1]))
            if number and kind == "id":
                own = ArticleId(f"{article.meta.id}#{raw[:16]}")
                told = replace(article, meta=replace(article.meta, id=own))
                amended.append(_amended(at, article, told))
            copies += [_copy(one, article, f"archive/same-{kind}", _TO_THE_LETTER) for one in rest]
        return copies, amended

    def _article(self, spot: Spot) -> CleanArticle:
        path = self._job.place.at(CLEAN, f"{self._job.shards[spot.shard]}.articles")
        with Spool(path, CleanArticle) as spool:
            article = spool[spot.number]
        return with_amendment(article, self._amended.get(spot_key(spot)))


def spot_key(spot: Spot) -> tuple[int, int]:
    """A spot as what can be sorted and looked up."""
    return (spot.shard, spot.number)


def with_amendment(article: CleanArticle, one: Amended | None) -> CleanArticle:
    """An article under the id and date it stands under."""
    if one is None:
        return article
    meta = replace(article.meta, id=one.id, published=one.published, url=one.url)
    return replace(article, meta=meta)


def _amended(at: tuple[int, int], before: CleanArticle, after: CleanArticle) -> Amended:
    return Amended(
        spot=Spot(shard=at[0], number=at[1]),
        source=before.meta.source,
        before=month_of(before.meta),
        id=after.meta.id,
        published=after.meta.published,
        url=after.meta.url,
        month=month_of(after.meta),
    )


def _copy(at: tuple[int, int], article: CleanArticle, rule: str, reason: str) -> Copy:
    dropped = Dropped(meta=article.meta, rule=RuleId(rule), reason=reason)
    return Copy(
        spot=Spot(shard=at[0], number=at[1]),
        month=month_of(article.meta),
        told=left_out(dropped),
    )
