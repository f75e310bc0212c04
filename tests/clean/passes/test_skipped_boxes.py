"""Boxes with a link past them; tags of templates; lines that name who has signed."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, TEXTS, clean, lines, rules

TEXT = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
LINK = "<a href='#end'>{}</a>"
PODCAST = "<strong>The night boat</strong><p>Stories of people who cannot sleep on the river.</p>"


@TEXT
@pytest.mark.parametrize("word", ["Skip the podcast", "छोड़कर आगे बढ़ें", "Podcast überspringen"])
def test_a_box_with_a_link_past_it_goes_from_within_the_text(word: str, text: str) -> None:
    text += MORE
    box = f"<section>{LINK.format(word)}{PODCAST}<p id=end>End</p></section>"

    article = clean(f"{text}{box}<p>The tide came in at four, and nobody was left to see it.</p>")

    assert lines(article.html)[:-1] == lines(text)
    assert "block/skipped-box" in rules(article)


MORE = "".join(
    f"<p>On the {day} the water stood as high as the third step of the harbour office, and a clerk "
    "wrote it down with the pencil that he kept for floods and for nothing else besides.</p>"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday")
)
ALL_IN_IT = f"<div>{LINK.format('To the end')}{EN}<p id=end>So it was</p></div>"
STAY = {
    "a link elsewhere": f"{EN}<section><a href='#top'>Up</a>{PODCAST}<p id=end>End</p></section>",
    "a link within": f"{EN}<section>{PODCAST}{LINK.format('On')}<p id=end>End it</p></section>",
    "a way into the text": f"{LINK.format('To the middle')}{EN}<p id=end>End it like this</p>",
    "a sentence with its note": f"{EN}{MORE}<section><p>It was built in 1911.<a href='#end'>1</a>"
    "</p><p>Nobody saw it.</p><p id=end>1. Annual report, page 4</p></section>",
    "a question with its answer": f"{EN}{MORE}<section><p><a href='#end'>Is it open to carts?</a>"
    "</p><p>That depends.</p><p id=end>No, not before the autumn.</p></section>",
    "most of the text": f"{ALL_IN_IT}<p>The tide came in at four, and nobody saw it.</p>",
}  # fmt: skip


@pytest.mark.parametrize("html", STAY.values(), ids=STAY.keys())
def test_other_links_within_a_page_take_nothing(html: str) -> None:
    assert "block/skipped-box" not in rules(clean(html))


@TEXT
@pytest.mark.parametrize(
    "tag", ["{% include share.html %}", "{{ site.newsletter }}", "{%- if x -%} {%- endif -%}"]
)
def test_a_tag_of_a_template_goes(tag: str, text: str) -> None:
    assert lines(clean(f"{text}<p>{tag}</p>{EN}").html) == lines(clean(text + EN).html)


@pytest.mark.parametrize(
    "line",
    [
        "<pre>{% include share.html %}</pre>",
        "<p>Write {% include share.html %} there</p>",
        "<p>Write this at the end of the file:</p><p>{% include share.html %}</p>",
        "<p>{{ page.title }}</p><pre>make site</pre>",
        "<table><tr><td>{{ name }}</td><td>who it is for</td></tr></table>",
        "<p>{a, b, c}</p>",
    ],
)
def test_a_tag_that_is_told_of_stays(line: str) -> None:
    html = f"{EN}{line}<p>The tide came in at four, and nobody was left to see it.</p>"

    assert lines(clean(html).html) == lines(html)


@pytest.mark.parametrize(
    "line",
    [
        "<h3>Next meeting</h3><p><time>5 March 2024</time></p>",
        (
            "<p><time>5 March 2024</time></p><p>The bridge closes, and nobody knows how long.</p>"
            "<p><time>7 March 2024</time></p><p>It opens for an hour, and closes once again.</p>"
        ),
    ],
)
def test_days_over_what_happened_and_below_headings_stay(line: str) -> None:
    assert lines(clean(EN + MORE + line).html) == lines(EN + MORE + line)


@TEXT
def test_a_day_in_an_element_for_times_goes_from_below_a_lead(text: str) -> None:
    lead = "<p>The bridge has been closed since spring, and nobody knows for how long.</p>"

    assert lines(clean(f"{lead}<time>30.10.2023 17:05</time>{text}").html) == lines(lead + text)


@TEXT
def test_who_has_signed_above_is_known_below(text: str) -> None:
    byline = "<p>By Jane Roe</p>"

    named = clean(f"{byline}{text}<p>Jane Roe</p>")
    other = clean(f"{byline}{text}<p>Bob Low</p>")

    assert lines(named.html) == lines(text)
    assert lines(other.html) == [*lines(text), "Bob Low"]
