"""What holds for any article whatever: text is conserved, order is kept, nothing is raised."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser

from hypothesis import assume, given
from hypothesis import strategies as st

from feedclean.clean.finishing.sanitize import sanitize
from feedclean.dom.cut import read
from feedclean.dom.tree import parse, raw_text, strings
from feedclean.model.article import CleanArticle, Scope
from feedclean.model.removal import Stage
from feedclean.text import chars, printable
from tests.cleaning import PLAN, clean
from tests.making import ROOT
from tests.odd_html import odd_html

SCOPES = st.sampled_from(list(Scope))


HARMFUL = re.compile(
    r"<(?:script|style|iframe|object|embed|form|input|svg)\b|\son\w+=|javascript:|utm_"
)


class Hearing(HTMLParser):
    """Hears the text of a page and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def handle_data(self, data: str) -> None:
        self.heard.append(data)


def text_elsewhere(html: str) -> str:
    """The text as a parser sees it that has nothing to do with ours."""
    hearing = Hearing()
    hearing.feed(html)
    hearing.close()
    return "".join(hearing.heard)


def without_written(article: CleanArticle) -> str:
    """The markup without the names of links that cleaning itself has written."""
    return article.html.replace("example.org<", "<")


def squeezed(text: str) -> str:
    return "".join(text.split())


def is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


@given(odd_html(), SCOPES)
def test_text_is_conserved(html: str, scope: Scope) -> None:
    article = clean(html, scope)

    taken = sum(removal.chars for removal in article.removals)
    assert article.stats.chars_in + article.stats.chars_written == article.stats.chars_out + taken
    assert article.stats.chars_out == chars(text_elsewhere(article.html))


@given(odd_html(), SCOPES)
def test_kept_text_stands_in_its_old_order(html: str, scope: Scope) -> None:
    before = squeezed(raw_text(parse(printable(html))))
    after = squeezed(text_elsewhere(without_written(clean(html, scope))))

    assert is_subsequence(after, before)


@given(odd_html(named=False))
def test_cleaning_a_clean_article_takes_no_more_text(html: str) -> None:
    once = clean(html)
    # what the sanitizer takes, the passes have still seen: a long text there makes an article
    assume(not any(r.stage is Stage.SANITIZE and r.chars for r in once.removals))
    # a break inside a wrapper parts two lines only once the wrapper is gone
    assume("<br" not in once.html)
    assume(not once.cautions)
    twice = clean(once.html)

    assert squeezed(text_elsewhere(twice.html)) == squeezed(text_elsewhere(once.html))
    assert [removal for removal in twice.removals if removal.chars] == []


@given(odd_html())
def test_sanitized_html_sanitizes_to_itself(html: str) -> None:
    once = sanitize(f"<p>{html}")  # a byte order mark in front is no text

    assert sanitize(once) == once


@given(odd_html(), SCOPES)
def test_what_leaves_is_sanitized_and_says_nothing_harmful(html: str, scope: Scope) -> None:
    article = clean(html, scope)

    assert sanitize(article.html).strip() == article.html
    assert not HARMFUL.search(article.html)


@given(st.lists(odd_html(), min_size=2, max_size=4))
def test_an_article_does_not_depend_on_those_cleaned_before(pages: list[str]) -> None:
    forwards = [clean(page) for page in pages]
    backwards = [clean(page) for page in reversed(pages)]

    assert forwards == backwards[::-1]


@given(odd_html())
def test_every_string_is_in_exactly_one_block(html: str) -> None:
    before = [string for string in strings(parse(html)) if string.strip()]
    _, blocks = read(html)
    inside = [string for block in blocks for string in strings(block.box) if string.strip()]

    assert inside == before


@given(odd_html())
def test_receipts_fit_what_was_taken(html: str) -> None:
    article = clean(html)

    for removal in article.removals:
        assert removal.path.startswith("/html/body")
        assert removal.rule
        assert removal.reason
        assert len(removal.excerpt) <= PLAN.options.excerpt_chars
        assert bool(removal.chars) == bool(removal.excerpt)


@given(st.text(max_size=200))
def test_any_text_at_all_is_an_article(text: str) -> None:
    article = clean(text)

    assert article.stats.chars_in + article.stats.chars_written == article.stats.chars_out + sum(
        removal.chars for removal in article.removals
    )


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "from feedclean.codec import digest; from tests.odd_html import BLOCK, LINES, SENTENCES;"
        "from tests.cleaning import clean;"
        "html = ''.join(b.replace('{}', t) for b, t in zip(BLOCK, (SENTENCES + LINES) * 9));"
        "article = clean(html); print(digest(article.html, repr(article.removals)))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(told) == 1


@given(odd_html(), SCOPES)
def test_every_link_within_an_article_leads_to_one_place_in_it(html: str, scope: Scope) -> None:
    article = clean(html, scope)
    names = re.findall(r' id="([^"]*)"', article.html)

    assert len(names) == len(set(names))
    assert set(names) == set(re.findall(r' href="#([^"]*)"', article.html))
