"""XML whose vocabulary calls a text by another name: of agencies, journals, handbooks, corpora."""

from __future__ import annotations

import pytest

from feedclean.model.article import RawArticle
from tests.parse.reading import article, outcomes

TEXT = "The mill stands still since the river fell below the wheel."
SECOND = "Flour now comes from the town beyond the hills."
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'
HTML = f"<p>{TEXT}</p><p>{SECOND}</p>"


def check(found: object) -> None:
    assert isinstance(found, RawArticle), found
    assert found.origin.dialect == "xml"
    assert found.meta.title == "The mill"
    assert TEXT in found.html
    assert SECOND in found.html


def test_a_journal_has_an_article_in_each_entry() -> None:
    entry = f"""<entry><itemid>7</itemid><eventtime>2024-03-05 10:00:00</eventtime>
<subject>The mill</subject><event>{TEXT}&lt;br /&gt;{SECOND}</event></entry>"""

    first, second = outcomes(f"{DECLARED}<livejournal>{entry}{entry}</livejournal>", "a.xml")

    check(first)
    check(second)
    assert isinstance(first, RawArticle)
    assert first.meta.published is not None
    assert first.meta.published.date().isoformat() == "2024-03-05"


def test_an_event_of_a_calendar_is_no_text() -> None:
    event = "<event><subject>The mill</subject><place>Ford</place></event>"

    [found] = outcomes(f"{DECLARED}<events>{event}{event}</events>", "a.xml")

    assert not isinstance(found, RawArticle)


def test_paragraphs_of_a_handbook_are_the_text() -> None:
    found = article(
        f"""{DECLARED}<article xmlns="http://docbook.org/ns/docbook"><info><title>The mill</title>
<author><personname>Ana Ruiz</personname></author><pubdate>2024-03-05</pubdate></info>
<para>{TEXT}</para><section><title>Flour</title><itemizedlist><listitem><para>{SECOND}</para>
</listitem></itemizedlist></section></article>""",
        "a.xml",
    )

    check(found)
    assert "<h2>Flour</h2>" in found.html
    assert "<li>" in found.html
    assert found.html.count("The mill") == 1  # the text itself begins so
    assert [one.name for one in found.meta.authors] == ["Ana Ruiz"]


def test_content_of_an_agency_is_the_text() -> None:
    found = article(
        f"""{DECLARED}<NewsML Version="1.2"><NewsItem><NewsManagement><FirstCreated>20240305T100000Z
</FirstCreated></NewsManagement><NewsComponent><NewsLines><HeadLine>The mill</HeadLine>
<ByLine>By Ana Ruiz</ByLine></NewsLines><ContentItem><DataContent>{HTML}</DataContent></ContentItem>
</NewsComponent></NewsItem></NewsML>""",
        "a.xml",
    )

    check(found)
    assert [one.name for one in found.meta.authors] == ["Ana Ruiz"]


@pytest.mark.parametrize("name", ["HEADLINE", "HEAD", "HL"])
def test_documents_of_a_corpus_without_a_declaration_are_articles(name: str) -> None:
    one = f"""<DOC>
<DOCNO> N-1 </DOCNO>
<{name}>
The mill
</{name}>
<TEXT>
<P>
{TEXT}
</P>
<P>
{SECOND}
</P>
</TEXT>
</DOC>
"""
    check(article(one))
    for found in outcomes(one + one.replace("N-1", "N-2")):
        check(found)


def test_a_title_within_the_text_of_an_agency_is_no_text() -> None:
    found = article(
        f"""<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS NEWID="1"><DATE> 5-MAR-1987 10:00:00.00</DATE><TEXT>&#2;
<TITLE>The mill</TITLE><AUTHOR>By Ana Ruiz</AUTHOR><BODY>    {TEXT}
    {SECOND}
</BODY></TEXT></REUTERS>
""",
        "a.sgm",
    )

    check(found)
    assert "Ruiz" not in found.html
    assert "&lt;" not in found.html


def test_the_only_post_of_a_blog_has_its_own_title() -> None:
    check(
        article(
            f"""{DECLARED}<blog root-url="https://e.example/"><title>Ford</title><posts>
<post id="1" date-created="2024-03-05" post-url="https://e.example/1"><title>The mill</title>
<content><![CDATA[{HTML}]]></content></post></posts></blog>""",
            "a.xml",
        )
    )


def test_documents_of_an_encyclopedia_tell_their_titles_in_their_tags() -> None:
    head = '<doc id="1" url="https://e.example/1" title="The mill">'
    one = f"{head}\nThe mill\n\n{TEXT}\n\n{SECOND}\n\n</doc>\n"

    for found in outcomes(one + one):
        check(found)
        assert isinstance(found, RawArticle)
        assert found.meta.url == "https://e.example/1"
        assert "&lt;" not in found.html


def test_a_tag_of_that_name_in_prose_is_none() -> None:
    found = article(f"A <doc> is what they call it.\n\n{TEXT}\n\n{SECOND}\n")

    assert found.origin.dialect != "xml"
    assert SECOND in found.html


def test_a_text_with_an_element_called_text_in_it_is_whole() -> None:
    first, second = "The mill stands still.", "The river fell far below its wheel in March."
    found = article(
        '<?xml version="1.0"?><article><title>The mill</title><text>Short.</text>'
        f"<body>{first}<text>{second}</text></body></article>",
        "a.xml",
    )

    assert first in found.html
    assert second in found.html
