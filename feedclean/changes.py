"""What changed since last time, and whether it matters; pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from feedclean.caches import remembering
from feedclean.dom.cut import read
from feedclean.dom.plain import plain_lines
from feedclean.dom.tree import let_go
from feedclean.model.article import NOTHING_LEFT, ArticleId, CleanArticle, Digest, Scope
from feedclean.model.entry import Entry, Reading
from feedclean.model.removal import Stage
from feedclean.text import collapse, fold, shared, squeeze

MATERIAL_SHARE: Final = 0.01
MATERIAL_CHARS: Final = 40
"""A change of so much of the text, or of so many characters, is worth a reader's second look."""
COLLAPSED_SHARE: Final = 0.3
"""A text that keeps less than this of what it was has not been edited but lost."""
CONTAINED_SHARE: Final = 0.8
"""A shorter text of which so much stood in the longer one is a cut of it."""

_DIGITS: Final = re.compile(r"\d+")
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s|(?<=[。！？；…])|\n")
_CLOSE: Final = 600
"""Longest remainder compared letter by letter: 600 by 600 letters take 20 ms at worst."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What to do about the articles of a run; every one of them is in one of the three."""

    todo: tuple[Reading, ...]
    unchanged: tuple[tuple[ArticleId, Reading], ...]
    """Entries whose stored article stands."""
    aside: tuple[Reading, ...]
    """Known to be copies or worse versions of what stands."""


def compare(readings: Iterable[Reading], entries: Iterable[Entry], plan: Digest) -> Changes:
    """Which articles have to be cleaned, given what is remembered of earlier ones.

    An article that was read twice in one run is cleaned once.
    """
    by_raw = {entry.raw: entry for entry in entries if entry.plan == plan}
    # What was set aside for a version whose file is gone stands for the article from now on.
    living = (entry for entry in by_raw.values() if not entry.is_gone)
    set_aside = {raw for entry in living for raw in entry.aside}
    todo: dict[Digest, Reading] = {}
    unchanged: list[tuple[ArticleId, Reading]] = []
    aside: list[Reading] = []
    for reading in readings:
        entry = by_raw.get(reading.digest)
        if entry is not None and not entry.is_gone:
            unchanged.append((entry.id, reading))
        elif reading.digest in todo or (entry is None and reading.digest in set_aside):
            aside.append(reading)
        else:
            todo[reading.digest] = reading
    return Changes(todo=tuple(todo.values()), unchanged=tuple(unchanged), aside=tuple(aside))


def reading_text(article: CleanArticle) -> str:
    """The text of an article for comparing: a line for each block, no white space within."""
    return _text_in(article.html)


@remembering(most=128, longest=200_000)
def _text_in(html: str) -> str:
    return "\n".join(map(squeeze, plain_lines(html) or lines_in(html)))


def is_material(before: CleanArticle, after: CleanArticle, *, only_more: bool = False) -> bool:
    """Whether a reader should be told that the text of an article changed.

    White space, punctuation, case and digits do not count: counters and clocks are made of them.
    Of the rest, 1 % of the text or 40 characters must differ. With ``only_more``, what is missing
    does not count either: it is gone because we clean differently now.
    """
    old, new = (_sentences(article) for article in (before, after))
    if old == new:
        return False
    size = max(sum(map(len, old)), sum(map(len, new)))
    least = min(MATERIAL_CHARS, max(1.0, MATERIAL_SHARE * size))
    lost, added = _differing(old, new)
    return max(added, 0 if only_more else lost) >= least


def _sentences(article: CleanArticle) -> list[str]:
    pieces = (piece for line in lines_of(article) for piece in _SENTENCE.split(line))
    return [text for piece in pieces if (text := _DIGITS.sub("", fold(piece)))]


def lines_of(article: CleanArticle) -> tuple[str, ...]:
    """The text of an article, a line for each block."""
    return lines_in(article.html)


# recognising a new article asks four times; a feed has fewer at once
@remembering(most=128, longest=200_000)
def lines_in(html: str) -> tuple[str, ...]:
    """The text of cleaned markup, a line for each block."""
    plain = plain_lines(html)
    if plain is not None:
        return tuple(map(collapse, plain))
    root, blocks = read(html)
    texts = tuple(block.text for block in blocks)
    let_go(root)
    return texts


def _differing(old: list[str], new: list[str]) -> tuple[int, int]:
    """Characters that went, and characters that came; what only moved is neither."""
    before, after = Counter(old), Counter(new)
    lost, added = _rest(old, before - after), _rest(new, after - before)
    if len(lost) > _CLOSE or len(added) > _CLOSE:
        return len(lost), len(added)
    gone = came = 0
    matcher = SequenceMatcher(None, lost, added, autojunk=False)
    for tag, start, end, from_, to in matcher.get_opcodes():
        if tag != "equal":
            gone, came = gone + end - start, came + to - from_
    return gone, came


def _rest(sentences: list[str], surplus: Counter[str]) -> str:
    """The surplus sentences as one text, in the order of the article."""
    rest: list[str] = []
    for text in sentences:
        if surplus[text] > 0:
            surplus[text] -= 1
            rest.append(text)
    return "".join(rest)


def refusal(before: CleanArticle, after: CleanArticle, scope: Scope, *, is_archive: bool) -> str:
    """Why an article must not take the place of what stands; empty if it may.

    Of an archive that a person keeps, a shorter text is believed as long as the cleaning is not to
    blame for it; a server may have sent a wall, a stub or a teaser.
    """
    was, now = before.stats, after.stats
    ruled = _taken_by_rules(after)
    if was.chars_out and not now.chars_out and not now.images_out:
        return f"nothing is left of it, and {was.chars_out} characters stood"
    if NOTHING_LEFT in after.cautions and NOTHING_LEFT not in before.cautions:
        return f"rules left none of its text, and {was.chars_out} characters stood"
    if not is_collapsed(before, after):
        return ""
    told = f"{now.chars_out} characters where {was.chars_out} stood"
    kept, kept_before = (
        one.chars_out / max(1, one.chars_in - by_rules)
        for one, by_rules in ((now, ruled), (was, _taken_by_rules(before)))
    )
    if kept < kept_before / 2 and now.chars_in > now.chars_out:
        return f"cleaning collapsed: {told}"
    if is_archive:
        return ""
    if scope is Scope.PAGE:
        return f"the page shrank: {told}"
    if shared(reading_text(after), reading_text(before)) >= CONTAINED_SHARE:
        return f"cut short: {told}"
    return ""


def is_collapsed(before: CleanArticle, after: CleanArticle) -> bool:
    """Whether next to nothing is left of the size of a text; what rules took is not missed."""
    left = after.stats.chars_out + _taken_by_rules(after)
    return left < COLLAPSED_SHARE * before.stats.chars_out


def _taken_by_rules(article: CleanArticle) -> int:
    """Characters that a person wanted to go."""
    taken = (one.chars for one in article.removals if one.stage is Stage.SITE_RULE)
    return sum(taken)
