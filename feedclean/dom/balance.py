"""Which elements markup leaves open, and the same markup with each of them closed where it ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from feedclean.dom.tokens import CODE, FOREIGN, RAW, VALUE, tokens

_ONE_ATTRIBUTE: Final = re.compile(rf"([^\s/>][^\s/>=]*+{VALUE})[\s/]*+")
_VOID: Final = frozenset(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param "
    "source track wbr".split()
)
_NO_DEPTH: Final = frozenset(
    "body caption colgroup head html optgroup option p tbody td tfoot th thead tr".split()
)
"""They close one another, or stand in a table, which counts."""
_FORMATTING: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_ONCE: Final = frozenset(("a", "nobr"))
"""A second one closes the first."""
_OPENED_AGAIN: Final = 3
"""Of equal ones no more than so many (HTML, 13.2.4.3)."""
_WALLS: Final = frozenset("applet marquee math object svg table template".split())
"""No end tag reaches beyond them."""
_CELLS: Final = _WALLS | {"caption", "td", "th"}
_OF_TABLES: Final = frozenset("table tbody td tfoot th thead tr".split())
"""Their ends close the cells within."""
_NEXT: Final = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd")}
"""What each of these closes if it comes next."""
_BLOCKS: Final = (
    "address article aside blockquote center details dialog div dl fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul"
)
_CLOSED_BY: Final = {
    **dict.fromkeys(_BLOCKS.split(), ("p",)),
    **{name: ("p", *closed) for name, closed in _NEXT.items()},
    **dict.fromkeys(("td", "th"), ("td", "th", "p")),
    "tr": ("td", "th", "tr", "p"),
    "option": ("option",),
}


def deepest(html: str) -> int:
    """How many elements may be open at once, at most."""
    seen, deepest = _Open(), 0
    for token in tokens(html):
        if isinstance(token, str):
            continue
        if token[1]:
            seen.end(token[2].lower())
        else:
            seen.start(token[2].lower(), token[3])
            deepest = max(deepest, seen.depth)
    return deepest


class _Open:
    """Elements that may be open at a place: never fewer than there are."""

    def __init__(self) -> None:
        self.depth = 0
        self._stack: list[str] = []
        self._formatting: dict[str, dict[str, int]] = {}
        """By name and attributes: what is left open is opened again in each block that follows."""

    def start(self, name: str, attributes: str) -> None:
        if name in _VOID or name in _NO_DEPTH:
            return
        if name in _FORMATTING:
            alike = self._formatting.setdefault(name, {})
            key = "" if name in _ONCE else attributes
            if alike.get(key, 0) < (1 if name in _ONCE else _OPENED_AGAIN):
                alike[key] = alike.get(key, 0) + 1
                self.depth += 1
            return
        if self._stack and self._stack[-1] in _NEXT.get(name, ()):
            self._stack.pop()
            self.depth -= 1
        self._stack.append(name)
        self.depth += 1

    def end(self, name: str) -> None:
        if name in _FORMATTING:
            self._end_formatting(name)
            return
        place = _place(self._stack, name)
        if place is not None:
            self.depth -= len(self._stack) - place
            del self._stack[place:]

    def _end_formatting(self, name: str) -> None:
        alike = self._formatting.get(name)
        if not alike:
            return
        key, many = alike.popitem()  # the last of its name
        if many > 1:
            alike[key] = many - 1
        self.depth -= 1


def _place(stack: list[str], name: str) -> int | None:
    """Which open element an end tag closes."""
    walls = _WALLS if name in _OF_TABLES else _CELLS
    for place in range(len(stack) - 1, -1, -1):
        if stack[place] == name:
            return place
        if stack[place] in walls:
            return None
    return None


def balanced(html: str, *, most_open: int, most_attributes: int) -> Iterator[str]:
    """The markup with every element closed where it ends, and none below some depth.

    No two parsers can make different trees of that, whatever the markup was.
    """
    written = _Written(most_open, most_attributes)
    code = False
    for token in tokens(html):
        if isinstance(token, str):
            if not code or FOREIGN.isdisjoint(written.stack):
                yield token
            continue
        name = token[2].lower()
        code = name in CODE and not token[1]
        if token[1]:
            yield written.end(name)
        elif name in _VOID:
            yield _start(token, most_attributes)
        elif name != "plaintext":
            yield written.start(name, token)
    yield written.ends(0)


class _Written:
    """The elements that have been opened and not closed."""

    def __init__(self, most_open: int, most_attributes: int) -> None:
        self.stack: list[str] = []
        self._most_open, self._most_attributes = most_open, most_attributes
        self._unopened: Counter[str] = Counter()
        """Those that lay too deep, until their end tags have come."""

    def start(self, name: str, token: re.Match[str]) -> str:
        place = len(self.stack)
        while place and self.stack[place - 1] in _CLOSED_BY.get(name, ()):
            place -= 1
        ends = self.ends(place)
        if len(self.stack) >= self._most_open and name not in RAW:
            self._unopened[name] += 1
            return ends
        self.stack.append(name)
        return ends + _start(token, self._most_attributes)

    def end(self, name: str) -> str:
        if self._unopened[name]:
            self._unopened[name] -= 1
            return ""
        place = _place(self.stack, name)
        return "" if place is None else self.ends(place)

    def ends(self, place: int) -> str:
        gone = self.stack[place:]
        del self.stack[place:]
        return "".join(f"</{name}>" for name in reversed(gone))


def _start(token: re.Match[str], most_attributes: int) -> str:
    attributes = [each[1] for each in _ONE_ATTRIBUTE.finditer(token[3])]
    if len(attributes) <= most_attributes:
        return token[0]
    return f"<{' '.join([token[2], *attributes[:most_attributes]])}>"
