"""CSS selectors for elements, such as a person would write them: by names that mean something."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from feedclean.dom.tree import Element, ancestors, raw_text, strings, walk

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z_-]*[A-Za-z](?:-?\d{1,2})?", re.ASCII)
"""What a person calls something; ``css-1q2w3e`` is of one build, ``post-48213`` of one article."""
_PASSING: Final = re.compile(r"(?:is|has)-|(?:active|hidden|lazy|loaded|open|show|visible)$")
"""Classes that say in which state something is."""
_MADE: Final = re.compile(r"[a-z][A-Z][a-z]?[A-Z]|[bcdfghjklmnpqrstvwxz]{6}")
_MOST_ANCHORS: Final = 3
_TAG: Final = re.compile(r"[a-z][a-z0-9]*", re.ASCII)
_LANDMARKS: Final = frozenset("aside footer form header iframe nav".split())
"""Tags that say enough of what an element is, wherever it stands."""
_QUOTABLE: Final = re.compile(r"[^\s\"\\][^\n\r\t\"\\\x00-\x1f]{2,40}")
_SHORTEST: Final = 4
_FIGURE: Final = re.compile(r"\d")
_TELLING: Final = 12
"""Letters before a figure that say enough without it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A selector, and what it finds."""

    selector: str
    found: tuple[Element, ...]
    is_lasting: bool
    """Whether it says what an element is, and not only at which place this one stands."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One element of a selector: its name, and the number among those of its kind."""

    name: str
    number: int | None = None

    def __str__(self) -> str:
        return self.name if self.number is None else f"{self.name}:nth-of-type({self.number})"


class Names:
    """Names for the elements of one tree, while nothing in it is edited."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._named: dict[str, list[Element]] = defaultdict(list)
        self._numbers: dict[Element, dict[Element, int]] = {}
        self._children: dict[Element, dict[tuple[str, int], Element]] = {}
        self._known: dict[tuple[_Step, ...], tuple[Element, ...]] = {}
        self._wordings_known: dict[tuple[str, str], tuple[Element, ...]] = {}
        self._texts: dict[Element, str] = {}
        for element in walk(root):
            for name in (element.tag, *_all_names(element)):
                self._named[name].append(element)

    def of(self, element: Element) -> Iterator[Name]:
        """Selectors that find an element, the ones likely to last first.

        None for what is no element, such as a line between two breaks.
        """
        if not _TAG.fullmatch(element.tag) or element is self._root:
            return
        for name in _own_names(element):
            yield Name(name, self._found((_Step(name),)), is_lasting=True)
        paths = [
            Name(_written(one), self._found(one), _lasts_as(one)) for one in self._paths(element)
        ]
        yield from (one for one in paths if one.is_lasting)
        yield from self._wordings(element)
        yield from (one for one in paths if not one.is_lasting)

    def _wordings(self, element: Element) -> Iterator[Name]:
        """A selector by what an element says, its first words."""
        begun = next(filter(None, map(_quote, strings(element))), "")
        alike = self._named[element.tag]
        for quoted in dict.fromkeys((_without_figures(begun), begun)) if begun else ():
            key = element.tag, quoted
            found = self._wordings_known.get(key)
            if found is None:
                found = tuple(one for one in alike if quoted in self._text(one))
                self._wordings_known[key] = found
            yield Name(f'{element.tag}:-soup-contains("{quoted}")', found, is_lasting=True)

    def _text(self, element: Element) -> str:
        if element not in self._texts:
            self._texts[element] = raw_text(element)
        return self._texts[element]

    def _paths(self, element: Element) -> Iterator[tuple[_Step, ...]]:
        """Paths from something that has a name, or from the body, down to the element."""
        anchors = 0
        path = [element]
        for above in ancestors(element):
            if not above.tag:
                continue
            path.insert(0, above)
            names = ["body"] if above is self._root else _own_names(above)[:1]
            for name in names:
                anchors += 1
                yield (_Step(name), *(_Step(one.tag) for one in path[1:]))
                yield (_Step(name), *(_Step(one.tag, self._number(one)) for one in path[1:]))
            if anchors == _MOST_ANCHORS:
                return

    def _found(self, steps: tuple[_Step, ...]) -> tuple[Element, ...]:
        """What a path finds, looked for once: of a thousand paragraphs all are ``body > p``."""
        known = self._known.get(steps)
        if known is None:
            known = self._known[steps] = self._look_for(steps)
        return known

    def _look_for(self, steps: tuple[_Step, ...]) -> tuple[Element, ...]:
        if steps[-1].number is None:
            return tuple(one for one in self._named[steps[-1].name] if self._fits(one, steps))
        # down from the first, as each step has but one child of a number
        first, *others = steps
        found = [self._root] if first.name == "body" else self._named[first.name]
        for step in others:
            found = [child for one in found if (child := self._child(one, step)) is not None]
        return tuple(found)

    def _child(self, parent: Element, step: _Step) -> Element | None:
        if parent not in self._children:
            numbers = self._numbers_in(parent)
            self._children[parent] = {(one.tag, number): one for one, number in numbers.items()}
        return self._children[parent].get((step.name, step.number or 0))

    def _fits(self, element: Element, steps: tuple[_Step, ...]) -> bool:
        node: Element | None = element
        for step in reversed(steps):
            if node is None or not self._is(node, step):
                return False
            node = _above(node)
        return True

    def _is(self, element: Element, step: _Step) -> bool:
        if element is self._root:
            return step.name == "body"
        if step.name != element.tag and step.name not in _all_names(element):
            return False
        return step.number is None or self._number(element) == step.number

    def _number(self, element: Element) -> int:
        """The place of an element among those of its tag."""
        parent = _above(element)
        assert parent is not None
        return self._numbers_in(parent).get(element, 0)

    def _numbers_in(self, parent: Element) -> dict[Element, int]:
        if parent not in self._numbers:
            counts: dict[str, int] = defaultdict(int)
            numbers = self._numbers[parent] = {}
            for child in parent.original or parent.children:
                if not isinstance(child, str):
                    counts[child.tag] += 1
                    numbers[child] = counts[child.tag]
        return self._numbers[parent]


def _written(steps: tuple[_Step, ...]) -> str:
    return " > ".join(map(str, steps))


def _lasts_as(steps: tuple[_Step, ...]) -> bool:
    """Whether a path says more than where something stands."""
    is_counted = any(step.number is not None for step in steps)
    return not is_counted and (steps[0].name != "body" or steps[-1].name in _LANDMARKS)


def _quote(text: str) -> str:
    """The beginning of a text, as far as it can stand in quotation marks; empty if too short."""
    begun = _QUOTABLE.search(text)
    if begun is None:
        return ""
    said = begun[0]
    if begun.end() < len(text.rstrip()) and " " in said.strip():
        said = said[: said.rindex(" ")] if not said.endswith(" ") else said
    said = said.strip()
    return said if len(said) >= _SHORTEST and "  " not in said else ""


def _without_figures(quoted: str) -> str:
    """The words before the first figure, which is another one in the next article."""
    words = _FIGURE.split(quoted)[0].rpartition(" ")[0].strip()
    is_cut = _FIGURE.search(quoted) is not None
    return words if is_cut and len(words) >= _TELLING else quoted


def _above(element: Element) -> Element | None:
    """The element around another, boxes aside."""
    return next((one for one in ancestors(element) if one.tag), None)


def _own_names(element: Element) -> list[str]:
    """Selectors of an element by its id and its classes, as far as these will last."""
    id_ = element.get("id")
    names = [f"#{id_}"] if _lasts(id_) else []
    return names + [f".{name}" for name in element.get("class").split() if _lasts(name)]


def _all_names(element: Element) -> Iterable[str]:
    if not element.attrs:
        return ()
    return (f"#{element.get('id')}", *(f".{name}" for name in element.get("class").split()))


def _lasts(name: str) -> bool:
    """Whether a name looks given by a person, for good."""
    return bool(_NAME.fullmatch(name)) and not _PASSING.search(name) and not _MADE.search(name)
