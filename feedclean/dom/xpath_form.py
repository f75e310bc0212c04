"""The form of an XPath: its paths and steps, as far as they say how long it takes.

Source: XPath 1.0, sections 2 and 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_DEEPEST: Final = 30
"""Brackets within each other."""
_TOKEN: Final = re.compile(
    r"""\s*("[^"]*"|'[^']*'|\d+\.?\d*|\.\d+|//|::|\.\.|[!<>]=|[^\W\d][\w.-]*|[@./*|+=<>()\[\],$:-])"""
)
_BEFORE_NAMES: Final = frozenset(("@", "::", "(", "[", ","))
_OPERATORS: Final = frozenset(("/", "//", "|", "+", "-", "=", "!=", "<", "<=", ">", ">="))
_WORDS: Final = frozenset(("and", "or", "div", "mod", "*"))
_DOWN: Final = frozenset("attribute child descendant descendant-or-self self".split())
"""Axes by which nobody gets out of an element."""
_NODES: Final = frozenset(("comment", "node", "processing-instruction", "text"))


class NotUnderstood(Exception):
    """An expression that libxml2 may know and we do not."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path."""

    axis: str
    test: str
    predicates: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the top, from where one is, or from what something finds."""

    start: Many | None
    is_absolute: bool
    predicates: tuple[Expression, ...]
    """Of the start."""
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Many:
    """Operands, or the arguments of a function: each is reckoned once."""

    parts: tuple[Expression, ...]
    operators: tuple[str, ...] = ()
    """Between operands; none for a function."""


Expression = Path | Many


class _Reader:
    """Reads an expression that libxml2 has found to be well-formed."""

    def __init__(self, expression: str) -> None:
        self._tokens = list(_tokens(expression))
        self._at = 0
        self._depth = 0

    def all(self) -> Expression:
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

    def _expression(self) -> Expression:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotUnderstood
        parts = [self._operand()]
        operators: list[str] = []
        while self._next() in _OPERATORS or self._next().startswith("operator "):
            operators.append(self._take())
            parts.append(self._operand())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else Many(tuple(parts), tuple(operators))

    def _operand(self) -> Expression:
        while self._met("-"):
            pass
        token = self._next()
        start: Many | None = None
        if token == "(":  # noqa: S105 - a bracket
            self._take()
            start = Many((self._expression(),), ("|",))  # nodes, as those of a union are
            self._take(")")
        elif token[:1] in ("'", '"') or token[:1].isdigit() or token[1:2].isdigit():
            self._take()
            return Many(())
        elif self._is_call():
            start = self._call()
        if start is None:
            is_absolute = token in ("/", "//")
            steps = tuple(self._steps(is_first=not is_absolute))
            return Path(None, is_absolute, (), steps)
        predicates = tuple(self._predicates())
        steps = tuple(self._steps(is_first=False))
        if not predicates and not steps:
            return start
        return Path(start, is_absolute=False, predicates=predicates, steps=steps)

    def _is_call(self) -> bool:
        name, bracket = (*self._tokens[self._at : self._at + 2], "", "")[:2]
        return bracket == "(" and name not in _NODES

    def _call(self) -> Many:
        self._take()
        self._take("(")
        parts: list[Expression] = []
        while not self._met(")"):
            parts.append(self._expression())
            self._met(",")
        return Many(tuple(parts))

    def _steps(self, *, is_first: bool) -> Iterator[Step]:
        if is_first:
            yield self._step()
        while self._next() in ("/", "//"):
            is_deep = self._take() == "//"
            if not is_deep and not self._begins_step():
                return  # "/" alone is the whole document
            step = self._step()
            if is_deep and step.axis == "child" and not step.predicates:  # as libxml2 does
                step = Step("descendant", step.test, ())
            elif is_deep:
                yield Step("descendant-or-self", "node()", ())
            yield step

    def _begins_step(self) -> bool:
        token = self._next()
        return token in (".", "..", "@", "*") or (token[:1].isalpha() or token[:1] == "_")

    def _step(self) -> Step:
        if self._met("."):
            return Step("self", "node()", ())
        if self._met(".."):
            return Step("parent", "node()", ())
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
        return Step(axis, test, tuple(self._predicates()))

    def _predicates(self) -> Iterator[Expression]:
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


def is_absolute(form: Expression) -> bool:
    """Whether it finds the same from wherever it is looked for."""
    if isinstance(form, Path):
        return form.is_absolute if form.start is None else is_absolute(form.start)
    is_union = set(form.operators) <= {"|"}
    return is_union and bool(form.parts) and all(map(is_absolute, form.parts))


def goes_down(form: Expression) -> bool:
    """Whether all it finds lies in the element it is looked for from."""
    if isinstance(form, Path):
        is_within = not form.is_absolute if form.start is None else goes_down(form.start)
        return is_within and all(step.axis in _DOWN for step in form.steps)
    is_union = set(form.operators) <= {"|"}
    return is_union and bool(form.parts) and all(map(goes_down, form.parts))


@lru_cache(maxsize=1024)
def parsed(expression: str) -> Expression:
    """The form of an expression that libxml2 can read. Raises: NotUnderstood."""
    return _Reader(expression).all()
