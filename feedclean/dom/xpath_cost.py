"""How long an XPath may take on a page, by its form alone, before it is tried.

libxml2 cannot be stopped: ``//*/following::*`` took 49 s on a page of 4,500 elements. So what an
expression may cost at most is reckoned from its steps and the shape of the page, and what may take
too long is not tried. The same page and rule give the same answer on any machine, which no clock
would.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from feedclean.dom.survey import Item
from feedclean.dom.xpath_form import Expression, NotUnderstood, Path, Step, goes_down, parsed
from feedclean.dom.xpath_stages import alternatives_of

# In seconds, measured with libxml2 2.14 on the pages of tests/dom/test_xpath_cost.py.
_VISIT: Final = 40e-9
_TEST: Final = 400e-9
"""One predicate, or function, once."""
_COMPARE: Final = 1e-9
"""Two nodes, to see whether they are one."""
_LETTER: Final = 0.2e-9
_CALL: Final = 10e-6
"""One stage of an expression, from one element."""
_ATTRIBUTES: Final = 10.0
"""Of one element, as many as are likely."""

LONGEST: Final = 10.0
"""Seconds that one expression may take on one page by this reckoning; few take a tenth of it."""
ALL_TOGETHER: Final = 30.0
_IN_ONE: Final = 0.1
"""Seconds up to which an expression is not taken apart: on most pages that would only cost."""
_COMPARING: Final = frozenset(("=", "!=", "<", "<=", ">", ">="))
_BARE: Final = frozenset(("child", "attribute", "self", "namespace"))
"""Axes on which no node is met twice from different ones: libxml2 does not look for them."""
_DOWN: Final = frozenset(("descendant", "descendant-or-self"))
_SIDEWAYS: Final = frozenset(("following-sibling", "preceding-sibling"))
_UP: Final = frozenset(("ancestor", "ancestor-or-self"))


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a page says how long an expression takes on it."""

    nodes: float
    """Elements and texts."""
    depth: float
    """Of the deepest."""
    width: float
    """Children of the element that has most."""
    below: float
    """Nodes below each element, all added up."""
    letters: float
    tags: tuple[tuple[str, float, float], ...] = ()
    """Each with the number of its elements, and how often one of them is below another element."""
    others: float = 0.0
    """Elements of each tag that is not among them."""

    def of(self, test: str) -> tuple[float, float]:
        """The same two for what a test lets through; of nodes where it names none."""
        if test == "*" or test.endswith(")"):
            return self.nodes, self.below
        others = self.others, self.others * self.below / self.nodes
        return next(((n, below) for tag, n, below in self.tags if tag == test), others)


ORDINARY: Final = Shape(
    nodes=5_000,
    depth=25,
    width=200,
    below=60_000,
    letters=60_000,
    tags=(("html", 1, 1), ("head", 1, 2), ("body", 1, 2)),
    others=1_000,
)
"""A page as many are; what takes long there is no rule anybody can want."""


def shape_of(items: Sequence[Item]) -> Shape:
    """The shape of a page that was surveyed."""
    parents = [item.parent for item in items]
    tags = [None if item.node is None else item.node.tag or "" for item in items]
    return shape_from(parents, tags, sum(len(item.text) for item in items))


def shape_from(parents: Sequence[int], names: Sequence[str | None], letters: int) -> Shape:
    """The shape of nodes in document order: the number of the parent of each, -1 for the outermost.

    Of elements it is told by their tags, of texts by None.
    """
    # 7,500 nodes: 1.7 ms; with counters it took 3.6
    depths = [0] * len(parents)
    children = [0] * len(parents)
    tags: dict[str, list[int]] = {}
    for at, (parent, tag) in enumerate(zip(parents, names, strict=True)):
        depth = 1
        if parent >= 0:
            depth = depths[parent] + 1
            children[parent] += 1
        depths[at] = depth
        if tag is not None:
            tags.setdefault(tag, []).append(depth)
    return Shape(
        nodes=len(parents),
        depth=max(depths, default=0),
        width=max(children, default=0),
        below=sum(depths),
        letters=letters,
        tags=tuple((tag, float(len(at)), float(sum(at))) for tag, at in sorted(tags.items())),
    )


def seconds(expression: str, shape: Shape, starts: int = 1) -> float:
    """How long it may take at most, about, on a page of a shape, from so many of its elements.

    Raises: NotUnderstood.
    """
    form = parsed(expression)
    nested = min(float(starts), max(1.0, shape.depth))
    if starts > 1 and goes_down(form):  # from those of which none is in another, as from the top
        return nested * _price(form, shape, _Times(1.0, 1.0)).seconds + starts * _CALL
    return _price(form, shape, _Times(float(starts), nested)).seconds


def seconds_below(expression: str, shape: Shape, starts: int, nested: int) -> float:
    """The same of what is looked for in and below elements of which so many are in each other.

    Each node is met from no more of them, and beside it no more than from the top.
    Raises: NotUnderstood.
    """
    from_top = _price(parsed(expression), shape, _Times(1.0, 1.0)).seconds
    return nested * from_top + starts * _CALL


def seconds_in_stages(expression: str, shape: Shape) -> float:
    """The same if it is looked for in stages; infinite if it cannot be. Raises: NotUnderstood."""
    alternatives = alternatives_of(expression)
    spent = 0.0 if alternatives else math.inf
    for stages in alternatives:
        finds = 0.0
        for stage in stages:
            # from elements of which none is in another, together no more than from the top
            whole = stage.removeprefix(".") if stage.startswith(".//") else stage
            price = _price(parsed(whole), shape, _Times(1.0, 1.0))
            spent += price.seconds + finds * _CALL
            finds = price.finds
    return spent


def affordable(expressions: Iterable[str], shape: Shape) -> Mapping[str, bool]:
    """Those that may be tried on a page, and whether in stages.

    The quick ones come first, as long as there is time for them: so what would take long costs
    itself, and no other rule.
    """
    prices = sorted((*_cheaper(one, shape), one) for one in set(expressions))
    spent, found = 0.0, dict[str, bool]()
    for price, is_in_stages, expression in prices:
        spent += price
        if price > LONGEST or spent > ALL_TOGETHER:
            break
        found[expression] = is_in_stages
    return found


def at_best(expression: str, shape: Shape) -> float:
    """How long it takes the quicker way. Raises: NotUnderstood."""
    in_one = seconds(expression, shape)
    return in_one if in_one <= _IN_ONE else min(in_one, seconds_in_stages(expression, shape))


def _cheaper(expression: str, shape: Shape) -> tuple[float, bool]:
    try:
        in_one = seconds(expression, shape)
        in_stages = math.inf if in_one <= _IN_ONE else seconds_in_stages(expression, shape)
    except NotUnderstood:
        return math.inf, False
    return min(in_one, in_stages), in_stages < in_one


@dataclass(frozen=True, slots=True)
class _Times:
    """How often something is reckoned."""

    all: float
    same: float
    """From one and the same node, at most."""


@dataclass(frozen=True, slots=True)
class _Price:
    seconds: float
    finds: float = 1.0
    """Nodes, at most, that one reckoning gives."""


def _price(one: Expression, shape: Shape, times: _Times) -> _Price:
    """What it takes to reckon something so many times."""
    if isinstance(one, Path):
        return _price_of_path(one, shape, times)
    parts = [_price(part, shape, times) for part in one.parts]
    spent = sum(part.seconds for part in parts) + times.all * _TEST
    finds = 1.0  # a text, a number: of nodes there are more than one only in a union
    for at, operator in enumerate(one.operators[: len(parts) - 1]):
        if operator in _COMPARING or operator == "|":
            before = sum(part.finds for part in parts[: at + 1] if operator == "|")
            pairs = (before or parts[at].finds) * parts[at + 1].finds
            spent += times.all * pairs * _COMPARE
    if "|" in one.operators:
        finds = min(sum(part.finds for part in parts), shape.nodes)
    return _Price(spent, finds)


def _price_of_path(path: Path, shape: Shape, times: _Times) -> _Price:
    spent, finds = 0.0, 1.0
    total, same = times.all, times.all if path.is_absolute else times.same
    if path.start is not None:
        start = _price(path.start, shape, times)
        spent, finds = start.seconds, start.finds
        total, same = times.all * finds, times.all
        for predicate in path.predicates:
            spent += _price(predicate, shape, _Times(total, same)).seconds
    for step in path.steps:
        visited, met, again = _walk(step, shape, _Times(total, same))
        one = met if total <= 1 else min(met, shape.of(step.test)[0] or 1.0)
        spent += visited * _VISIT
        if finds > 1 and step.axis not in _BARE:
            spent += met * one * _COMPARE
        for predicate in step.predicates:
            spent += _price(predicate, shape, _Times(met, again)).seconds + met * _TEST
        finds = min(one, finds * met)
        total, same = min(met, times.all * one), min(again, times.all)
    spent += min(total * shape.letters, same * shape.letters * shape.depth) * _LETTER
    return _Price(spent, finds)


def _walk(step: Step, shape: Shape, times: _Times) -> tuple[float, float, float]:
    """Nodes visited and met by a step from so many, and how often one of these is met."""
    total, same = times.all, times.same
    known, below = shape.of(step.test)
    if step.axis == "attribute":
        met = total * (1.0 if step.test != "*" else _ATTRIBUTES)
        return total * _ATTRIBUTES, met, same
    if step.axis in ("self", "parent"):
        return total, total, total if step.axis == "parent" else same
    if step.axis == "child":
        visited = min(total * shape.width, same * shape.nodes)
        return visited, min(visited, same * known), same
    if step.axis in _DOWN:
        visited = min(total * shape.nodes, same * shape.below)
        return visited, min(total * known, same * below), min(total, same * shape.depth)
    if step.axis in _SIDEWAYS:
        visited = min(total, same * shape.nodes) * shape.width
        return visited, min(visited, total * known), min(total, same * shape.width)
    if step.axis in _UP:
        return total * shape.depth, total * min(shape.depth, known), total
    return total * shape.nodes, total * known, total
