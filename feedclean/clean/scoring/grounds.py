"""Which measures spoke against a block of a page: the paths it took through the learned trees.

Each step down a tree moves what is expected at its end, each branch counted alike; the measure
asked there is answerable for that much. The steps of a path add up to its end, so nothing is
guessed. It takes far longer than to score, so it is done only where somebody wants to know.

Source: Saabas 2014, "Interpreting random forests".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from feedclean.clean.scoring import surroundings
from feedclean.clean.scoring.features import Measured
from feedclean.clean.scoring.learned import Forest, Model, Row, forests
from feedclean.clean.scoring.neighbours import AROUND, second_rows, unsure_of
from feedclean.dom.blocks import Block

WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "its length": ("weight",),
    "its links": ("link_density", "links"),
    "its tag and ending": ("ends", "level", "caption", "tag"),
    "its words": ("word_mean", "word_least", "word_most", "passage_mean", "passage_least"),
    "the text that the page declares": ("has_declared", "home_declared"),
    "its distance from the headline": ("from_title", "since_title", "title_seen", "at_weight"),
    "what stands right before and after it": (
        "to_next_body", "gap_next", "heading_back", "prev_weight", "prev_density",
    ),
    "its place in or beside the main text": ("in_region", "region_at", "in_best", "best_at"),
    "the names of the elements around it": (
        "box_least", "box_most", "home_least", "home_most", "up_least", "path_least", "path_most",
        "path_sum", "path_near",
    ),
    "what else is marked up like it": ("sig_count", "sig_body", "sig_mean", "sig_density"),
    "how much text the elements around it hold": (
        "home_share", "home_body", "home_blocks", "home_mean", "up_share", "up_blocks",
        "up2_share", "steps30", "steps60", "share60", "weight60", "article_share",
        "article_blocks",
    ),
    "the links in the elements around it": (
        "home_density", "up_density", "up2_density", "density60",
    ),
    "the page as a whole": (
        "page_weight", "page_body", "page_blocks", "page_density", "headlines", "other_h1",
    ),
    "the lines around it": surroundings.NAMES,
    "how the blocks around it score": tuple(name for name in AROUND if name != "own"),
}  # fmt: skip
"""What reasons call the measures."""

_CALLED: Final = {name: words for words, names in WORDS.items() for name in names}
_MOST: Final = 3
_LEAST: Final = 0.2
"""Measures told of one block, and the log odds below which none is worth telling."""


class Grounds:
    """What spoke against the blocks of one page."""

    def __init__(self, blocks: Sequence[Block], measured: Measured, model: Model) -> None:
        self._first, self._second = forests(model.weights)
        self._rows = dict(zip(measured.positions, measured.rows, strict=True))
        scores = [model.first(row) for row in measured.rows]
        unsure = unsure_of(scores)
        rows = second_rows(blocks, measured, scores, unsure, model.tables)
        self._second_rows = {
            measured.positions[at]: row for at, row in zip(unsure, rows, strict=True)
        }

    def told(self, position: int) -> str:
        """A clause of the strongest measures against a block, with log odds; empty without any."""
        return against(self._odds(position))

    def _odds(self, position: int) -> Mapping[str, float]:
        """Log odds of being text by what reasons call the measures.

        Where a block was judged again by the scores around it, what its own first score counted
        there is shared out among the measures that moved that score the same way.
        """
        own = by_words(shares(self._first, self._rows[position]), _CALLED)
        again = self._second_rows.get(position)
        if again is None:
            return own
        found = shares(self._second, again)
        weight = found.pop("own", 0.0)
        odds = by_words(found, _CALLED)
        alike = {words: odd for words, odd in own.items() if odd * weight > 0}
        for words, odd in alike.items():
            odds[words] = odds.get(words, 0.0) + weight * odd / sum(alike.values())
        return odds


def against(odds: Mapping[str, float]) -> str:
    """A clause of what speaks most against a block, given log odds; empty without any."""
    strongest = sorted(odds, key=lambda words: (odds[words], words))[:_MOST]
    told = [f"{words} ({odds[words]:.1f})" for words in strongest if odds[words] <= -_LEAST]
    return f"; against it, in log odds: {', '.join(told)}" if told else ""


def by_words(odds: Mapping[str, float], called: Mapping[str, str]) -> dict[str, float]:
    """Log odds by what reasons call the measures, from those by the names of the measures."""
    found: dict[str, float] = {}
    for name, odd in odds.items():
        found[called[name]] = found.get(called[name], 0.0) + odd
    return found


def shares(forest: Forest, row: Row) -> dict[str, float]:
    """By the names of the features asked: what they moved, summed over all trees."""
    values = dict(zip(forest.features, row, strict=True))
    moved: dict[str, float] = {}
    for tree in forest.trees:
        node = tree
        while node.asked is not None:
            name, threshold, low, high = node.asked
            following = low if values[name] <= threshold else high
            moved[name] = moved.get(name, 0.0) + following.expected - node.expected
            node = following
    return moved
