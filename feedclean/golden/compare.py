"""What two outcomes of one article differ in, told for people; pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from feedclean.golden.shape import Shape
from feedclean.golden.words import SAME_TEXT, Edit, TextChange, text_change, window
from feedclean.model.removal import Removal, Stage

_TAG: Final = re.compile(r"<[^<>]*>")
_COUNTED: Final = (
    ("links", re.compile(r"<a\s")),
    ("images", re.compile(r"<img\s")),
    ("headings", re.compile(r"<h[1-6]\b")),
    ("paragraphs", re.compile(r"<p\b")),
)
_LINE: Final = re.compile(r" \([^()]*, line \d+\)$")
_SCORE: Final = re.compile(r"(?<=; )scores (?:at most )?\d\.\d\d as article text.*", re.DOTALL)
"""What a reason says of scores. They move a little with every page around the block, with each rule
and with new weights, while the same blocks leave for the same reason."""
_AROUND: Final = 70
"""Characters shown on either side of where markup differs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the metadata that says something else now."""

    name: str
    before: str
    """As TOML; empty: there was none."""
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """A block that is taken out as before, but by another rule, or with another reason."""

    before: Removal
    after: Removal


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What two outcomes differ in."""

    text: TextChange = SAME_TEXT
    meta: tuple[Field, ...] = ()
    came: tuple[Removal, ...] = ()
    """Removals that were not there before."""
    went: tuple[Removal, ...] = ()
    """Removals that are not there any more."""
    retold: tuple[Retold, ...] = ()
    is_reordered: bool = False
    """The same removals in another order."""
    counts: tuple[tuple[str, int, int], ...] = ()
    """What there is more or less of in the markup, before and after."""
    markup: tuple[Edit, ...] = ()
    """Blocks with the same words in other markup, around the first place that differs."""

    @property
    def is_empty(self) -> bool:
        """Whether there is none."""
        return self == Difference()

    @property
    def lost_by_rule(self) -> tuple[tuple[str, int], ...]:
        """The rules that took what was not taken before, with the characters; most first."""
        return _by_rule(self.came)

    @property
    def kept_by_rule(self) -> tuple[tuple[str, int], ...]:
        """The rules that took what is not taken any more."""
        return _by_rule(self.went)


def compare(before: Shape, after: Shape) -> Difference:
    """All that two outcomes differ in."""
    if before == after:
        return Difference()
    came, went, retold = _removals(before.removals, after.removals)
    is_same_set = not (came or went or retold)
    return Difference(
        text=text_change(before.lines, after.lines),
        meta=tuple(_fields(before, after)),
        came=came,
        went=went,
        retold=retold,
        is_reordered=is_same_set and _said(before.removals) != _said(after.removals),
        counts=tuple(_counts(before.html, after.html)),
        markup=tuple(_markup(before.html, after.html)),
    )


def _fields(before: Shape, after: Shape) -> Iterator[Field]:
    old, new = dict(before.meta), dict(after.meta)
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield Field(name=name, before=old.get(name, ""), after=new.get(name, ""))


def _removals(
    before: Sequence[Removal], after: Sequence[Removal]
) -> tuple[tuple[Removal, ...], tuple[Removal, ...], tuple[Retold, ...]]:
    """What came, what went, and what is told in another way.

    The same block is known by its place and words, else by its words alone: a place moves with
    everything that is put in front of it.
    """
    rest_before, rest_after = list(before), list(after)
    for one in before:
        same = next((other for other in rest_after if _said([one]) == _said([other])), None)
        if same is not None:
            rest_after.remove(same)
            rest_before.remove(one)
    retold: list[Retold] = []
    for is_same_block in (_same_place, _same_words):
        for old in tuple(rest_before):
            new = next((one for one in rest_after if is_same_block(old, one)), None)
            if new is not None:
                retold.append(Retold(before=old, after=new))
                rest_before.remove(old)
                rest_after.remove(new)
    return tuple(rest_after), tuple(rest_before), tuple(retold)


def _said(removals: Sequence[Removal]) -> list[Removal]:
    """Removals without what is no other reason: scores, and the lines that rules are written in."""
    return [_but_for_figures(one) for one in removals]


def _but_for_figures(one: Removal) -> Removal:
    if one.stage is Stage.SITE_RULE:  # a line moves with every edit above it
        return replace(one, reason=_LINE.sub("", one.reason))
    if one.stage is Stage.MAIN_CONTENT:
        return replace(one, reason=_SCORE.sub("", one.reason), score=None)
    return one


def _same_place(one: Removal, other: Removal) -> bool:
    return one.path == other.path and one.excerpt == other.excerpt


def _same_words(one: Removal, other: Removal) -> bool:
    return bool(one.excerpt) and one.excerpt == other.excerpt and one.chars == other.chars


def _by_rule(removals: Sequence[Removal]) -> tuple[tuple[str, int], ...]:
    sums: Counter[str] = Counter()
    for removal in removals:
        sums[removal.rule] += removal.chars
    return tuple(sorted(sums.items(), key=lambda item: (-item[1], item[0])))


def _counts(before: str, after: str) -> Iterator[tuple[str, int, int]]:
    for name, mark in _COUNTED:
        old, new = len(mark.findall(before)), len(mark.findall(after))
        if old != new:
            yield name, old, new


def _markup(before: str, after: str) -> Iterator[Edit]:
    """Lines that say the same in other markup; where words changed, the text tells it."""
    old, new = before.splitlines(), after.splitlines()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, from_, to in matcher.get_opcodes():
        if tag == "equal":
            continue
        rest = new[from_:to]
        for line in old[start:end]:
            words = _TAG.sub("", line)
            other = next((one for one in rest if _TAG.sub("", one) == words), None)
            if other is not None:
                rest.remove(other)
                if other != line:
                    lost, gained = window(line, other, _AROUND)
                    yield Edit(lost=lost, gained=gained)
            elif not words.strip():
                yield Edit(lost=line[: 2 * _AROUND])
        for line in rest:
            if not _TAG.sub("", line).strip():
                yield Edit(gained=line[: 2 * _AROUND])
