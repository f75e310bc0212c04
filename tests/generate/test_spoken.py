from __future__ import annotations

from collections.abc import Sequence

import pytest

from feedclean.generate.assemble import assemble
from feedclean.generate.spoken import common_language
from feedclean.model.memory import FeedFacts
from feedclean.model.output import SiteHead

SITE = SiteHead(title="Ours", url="https://feeds.example.net/")
ZH = ("老船厂的冬天", "渡口的早晨", "江边的雾", "最后一条船")


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (("de", "de"), "de"),
        (("de", "de", "de", None), "de"),
        (("de", "de", None, None), None),
        (("de-AT", "de-DE", "de"), "de"),
        (("pt_BR", "pt_BR"), "pt_BR"),
        (("de", "fr"), None),
        ((None, None), None),
        ((), None),
    ],
)
def test_the_language_of_most_entries_is_that_of_the_feed(
    article, languages: Sequence[str | None], expected: str | None
) -> None:
    entries = [article(str(at), language=one) for at, one in enumerate(languages)]

    assert common_language(entries) == common_language(entries[::-1]) == expected


def test_where_nobody_says_so_the_letters_of_titles_tell(article) -> None:
    entries = [article(title, title=title) for title in (*ZH, "A ferry")]

    assert common_language(entries) == "zh"


@pytest.mark.parametrize(
    ("declared", "titles", "expected"),
    [
        ("en-US", ZH, "zh"),
        ("en-US", (*ZH[:1], "The ferry", "The fog"), "en-US"),
        ("ja", ZH, "ja"),
        ("en-US", (), "en-US"),
    ],
)
def test_english_that_programs_declare_by_themselves_is_held_against_the_titles(
    article, source, declared: str, titles: Sequence[str], expected: str
) -> None:
    given = [article(title, title=title, language=declared) for title in titles]

    feed = assemble(source(language=None), given, SITE, facts=FeedFacts(language=declared)).feed

    assert feed.head.language == expected
    assert {entry.meta.language for entry in feed.entries} <= {expected}
    kept = assemble(source(language="en"), given, SITE, facts=FeedFacts(language=declared)).feed
    assert kept.head.language == "en"
