"""Newsletters, press releases, recipes, poems …: of each kind the article stays, and only that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from feedclean.clean.process import process
from feedclean.model.article import CleanArticle
from feedclean.text import squeeze
from tests.cleaning import PLAN, clean, raw_article

FOLDER = Path(__file__).with_name("kinds")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>\s*")
_SOURCE = re.compile(r'<img[^>]*?\ssrc="([^"?]+)')


def _kinds(folder: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The kinds by name, with their lines and what is to become of each."""
    for path in sorted(folder.glob("*.txt")):
        yield from _kinds_of(path)


def _kinds_of(path: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for part in path.read_text("utf-8").split("\n### ")[1:]:
        name, *lines = part.strip().split("\n")
        yield name, [(line[0], line[2:]) for line in lines]


KINDS = dict(_kinds(FOLDER))
MOST_LEFT = {
    "unseen/articles": 0.15,
    "arriving/open": 0.03,
    "arriving/more": 0.06,
    "arriving/sealed": 0.14,
    "arriving/second_open": 0.24,
    "arriving/second_sealed": 0.34,
    "arriving/third_open": 0.19,
    "arriving/third_sealed": 0.36,
}
"""Share of the boilerplate of further kinds that may stay. Nothing was made for those of the
first file, of which 8 lines of 54 do, nor for those of the sealed ones, of which 37 of 138, 32 of
66 and 59 of 152 did when they were opened."""


class _Texts(HTMLParser):
    """The text between two tags, each for itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(squeeze(data))


def _texts(html: str) -> list[str]:
    parser = _Texts()
    parser.feed(html)
    parser.close()
    return [text for text in parser.found if text]


def _as_written(html: str) -> str:
    return html


def _as_lines(html: str) -> str:
    return _PARAGRAPH.sub(r"\1<br><br>", html)


@pytest.mark.parametrize("form", [_as_written, _as_lines], ids=["paragraphs", "lines"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_article_stays_and_nothing_else(kind: str, form: Callable[[str], str]) -> None:
    article = clean(form("\n".join(html for _, html in KINDS[kind])), title="")

    text = "".join(_texts(article.html))
    must_stay = ["".join(_texts(html)) for sign, html in KINDS[kind] if sign == "+"]
    must_go = ["".join(_texts(html)) for sign, html in KINDS[kind] if sign == "-"]
    assert [line for line in must_stay if line not in text] == []
    assert [line for line in must_go if line in text] == []


# What a credit or a card of an archive is, careful readers do not agree on: such lines have a ~.
@pytest.mark.parametrize("form", [_as_written, _as_lines], ids=["paragraphs", "lines"])
@pytest.mark.parametrize(("name", "most_left"), MOST_LEFT.items(), ids=MOST_LEFT.keys())
def test_of_further_kinds_all_text_stays_and_much_else_goes(
    name: str, most_left: float, form: Callable[[str], str]
) -> None:
    lost, left, boilerplate = [], [], 0
    for _, lines in _kinds_of(FOLDER.parent / f"{name}.txt"):
        [address] = [html for sign, html in lines if sign == "@"]
        raw = raw_article(form("\n".join(html for sign, html in lines if sign != "@")), title="")
        article = process(replace(raw, meta=replace(raw.meta, url=address)), PLAN)
        assert isinstance(article, CleanArticle)
        text = "".join(_texts(article.html))
        for sign, html in lines:
            stays = _stays(html, text, article.html)
            if sign == "+" and not stays:
                lost.append(html)
            boilerplate += sign == "-"
            if sign == "-" and stays:
                left.append(html)
    assert lost == []
    assert len(left) <= most_left * boilerplate


def _stays(html: str, text: str, whole: str) -> bool:
    """Whether what a line says, or else the pictures it shows, is still there."""
    said = "".join(_texts(html))
    if said:
        return said in text
    return all(source in whole for source in _SOURCE.findall(html))
