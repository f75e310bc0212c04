"""Log odds of element names and words, learned over sites so that no single one decides."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import accumulate

from benchmarks.train.pages import LabelledPage
from feedclean.clean.scoring.evidence import words
from feedclean.clean.scoring.learned import Tables, names_of
from feedclean.clean.scoring.neighbours import PASSAGE, PASSAGE_END
from feedclean.dom import traits
from feedclean.dom.blocks import Container

NAME_SITES, WORD_SITES = 8, 20
"""A name or word found on fewer sites is not learned."""
_NAME_BASE, _WORD_BASE, _PASSAGE_BASE = 0.4, 0.3, 0.5
_NAME_PRIOR, _WORD_PRIOR = 2.0, 3.0
_LEAST = 0.25
"""Log odds nearer to 0 say nothing."""
_OPENING = 260

_Shares = dict[str, dict[str, list[float]]]


def tables(pages: Iterable[LabelledPage], weigh: Callable[[LabelledPage], list[float]]) -> Tables:
    """All tables from some pages."""
    names: _Shares = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    spoken: _Shares = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    told: _Shares = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for page in pages:
        weights = weigh(page)
        _count_names(page, weights, names)
        _count_words(page, weights, spoken, told)
    return Tables(
        names=_odds(names, NAME_SITES, _NAME_BASE, _NAME_PRIOR),
        words=_odds(spoken, WORD_SITES, _WORD_BASE, _WORD_PRIOR),
        passages=_odds(told, WORD_SITES, _PASSAGE_BASE, _WORD_PRIOR),
    )


def _count_names(page: LabelledPage, weights: list[float], into: _Shares) -> None:
    kept = [w * (label.value == 1) for w, label in zip(weights, page.labels, strict=True)]
    sums, kept_sums = [0.0, *accumulate(weights)], [0.0, *accumulate(kept)]
    seen: set[Container] = set()

    def add(found: Iterable[str], part: float, whole: float) -> None:
        for name in set(found):
            entry = into[name][page.site]
            entry[0] += part
            entry[1] += whole

    for index, block in enumerate(page.blocks):
        home: Container | None = block.home
        if block.box is not block.home.element and block.box.tag and weights[index]:
            own = block.traits & ~block.home.traits
            found = names_of(block.box, hidden=bool(own & traits.HIDDEN))
            add(found, kept[index], weights[index])
        while home is not None and home not in seen:
            seen.add(home)
            own = home.traits & ~(home.parent.traits if home.parent else 0)
            whole = sums[home.last] - sums[home.first]
            if whole > 0:
                part = kept_sums[home.last] - kept_sums[home.first]
                add(names_of(home.element, hidden=bool(own & traits.HIDDEN)), part, whole)
            home = home.parent


def _count_words(
    page: LabelledPage, weights: list[float], short: _Shares, passages: _Shares
) -> None:
    for block, label, weight in zip(page.blocks, page.labels, weights, strict=True):
        if weight <= 0:
            continue
        size = len(block.text)
        if size <= _OPENING:
            _count(set(words(block.text)), short, page.site, label.value)
        if size > PASSAGE:
            _count(set(words(block.text[:PASSAGE_END])), passages, page.site, label.value)


def _count(spoken: Iterable[str], into: _Shares, site: str, value: int) -> None:
    for word in spoken:
        entry = into[word][site]
        entry[0] += value
        entry[1] += 1


def _odds(shares: _Shares, sites: int, base: float, prior: float) -> dict[str, float]:
    """Log odds against the usual share; the mean over sites, pulled towards the usual."""
    usual = math.log(base / (1 - base))
    table = {}
    for name in sorted(shares):
        found = [part / whole for part, whole in shares[name].values() if whole > 0]
        if len(found) < sites:
            continue
        mean = (sum(found) + base * prior) / (len(found) + prior)
        mean = min(max(mean, 0.004), 0.996)
        value = round(math.log(mean / (1 - mean)) - usual, 2)
        if abs(value) >= _LEAST:
            table[name] = value
    return table
