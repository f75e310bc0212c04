"""What is worded like a notice and goes on as a sentence stays, though nothing comes after it."""

from __future__ import annotations

import html
import tomllib
from pathlib import Path

import pytest

from tests.clean.test_kinds import KINDS
from tests.cleaning import clean

_TABLE = Path(__file__).with_name("last_sentences.toml")
SENTENCES = [
    (language, sentence)
    for language, told in tomllib.loads(_TABLE.read_text("utf-8")).items()
    for sentence in told["sentences"]
]


def _text(language: str) -> str:
    """The paragraphs of an article in a language, as one of the kinds has them."""
    lines = KINDS[f"{language}_tail"]
    return "\n".join([told for mark, told in lines if mark == "+"][:3])


@pytest.mark.parametrize(("language", "sentence"), SENTENCES)
def test_a_sentence_that_begins_like_a_notice_stays_at_the_end(
    language: str, sentence: str
) -> None:
    article = clean(f"{_text(language)}\n<p>{html.escape(sentence, quote=False)}</p>")

    assert article.removals == ()
