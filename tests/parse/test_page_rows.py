"""Who wrote a page, where elements stand in a row at its headline; and headlines with a tail."""

from __future__ import annotations

import pytest

from feedclean.parse.pages.page import page_meta

URL = "https://www.example.org/2024/05/story.html"
TEXT = "<p>河面结冰以后，渡船停在岸边，船工们在船舱里打牌，等春天的第一声汽笛。</p>" * 3


def authors(row: str, head: str = "", above: str = "") -> list[str]:
    title = "<title>渡船停在岸边的那个冬天</title>"
    body = f"{above}<h1>渡船停在岸边的那个冬天</h1>{row}<div class='text'>{TEXT}</div>"
    html = f"<html lang='zh'><head>{title}{head}</head><body>{body}</body></html>"
    return [author.name for author in page_meta(html, URL).authors]


DAY = "<span>2024-05-02 18:30</span>"
ROWS = {
    "a member to follow": (
        "<div class='author'><a>渡口的灯</a><span>生活达人</span><a>+关注</a></div>",
        "渡口的灯",
    ),
    "a name by the day": (f"<div class='info'><em>林知远</em> {DAY}</div>", "林知远"),
    "behind the source": (
        f"<div class='info'><span>来源：《江河》2024年第2期</span> | <em>林知远</em> {DAY}</div>",
        "林知远",
    ),
    "whoever began a thread": (
        f"<div class='top'><a>渡口的灯</a><span>楼主</span>{DAY}</div>",
        "渡口的灯",
    ),
    "a member with a rank": (
        f"<p class='person'><a>渡口的灯</a> <a>(成都)</a> <i>LV.7</i> <a>+关注</a> {DAY}</p>",
        "渡口的灯",
    ),
    "a blog with answers": (
        f"<div class='meta'><span>渡口的灯</span> {DAY} <a>留言(3)</a></div>",
        "渡口的灯",
    ),
    "by the name of the row": (
        "<div class='submitted'><a>渡口的灯</a> <span>3小时前</span></div>",
        "渡口的灯",
    ),
    "offices and names in elements": (
        "<p class='credit'><i>撰稿林知远</i><i>攝影陈渡</i><i>編輯林芳秀</i></p>",
        "林知远",
    ),
    "labels in elements": (
        "<p class='names'><span>作者：林知远</span><span>责编：陈渡</span></p>",
        "林知远",
    ),
    "from somewhere": ("<p>本报记者 林知远 发自广州、成都</p>", "林知远"),
    "another label behind": ("<p>作者：渡口的灯　提交日期：2024-5-2 18:30</p>", "渡口的灯"),
    "a name and an occupation": (
        f"<div class='tags-author'><span>林知远</span> <span>注册营养师</span> {DAY}</div>",
        "林知远",
    ),
    "in Latin letters": (f"<span>（江邊 記者 Ruan 報導） {DAY}</span>", "Ruan"),
}


@pytest.mark.parametrize(("row", "name"), ROWS.values(), ids=ROWS.keys())
def test_whoever_has_an_element_in_the_row_at_the_headline_wrote_it(row: str, name: str) -> None:
    assert authors(row) == [name]


NOBODY = {
    "the paper": "<div class='info'><span>江边财经</span><em>2024-05-02 18:30</em></div>",
    "a section": f"<div class='info'><span>人文历史</span> {DAY}</div>",
    "a list of facts": "<ul><li>出发时间/2024-05-02</li><li>人物/一个人</li></ul>",
    "buttons": "<div class='author_act'>分享 加入收藏 檢舉</div>",
    "other articles": "<div class='author-other'><h3>其他報導</h3><p>水渠，開滿牽牛花</p></div>",
}  # fmt: skip


@pytest.mark.parametrize("row", NOBODY.values(), ids=NOBODY.keys())
def test_what_else_stands_there_is_nobody(row: str) -> None:
    assert authors(row) == []


TITLES = {
    "a site behind a hyphen": ("渡船停在岸边的那个冬天-江边理工大学新闻网",
                               "<h3 class='title'>渡船停在岸边的那个冬天</h3>"),
    "board and site": ("[散文]渡船停在岸边的那个冬天_散文天地_江边社区",
                       "<td>『散文天地』 [散文]渡船停在岸边的那个冬天</td>"),
    "a badge": ("渡船停在岸边的那一个漫长的冬天 - 江边博文",
                "<h1>渡船停在岸边的那一个漫长的冬天 <i>精选</i></h1>"),
}  # fmt: skip


@pytest.mark.parametrize(("title", "heading"), TITLES.values(), ids=TITLES.keys())
def test_the_title_is_what_the_page_shows_of_it(title: str, heading: str) -> None:
    html = f"<html><head><title>{title}</title></head><body>{heading}{TEXT}</body></html>"
    found = page_meta(html, URL).title

    assert found is not None
    assert "江边" not in found
    assert found.endswith("冬天")


def test_a_title_behind_the_rank_of_a_member_is_no_name() -> None:
    row = f"<p class='user'><a>渡口的灯</a> <i>LV.7</i> <em>船上家</em> {DAY}</p>"

    assert authors(row) == ["渡口的灯"]


def test_a_label_of_the_day_is_no_name() -> None:
    row = f"<p class='author'><b>作者</b> <a>Evan</a> <b>發布日期</b> {DAY} <a>+關注</a></p>"

    assert "發布日期" not in authors(row)


@pytest.mark.parametrize("line", ["江边日报记者 林知远", "江边新闻记者 林知远"])
def test_offices_and_names_below_the_headline_are_a_byline(line: str) -> None:
    assert authors(f"<div class='about'><p>{line}</p><p>2024-05-02 18:30</p></div>") == ["林知远"]


@pytest.mark.parametrize("line", ["江边日报记者 林知远 摄", "编辑 林知远", "江边日报记者协会"])
def test_who_took_pictures_or_edited_is_no_author(line: str) -> None:
    assert authors(f"<div class='about'><p>{line}</p><p>2024-05-02 18:30</p></div>") == []


OF_OTHERS = {
    "a team": '<p>A match of <a href="/team/leeds-united">Leeds United</a> was off.</p>',
    "an actor": '<p>The film with <a href="/person/tom-hanks">Tom Hanks</a> was shot here.</p>',
    "a writer": '<p>A house of <a href="/writer/jane-austen">Jane Austen</a> is for sale.</p>',
    "a field": '<p><a href="/space/black-holes">Black Holes</a></p>',
    "a caption": '<figure><img src="/a.jpg"><figcaption><a href="/user/jane-roe">Jane Roe</a>'
    "</figcaption></figure>",
    "tags": '<p class="tags"><a href="/person/tom-hanks">Tom Hanks</a></p>',
    "below the text": f'{TEXT}<p><a href="/user/jane-roe">Jane Roe</a></p>',
}


@pytest.mark.parametrize("row", OF_OTHERS.values(), ids=OF_OTHERS.keys())
def test_a_link_to_somebody_that_a_text_tells_of_names_no_author(row: str) -> None:
    assert authors(row) == []


@pytest.mark.parametrize("address", ["/user/jane-roe", "/reporters/jane-roe", "/authors/roe"])
def test_a_link_to_a_person_alone_above_the_text_names_the_author(address: str) -> None:
    assert authors(f'<p><a href="{address}">Jane Roe</a></p>') == ["Jane Roe"]
