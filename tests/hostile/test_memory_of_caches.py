"""What articles bring along that is endless is not remembered once they are gone."""

from __future__ import annotations

import gc
import tracemalloc
import urllib.parse
from collections.abc import Callable
from dataclasses import replace

import pytest

from feedclean.clean import process
from feedclean.model.article import RawArticle, Scope
from feedclean.model.plan import CleanOptions, CleanPlan
from tests.cleaning import raw_article

LONG = 200_000


def _linked(number: int) -> RawArticle:
    address = f"https://example.org/{number}{'x' * LONG}"
    return _at(f'<p>The ferry met <a href="{address}#f">the quay</a> at noon.</p>')


def _summed_up(number: int) -> RawArticle:
    raw = _at("<p>The ferry met the quay at noon.</p>")
    return replace(raw, meta=replace(raw.meta, summary=f"{number} {'word ' * (LONG // 5)}"))


def _said(number: int) -> RawArticle:
    return _at(f"<p>{number} {'word ' * (LONG // 5)}</p>")


def _at(html: str) -> RawArticle:
    raw = raw_article(html, Scope.FRAGMENT)
    return replace(raw, meta=replace(raw.meta, url="https://example.org/ferry"))


@pytest.mark.parametrize("made", [_linked, _summed_up, _said])
def test_articles_of_endless_strings_leave_nothing(made: Callable[[int], RawArticle]) -> None:
    plan = CleanPlan(source=made(0).meta.source, options=CleanOptions())
    process(made(0), plan)  # tables and what was asked twice stay
    tracemalloc.start()
    try:
        for number in range(1, 7):
            process(made(number), plan)
        urllib.parse.urlsplit.cache_clear()  # the library remembers 128
        gc.collect()
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert held < 3 * LONG
