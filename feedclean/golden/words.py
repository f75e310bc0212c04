"""What two texts differ in, word by word: for people, so it looks for the words that matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from feedclean.text import chars

_WIDE: Final = "\u0e00-\u0eff\u1000-\u109f\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
"""Scripts without spaces: here a letter counts as a word."""
_WORD: Final = re.compile(rf"[{_WIDE}]|(?:(?![{_WIDE}])\w)+(?:['’](?:(?![{_WIDE}])\w)+)*|[^\w\s]")
_MOST_PAIRS: Final = 1_000_000
"""Words times words compared one by one; the longest passages are told whole."""
_GAP: Final = 2
"""Words in common that do not part two changes."""
_ALIKE: Final = 0.4
"""Passages with less in common than this have been exchanged, not edited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One place where words went, came, or both."""

    lost: str = ""
    gained: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """What became of a text."""

    edits: tuple[Edit, ...] = ()
    """In the order of the text."""
    moved: tuple[str, ...] = ()
    """Blocks that stand elsewhere now."""

    @property
    def lost(self) -> int:
        """Characters that are gone."""
        return sum(chars(edit.lost) for edit in self.edits)

    @property
    def gained(self) -> int:
        """Characters that are new."""
        return sum(chars(edit.gained) for edit in self.edits)


SAME_TEXT: Final = TextChange()


def text_change(before: Sequence[str], after: Sequence[str]) -> TextChange:
    """What two texts differ in; each is given as its blocks, white space collapsed."""
    if tuple(before) == tuple(after):
        return SAME_TEXT
    passages = list(_passages(before, after))
    moved = Counter(line for gone, _ in passages for line in gone)
    moved &= Counter(line for _, came in passages for line in came)
    elsewhere = tuple(line for line in before if moved[line])
    out, into = Counter(moved), Counter(moved)
    edits = [
        edit
        for gone, came in passages
        for edit in _edits("\n".join(_without(gone, out)), "\n".join(_without(came, into)))
    ]
    return TextChange(edits=tuple(edits), moved=tuple(dict.fromkeys(elsewhere)))


def _passages(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, from_, to in matcher.get_opcodes():
        if tag != "equal":
            yield before[start:end], after[from_:to]


def _without(lines: Sequence[str], moved: Counter[str]) -> Iterator[str]:
    for line in lines:
        if moved[line]:
            moved[line] -= 1
        elif line:
            yield line


def _edits(before: str, after: str) -> Iterator[Edit]:
    """The places in which two passages differ; of what only went or came, each block."""
    if not before or not after:
        yield from (Edit(lost=line) for line in before.split("\n") if line)
        yield from (Edit(gained=line) for line in after.split("\n") if line)
        return
    old, new = (list(_WORD.finditer(text)) for text in (before, after))
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        yield Edit(lost=before, gained=after)
        return
    matcher = SequenceMatcher(
        None, [word[0] for word in old], [word[0] for word in new], autojunk=False
    )
    if matcher.ratio() < _ALIKE:
        yield Edit(lost=before, gained=after)
        return
    for start, end, from_, to in _joined(matcher):
        yield Edit(lost=_cut(before, old[start:end]), gained=_cut(after, new[from_:to]))


def _joined(matcher: SequenceMatcher[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that differ, those joined that next to nothing parts."""
    ends: list[tuple[int, int, int, int]] = []
    for tag, start, end, from_, to in matcher.get_opcodes():
        if tag == "equal":
            continue
        if ends and start - ends[-1][1] <= _GAP:
            ends[-1] = (ends[-1][0], end, ends[-1][2], to)
        else:
            ends.append((start, end, from_, to))
    yield from ends


def _cut(text: str, words: Sequence[re.Match[str]]) -> str:
    return text[words[0].start() : words[-1].end()] if words else ""


def window(before: str, after: str, around: int) -> tuple[str, str]:
    """Two lines around the first place in which they differ."""
    pairs = zip(before, after, strict=False)
    at = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(before), len(after)))
    return _around(before, at, around), _around(after, at, around)


def _around(text: str, at: int, around: int) -> str:
    start, end = max(0, at - around), min(len(text), at + around)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
