"""XPaths taken apart, where each part may be looked for below what the one before it has found.

For ``//div//p`` libxml2 looks below every ``div``, and compares what it finds there with all that
it has found below the others: 4.6 s on a page of 78,000 nodes. What lies below a ``div`` within
another one lies below that one, too; so it is enough to look below the outermost, each place once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from feedclean.dom.xpath_form import Expression, Many, NotUnderstood, Path, parsed

_PIECE: Final = re.compile(r"\"[^\"]*\"|'[^']*'|//|.", re.DOTALL)
_DOWN: Final = frozenset("attribute child descendant descendant-or-self self".split())
"""Axes by which nobody gets out of the element that is looked below."""

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
        found = [one for outer in _outermost(found) for one in look(outer)]
    return list(found)


def _stages(path: str) -> Stages:
    first, *others = _parts(path, "//")
    later = [f".//{part}" for part in others]
    return (first, *later) if all(map(_goes_down, later)) else (path,)


def _parts(expression: str, mark: str) -> list[str]:
    """What stands between marks that are in no brackets; one at the beginning is of the first."""
    parts, depth = [""], 0
    for piece in _PIECE.findall(expression):
        depth += (piece in "([") - (piece in ")]")
        if piece == mark and not depth and parts[0].strip():
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _goes_down(part: str) -> bool:
    try:
        form = parsed(part)
    except NotUnderstood:
        return False
    return isinstance(form, Path) and all(step.axis in _DOWN for step in form.steps)


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
