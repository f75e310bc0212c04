"""Template detection: what the articles of a source have in common is not the article; pure.

    profile(raw) for each article ─▶ merge(source, profiles) in any grouping ─▶ settle(profile) once

Source of the idea: Bar-Yossef and Rajagopalan 2002, "Template Detection via Data Mining and its
Applications"; here on blocks of text instead of pagelets.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from feedclean.learn.profile import merge, profile
from feedclean.learn.settle import settle
from feedclean.model.article import RawArticle, SourceId
from feedclean.model.plan import BlockProfile, SiteTemplate

__all__ = [
    "ENOUGH",
    "learn",
    "learn_from",
    "merge",
    "profile",
    "settle",
]

ENOUGH: Final = 3
"""Articles without which nothing can be learned."""


def learn(source: SourceId, raws: Iterable[RawArticle]) -> SiteTemplate:
    """The template of a source from its articles, in whatever order they come."""
    return learn_from(source, map(profile, raws))


def learn_from(source: SourceId, profiles: Iterable[BlockProfile]) -> SiteTemplate:
    """The template of a source from the profiles of its articles, one for each."""
    return settle(merge(source, profiles))
