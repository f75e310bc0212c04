"""Calls of services that stand in a text as lines, since their element is lost."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, TEXTS, clean, lines

CALLS = [
    "(adsbygoogle = window.adsbygoogle || []).push({});",
    "googletag.cmd.push(function() { googletag.display('div-gpt-ad-1234-0'); });",
    "window._taboola = window._taboola || []; _taboola.push({mode: 'thumbs', container: 'below'});",
    "window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);}",
    "var _gaq = _gaq || []; _gaq.push(['_setAccount', 'UA-1']); _gaq.push(['_trackPageview']);",
    "if (typeof ga === 'function') { ga('send', 'pageview', 'we count who reads this page now'); }",
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_call_of_a_service_is_no_text(call: str, text: str) -> None:
    first, rest = text[: text.index("</p>") + 4], text[text.index("</p>") + 4 :]
    article = clean(f"<p>{call}</p>{first}<p>{call}</p>{rest}<p>{call}</p>")

    assert lines(article.html) == lines(text)
    assert {str(one.rule) for one in article.removals} == {"sanitize/script"}


@pytest.mark.parametrize(
    "line",
    [
        "function greet(name) { return 'hello ' + name; }",
        "window.alert('The ferry sails again');",
        "The line (adsbygoogle = window.adsbygoogle || []).push({}); belongs below the box.",
        "(The word adsbygoogle stands on every page of the paper, and nobody there knows why.)",
        "(He said that the ga. and the company it stands for would never be named again)",
        "Googletag is what the box is called (by everybody who has ever had to look at one)",
        "ga",
        "Ym.",
        "(Macon, Ga.)",
        "(Reporting: N. Brack, Macon, Ga.; editing: T. Tarn)",
        "Ga. (1998)",
        "GA (Georgia)",
        "Let GA = goals against (season)",
        "OBR (Office for Budget Responsibility)",
        "Obr. 2: Brod, most a břeh (foto: J. Brack)",
        "Var Teads (Brack) först; var Criteo (Tarn) sist (2020)",
        "Outbrain.com (Taboola.com)",
        "Teads(ティーズ)は広告の会社である(無料)",
        "GA (谷歌分析)是一种统计工具，很多网站都在用 (包括本站)",
        "If somebody calls gtag('event', 'ferry'), nothing happens (yet).",
    ],
)
def test_what_a_text_says_of_programs_stays(line: str) -> None:
    assert line in lines(clean(f"{EN}<p>{line}</p>{EN}").html)


@pytest.mark.parametrize(
    "shown",
    [
        "<pre>{}</pre>",
        "<p><code>{}</code></p>",
        "<p>Below the box stands this line:</p><p>{}</p>",
        "<p>```js</p><p>{}</p><p>```</p>",
    ],
)
@pytest.mark.parametrize("call", CALLS[:2])
def test_a_call_that_is_shown_stays(shown: str, call: str) -> None:
    assert call in lines(clean(EN + shown.format(call) + EN).html)


@pytest.mark.parametrize("call", CALLS[:2])
def test_a_call_stays_where_the_text_names_what_it_calls(call: str) -> None:
    name = "adsbygoogle" if "adsbygoogle" in call else "googletag"
    told = f"<p>Nobody in the harbour office knew what {name} meant until the ferry sailed.</p>"

    assert call in lines(clean(f"{EN}{told}<p>{call}</p>{EN}").html)


def test_calls_within_lines_name_nothing() -> None:
    told = f"<p>The ferry sails again on Monday. {CALLS[0]} It was laid up since March.</p>"

    assert CALLS[0] not in lines(clean(f"{EN}{told}<p>{CALLS[0]}</p>{EN}").html)
