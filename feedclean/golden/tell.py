"""Differences as lines of text a person reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from feedclean.golden.compare import Difference, Field, Retold
from feedclean.golden.words import Edit, TextChange
from feedclean.model.removal import Removal, Stage
from feedclean.text import chars, collapse, excerpt, number_of, printable

Item = TypeVar("Item")

_WIDTH: Final = 150
"""Characters of an excerpt; of a longer passage its ends are shown."""
_MOST: Final = 8
"""Places, removals or fields shown; the rest is counted."""


def summary(difference: Difference) -> str:
    """A difference in one line."""
    parts = [
        *_text_summary(difference.text),
        *_counted(len(difference.came), "removal came", "removals came"),
        *_counted(len(difference.went), "removal went", "removals went"),
        *_counted(len(difference.retold), "removal told otherwise", "removals told otherwise"),
        *(["removals in another order"] if difference.is_reordered else []),
        *([f"moved: {', '.join(field.name for field in difference.meta)}"] * bool(difference.meta)),
        *(f"{name} {before} → {after}" for name, before, after in difference.counts),
        *_counted(len(difference.markup), "block in other markup", "blocks in other markup"),
    ]
    return "; ".join(parts)


def details(difference: Difference) -> Iterator[str]:
    """A difference place by place."""
    yield from _shown(difference.text.edits, _edit_lines)
    yield from _shown(difference.text.moved, lambda line: [f"~ moved: {_ends(line)}"])
    yield from _shown(difference.came, lambda one: [f"removal came: {receipt_line(one)}"])
    yield from _shown(difference.went, lambda one: [f"removal went: {receipt_line(one)}"])
    yield from _shown(difference.retold, _retold_lines)
    yield from _shown(difference.meta, _field_lines)
    yield from _shown(difference.markup, _markup_lines)


def receipt_line(removal: Removal) -> str:
    """A removal in one line: who, how much, what, and why."""
    size = f"{removal.chars} characters"
    words = f" “{excerpt(printable(removal.excerpt), 60)}”" if removal.excerpt else ""
    reason = collapse(printable(removal.reason))
    if removal.stage is Stage.SITE_RULE:  # whose reason names the rule
        return f"{reason}, {size}{words}"
    return f"{removal.rule}, {size}{words}: {reason}"


def _text_summary(text: TextChange) -> Iterator[str]:
    if text.edits:
        yield f"text: {text.lost} characters lost, {text.gained} gained"
    yield from _counted(len(text.moved), "block moved", "blocks moved")


def _counted(number: int, one: str, many: str) -> list[str]:
    return [number_of(number, one, many)] if number else []


def _shown(items: Sequence[Item], lines: Callable[[Item], Iterable[str]]) -> Iterator[str]:
    for item in items[:_MOST]:
        yield from lines(item)
    if len(items) > _MOST:
        yield f"… and {len(items) - _MOST} more"


def _edit_lines(edit: Edit) -> Iterator[str]:
    if edit.lost:
        yield f"- {_ends(edit.lost)}"
    if edit.gained:
        yield f"+ {_ends(edit.gained)}"


def _markup_lines(edit: Edit) -> Iterator[str]:
    if edit.lost:
        yield f"markup - {_ends(edit.lost)}"
    if edit.gained:
        yield f"markup + {_ends(edit.gained)}"


def _retold_lines(one: Retold) -> Iterator[str]:
    yield f"removal was:  {receipt_line(one.before)}"
    yield f"removal is:   {receipt_line(one.after)}"


def _field_lines(field: Field) -> Iterator[str]:
    before, after = (_ends(value) or "none" for value in (field.before, field.after))
    yield f"{field.name}: {before} → {after}"


def _ends(text: str) -> str:
    """A passage on one line; of a long one both ends, and how long it is."""
    line = collapse(printable(text))
    if len(line) <= _WIDTH:
        return line
    half = _WIDTH // 2
    return f"{line[:half].rstrip()} […] {line[-half:].lstrip()} ({chars(line)} characters)"
