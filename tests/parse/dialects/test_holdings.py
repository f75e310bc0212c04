"""Articles as databases of newspapers write them out."""

from __future__ import annotations

from feedclean.model.article import Failure, RawArticle
from feedclean.parse.dialects import holdings
from feedclean.parse.dialects.base import Head
from tests.parse.reading import outcomes

TEXT = "The ferry to the islands will run again from next Monday, after nearly two years."
SECOND = "Fishermen from the southern bay say that the new route crosses the grounds of the cod."


def document(body: str, number: int = 1) -> str:
    return f"""Document {number} of 2

The ferry

Author: Ruiz, Ana

Full text: {body}

Title: The ferry

Publication date: Mar 5, 2024
"""


def test_text_behind_a_line_that_looks_like_a_label_is_not_lost() -> None:
    [found] = outcomes(document(f"{TEXT}\n\nLocation: the harbour\n\n{SECOND}"))

    assert isinstance(found, RawArticle)
    assert TEXT in found.html
    assert SECOND in found.html


def test_a_document_without_text_costs_itself_only() -> None:
    first, second = outcomes(document("") + document(TEXT, 2))

    assert isinstance(first, Failure)
    assert "document 1 has no text" in first.message
    assert isinstance(second, RawArticle)
    assert [one.name for one in second.meta.authors] == ["Ana Ruiz"]


def test_an_essay_about_documents_is_none() -> None:
    text = f"On files\n\nDocument 1 of 2\n\n{TEXT}\n\nTitle: no more of it\n"

    assert holdings.sniff(Head(text=text, location="a.txt", media_type=None)) == 0.0


def test_a_line_of_the_text_that_begins_with_copyright_stays_and_the_notice_goes() -> None:
    text = f"{TEXT}\n\nCopyright law is older than the\nferry, they said.\n\n{SECOND}"

    [found] = outcomes(document(f"{text}\n\nCopyright 2024 The Northport Times Company"))

    assert isinstance(found, RawArticle)
    assert "Copyright law is older" in found.html
    assert SECOND in found.html
    assert "Northport" not in found.html
