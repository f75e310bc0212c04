"""The page of an explained article: complete, and inert whatever the original is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import html as lxml_html

from feedclean.explain import explain_raw
from feedclean.generate.report import Explained, as_data, render_report
from feedclean.model.article import ArticleId, RawArticle, SourceId
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse import read
from feedclean.text import squeeze
from tests.cleaning import EN

SOURCE = Source(id=SourceId("s"), kind=SourceKind.DUMP, location="", title="A source")
PAGE = "<html lang=en><head><title>A bridge stays closed</title></head><body>{}</body></html>"
SHARE = "<div class=share-bar><a href=/x>Share</a> <a href=/y>Post</a></div>"

HOSTILE = {
    "script": "<script>window.hurt = 1</script>",
    "handlers": '<img src=x onerror="window.hurt = 1"><p onclick="window.hurt = 1">Text</p>',
    "addresses": "<a href='javascript:window.hurt=1'>Go</a><a href='data:text/html,x'>Go</a>",
    "frames": '<iframe srcdoc="<script>parent.hurt = 1</script>" src="https://e.org/f"></iframe>',
    "base": '<base href="https://evil.example/"><link rel=stylesheet href=https://e.org/s.css>',
    "refresh": '<meta http-equiv=refresh content="0;url=https://evil.example/">',
    "template": "</template></div></section></main><template><script>hurt()</script></template>",
    "form": "<form action=https://evil.example/><input name=q><button>Send</button></form>",
    "style": "<style>body { display: none }</style><p style='position:fixed;inset:0'>Over all</p>",
    "svg": "<svg onload='hurt()'><script>hurt()</script><a href='javascript:hurt()'>x</a></svg>",
    "quotes": "<p title='\"><script>hurt()</script>' lang='\"><b' dir='\"x'>\"'`><b>Text</b></p>",
    "names": '<p id="r1" class="cut" data-of="r1">Text</p><div id="tip">Text</div>',
    "textarea": "<textarea></textarea><script>hurt()</script></textarea>",
    "entities": "<p>&lt;script&gt;hurt()&lt;/script&gt; &amp;amp; &#0; &#x1F600;</p>",
    "cdata": "<![CDATA[<script>hurt()</script>]]><!--><script>hurt()</script>-->",
}


def explained(html: str) -> Explained:
    capture = Capture(
        source=SOURCE.id,
        location="a.html",
        body=html.encode(),
        media_type="text/html",
        charset="utf-8",
        captured_at=datetime(2026, 1, 2, tzinfo=UTC),
    )
    [raw] = read(capture, SOURCE)
    assert isinstance(raw, RawArticle)
    one = explain_raw(raw, SOURCE, None)
    assert isinstance(one, Explained), one
    return one


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE.keys())
def test_nothing_of_the_original_can_run_load_or_lead_elsewhere(markup: str) -> None:
    page = render_report(explained(PAGE.format(f"<article>{EN}{markup}{EN}</article>{SHARE}")))
    root = lxml_html.document_fromstring(page)
    [original] = root.find_class("original")

    assert len(root.xpath("//script")) == len(root.xpath("//style")) == 1
    assert not root.xpath("//iframe|//object|//embed|//form|//base|//link|//img|//video|//audio")
    assert [one.get("http-equiv") for one in root.xpath("//meta[@http-equiv]")] == [
        "Content-Security-Policy"
    ]
    for element in original.iter():
        assert not any(name.startswith("on") for name in element.attrib)
        assert set(element.attrib) <= {
            *("class", "id", "href", "title", "lang", "dir", "data-of", "aria-label"),
        }
        assert element.get("href", "#r1").startswith("#")
    for link in root.xpath("//a[@href]"):
        assert re.match(r"#|https?://", link.get("href"))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_policy_lets_nothing_in_but_our_own_style_and_script() -> None:
    page = render_report(explained(PAGE.format(EN))).decode()
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)

    rules = dict(one.partition(" ")[::2] for one in policy.split("; "))
    assert rules["default-src"] == "&#39;none&#39;"
    assert sorted(rules) == ["base-uri", "default-src", "form-action", "script-src", "style-src"]


def test_all_text_of_the_original_is_shown_and_every_mark_leads_there_and_back() -> None:
    found = explained(PAGE.format(f"<h1>A bridge stays closed</h1>{EN}{SHARE}"))
    root = lxml_html.document_fromstring(render_report(found))
    [original] = root.find_class("original")

    assert found.original is not None
    for badge in original.xpath("//a[@class='no']"):
        badge.text = ""
    shown = squeeze(original.text_content())
    assert len(shown) == found.original.chars
    numbers = [str(n) for n, _ in enumerate(found.article.removals, 1)]
    assert numbers
    for number in numbers:
        assert len(root.xpath(f"//*[@id='m{number}']//a[@href='#r{number}']")) == 1
        assert len(root.xpath(f"//*[@id='r{number}']//a[@href='#m{number}']")) == 1
    for removal in found.article.removals:
        assert removal.reason in root.text_content()


def test_a_text_of_any_length_is_shown_whole() -> None:
    long = "".join(
        f"<p>Sentence number {n} says something new about the old quay.</p>" for n in range(9)
    )
    found = explained(PAGE.format(f"<article>{long}<p>{'long word ' * 12_000}</p></article>"))
    page = render_report(found)

    assert page.count(b"long word") >= 24_000
    assert as_data(found)["unplaced"] == 0


def test_deep_nesting_is_shown_without_end_of_the_stack() -> None:
    found = explained(PAGE.format("<div>" * 400 + EN + "</div>" * 400))

    assert b"It is safer than it looks" in render_report(found)


@pytest.mark.parametrize(
    ("lang", "title", "direction"),
    [
        ("ar", "الجسر مغلق حتى الخريف", "rtl"),
        ("zh", "大桥封闭到秋天", "ltr"),
        ("he", "הגשר סגור", "rtl"),
    ],
)
def test_a_page_says_which_way_its_article_runs(lang: str, title: str, direction: str) -> None:
    found = explained(PAGE.format(EN))
    meta = replace(found.article.meta, language=lang, title=title)
    page = render_report(replace(found, article=replace(found.article, meta=meta))).decode()

    assert f'<h1 lang="{lang}" dir="{direction}">{title}</h1>' in page


def test_equal_articles_give_equal_bytes() -> None:
    html = PAGE.format(f"<h1>A bridge</h1>{EN}{SHARE}")

    assert render_report(explained(html)) == render_report(explained(html))


def test_what_does_not_add_up_is_said() -> None:
    found = explained(PAGE.format(f"{EN}{SHARE}"))
    assert found.original is not None
    wrong = replace(found, original=replace(found.original, found=(0,) * len(found.original.found)))

    assert b"could not be found in the original" not in render_report(found)
    assert b"could not be found in the original" in render_report(wrong)


def test_metadata_says_where_it_comes_from() -> None:
    found = explained(PAGE.format(EN))
    meta = replace(
        found.article.meta,
        id=ArticleId("<b>id</b>"),
        evidence=(("title", "<title> & more"),),
    )
    page = render_report(replace(found, article=replace(found.article, meta=meta))).decode()

    assert "&lt;title&gt; &amp; more" in page
    assert "&lt;b&gt;id&lt;/b&gt;" in page
