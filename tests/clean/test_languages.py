"""What sites put around an article goes in every language, and sentences about it stay."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cleaning import clean, lines

ARTICLES: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("languages.toml").read_text("utf-8")
)
FORMS = {"paragraphs": ("<p>{}</p>", ""), "lines": ("{}", "<br><br>")}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", sorted(ARTICLES))
def test_head_and_tail_go_and_the_body_stays(language: str, form: str) -> None:
    article = ARTICLES[language]
    pattern, between = FORMS[form]
    parts = [*article["head"], *article["body"], *article["tail"]]

    cleaned = clean(between.join(map(pattern.format, parts)), title=article["title"])

    assert lines(cleaned.html) == [" ".join(body.split()) for body in article["body"]]
    assert len(cleaned.meta.authors) == 1
    assert cleaned.meta.published is not None
