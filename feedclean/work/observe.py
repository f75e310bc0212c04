"""What is measured of a source while it is worked on, for its history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from feedclean.health.layouts import ENOUGH, REMEMBERED, fit
from feedclean.health.rhythm import rhythm
from feedclean.model.article import NOTHING_LEFT, CleanArticle, Digest, Scope
from feedclean.model.entry import Reading
from feedclean.model.health import Health, Layout, Measured, Rhythm, Sample
from feedclean.model.plan import CleanPlan, Replacement, Selector, SiteRules
from feedclean.work.desk import Desk
from feedclean.work.intake import A_DAY
from feedclean.work.place import Observed

_MOST: Final = 60
"""New entries measured in one build; the first one may bring thousands."""


def observed(
    desk: Desk, plan: CleanPlan, readings: Sequence[Reading], new: Collection[Digest]
) -> Observed:
    """What a build saw of a source, given what it read and which raw articles are new entries."""
    fresh = [
        one
        for one in readings
        if one.digest in desk.articles and (one.digest in new or one.digest in desk.fresh)
    ]
    health = desk.place.store.health(desk.intake.source.id) if desk.layouts else None
    return Observed(
        sample=sample(desk, fresh, health),
        layouts=tuple(
            desk.layouts[one.digest] for one in _ordered(fresh, desk) if one.digest in desk.layouts
        ),
        rhythm=_rhythm(desk),
        rules=frozenset(one.rule for rules in plan.rules for one in _finders(rules)),
        bodies=frozenset(one.rule for rules in plan.rules for one in rules.body),
        emptied=sum(NOTHING_LEFT in one.article.cautions for one in desk.living),
        standing=len(desk.living),
    )


def sample(desk: Desk, readings: Sequence[Reading], health: Health | None) -> Sample:
    """What was measured of new entries."""
    now = desk.place.tools.now
    known = () if health is None else health.layouts
    dates = [desk.articles[one.digest].meta.published for one in readings]
    latest = _ordered(readings, desk)[-_MOST:]
    return Sample(
        at=now,
        entries=desk.intake.memory.published,
        new=tuple(
            measured(
                desk.articles[one.digest],
                is_page=one.listed is not None and one.raw.scope is Scope.PAGE,
                fit=_fit(one, desk, known, latest),
            )
            for one in latest
        ),
        count=len(readings),
        came=len(desk.came),
        walls=tuple(sorted(Counter(desk.walls).items())),
        early=sum(date is not None and date > now + A_DAY for date in dates),
    )


def _finders(rules: SiteRules) -> Iterator[Selector | Replacement]:
    """What should find something in most articles, where it ever does."""
    yield from rules.replace
    yield from (*rules.strip, *rules.keep, *rules.body, *rules.unwrap)
    yield from (*rules.title, *rules.author, *rules.date)


def _fit(
    reading: Reading, desk: Desk, known: Sequence[Layout], latest: Sequence[Reading]
) -> float | None:
    """How like known pages one is built; while hardly any are known, like those beside it.

    Without that a first build, which brings most of a feed at once, would leave nothing to compare
    with, and a redesign soon after it would pass.
    """
    layout = desk.layouts.get(reading.digest)
    if layout is None or len(known) >= ENOUGH:
        return None if layout is None else fit(layout, known)
    beside = [desk.layouts[one.digest] for one in latest if one.digest in desk.layouts]
    beside.remove(layout)
    return fit(layout, (*known, *beside[-REMEMBERED:]))


def _ordered(readings: Iterable[Reading], desk: Desk) -> list[Reading]:
    """Oldest first, in the same order always."""

    def age(one: Reading) -> tuple[float, str]:
        published = desk.articles[one.digest].meta.published
        return (published.timestamp() if published is not None else 0.0, one.digest)

    return sorted({one.digest: one for one in readings}.values(), key=age)


def measured(article: CleanArticle, *, is_page: bool, fit: float | None = None) -> Measured:
    """What an article is like, as it was cleaned."""
    stats = article.stats
    return Measured(
        chars=stats.chars_out,
        paragraphs=article.html.count("<p>") + article.html.count("<p "),
        images=stats.images_out,
        removed=round(max(0.0, 1 - stats.chars_out / stats.chars_in), 3) if stats.chars_in else 0.0,
        is_page=is_page,
        has_template=any(one.rule.startswith("template/") for one in article.removals),
        rules=article.rules,
        cautions=article.cautions,
        fit=fit,
    )


def _rhythm(desk: Desk) -> Rhythm | None:
    """How regularly entries appear; the files of a folder do so when somebody puts them there."""
    if desk.is_archive:
        return None
    now = desk.place.tools.now
    dates = (one.entry.published or one.entry.first_seen for one in desk.living)
    return rhythm(date for date in dates if date is not None and date <= now)
