"""How long an XPath may take on a page, by its form alone, before it is tried.

libxml2 cannot be stopped: ``//*/following::*`` took 49 s on a page of 4,500 elements. So what an
expression may cost at most is reckoned from its steps and the shape of the page, and what may take
too long is not tried. The same page and rule give the same answer on any machine, which no clock
would.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from feedclean.dom.survey import Item

# In seconds, measured with libxml2 2.14 on the pages of tests/dom/test_xpath_cost.py.
_VISIT: Final = 40e-9
_TEST: Final = 400e-9
"""One predicate, or function, once."""
_COMPARE: Final = 1e-9
"""Two nodes, to see whether they are one."""
_LETTER: Final = 0.2e-9
_ATTRIBUTES: Final = 10.0
"""Of one element, as many as are likely."""

LONGEST: Final = 10.0
"""Seconds that one expression may take on one page by this reckoning; few take a tenth of it."""
ALL_TOGETHER: Final = 30.0
_DEEPEST: Final = 30
"""Brackets within each other."""
_TOKEN: Final = re.compile(
    r"""\s*("[^"]*"|'[^']*'|\d+\.?\d*|\.\d+|//|::|\.\.|[!<>]=|[^\W\d][\w.-]*|[@./*|+=<>()\[\],$:-])"""
)
_BEFORE_NAMES: Final = frozenset(("@", "::", "(", "[", ","))
_OPERATORS: Final = frozenset(("/", "//", "|", "+", "-", "=", "!=", "<", "<=", ">", ">="))
_WORDS: Final = frozenset(("and", "or", "div", "mod", "*"))
_NODES: Final = frozenset(("comment", "node", "processing-instruction", "text"))
_COMPARING: Final = frozenset(("=", "!=", "<", "<=", ">", ">="))
_BARE: Final = frozenset(("child", "attribute", "self", "namespace"))
"""Axes on which no node is met twice from different ones: libxml2 does not look for them."""
_DOWN: Final = frozenset(("descendant", "descendant-or-self"))
_SIDEWAYS: Final = frozenset(("following-sibling", "preceding-sibling"))
_UP: Final = frozenset(("ancestor", "ancestor-or-self"))


class NotUnderstood(Exception):
    """An expression that libxml2 may know and we do not."""


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
    """The shape of a page."""
    depths: list[int] = []
    children: Counter[int] = Counter()
    numbers: Counter[str] = Counter()
    above: Counter[str] = Counter()
    letters = 0
    for item in items:
        depth = 1 if item.parent < 0 else depths[item.parent] + 1
        depths.append(depth)
        children[item.parent] += 1
        letters += len(item.text)
        if item.node is not None:
            tag = item.node.tag or ""
            numbers[tag] += 1
            above[tag] += depth
    return Shape(
        nodes=len(items),
        depth=max(depths, default=0),
        width=max(children.values(), default=0),
        below=sum(depths),
        letters=letters,
        tags=tuple((tag, float(n), float(above[tag])) for tag, n in sorted(numbers.items())),
    )


def seconds(expression: str, shape: Shape) -> float:
    """How long it may take at most, about, on a page of a shape. Raises: NotUnderstood."""
    return _price(_parsed(expression), shape, _Times(1.0, 1.0)).seconds


def affordable(expressions: Iterable[str], shape: Shape) -> frozenset[str]:
    """Those that may be tried on a page: the quick ones first, as long as there is time for them.

    So what would take long costs itself, and no other rule.
    """
    prices = sorted((_known(one, shape), one) for one in set(expressions))
    spent, found = 0.0, set[str]()
    for price, expression in prices:
        spent += price
        if price > LONGEST or spent > ALL_TOGETHER:
            break
        found.add(expression)
    return frozenset(found)


def _known(expression: str, shape: Shape) -> float:
    try:
        return seconds(expression, shape)
    except NotUnderstood:
        return math.inf


@dataclass(frozen=True, slots=True)
class _Step:
    axis: str
    test: str
    predicates: tuple[_Any, ...]


@dataclass(frozen=True, slots=True)
class _Path:
    """Steps from the top, from where one is, or from what something finds."""

    start: _Many | None
    is_absolute: bool
    predicates: tuple[_Any, ...]
    """Of the start."""
    steps: tuple[_Step, ...]


@dataclass(frozen=True, slots=True)
class _Many:
    """Operands, or the arguments of a function: each is reckoned once."""

    parts: tuple[_Any, ...]
    operators: tuple[str, ...] = ()
    """Between operands; none for a function."""


_Any = _Path | _Many


class _Reader:
    """Reads an expression that libxml2 has found to be well-formed."""

    def __init__(self, expression: str) -> None:
        self._tokens = list(_tokens(expression))
        self._at = 0
        self._depth = 0

    def all(self) -> _Any:
        found = self._expression()
        if self._at < len(self._tokens):
            raise NotUnderstood
        return found

    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self, wanted: str = "") -> str:
        token = self._next()
        if not token or (wanted and token != wanted):
            raise NotUnderstood
        self._at += 1
        return token

    def _met(self, wanted: str) -> bool:
        is_met = self._next() == wanted
        self._at += is_met
        return is_met

    def _expression(self) -> _Any:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotUnderstood
        parts = [self._operand()]
        operators: list[str] = []
        while self._next() in _OPERATORS or self._next().startswith("operator "):
            operators.append(self._take())
            parts.append(self._operand())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else _Many(tuple(parts), tuple(operators))

    def _operand(self) -> _Any:
        while self._met("-"):
            pass
        token = self._next()
        start: _Many | None = None
        if token == "(":  # noqa: S105 - a bracket
            self._take()
            start = _Many((self._expression(),), ("|",))  # nodes, as those of a union are
            self._take(")")
        elif token[:1] in ("'", '"') or token[:1].isdigit() or token[1:2].isdigit():
            self._take()
            return _Many(())
        elif self._is_call():
            start = self._call()
        if start is None:
            is_absolute = token in ("/", "//")
            steps = tuple(self._steps(is_first=not is_absolute))
            return _Path(None, is_absolute, (), steps)
        predicates = tuple(self._predicates())
        steps = tuple(self._steps(is_first=False))
        if not predicates and not steps:
            return start
        return _Path(start, is_absolute=False, predicates=predicates, steps=steps)

    def _is_call(self) -> bool:
        name, bracket = (*self._tokens[self._at : self._at + 2], "", "")[:2]
        return bracket == "(" and name not in _NODES

    def _call(self) -> _Many:
        self._take()
        self._take("(")
        parts: list[_Any] = []
        while not self._met(")"):
            parts.append(self._expression())
            self._met(",")
        return _Many(tuple(parts))

    def _steps(self, *, is_first: bool) -> Iterator[_Step]:
        if is_first:
            yield self._step()
        while self._next() in ("/", "//"):
            is_deep = self._take() == "//"
            if not is_deep and not self._begins_step():
                return  # "/" alone is the whole document
            step = self._step()
            is_plain = step.axis == "child" and not any(map(_is_counting, step.predicates))
            if is_deep and is_plain:  # as libxml2 does
                step = _Step("descendant", step.test, step.predicates)
            elif is_deep:
                yield _Step("descendant-or-self", "node()", ())
            yield step

    def _begins_step(self) -> bool:
        token = self._next()
        return token in (".", "..", "@", "*") or (token[:1].isalpha() or token[:1] == "_")

    def _step(self) -> _Step:
        if self._met("."):
            return _Step("self", "node()", ())
        if self._met(".."):
            return _Step("parent", "node()", ())
        axis = "child"
        if self._met("@"):
            axis = "attribute"
        elif self._tokens[self._at + 1 : self._at + 2] == ["::"]:
            axis = self._take()
            self._take("::")
        test = self._take()
        if test not in ("*", *_NODES) and not (test[0].isalpha() or test[0] == "_"):
            raise NotUnderstood
        if self._met("("):
            while not self._met(")"):
                self._take()
            test += "()"
        return _Step(axis, test, tuple(self._predicates()))

    def _predicates(self) -> Iterator[_Any]:
        while self._met("["):
            yield self._expression()
            self._take("]")


def _tokens(expression: str) -> Iterator[str]:
    """Tokens as XPath 1.0, section 3.7, tells them apart; operators that are words are marked."""
    at, before = 0, ""
    text = expression.strip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise NotUnderstood
        token, at = found[1], found.end()
        may_be_name = not before or before in _BEFORE_NAMES or before in _OPERATORS
        if token in _WORDS and not may_be_name and not before.startswith("operator "):
            token = f"operator {token}"
        yield token
        before = token


def _is_counting(predicate: _Any) -> bool:
    """Whether a predicate may speak of places: a number, or more than a path says."""
    return not isinstance(predicate, _Path)


@lru_cache(maxsize=1024)
def _parsed(expression: str) -> _Any:
    return _Reader(expression).all()


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


def _price(one: _Any, shape: Shape, times: _Times) -> _Price:
    """What it takes to reckon something so many times."""
    if isinstance(one, _Path):
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


def _price_of_path(path: _Path, shape: Shape, times: _Times) -> _Price:
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


def _walk(step: _Step, shape: Shape, times: _Times) -> tuple[float, float, float]:
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
