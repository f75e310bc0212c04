"""Several articles in one text, each with labels above it, as small programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.articles import article, reading_of
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.common import failed
from feedclean.parse.records.json_keys import ADDRESSES, CONTENT, KEYS, TITLES, known
from feedclean.parse.records.json_record import record_of
from feedclean.urls import is_http

NAME: Final = "labelled-records"
_LABEL: Final = re.compile(
    r"[ \t]{0,4}(?:\*\*|【|\[)?(?P<key>[^\W\d_][^\W_]{0,20}(?: [^\W\d_]{1,20}(?:\(s\))?){0,2})"
    r"(?:\*\*|】|\])?[ \t]?[:：](?:\*\*)?(?:[ \t]*(?P<value>\S.*))?"
)
_RULE: Final = re.compile(r"[ \t]*([-=*_#~─═])\1{4,}[ \t]*")
_LONGEST_KEY: Final = 40
_MOST_BETWEEN: Final = 4
"""Lines that may stand between the first two labels of an article."""
_AUTHORS: Final = frozenset(KEYS["authors"])
_FENCES: Final = ("```", "~~~")
_LONGEST_OF_FIELD: Final = 80
_LONGEST_LINE: Final = 100
_LEAST_TEXT: Final = 40
"""Both in bytes: signs that stand for words have more of them."""
_FIELDS: Final = frozenset((*KEYS["published"], *KEYS["authors"], *ADDRESSES)) | {"source"}


@dataclass(frozen=True, slots=True)
class _Label:
    name: str
    """As our tables have it."""
    value: str


def sniff(head: Head) -> float:
    """By two labels of articles at the top, which come again in the same order further down."""
    text = head.text
    if _first_labels(text.split("\n", 40)[:40]) is None:
        return 0.0
    lines = (head.whole or text).split("\n")
    starts = _starts(lines)
    parts = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    with_text = sum(map(_has_text, parts))
    return 0.97 if with_text > 1 and 2 * with_text >= len(parts) else 0.0


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """One article for each time the labels come; one without title and text costs itself only.

    Raises: ParseError, where there are no labels at the top.
    """
    lines = text.split("\n")
    starts = _starts(lines)
    if not starts:
        raise ParseError(capture.location, NAME, "has no labels of an article at its top")
    reading = reading_of(capture, source, NAME, text)
    for index, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        record = record_of(_told(lines[start:end]))
        if record.is_empty:
            yield failed(capture, source, f"article {index + 1} has no title or text", f"#{index}")
        else:
            yield article(record, reading, index)


def _label(line: str) -> _Label | None:
    found = _LABEL.fullmatch(line.rstrip())
    name = known(found["key"]) if found and len(found["key"]) <= _LONGEST_KEY else None
    return _Label(name, (found["value"] or "").strip()) if found and name else None


def _first_labels(lines: Sequence[str]) -> tuple[str, str] | None:
    """The names of the first two labels, if nothing but rules stands above, a title among them."""
    told = [line for line in lines if line.strip() and not _RULE.fullmatch(line)][:2]
    labels = [label for line in told if (label := _label(line)) is not None]
    if len(labels) < 2 or labels[0].name == labels[1].name:
        return None
    names = (labels[0].name, labels[1].name)
    is_telling = any(name in TITLES for name in names) and any(
        name in _FIELDS or name in CONTENT for name in names
    )
    return names if is_telling else None


def _starts(lines: Sequence[str]) -> list[int]:
    """The lines on which an article begins: the first two labels, below a blank line or a rule."""
    first = _first_labels(lines[:40])
    if first is None:
        return []
    top = next(line for line in lines if _label(line) is not None)
    indent = len(top) - len(top.lstrip())
    return [
        at
        for at, line in _outside_fences(lines)
        if len(line) - len(line.lstrip()) == indent
        and (label := _label(line)) is not None
        and label.name == first[0]
        and (at == 0 or not lines[at - 1].strip() or _RULE.fullmatch(lines[at - 1]))
        and _first_labels(lines[at : at + _MOST_BETWEEN]) == first
    ]


def _outside_fences(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that are no code of a Markdown text, which may show how labels are written."""
    are_closed = sum(line.startswith(_FENCES) for line in lines) % 2 == 0
    is_code = False
    for at, line in enumerate(lines):
        if are_closed and line.startswith(_FENCES):
            is_code = not is_code
        elif not is_code:
            yield at, line


def _has_text(lines: Sequence[str]) -> bool:
    """Whether below labels stands more than other labels, as below those of a work referred to."""
    text = str(_told(lines)["content"]).split("\n")
    told = (line for line in map(str.strip, text) if not _is_labelled(line))
    return sum(len(line.encode()) for line in told) >= _LEAST_TEXT


def _is_labelled(line: str) -> bool:
    return len(line.encode()) <= _LONGEST_LINE and _LABEL.fullmatch(line) is not None


def _told(lines: Sequence[str]) -> dict[str, Any]:
    """What the labels of an article say, and the text below them or behind the last of them."""
    told: dict[str, Any] = {}
    at = 0
    while at < len(lines):
        line = lines[at]
        label = _label(line)
        if label is not None and label.name in CONTENT:
            return {**told, "content": _text([label.value, *lines[at + 1 :]])}
        if label is not None and label.name in told and label.name in _AUTHORS:
            before = told[label.name]
            told[label.name] = [*(before if isinstance(before, list) else [before]), label.value]
        elif label is not None and label.name not in told and not _is_paragraph(lines, at, label):
            told[label.name] = label.value
        elif line.strip() and not _RULE.fullmatch(line):
            break
        at += 1
    return {**told, "content": _text(lines[at:])}


def _is_paragraph(lines: Sequence[str], at: int, label: _Label) -> bool:
    """Whether what looks like a label begins a paragraph of the text below the labels."""
    is_long = label.name not in TITLES and len(label.value) > _LONGEST_OF_FIELD
    if not is_long or is_http(label.value) or not at or lines[at - 1].strip():
        return False
    return not any((below := _label(line)) and below.name in CONTENT for line in lines[at + 1 :])


def _text(lines: Sequence[str]) -> str:
    """The lines without the rules at their end."""
    kept = list(lines)
    while kept and (not kept[-1].strip() or _RULE.fullmatch(kept[-1])):
        kept.pop()
    return "\n".join(kept).strip()


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
