"""What was learned from labelled pages, read from ``weights.json``: names, words and trees."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Final

from feedclean.dom.tree import Element

Row = Sequence[float]
_PIECE: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LONGEST_NAME: Final = 40
_TREES_IN_ONE: Final = 10
"""Trees compiled to one function: between two of them a clear case may be left."""
_CLEAR: Final = 2.5
"""Log odds at which a block is not judged further. Measured on 9,000 blocks: 56 trees of 100 are
asked on average, and one decision in 9,000 is another."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Log odds of being article text, by the names of elements and by words of short blocks."""

    names: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Model:
    """The tables, and a scorer over rows of ``features.NAMES``."""

    tables: Tables
    score: Callable[[Row], float]
    """From 0 to 1."""


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


@lru_cache(maxsize=32_768)
def _pieces(token: str) -> tuple[str, ...]:
    """A class or id and the words in it: ``postBody`` is also ``post`` and ``body``."""
    found = {piece.lower() for piece in _PIECE.findall(token)}
    if not any(map(str.isdigit, token)):
        found.add(token.lower())
    return tuple(sorted(name for name in found if 1 < len(name) < _LONGEST_NAME))


@lru_cache(maxsize=1)
def model() -> Model:
    """The model that comes with feedclean."""
    source = resources.files("feedclean.clean").joinpath("weights.json")
    data = json.loads(source.read_text(encoding="utf-8"))
    return Model(
        tables=Tables(names=data["names"], words=data["words"]),
        score=scorer(data["features"], data["trees"]),
    )


def scorer(features: Sequence[str], trees: Sequence[object]) -> Callable[[Row], float]:
    """A function of a row, compiled from trees of ``[feature, threshold, low, high]`` and leaves.

    Compiled, because walking the trees as lists takes four times as long: 100 trees for 90 blocks
    are 6 ms of a page against 1.5 ms.
    """
    place = {name: index for index, name in enumerate(features)}
    groups = [
        _compiled(trees[start : start + _TREES_IN_ONE], place)
        for start in range(0, len(trees), _TREES_IN_ONE)
    ]

    def score(row: Row) -> float:
        total = 0.0
        for asked, group in enumerate(groups, 1):
            total += group(row)
            if not -_CLEAR < total < _CLEAR:
                total *= len(groups) / asked  # the rest would mostly have agreed
                break
        return 1.0 / (1.0 + math.exp(-total))

    return score


def _compiled(trees: Sequence[object], place: Mapping[str, int]) -> Callable[[Row], float]:
    used = sorted({index for tree in trees for index in _used(tree, place)})
    lines = ["def group(row):"]
    lines += [f" x{index} = row[{index}]" for index in used]
    lines += [" return (", *(f"  + {_expression(tree, place)}" for tree in trees), " )"]
    scope: dict[str, Callable[[Row], float]] = {}
    exec("\n".join(lines), {"__builtins__": {}}, scope)  # noqa: S102 - numbers and our own names
    return scope["group"]


def _used(tree: object, place: Mapping[str, int]) -> set[int]:
    if not isinstance(tree, list):
        return set()
    return {place[tree[0]]} | _used(tree[2], place) | _used(tree[3], place)


def _expression(tree: object, place: Mapping[str, int]) -> str:
    if not isinstance(tree, list):
        return repr(float(tree))  # type: ignore[arg-type]  # a leaf is a number
    feature, threshold, low, high = tree
    test = f"x{place[feature]} <= {float(threshold)!r}"
    return f"({_expression(low, place)} if {test} else {_expression(high, place)})"
