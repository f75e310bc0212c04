"""Between the rounds: the profiles of all shards → a plan for each source."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from feedclean.archive.done import known, note
from feedclean.archive.sampling import STAGE as SAMPLE
from feedclean.archive.sampling import Profiled
from feedclean.archive.spool import Spool, SpoolWriter, key_of, keys_between
from feedclean.archive.values import Place, Rules, SourceCount
from feedclean.clean.digests import plan_digest
from feedclean.codec import canonical_json, digest
from feedclean.learn import ENOUGH, learn_from
from feedclean.model.article import Digest, SourceId
from feedclean.model.plan import BlockProfile, CleanOptions, CleanPlan, SiteRules, SiteTemplate
from feedclean.model.source import Source, SourceKind
from feedclean.work.plan import rules_at_hosts

STAGE: Final = "learn"


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnJob:
    """What learning is told besides which sources it is about."""

    place: Place
    shards: tuple[Digest, ...]
    """Keys of what has been profiled."""
    timezone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """The plans of the sources of one slice; their templates lie in a file."""

    key: Digest
    low: int
    high: int
    plans: tuple[tuple[SourceId, Digest], ...]
    """Of sources that have a template."""


def learn_key(bounds: tuple[int, int], job: LearnJob) -> Digest:
    """Digest of all that the templates of a range of sources depend on."""
    return digest(*job.shards, *map(str, bounds), job.timezone or "")


def learn_slice(bounds: tuple[int, int], job: LearnJob) -> Learned:
    """Learns the templates of the sources whose keys are in a range, unless that is done."""
    (low, high), key = bounds, learn_key(bounds, job)
    found = known(job.place, STAGE, key, Learned)
    if found is not None:
        return found
    plans: list[tuple[SourceId, Digest]] = []
    with SpoolWriter(job.place.at(STAGE, f"{key}.templates")) as spool:
        for source, profiles in _samples(low, high, job):
            template = learn_from(source, profiles) if len(profiles) >= ENOUGH else None
            if template is not None and template.blocks:
                spool.add(template)
                plans.append((source, plan_digest(plan_of(source, template, job.timezone))))
    result = Learned(key=key, low=low, high=high, plans=tuple(plans))
    note(job.place, STAGE, key, result)
    return result


def plan_of(
    source: SourceId,
    template: SiteTemplate | None,
    timezone: str | None,
    rules: tuple[SiteRules, ...] = (),
) -> CleanPlan:
    """What the articles of a source are cleaned by."""
    options = CleanOptions(timezone=timezone)
    return CleanPlan(source=source, options=options, rules=rules, template=template)


def _samples(low: int, high: int, job: LearnJob) -> Iterator[tuple[SourceId, list[BlockProfile]]]:
    """The sample of each source, one source after the other; the same for any order of shards."""
    found = heapq.merge(
        *(_numbered(job.place.at(SAMPLE, shard), low, high) for shard in job.shards)
    )
    for _, group in groupby(found, key=lambda one: one[0]):
        samples: dict[SourceId, dict[int, BlockProfile]] = {}
        for _, path, numbers in group:
            with Spool(Path(path), Profiled) as spool:
                for number in numbers:
                    one = spool[number]
                    samples.setdefault(one.source, {})[one.rank] = one.profile
        for source in sorted(samples):
            yield source, [samples[source][rank] for rank in sorted(samples[source])]


def _numbered(shard: Path, low: int, high: int) -> Iterator[tuple[int, str, tuple[int, ...]]]:
    """Keys of the sources of a shard, with the file of its profiles and their numbers."""
    keys = keys_between(shard.with_suffix(".sources"), low, high)
    for key, group in groupby(keys, key=lambda one: one.key):
        yield key, str(shard.with_suffix(".profiles")), tuple(one.number for one in group)


class Plans:
    """The plans of sources, each read when it is first asked for."""

    def __init__(
        self,
        place: Place,
        learned: tuple[tuple[int, Digest], ...],
        rules: Rules,
        sources: tuple[SourceCount, ...],
        timezone: str | None,
    ) -> None:
        """``learned`` has the first key and the file of each slice, in their order.

        ``sources`` are those whose plans are wanted.
        """
        self._timezone = timezone
        self._rules = rules
        self._hosts = {one.source: one.hosts for one in sources}
        self._known: dict[SourceId, CleanPlan] = {}
        self._where: dict[SourceId, tuple[Path, int]] = {}
        lows = [low for low, _ in learned]
        at = {bisect_right(lows, key_of(digest(one.source))) - 1 for one in sources}
        for key in (learned[number][1] for number in sorted(at)):
            found = known(place, STAGE, key, Learned)
            assert found is not None  # or it would not be here
            for number, (source, _) in enumerate(found.plans):
                self._where[source] = (place.at(STAGE, f"{key}.templates"), number)

    def __getitem__(self, source: SourceId) -> CleanPlan:
        """The plan of a source."""
        if source not in self._known:
            rules = self._rules_of(source)
            self._known[source] = plan_of(source, self._template(source), self._timezone, rules)
        return self._known[source]

    def _rules_of(self, source: SourceId) -> tuple[SiteRules, ...]:
        """The rules for the hosts that articles of a source are from."""
        if not (self._rules.book or self._rules.packs):
            return ()
        like = Source(id=source, kind=SourceKind.DUMP, location=source, title=source)
        hosts = self._hosts.get(source, ())
        return rules_at_hosts(like, self._rules.book, hosts, self._rules.packs)

    def _template(self, source: SourceId) -> SiteTemplate | None:
        if source not in self._where:
            return None
        path, number = self._where[source]
        with Spool(path, SiteTemplate) as spool:
            return spool[number]


def plans_key(sources: tuple[SourceId, ...], plans: dict[SourceId, Digest]) -> Digest:
    """Digest of the plans of some sources."""
    return digest(canonical_json([(source, plans.get(source, "")) for source in sources]))
