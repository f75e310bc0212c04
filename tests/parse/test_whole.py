from __future__ import annotations

import pytest

from feedclean.model.article import (
    ArticleId,
    ArticleMeta,
    Enclosure,
    Origin,
    RawArticle,
    Scope,
    SourceId,
)
from feedclean.parse.feeds.whole import lacks_text

EN = "The council of the harbour town has decided to rebuild the old quay this summer. "
ZH = "港口城市的市议会决定在今年夏天重建旧码头，工程预计需要两年时间才能完成。"
LONG = "".join(f"<p>{EN * 5}</p>" for _ in range(5))
SHORT = f"<p>{EN * 2}</p>"


def entry(html: str, summary: str | None = None, **more: object) -> RawArticle:
    meta = ArticleMeta(
        id=ArticleId("i"),
        source=SourceId("s"),
        title="T",
        summary=summary,
        **({"url": "https://example.org/1"} | more),  # type: ignore[arg-type]
    )
    origin = Origin(dialect="rss", location="https://example.org/feed")
    return RawArticle(meta=meta, html=html, scope=Scope.FRAGMENT, origin=origin)


WHOLE = {
    "long-english": LONG,
    "long-chinese": "".join(f"<p>{ZH * 6}</p>" for _ in range(5)),
    "several-paragraphs": "".join(f"<p>{EN * 3}</p>" for _ in range(4)),
    "dots-within": f"<p>{EN}And then… nothing. {EN * 8}</p>{LONG}",
    "an-invitation-in-the-middle": f"<p>Read more books, they said.</p>{LONG}",
}
CUT = {
    "brackets": f"<p>{EN * 2}[&#8230;]</p>",
    "brackets-and-a-footer": f"<p>{EN}[…]</p><p>The post <a>T</a> appeared first on <a>X</a>.</p>",
    "ellipsis": f"<p>{EN}The work wi…</p>",
    "three-dots-after-much-text": f"{LONG}<p>And then the...</p>",
    "read-more": f"{LONG}<p><a href='/1'>Read more</a></p>",
    "continue-reading": f"<p>{EN}</p><a href='/1'>Continue reading The old quay →</a>",
    "weiterlesen": f"<p>{EN}</p><p>Weiterlesen</p>",
    "chinese": f"<p>{ZH * 3}</p><p><a href='/1'>阅读全文</a></p>",
    "japanese": "<p>港の改修が決まりました。</p><a>続きを読む</a>",
    "half-a-sentence": "<p>The council of the harbour town has decided to rebuild the</p>",
    "empty": "",
    "picture-only": '<img src="/a.jpg">',
}  # fmt: skip


@pytest.mark.parametrize("html", WHOLE.values(), ids=WHOLE.keys())
def test_a_whole_article_needs_no_page(html: str) -> None:
    assert lacks_text([entry(html)]) == (False,)


@pytest.mark.parametrize("html", CUT.values(), ids=CUT.keys())
def test_a_cut_one_does_whatever_the_rest_of_the_feed_is_like(html: str) -> None:
    assert lacks_text([entry(html), *[entry(LONG)] * 5])[0]


def test_text_far_longer_than_its_summary_is_whole() -> None:
    html = f"<p>{EN * 12}</p>"

    assert lacks_text([entry(html, summary=EN)]) == (False,)


def test_a_short_notice_is_whole_in_a_feed_of_whole_articles_only() -> None:
    assert lacks_text([entry(SHORT), entry(LONG), entry(LONG)]) == (False, False, False)
    assert lacks_text([entry(SHORT)] * 3) == (True, True, True)


def test_without_an_address_there_is_no_page_to_ask_for() -> None:
    assert lacks_text([entry(CUT["brackets"], url=None)]) == (False,)


def test_notes_to_a_recording_are_whole() -> None:
    sound = Enclosure(url="https://example.org/1.mp3", media_type="audio/mpeg")

    assert lacks_text([entry(SHORT, enclosures=(sound,))]) == (False,)


def test_an_empty_feed_lacks_nothing() -> None:
    assert lacks_text([]) == ()
