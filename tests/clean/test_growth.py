"""However often an article holds one thing, the time it takes grows no faster than the article."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Final

import pytest

from feedclean.clean import process
from feedclean.clean.finishing import reshape
from feedclean.clean.original import original
from feedclean.clean.process import Examined, examine
from feedclean.dom.tree import Element, find_all, parse
from feedclean.model.article import CleanArticle, RawArticle
from tests.cleaning import EN, PLAN, raw_article

_PICTURE: Final = "<img src=https://example.org/p.gif"
REPEATED: Final[Mapping[str, Callable[[int], str]]] = {
    "counting pixels, each in a box": lambda n: f"<div>{f'<p>{_PICTURE} width=1></p>' * n}</div>",
    "form fields of one paragraph": lambda n: f"<p>x {'<input value=x> a ' * n}</p>",
    "players with a text of their own": lambda n: (
        f"<div>{'<audio src=https://example.org/a.mp3>your browser</audio>' * n}</div>"
    ),
    "players side by side": lambda n: "".join(
        f"<iframe src=https://example.org/{i}></iframe>" for i in range(n)
    ),
    "lazy pictures, each with one for readers without scripts": lambda n: (
        f"<div>{f'<img data-src=x><noscript>{_PICTURE}></noscript>' * n}</div>"
    ),
    "formulas, each with a copy": lambda n: (
        f"<p>{'<math><mi>x</mi></math><i aria-hidden=true>x</i>' * n}</p>"
    ),
    "headings over lists without a link": lambda n: (
        "<h3>Related</h3><ul><li>A headline of something</li></ul>" * (n // 2)
    ),
    "lines of a card below the text": lambda n: "<p>By Jane Roe</p><p>Subject: boats</p>" * n,
    "steps of an address": lambda n: f"<iframe src=https://example.org/{'a/' * 20 * n}></iframe>",
    "boxes of one name": lambda n: EN + "<div class=newsletter><p>x</p></div>" * n,
    "boxes of a notice and a line": lambda n: EN + "<div><p>Share this</p><p>x</p></div>" * n,
    "labels of a host": lambda n: f"<p><a href=https://{'a.' * 5 * n}org/>x</a></p>",
}


@pytest.mark.parametrize("repeated", REPEATED.values(), ids=REPEATED.keys())
def test_time_grows_with_the_article(repeated: Callable[[int], str]) -> None:
    _seconds(repeated(10))  # what is loaded once
    few, many = _seconds(repeated(500)), _seconds(repeated(4_000))

    assert many < 24 * max(few, 0.03)  # eight times as much; were it quadratic, 64 times


ALIKE: Final[Mapping[str, str]] = {
    "lines to share, each taken out": "<p>Share on Facebook</p><p>x</p>",
    "boxes of one name, each taken out": "<div class=ad><div class=ad>x</div></div>",
}


@pytest.mark.parametrize("repeated", ALIKE.values(), ids=ALIKE.keys())
def test_time_to_name_what_went_grows_with_the_article(repeated: str) -> None:
    def seconds(size: int) -> float:
        article = raw_article(f"{EN}{repeated * size}{EN}")
        examined = examine(article, PLAN)
        assert isinstance(examined, Examined)
        started = time.thread_time()
        original(article, PLAN, examined.article.removals, examined.doubts)
        return time.thread_time() - started

    few, many = (min(seconds(size), seconds(size)) for size in (200, 1_600))

    assert many < 24 * max(few, 0.02)


def _moved(root: Element) -> None:
    into, *others = find_all(root, "p")
    reshape.move([(one, into) for one in others], root)


def _wrapped(root: Element) -> None:
    reshape.wrap([(one, "blockquote") for one in find_all(root, "p")], root)


@pytest.mark.parametrize("reshaped", [_moved, _wrapped])
def test_time_to_reshape_grows_with_the_article(reshaped: Callable[[Element], None]) -> None:
    def seconds(size: int) -> float:
        root = parse("<p>one</p>" * size)
        started = time.thread_time()
        reshaped(root)
        return time.thread_time() - started

    few, many = (min(seconds(size), seconds(size)) for size in (1_000, 8_000))

    assert many < 24 * max(few, 0.01)


def _seconds(html: str) -> float:
    """The least that two looks took: the first may have been disturbed."""
    article = raw_article(f"{EN}{html}{EN}")
    return min(_one_look(article) for _ in range(2))


def _one_look(article: RawArticle) -> float:
    started = time.thread_time()
    outcome = process(article, PLAN)
    took = time.thread_time() - started
    assert isinstance(outcome, CleanArticle)
    return took
