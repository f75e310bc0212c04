"""XPaths taken apart, where each part may be looked for below what the one before it has found.

For ``//div//p`` libxml2 looks below every ``div``, and compares what it finds there with all that
it has found below the others: 4.6 s on a page of 78,000 nodes. What lies below a ``div`` within
another one lies below that one, too; so it is enough to look below the outermost, each place once.
And what follows any of them follows the one that ends first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from lxml import etree

from feedclean.dom.xpath_form import Expression, Many, NotUnderstood, Path, goes_down, parsed

_PIECE: Final = re.compile(r"\"[^\"]*\"|'[^']*'|//|/(?:following|preceding)::|.", re.DOTALL)
_COUNTED: Final = re.compile(r"(?:position|last)\s*\(")
_CLAIMS: Final = frozenset("and or = != < <= > >=".split())

Stages = tuple[str, ...]
"""The first part finds something in the page; each further one in what that before it has found."""


@lru_cache(maxsize=1024)
def alternatives_of(expression: str) -> tuple[Stages, ...]:
    """What is to be found, all of it, each in its stages; empty if it cannot be taken apart.

    Raises: NotUnderstood.
    """
    form = parsed(expression)
    paths: tuple[Expression, ...] = (form,)
    texts = [expression.strip()]
    if isinstance(form, Many) and set(form.operators) == {"|"} and len(form.parts) > 1:
        paths, texts = form.parts, _parts(expression, "|")
        if not all(map(_finds_elements, paths)):
            return ()  # in which order texts stand, only libxml2 knows
    if not all(isinstance(path, Path) for path in paths):
        return ()
    found = tuple(_stages(text.strip()) for text in texts)
    return found if len(found) > 1 or len(found[0]) > 1 else ()


def found_by(stages: Stages, root: Any) -> list[Any]:
    """What the stages find one after the other, in document order. Raises: etree.XPathError."""
    found: Any = _compiled(stages[0])(root)
    for stage in stages[1:]:
        look: Any = _compiled(stage)
        found = [one for start in _starts(found, stage) for one in look(start)]
    return list(found)


def _stages(path: str) -> Stages:
    first, *others = _parts(path, "//", "/following::", "/preceding::")
    later = [f".{part}" if part.startswith("/") else f".//{part}" for part in others]
    before = (first, *later)
    # of "//." one is the document, which nobody can start from again
    can_be = bool(later) and _finds_elements(parsed(first))
    can_be = can_be and all(
        _goes_down(part) if part.startswith(".//") else _goes_beside(part, last)
        for last, part in pairwise(before)
    )
    return before if can_be else (path,)


def _parts(expression: str, *marks: str) -> list[str]:
    """What stands between marks that are in no brackets; one at the beginning is of the first."""
    parts, depth = [""], 0
    for piece in _PIECE.findall(expression):
        depth += (piece in "([") - (piece in ")]")
        if piece in marks and not depth and parts[0].strip():
            parts.append(piece.removeprefix("//").removeprefix("|"))
        else:
            parts[-1] += piece
    return parts


def _goes_down(part: str) -> bool:
    try:
        return goes_down(parsed(part))
    except NotUnderstood:
        return False


def _goes_beside(part: str, before: str) -> bool:
    """Whether all that is found beside several elements is found beside one of them."""
    try:
        form = parsed(part)
        is_of_elements = _finds_elements(parsed(before))
    except NotUnderstood:
        return False
    steps = form.steps if isinstance(form, Path) else ()
    return (
        is_of_elements
        and len(steps) == 2  # "." and the axis
        and not _COUNTED.search(part)
        and all(map(_is_claim, steps[1].predicates))
    )


def _is_claim(form: Expression) -> bool:
    """Whether a predicate is true or false, and no number of a place."""
    if isinstance(form, Path):
        return form.start is None
    return not _CLAIMS.isdisjoint(name.removeprefix("operator ") for name in form.operators)


def _starts(found: Sequence[Any], stage: str) -> Iterable[Any]:
    """Those of the elements from which all is found that is from any of them."""
    if stage.startswith(".//"):
        return _outermost(found)
    if stage.startswith("./preceding::"):
        return found[-1:]
    return _first_ended(found)


def _first_ended(found: Sequence[Any]) -> Sequence[Any]:
    first = found[:1]
    for one in found[1:]:
        if first[0] not in one.iterancestors():
            break
        first = [one]
    return first


def _finds_elements(form: Expression) -> bool:
    last = form.steps[-1:] if isinstance(form, Path) else ()
    names = [step.test for step in last if step.axis != "attribute"]
    return bool(names) and not names[0].endswith(")")


def _outermost(found: Sequence[Any]) -> Iterator[Any]:
    """Elements of which none is in another; there is nothing below a text."""
    outer = None
    for one in found:  # in document order: what is around an element comes before it
        if not isinstance(one, str) and (outer is None or outer not in one.iterancestors()):
            outer = one
            yield one


@lru_cache(maxsize=1024)
def _compiled(expression: str) -> etree.XPath:
    return etree.XPath(expression)
