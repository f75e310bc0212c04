"""Articles as databases of newspapers write them out."""

from __future__ import annotations

import pytest

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


PRINTED = f"""
                               {{number}} of 2 DOCUMENTS


                              Northport Times

                           March 5, 2024 Tuesday

Ferry to sail again

BYLINE: Ana Ruiz

SECTION: HARBOUR; Pg. 3

LENGTH: 120 words

DATELINE: NORTHPORT

{TEXT}

Location: the old quay, as ever.

{SECOND}

LOAD-DATE: March 6, 2024

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

Copyright 2024 Northport Times
All Rights Reserved
"""


def test_a_text_that_no_label_stands_above_begins_below_its_length() -> None:
    found = outcomes("".join(PRINTED.replace("{number}", str(n)) for n in (1, 2)))

    assert len(found) == 2
    for one in found:
        assert isinstance(one, RawArticle)
        assert one.origin.dialect == "database-text"
        assert one.meta.title == "Ferry to sail again"
        assert [author.name for author in one.meta.authors] == ["Ana Ruiz"]
        assert one.meta.published is not None
        assert one.meta.published.date().isoformat() == "2024-03-05"
        assert one.meta.publisher == "Northport Times"
        assert one.html == (
            f"<p>{TEXT}</p>\n<p>Location: the old quay, as ever.</p>\n<p>{SECOND}</p>"
        )


def test_documents_of_a_database_in_german_are_parted() -> None:
    text = (
        PRINTED.replace("{number} of 2 DOCUMENTS", "Dokument 1 von 1")
        .replace("LENGTH: 120 words", "LÄNGE: 120 Wörter")
        .replace("LANGUAGE: ENGLISH", "SPRACHE: Deutsch; GERMAN")
    )

    [found] = outcomes(text)

    assert isinstance(found, RawArticle)
    assert found.meta.title == "Ferry to sail again"
    assert SECOND in found.html
    assert "120" not in found.html


def test_documents_that_end_by_saying_so_begin_with_their_titles() -> None:
    one = f"""Ferry to sail again
Northport Times
March 5, 2024 Tuesday

Copyright 2024 Northport Times All Rights Reserved

Section: HARBOUR; Pg. 3
Length: 120 words
Byline: Ana Ruiz
Body


{TEXT}

{SECOND}

Load-Date: March 6, 2024


End of Document
"""

    first, second = outcomes(one + "\n\n" + one.replace("to sail", "not to sail"))

    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert first.html == f"<p>{TEXT}</p>\n<p>{SECOND}</p>"
    assert first.meta.publisher == "Northport Times"
    assert [found.meta.title for found in (first, second)] == [
        "Ferry to sail again",
        "Ferry not to sail again",
    ]


def test_a_page_on_boats_that_tells_a_length_is_no_document() -> None:
    text = f"The boat\n\nLength: 12 metres\n\n{TEXT}\n\nBody of oak\n\n{SECOND}\n"

    assert holdings.sniff(Head(text=text, location="a.txt", media_type=None)) == 0.0


@pytest.mark.parametrize(
    "length", ["3 minutes", "120 cm", "500 words\n\nIntroduction\n\nIt begins with the mill"]
)
def test_a_length_above_a_heading_is_that_of_no_document(length: str) -> None:
    text = f"The boat\n\nLength: {length}\n\n{TEXT}\n\nBody\n\n{SECOND}\n"

    assert holdings.sniff(Head(text=text, location="a.txt", media_type=None)) == 0.0
