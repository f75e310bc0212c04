"""A fragment that was cut to be learned from is not cut again to be cleaned; a page is."""

from __future__ import annotations

import pytest

from feedclean.clean import process
from feedclean.dom import kept
from feedclean.dom.cut import read
from feedclean.dom.kept import keep, read_kept
from feedclean.learn import profile
from feedclean.model.article import CleanArticle, Scope
from feedclean.model.plan import CleanOptions, CleanPlan
from tests.cleaning import raw_article

HTML = "<p>The ferry met the quay at noon.</p><p>Nobody was hurt.</p>"


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_kept", {})


def test_what_was_kept_is_handed_out_once() -> None:
    keep(HTML, *read(HTML))
    [(root, blocks)] = kept._kept.values()

    assert read_kept(HTML) == (root, blocks)
    again, others = read_kept(HTML)
    assert again is not root
    assert [block.text for block in others] == [block.text for block in blocks]


def test_the_oldest_go_once_there_is_too_much() -> None:
    some = [f"<p>{letter * 100_000}</p>" for letter in "abcd"]
    for html in some:
        keep(html, *read(html))

    assert list(kept._kept) == some[2:]


def test_of_entries_of_one_line_few_are_kept() -> None:
    some = [f"<p>{number}</p>" for number in range(kept._MOST_TREES + 50)]
    for html in some:
        keep(html, *read(html))

    assert list(kept._kept) == some[50:]  # each takes 185 kB


class _Meanwhile(str):
    """Markup in the middle of whose being measured another thread takes what it had kept."""

    __slots__ = ()

    def __len__(self) -> int:
        for html in [html for html in kept._kept if html is not self]:
            del kept._kept[html]
        return super().__len__()


def test_what_another_thread_takes_meanwhile_is_let_be() -> None:
    html = _Meanwhile(HTML)
    for number in range(kept._MOST_TREES):
        one = f"<p>{number}</p>"
        keep(one, *read(one))
    kept._kept[html] = read(HTML)
    keep("<p>one more</p>", *read("<p>one more</p>"))

    assert list(kept._kept) == [html]


def test_one_that_is_too_long_is_not_kept() -> None:
    keep(HTML, *read(HTML))
    long = f"<p>{'a ' * 200_000}</p>"
    keep(long, *read(long))

    assert list(kept._kept) == [HTML]


@pytest.mark.parametrize(
    "html",
    [
        HTML,
        f"{HTML}<IFRAME src='https://example.org/v'>no frames here</IFRAME>",
        f"<p>a\x07b</p>{HTML}",
        "bare text",
        "",
    ],
)
def test_an_article_that_was_learned_from_is_cleaned_like_any_other(html: str) -> None:
    raw = raw_article(html, Scope.FRAGMENT)
    plan = CleanPlan(source=raw.meta.source, options=CleanOptions())
    alone = process(raw, plan)
    profile(raw)

    assert isinstance(alone, CleanArticle)
    assert process(raw, plan) == alone == process(raw, plan)


def test_pages_are_cut_otherwise_and_not_kept() -> None:
    profile(raw_article(f"<html><body>{HTML}</body></html>", Scope.PAGE))

    assert not kept._kept
