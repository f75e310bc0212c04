"""What the articles of a source are cleaned by, from the profiles of those it has."""

from __future__ import annotations

from collections.abc import Collection

from feedclean.clean.process import plan_digest
from feedclean.codec import digest
from feedclean.learn import ENOUGH, learn_from
from feedclean.model.article import Digest
from feedclean.model.plan import BlockProfile, CleanOptions, CleanPlan
from feedclean.model.source import Source


def options_of(source: Source) -> CleanOptions:
    """The options a source is cleaned with."""
    return CleanOptions(timezone=source.timezone, base_url=source.site_url)


def plan_of(source: Source, profiles: Collection[BlockProfile]) -> CleanPlan:
    """The plan of a source, with the template of its articles: one profile for each."""
    template = learn_from(source.id, profiles) if len(profiles) >= ENOUGH else None
    return CleanPlan(source=source.id, options=options_of(source), template=template)


def plan_key(edition: Digest, plan: CleanPlan) -> Digest:
    """What entries remember of the plan they were cleaned by, and of the program."""
    return digest(edition, plan_digest(plan))
