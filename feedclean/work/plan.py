"""What the articles of a source are cleaned by, from the profiles of those it has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from feedclean.clean.process import plan_digest
from feedclean.codec import digest
from feedclean.learn import ENOUGH, learn_from
from feedclean.model.article import ArticleMeta, Digest
from feedclean.model.plan import BlockProfile, CleanOptions, CleanPlan, SiteRules
from feedclean.model.source import Source
from feedclean.rules.book import rules_at
from feedclean.urls import host_of, without_tracking


def options_of(source: Source) -> CleanOptions:
    """The options a source is cleaned with."""
    return CleanOptions(
        passes=source.passes,
        max_removed_share=source.max_removed_share,
        base_url=source.site_url,
        timezone=source.timezone,
    )


def rules_of(
    source: Source, book: Sequence[SiteRules], metas: Iterable[ArticleMeta]
) -> tuple[SiteRules, ...]:
    """The site rules for every host that articles of a source are from.

    Those of other hosts are left out, so that a rule for one host does not concern every source.
    """
    urls = (meta.url for meta in metas if meta.url) if book else ()
    return rules_at(source.rules, book, {host_of(without_tracking(url)) for url in urls})


def plan_of(
    source: Source, rules: tuple[SiteRules, ...], profiles: Collection[BlockProfile]
) -> CleanPlan:
    """The plan of a source, with the template of its articles: one profile for each."""
    template = learn_from(source.id, profiles) if len(profiles) >= ENOUGH else None
    return CleanPlan(source=source.id, options=options_of(source), rules=rules, template=template)


def plan_key(edition: Digest, plan: CleanPlan) -> Digest:
    """What entries remember of the plan they were cleaned by, and of the program."""
    return digest(edition, plan_digest(plan))
