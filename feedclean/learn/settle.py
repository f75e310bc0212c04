"""From block counts to a template: which blocks belong to the source and not to an article."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Final, Literal

from feedclean.learn.profile import SKETCH
from feedclean.model.plan import BlockCount, BlockProfile, SiteTemplate, TemplateBlock

_LEAST_ARTICLES: Final = 3
"""A block must stand in three articles that are no copies of one another."""
_LEAST_SHARE: Final = 0.02
"""… and in two of a hundred, or chance repetition in a large archive would count."""
_COPY_BLOCKS: Final = 3
"""Two articles that share so many blocks with nobody else are copies of one article."""
_MOST_COPIES: Final = 5
_KEY_SPACE: Final = 16.0**13


def settle(profile: BlockProfile) -> SiteTemplate:
    """The template a profile amounts to; blocks sorted, so equal profiles give equal templates."""
    twins = _copies(profile)
    met = _many(profile.articles)
    total = max(met - len(twins), min(met, 1.0))
    least = max(_LEAST_ARTICLES, _LEAST_SHARE * total)
    blocks = []
    often = {m: c for m, c in profile.blocks.items() if len(c.articles) >= _LEAST_ARTICLES}
    for mark in sorted(often):
        count = often[mark]
        if len(count.articles) < SKETCH:
            articles = float(len({twins.get(key, key) for key in count.articles}))
        else:  # as many of them are copies as of all
            articles = _many(count.articles) * total / met
        if articles >= least:
            blocks.append(
                TemplateBlock(
                    fingerprint=mark,
                    articles=round(articles),
                    share=round(min(1.0, articles / total), 4),
                    position=_position(count),
                    sample=count.sample,
                )
            )
    return SiteTemplate(source=profile.source, articles=round(total), blocks=tuple(blocks))


def _position(count: BlockCount) -> Literal["head", "tail", "anywhere"]:
    if count.between * 4 >= count.head + count.tail + count.between:
        return "anywhere"
    return "head" if count.head > count.tail else "tail"


def _many(keys: tuple[int, ...]) -> float:
    """How many articles a sketch stands for, copies among them: exact until it is full.

    Source: Bar-Yossef et al. 2002, "Counting Distinct Elements in a Data Stream".
    """
    return float(len(keys)) if len(keys) < SKETCH else (SKETCH - 1) * _KEY_SPACE / keys[-1]


def _copies(profile: BlockProfile) -> dict[int, int]:
    """Article key to the smallest key among its copies, for those that have any.

    Edited copies differ in their text and so in their key; they give themselves away by
    many blocks that stand in just the few of them.
    """
    pairs: Counter[tuple[int, int]] = Counter()
    for count in profile.blocks.values():
        if 2 <= len(count.articles) <= _MOST_COPIES and count.between:
            pairs.update(combinations(count.articles, 2))
    leader: dict[int, int] = {}

    def find(key: int) -> int:
        while key in leader:
            key = leader[key]
        return key

    for (a, b), shared in sorted(pairs.items()):
        if shared >= _COPY_BLOCKS:
            low, high = sorted((find(a), find(b)))
            if low != high:
                leader[high] = low
    return {key: find(key) for key in leader}
