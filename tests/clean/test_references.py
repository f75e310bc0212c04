"""Lists of links at the end: references stay, links to other articles go."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, ZH, clean, lines, rules

AWAY = (
    "https://journal.example/p/1",
    "https://code.example/x/y",
    "https://archive.example/minutes/1954",
)
HOME = ("https://example.org/news/b", "https://example.org/news/c", "/news/d")


def _links(
    addresses: tuple[str, ...], names: tuple[str, ...] = ("Paper", "Code", "Minutes")
) -> str:
    return "".join(
        f'<p><a href="{address}">The {name} of it all</a></p>'
        for address, name in zip(addresses, names, strict=True)
    )


KEPT = {
    "links to other sites": _links(AWAY),
    "documents of the site": _links(("/f/a.pdf", "/f/b.pdf", "/f/c.xlsx")),
    "under Links": f"<p>Links</p>{_links((AWAY[0], AWAY[0], HOME[0]))}",
    "under Sources": f"<p>Sources</p>{_links(AWAY)}",
    "under a colon": f"<p>Sources:</p>{_links(AWAY)}",
    "under Further reading": f"<p>Further reading</p>{_links(AWAY)}",
    "in Chinese": f"<p>参考资料</p>{_links((AWAY[0], AWAY[1], HOME[0]))}",
    "in one line": f'<p>Links: <a href="{AWAY[0]}">the paper</a>, <a href="{AWAY[1]}">code</a></p>',
    "in one line, in Russian": (
        f'<p>Полезные ссылки: <a href="{AWAY[0]}">статья</a>, <a href="{AWAY[1]}">код</a></p>'
    ),
    "a book": "<p>参考：张三，《自行车车轮》，第三版。</p>",
    "under a heading": f"<h3>References</h3>{_links((AWAY[0], AWAY[1], HOME[0]))}",
}


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("end", KEPT.values(), ids=KEPT.keys())
def test_references_at_the_end_stay_with_what_announces_them(end: str, text: str) -> None:
    assert lines(clean(text + end).html) == lines(text + end)


GONE = {
    "of the site": _links(HOME),
    "all of one other site": _links(tuple(f"https://ads.example/{n}" for n in "abc")),
    "under Further reading": f"<p>Further reading</p>{_links(HOME)}",
    "under Related": f"<p>Related</p>{_links(AWAY)}",
    "under Sources": f"<p>Sources</p>{_links(HOME)}",
    "profiles": _links(tuple(f"https://{host}/paper" for host in ("x.com", "t.me", "vk.com"))),
}


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("end", GONE.values(), ids=GONE.keys())
def test_other_lists_of_links_go(end: str, text: str) -> None:
    article = clean(text + end)

    assert lines(article.html) == lines(text)
    assert rules(article)


def test_entries_below_a_name_of_references_are_no_sources_of_the_article() -> None:
    works = ("《江边日报》2004年5月1日第3版", "《渡口报》1998年3月5日第2版")
    below = f"<h2>参考资料</h2><ul>{''.join(f'<li>{work}</li>' for work in works)}</ul>"

    assert lines(clean(ZH + below).html) == [*lines(ZH), *lines(below)]
    assert lines(clean(f"{ZH}<p>《江边日报》2004年5月1日第3版</p>").html) == lines(ZH)
