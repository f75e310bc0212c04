"""Which blocks of a page are in its marked-up article: labels for training."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_WIDE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_TOKEN = re.compile(f"[{_WIDE}]|[^\\W{_WIDE}]+")
_LONG = 8
"""Tokens from which a block is told by its runs of four; a shorter one must be there as it is."""
_SLACK = 8
_MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Label:
    """What a block is known to be, and how surely."""

    value: int
    """1 article, 0 not, -1 not known."""
    sure: float


UNKNOWN = Label(-1, 0.0)


def tokens(text: str) -> list[str]:
    """Lower-case words; characters of scripts without spaces one by one."""
    return _TOKEN.findall(text.lower())


def labels(texts: Sequence[str], truth: Mapping[str, object]) -> list[Label]:
    """A label for each block, from the text of the article or from strings in and not in it."""
    if "with" in truth:
        return _by_strings(texts, list(truth["with"]), list(truth["without"]))  # type: ignore[call-overload]
    return _by_text(texts, str(truth["gold_text"]))


def _by_strings(texts: Sequence[str], inside: list[str], outside: list[str]) -> list[Label]:
    lines = [" ".join(text.split()) for text in texts]
    wanted = [" ".join(text.split()) for text in inside]
    unwanted = [" ".join(text.split()) for text in outside]
    hits = [_places(text, lines) for text in wanted]
    twice = {place for places in hits if len(places) > 1 for place in places}
    found = []
    for place, line in enumerate(lines):
        good = any(text in line or (len(line) > 15 and line in text) for text in wanted)
        bad = any(text in line for text in unwanted)
        sure = 0.0 if place in twice else 1.0
        found.append(Label(int(good), sure) if line and good != bad else UNKNOWN)
    return found


def _places(text: str, lines: list[str]) -> list[int]:
    return [place for place, line in enumerate(lines) if text in line]


@dataclass(frozen=True, slots=True)
class _Match:
    block: int
    start: int
    end: int
    worth: float


class _Gold:
    """The article's tokens, to look runs of them up."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self.first: dict[str, list[int]] = defaultdict(list)
        self.four: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, token in enumerate(self.tokens):
            self.first[token].append(place)
        for place in range(len(self.tokens) - 3):
            self.four[tuple(self.tokens[place : place + 4])].append(place)

    def runs(self, words: list[str]) -> list[list[int]]:
        return [self.four.get(tuple(words[k : k + 4]), []) for k in range(len(words) - 3)]


def _by_text(texts: Sequence[str], text: str) -> list[Label]:
    """By the best chain of matches in the order of the text; then what stands out of order."""
    gold = _Gold(text)
    blocks = [tokens(t) for t in texts]
    share = [0.0] * len(blocks)
    matches: list[_Match] = []
    for block, words in enumerate(blocks):
        if len(words) >= _LONG:
            runs = gold.runs(words)
            share[block] = sum(map(bool, runs)) / len(runs)
            if share[block] >= 0.4:
                matches += _long_matches(block, len(words), runs, share[block], len(gold.tokens))
        elif words:
            matches += _short_matches(block, words, gold)
    chain = _best_chain(matches, len(gold.tokens))
    used = {place for match in chain.values() for place in range(match.start, match.end)}
    found = []
    for block, words in enumerate(blocks):
        if not words:
            found.append(UNKNOWN)
        elif block in chain:
            long = len(words) >= _LONG
            good = not long or share[block] >= 0.5
            found.append(Label(int(good), (1.0 if long else 0.7) if good else 0.3))
        elif len(words) >= _LONG and share[block] >= 0.5:
            hits = [run for run in gold.runs(words) if run]
            free = sum(any(place not in used for place in run) for run in hits)
            good = free >= 0.5 * len(hits)
            found.append(Label(int(good), 1.0 if good else 0.5))
        else:
            found.append(Label(0, 1.0))
    return _without_chance(found, [len(words) for words in blocks])


def _long_matches(
    block: int, size: int, runs: list[list[int]], share: float, end: int
) -> list[_Match]:
    starts: dict[int, int] = defaultdict(int)
    for k, places in enumerate(runs):
        for place in places[:6]:
            starts[(place - k) // 8] += 1
    best = sorted(starts.items(), key=lambda item: (-item[1], item[0]))[:4]
    return [
        _Match(block, max(0, eighth * 8), min(end, max(0, eighth * 8) + size), size * share)
        for eighth, count in best
        if count >= 0.25 * len(runs)
    ]


def _short_matches(block: int, words: list[str], gold: _Gold) -> list[_Match]:
    size = len(words)
    places = [
        place
        for place in gold.first.get(words[0], ())
        if gold.tokens[place : place + size] == words
    ]
    return [_Match(block, place, place + size, size) for place in places[:_MOST_PLACES]]


def _best_chain(  # noqa: C901 - one algorithm, and the tree in it
    matches: list[_Match], size: int
) -> dict[int, _Match]:
    """The heaviest chain of matches in order, by block; a Fenwick tree of running maxima."""
    top = size + 2
    best: list[tuple[float, int]] = [(0.0, -1)] * (top + 1)
    value, before = [0.0] * len(matches), [-1] * len(matches)

    def upto(place: int) -> tuple[float, int]:
        place, found = place + 1, (0.0, -1)
        while place > 0:
            if best[place][0] > found[0]:
                found = best[place]
            place -= place & -place
        return found

    by_block: dict[int, list[int]] = defaultdict(list)
    for number, match in enumerate(matches):
        by_block[match.block].append(number)
    for block in sorted(by_block):
        for number in by_block[block]:
            match = matches[number]
            slack = _SLACK if match.end - match.start >= _LONG else 0
            known, before[number] = upto(min(top - 1, match.start + slack))
            value[number] = known + match.worth
        for number in by_block[block]:
            place = min(top - 1, matches[number].end) + 1
            while place <= top:
                if best[place][0] < value[number]:
                    best[place] = (value[number], number)
                place += place & -place
    chain: dict[int, _Match] = {}
    _, number = upto(top - 1)
    while number >= 0:
        chain[matches[number].block] = matches[number]
        number = before[number]
    return chain


def _without_chance(found: list[Label], sizes: list[int]) -> list[Label]:
    """Short matches far from any long one are chance."""
    sure = [b for b, label in enumerate(found) if label.value == 1 and sizes[b] >= _LONG]
    if not sure:
        return found
    result = list(found)
    for block, label in enumerate(found):
        if label.value != 1 or sizes[block] >= _LONG:
            continue
        at = bisect_left(sure, block)
        near = min(abs(sure[k] - block) for k in (at - 1, at) if 0 <= k < len(sure))
        if near > 6:
            result[block] = Label(int(sure[0] < block < sure[-1]), 0.3)
    return result
