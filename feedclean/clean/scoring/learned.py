"""What was learned from labelled pages: names, words and trees, as ``weights.json`` has them."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Any, Final

from feedclean.caches import remembering
from feedclean.dom.traits import LONGEST_NAMES, words_of
from feedclean.dom.tree import Element

Row = Sequence[float]
PAGES: Final = "weights.json"
"""Learned from pages as they came."""
BARE: Final = "bare.json"
"""Learned from the same pages as converters to Markdown and plain text leave them: no element has a
name, and of most nothing is left but its lines."""
WHOLE: Final = frozenset(
    "weight ends level caption links tag has_declared from_title to_next_body gap_next "
    "heading_back prev_weight in_region in_best sig_count home_blocks up_blocks steps30 steps60 "
    "weight60 article_blocks page_weight page_body page_blocks headlines other_h1 "
    "sure_before sure_after gap_before gap_after page_sure home_before home_after".split()
)
"""Measures that are always whole numbers, or yes and no."""
_LONGEST_NAME: Final = 40
_TREES_AT_ONCE: Final = 10
"""Trees asked before a clear case may be left."""
_CLEAR: Final = 2.5
"""Log odds at which a block is not judged further. Measured on 9,000 blocks: 56 trees of 100 are
asked on average, and one decision in 9,000 is another."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Log odds of being article text, by the names of elements and by words of blocks."""

    names: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, float] = field(default_factory=dict)
    """Of short blocks."""
    passages: Mapping[str, float] = field(default_factory=dict)
    """Of the openings of longer ones."""


@dataclass(frozen=True, slots=True)
class Model:
    """The tables, and two scorers from 0 to 1."""

    tables: Tables
    first: Callable[[Row], float]
    """Over rows of ``features.NAMES``."""
    second: Callable[[Row], float]
    """Over rows of ``neighbours.SECOND_NAMES``, for blocks of which the first is unsure."""
    weights: str = PAGES
    """The file it was read from."""


NAMED_BY: Final = ("class", "id", "itemprop", "role")
"""Attributes that name an element, besides its tag."""


def names_of(element: Element, *, hidden: bool) -> list[str]:
    """Tag, words of class and id, itemprop and role of an element."""
    found = [f"<{element.tag}>"]
    attrs = element.attrs
    if hidden:
        found.append("hidden!")
    for attribute in ("class", "id"):
        value = attrs.get(attribute)
        if value:
            for token in value.split():
                found += _pieces(token)
    for attribute in ("itemprop", "role"):
        value = attrs.get(attribute)
        if value:
            found += (f"{attribute}={word}" for word in value.lower().split())
    return found


@remembering(32_768, LONGEST_NAMES)
def _pieces(token: str) -> tuple[str, ...]:
    """A class or id and the words in it: ``postBody`` is also ``post`` and ``body``."""
    found = set(words_of(token))
    if not any(map(str.isdigit, token)):
        found.add(token.lower())
    return tuple(sorted(name for name in found if 1 < len(name) < _LONGEST_NAME))


@dataclass(frozen=True, slots=True)
class Node:
    """A place in a tree: what is expected below it, each branch counted alike, and what it asks."""

    expected: float
    asked: tuple[str, float, Node, Node] | None = None
    """Feature, threshold, and where a value up to it and above it leads; None at an end."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees to be walked, and the names of what stands in a row."""

    features: tuple[str, ...]
    trees: tuple[Node, ...]


@lru_cache(maxsize=2)
def forests(weights: str = PAGES) -> tuple[Forest, Forest]:
    """The trees of both scorers of a model; to explain a score, not to find it."""
    data = _weights(weights)
    first = Forest(tuple(data["features"]), tuple(map(_node, data["trees"])))
    second = Forest(tuple(data["second_features"]), tuple(map(_node, data["second_trees"])))
    return first, second


def _node(tree: object) -> Node:
    if not isinstance(tree, list):
        return Node(float(tree))  # type: ignore[arg-type]  # a leaf is a number
    feature, threshold, low, high = tree
    below, above = _node(low), _node(high)
    return Node((below.expected + above.expected) / 2, (feature, float(threshold), below, above))


@dataclass(frozen=True)
class LinesModel:
    """What was learned of lines below and between the paragraphs of fragments.

    Few articles have lines to be scored: a scorer is compiled when it is first asked, in 8 ms.
    """

    words: Mapping[str, float]
    """Log odds of being article text, by words of short lines."""
    addresses: Mapping[str, float]
    """The same by words of the addresses that lines link to."""
    data: Mapping[str, Any]
    """The trees as they were read."""

    @cached_property
    def last(self) -> Callable[[Row], float]:
        """A scorer from 0 to 1 of last lines, over rows of ``line_measures.NAMES``."""
        return scorer(self.data["features"], self.data["last"])

    @cached_property
    def first(self) -> Callable[[Row], float]:
        """The same of first lines."""
        return scorer(self.data["features"], self.data["first"])

    @cached_property
    def between(self) -> Callable[[Row], float]:
        """The same of lines between two paragraphs."""
        return scorer(self.data["features"], self.data["between"])


@lru_cache(maxsize=1)
def lines_model() -> LinesModel:
    """The model of lines that comes with feedclean."""
    data = _weights("ends.json")
    return LinesModel(words=data["words"], addresses=data["addresses"], data=data)


@lru_cache(maxsize=3)
def lines_forest(name: str) -> Forest:
    """The trees of one of its scorers, ``first``, ``last`` or ``between``; to explain a score."""
    data = _weights("ends.json")
    return Forest(tuple(data["features"]), tuple(map(_node, data[name])))


def _weights(name: str) -> dict[str, Any]:
    source = resources.files(__package__).joinpath(name)
    data: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return data


@cache  # there are two, each loaded once in a life
def model(weights: str = PAGES) -> Model:
    """A model that comes with feedclean: of pages, or of pages that were stripped ``BARE``."""
    data = _weights(weights)
    return Model(
        tables=Tables(names=data["names"], words=data["words"], passages=data["passages"]),
        first=scorer(data["features"], data["trees"]),
        second=scorer(data["second_features"], data["second_trees"]),
        weights=weights,
    )


def scorer(features: Sequence[str], trees: Sequence[object]) -> Callable[[Row], float]:
    """A function of a row, compiled from trees of ``[feature, threshold, low, high]`` and leaves.

    All trees are one function that takes the row apart once: walking the trees as lists takes
    twelve times as long, a function for ten trees each twice.
    """
    place = {name: index for index, name in enumerate(features)}
    groups = [
        trees[start : start + _TREES_AT_ONCE] for start in range(0, len(trees), _TREES_AT_ONCE)
    ]
    lines = ["def score(row):", f" {', '.join(f'x{n}' for n in range(len(features)))}, = row"]
    for asked, group in enumerate(groups, 1):
        more = "".join(f"\n  + {_expression(tree, place)}" for tree in group)
        lines.append(f" total = ({'0.0' if asked == 1 else 'total'}{more})")
        if asked < len(groups):  # the rest would mostly have agreed
            lines.append(f" if total > {_CLEAR} or total < -{_CLEAR}:")
            lines.append(f"  return 1.0 / (1.0 + exp(-total * {len(groups) / asked!r}))")
    lines.append(" return 1.0 / (1.0 + exp(-total))")
    scope: dict[str, Callable[[Row], float]] = {}
    known = {"__builtins__": {}, "exp": math.exp}
    exec("\n".join(lines), known, scope)  # noqa: S102 - numbers and our own names
    return scope["score"]


def _expression(tree: object, place: Mapping[str, int]) -> str:
    if not isinstance(tree, list):
        return repr(float(tree))  # type: ignore[arg-type]  # a leaf is a number
    feature, threshold, low, high = tree
    # to compare two whole numbers, or two of the other kind, takes a third of the time
    least = math.floor(threshold) if feature in WHOLE else float(threshold)
    test = f"x{place[feature]} <= {least!r}"
    return f"({_expression(low, place)} if {test} else {_expression(high, place)})"
