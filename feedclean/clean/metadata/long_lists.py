"""Lists of names that no format can bear: the first of each stay, and so does the article."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from feedclean.model.article import ArticleMeta

MOST_NAMES: Final = 1_000
"""Authors of an article, categories of it and enclosures: each format looks at every one again.

Papers of experiments in physics have had more than five thousand authors; no reader shows them.
"""
NAMES_CUT: Final = "names-cut"
"""Caution: of its authors, categories or enclosures only the first are told."""


def first_names(meta: ArticleMeta) -> ArticleMeta:
    """The metadata with the first of endless names; the same value where there are none."""
    if max(map(len, (meta.authors, meta.categories, meta.enclosures))) <= MOST_NAMES:
        return meta
    return replace(
        meta,
        authors=meta.authors[:MOST_NAMES],
        categories=meta.categories[:MOST_NAMES],
        enclosures=meta.enclosures[:MOST_NAMES],
    )
