"""What a person points at when a rule is to be found: an article, and others of its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from feedclean.cli.target import capture_named, is_address, meant_by
from feedclean.errors import ConfigError, ParseError
from feedclean.golden.entry import candidates
from feedclean.golden.lint import newest
from feedclean.model.article import Failure, RawArticle, SourceId
from feedclean.model.entry import Standing
from feedclean.model.plan import CleanPlan
from feedclean.model.source import Source, SourceKind
from feedclean.parse import read
from feedclean.urls import host_of, without_tracking
from feedclean.work.lookback import Outlook, Past, look_back, recall
from feedclean.work.plan import plan_of, rules_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The article that is pointed at, and what else is known of its source."""

    samples: tuple[RawArticle, ...]
    """The article itself comes first."""
    plan: CleanPlan
    source: Source | None
    """The configured one that has it."""


def ground_of(target: str, source: str | None, last: int, view: Outlook) -> Ground:
    """What a person points at, and ``last`` articles of its source. Raises: ConfigError."""
    meant = meant_by(target, source, view)
    if len(meant.entries) > 1:
        raise ConfigError(target, "", candidates(meant.entries))
    if meant.entries:
        [(past, one)] = meant.entries
        return _of_entry(past, one, last, view)
    owner = meant.owner or _like(target, view)
    single = alone(target, owner, view, view.now)
    if owner is None:
        return single
    past = look_back(owner, view)
    if past.memory.is_new:
        return single
    others = _raws(past, newest(past, last), view)
    return replace(single, samples=(*single.samples, *others), plan=past.plan)


def _of_entry(past: Past, one: Standing, last: int, view: Outlook) -> Ground:
    [recalled] = recall(past, [one], view)
    if recalled.raw is None:
        problem = f"{recalled.missing}; name its file or address instead"
        raise ConfigError("command line", str(one.entry.id), problem)
    others = [other for other in newest(past, last) if other.entry.id != one.entry.id]
    samples = (recalled.raw, *_raws(past, others[: last - 1], view))
    return Ground(samples=samples, plan=past.plan, source=past.source)


def _raws(past: Past, wanted: Sequence[Standing], view: Outlook) -> list[RawArticle]:
    return [one.raw for one in recall(past, wanted, view) if one.raw is not None]


def alone(target: str, owner: Source | None, view: Outlook | None, now: datetime) -> Ground:
    """One article of a file or an address that is not published."""
    source = owner or Source(
        id=SourceId("suggest"), kind=SourceKind.DUMP, location="", title="a page"
    )
    articles = list(read(capture_named(target, source, now), source))
    failed = next((one for one in articles if isinstance(one, Failure)), None)
    raws = [one for one in articles if isinstance(one, RawArticle)]
    if len(raws) != 1:
        told = f"holds {len(raws)} articles; name one that is published by its id"
        raise ParseError(target, "", failed.message if failed is not None else told)
    book, packs = ((), ()) if view is None else (view.config.rules, view.config.packs)
    rules = rules_of(source, book, [raws[0].meta], packs)
    return Ground(samples=(raws[0],), plan=plan_of(source, rules, ()), source=owner)


def _like(target: str, view: Outlook) -> Source | None:
    """The source that has most articles of the host of an address; None where none has any."""
    host = host_of(without_tracking(target)) if is_address(target) else ""
    counts: list[tuple[int, int]] = []
    for number, source in enumerate(view.config.sources):
        standing = view.store.standing(source.id).values() if host else ()
        urls = (one.article.meta.url for one in standing)
        counts.append((sum(host_of(url) == host for url in urls if url), -number))
    most, number = max(counts, default=(0, 0))
    return view.config.sources[-number] if most else None
