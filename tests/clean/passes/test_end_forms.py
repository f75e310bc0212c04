"""Last lines whose form alone shows that they are no text, and those of nearly the same form."""

from __future__ import annotations

import pytest

from feedclean.clean.passes.ends.forms import are_shelves, form_of_end
from tests.cleaning import EN, clean, lines, page, rules, taken

SHELVES = '<a href="https://example.org/mada/{0}">{0}</a>'
GOES = {
    "initials with slashes": "<p>lmr/ocm/jrg</p>",
    "initials between slashes": "<p>/e.d./ad/</p>",
    "initials in brackets": "<p>(Л.М.)</p>",
    "initials linked to their mail": '<p>(<a href="mailto:lmr@example.org">lmr</a>)</p>',
    "reactions": "<p>👍 12 🎉 5</p>",
    "likes alone": "<p>❤️ 1.204</p>",
    "votes": "<p>▲ 12 ▼</p>",
    "the name of the site": "<p>example.org</p>",
    "its name as a host": "<p>www.example.org</p>",
    "shelves": f"<p>{SHELVES.format('boti')} {SHELVES.format('samaki')}</p>",
    "a rule above them": "<p>* * *</p><p>lmr/ocm/jrg</p>",
}


@pytest.mark.parametrize("end", GOES.values(), ids=GOES.keys())
def test_a_last_line_of_such_a_form_goes(end: str) -> None:
    article = clean(EN + end)

    assert rules(article) == {"block/end"}
    assert lines(article.html) == lines(EN)


NO_FORM = {
    "a rule with nothing below it": "<p>* * *</p>",
    "words with slashes": "<p>Ja/nein/egal</p>",
    "initials without an address": "<p>(lmr)</p>",
    "the mail of another": '<p>(<a href="mailto:office@example.org">mail</a>)</p>',
    "a link in brackets": '<p>(<a href="https://example.org/pdf">pdf</a>)</p>',
    "letters of Chinese": "<p>是/否/不</p>",
    "one slash": "<p>km/h</p>",
    "stars": "<p>★★★★☆ 4/5</p>",
    "a star and what it is worth": "<p>⭐ 5</p>",
    "medals": "<p>🥇 12 🥈 10</p>",
    "a score": "<p>🇳🇴 2 🇸🇪 1</p>",
    "another site": "<p>elsewhere.example</p>",
    "a word in brackets": "<p>(Fin.)</p>",
    "a heading": "<h3>lmr/ocm/jrg</h3>",
    "a listing": "<pre>lmr/ocm/jrg</pre>",
    "a quotation": "<blockquote><p>lmr/ocm/jrg</p></blockquote>",
}


@pytest.mark.parametrize("end", NO_FORM.values(), ids=NO_FORM.keys())
def test_what_may_be_text_has_no_such_form(end: str) -> None:
    article = page(EN + end)

    assert form_of_end(article, article.blocks[-1]) is None


NO_SHELVES = {
    "two on different shelves": f"<p>{SHELVES.format('boti')} <a href='/watu/juma'>Juma</a></p>",
    "beside the article itself": f"<p>{SHELVES.format('b')} {SHELVES.format('c')}</p>".replace(
        "mada", "news"
    ),
    "on another site": f"<p>{SHELVES.format('b')} {SHELVES.format('c')}</p>".replace(
        "example.org", "elsewhere.example"
    ),
    "in a quotation": f"<blockquote>{SHELVES.format('b')} {SHELVES.format('c')}</blockquote>",
    "headlines": f"<p>{SHELVES.format('bei-ya-samaki')} {SHELVES.format('c')}</p>".replace(
        ">bei-ya-samaki<", ">Bei ya samaki yapanda tena<"
    ),
    "one": f"<p>{SHELVES.format('b')}</p>",
}


@pytest.mark.parametrize("line", NO_SHELVES.values(), ids=NO_SHELVES.keys())
def test_other_links_in_a_row_are_no_shelves(line: str) -> None:
    block = page(EN + line).blocks[-1]

    assert not are_shelves(block, "https://example.org/news/a")


STAYS = {
    "subjects that a sentence names": f"<p>Nobody there had ever heard of {SHELVES.format('boti')} "
    f"or of {SHELVES.format('samaki')} before.</p>",
    "an abbreviation in a listing": "<pre>lmr/ocm/jrg</pre>",
}


@pytest.mark.parametrize("end", STAYS.values(), ids=STAYS.keys())
def test_text_of_nearly_such_a_form_stays(end: str) -> None:
    assert taken(clean(EN + end)) == []


def test_the_reason_tells_the_form() -> None:
    [removal] = clean(EN + GOES["initials in brackets"]).removals

    assert removal.reason.endswith(": initials")
