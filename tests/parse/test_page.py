"""What a whole page says of its article."""

from __future__ import annotations

import pickle
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from feedclean.parse.pages.page import PageMeta, page_meta

URL = "https://www.example.org/news/2024/04/27/story.html"


def page(head: str = "", body: str = "", lang: str = "en") -> PageMeta:
    return page_meta(f"<html lang='{lang}'><head>{head}</head><body>{body}</body></html>", URL)


def names(meta: PageMeta) -> list[str]:
    return [author.name for author in meta.authors]


def by(author: str) -> str:
    return ld(f'{{"@type":"Article","author":{author}}}')


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


STORY = ld(
    """{"@context": "https://schema.org", "@graph": [
 {"@type": "Organization", "@id": "#org", "name": "The Example"},
 {"@type": "WebSite", "name": "The Example"},
 {"@type": "Person", "@id": "#jo", "name": "Jo Roe"},
 {"@type": ["NewsArticle"], "headline": "River rises in the north", "author": {"@id": "#jo"},
  "publisher": {"@id": "#org"}, "datePublished": "2024-04-27T10:00:00+02:00",
  "dateModified": "2024-04-28T10:00:00Z", "articleSection": "Weather", "inLanguage": "en-GB",
  "keywords": ["rivers", "floods"], "description": "Water everywhere.",
  "image": [{"@type": "ImageObject", "url": "/img/river.jpg"}], "url": "/news/river"}]}"""
)


def test_json_ld_fills_every_field() -> None:
    meta = page(STORY, lang="")

    assert meta.title == "River rises in the north"
    assert names(meta) == ["Jo Roe"]
    assert meta.published == datetime(2024, 4, 27, 8, tzinfo=UTC)
    assert meta.updated == datetime(2024, 4, 28, 10, tzinfo=UTC)
    assert meta.publisher == "The Example"
    assert meta.language == "en-GB"
    assert meta.categories == ("Weather", "rivers", "floods")
    assert meta.summary == "Water everywhere."
    assert meta.image == "https://www.example.org/img/river.jpg"
    assert meta.url == "https://www.example.org/news/river"
    assert dict(meta.evidence)["published"] == "json-ld"


OPEN = '{"@type":"Article","headline":"A headline here","datePublished":"2024-04-27"'
BROKEN = {
    "trailing commas": OPEN + ",}",
    "raw newline": OPEN.replace("e h", "e\nh") + "}",
    "comment": f"<!-- {OPEN}}} -->",
    "cdata": f"//<![CDATA[\n{OPEN}}}\n//]]>",
    "semicolon": OPEN + "};",
    "list": f'[{{"@type":"WebSite"}},{OPEN}}}]',
    "two objects": f'{{"@type":"WebSite"}}{OPEN}}}',
    "cut off": OPEN + ',"body":"and th',
    "bare quote": OPEN + ',"x":"a "b" c"}',
    "escaped": (OPEN + "}").replace('"', "&quot;"),
    "in WebPage": f'{{"@type":"WebPage","mainEntity":{OPEN}}}}}',
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_json_ld_is_read_however_it_is_written(text: str) -> None:
    meta = page(ld(text))

    assert meta.title == "A headline here"
    assert meta.published == datetime(2024, 4, 27, tzinfo=UTC)


def test_of_several_articles_the_one_with_the_url_of_the_page_counts() -> None:
    other = '{"@type":"Article","headline":"Another","url":"https://www.example.org/other"}'
    own = f'{{"@type":"Article","headline":"This one","url":"{URL}"}}'

    assert page(ld(f"[{other},{own}]")).title == "This one"


def test_a_list_of_other_articles_is_not_looked_into() -> None:
    others = (
        '{"@type":"ItemList","itemListElement":[{"@type":"Article","author":{"name":"Ann Lee"}}]}'
    )

    assert page(ld(others), "<h1>News of the day</h1>").authors == ()


SITE = '<meta property="og:site_name" content="The Example">'
TITLES = {
    "visible headline over search title": (
        "<title>10 best kettles of 2024 | The Example</title>",
        "<h1>The ten best kettles of 2024</h1>",
        "The ten best kettles of 2024",
    ),
    "site behind": (
        SITE + "<title>A river rises - The Example</title>",
        "",
        "A river rises",
    ),
    "site in front": (
        SITE + "<title>The Example » A river rises</title>",
        "",
        "A river rises",
    ),
    "host as site": ("<title>A river rises | example.org</title>", "", "A river rises"),
    "site in Chinese": (
        '<meta property="og:site_name" content="网易新闻"><title>河水上涨_网易新闻</title>',
        "",
        "河水上涨",
    ),
    "dash of the title stays": (
        "<title>Paris - Berlin: a night train returns</title>",
        "",
        "Paris - Berlin: a night train returns",
    ),
    "logo in h1": (
        SITE + '<meta property="og:title" content="A river rises">',
        "<h1>The Example</h1><h2>A river rises</h2>",
        "A river rises",
    ),
    "kicker": (
        '<meta property="og:title" content="A river rises">',
        '<h1><span class="kicker">Weather</span> A river rises</h1>',
        "A river rises",
    ),
    "kicker the head does not have": (
        '<meta property="og:title" content="A river rises in the north">',
        "<h1><i>Weather</i> A river rises in the north</h1>",
        "A river rises in the north",
    ),
    "date inside": (
        "<title>A river rises</title>",
        "<h1>27.04.2024 A river rises</h1>",
        "A river rises",
    ),
    "date that belongs": (
        "<title>What happened on 27 April 2024 | The Example</title>",
        "<h1>What happened on 27 April 2024</h1>",
        "What happened on 27 April 2024",
    ),
    "ruby readings": (
        "",
        "<h1><ruby>河<rt>かわ</rt></ruby>の<ruby>水<rt>みず</rt></ruby>が増えた</h1>",
        "河の水が増えた",
    ),
    "a quotation at its end": (
        SITE + "<title>River rises: «Nobody slept» | The Example</title>",
        "<h1>River rises: «Nobody slept»</h1>",
        "River rises: «Nobody slept»",
    ),
    "a quotation within": (
        SITE + "<title>Ferry «Hope» is back - The Example</title>",
        "",
        "Ferry «Hope» is back",
    ),
    "the site in the first heading": (
        "<title>Ferry «Hope» is back - 2 May 2023 - News «Ray»</title>",
        "<h1><a href='/'>News «Ray»</a></h1><div class=eTitle>Ferry «Hope» is back</div>",
        "Ferry «Hope» is back",
    ),
    "soft hyphens": ("<title>Donau&shy;dampfschiff fährt</title>", "", "Donaudampfschiff fährt"),
    "entities twice": ('<meta property="og:title" content="Tom &amp;amp; Ann">', "", "Tom & Ann"),
    "related headline is not it": (
        "<title>A river rises in the north</title>",
        "<h1>A river rises in the north</h1><aside><h2>A river rises in the south</h2></aside>",
        "A river rises in the north",
    ),
    "nothing but h1": ("", "<h1>A river rises</h1>", "A river rises"),
    "nothing": ("", "<p>Text</p>", None),
}


@pytest.mark.parametrize(("head", "body", "title"), TITLES.values(), ids=TITLES.keys())
def test_the_title_is_the_headline(head: str, body: str, title: str | None) -> None:
    assert page(head, body).title == title


H1 = "<h1>A river rises in the north</h1>"
GROUP = '{"@type":"Organization","name":"Center for Food and Water"}'
JO = '<meta name="author" content="Jo Roe">'
THREE = '<meta name="author" content="Jo Roe, Ann Lee and Bo Ek">'
AUTHORS = {
    "meta": (JO, "", ["Jo Roe"]),
    "several": (
        '<meta name="author" content="Jo Roe, Ann Lee and Bo Ek">',
        "",
        ["Jo Roe", "Ann Lee", "Bo Ek"],
    ),
    "one a meta": (
        '<meta name="author" content="Jo Roe"><meta name="author" content="Ann Lee">',
        "",
        ["Jo Roe", "Ann Lee"],
    ),
    "within a line, in Chinese": (
        "",
        "<p>【字号 大 中 小】　作者：陈渡　来源：某网</p>",
        ["陈渡"],
    ),
    "an office behind a dash": ("", "<h4>Ana López* - Repórter da Agência</h4>", ["Ana López"]),
    "a remark behind a dash": ("", "<h4>Ana López - Lisboa</h4>", []),
    "a site that calls itself the author": (
        (
            "<title>A river rises in the north - Quiet Mirror</title>"
            '<meta name="author" content="Quiet Mirror">'
        ),
        '<p class="post_author">Ana López</p>',
        ["Ana López"],
    ),
    "a site that nobody wrote for": (
        (
            "<title>A river rises in the north - Quiet Mirror</title>"
            '<meta name="author" content="Quiet Mirror">'
        ),
        "",
        ["Quiet Mirror"],
    ),
    "citation": ('<meta name="citation_author" content="Roe, Jo">', "", ["Jo Roe"]),
    "json-ld list": (
        by('[{"name":"Jo Roe"},"Ann Lee"]'),
        "",
        ["Jo Roe", "Ann Lee"],
    ),
    "json-ld names": (
        by('{"name":["Jo Roe","Ann Lee"]}'),
        "",
        ["Jo Roe", "Ann Lee"],
    ),
    "json-ld group whole": (
        by(GROUP),
        "",
        ["Center for Food and Water"],
    ),
    "facebook page": (
        '<meta name="author" content="https://facebook.com/jo">',
        "",
        [],
    ),
    "e-mail": ('<meta name="author" content="jo@example.org">', "", []),
    "admin": ('<meta name="author" content="admin">', "", []),
    "the site": (SITE + '<meta name="author" content="The Example">', "", []),
    "byline": ("", "<p>By Jo Roe and Ann Lee</p>", ["Jo Roe", "Ann Lee"]),
    "byline with date": ("", "<p>By Jo Roe | April 27, 2024</p>", ["Jo Roe"]),
    "card of a person": (
        "",
        '<p class="vcard author"><b class="fn">Jo Roe</b><i>The Post, Leeds</i></p>',
        ["Jo Roe"],
    ),
    "byline with office": ("", '<p class="byline">By Jo Roe, Staff Writer</p>', ["Jo Roe"]),
    "byline behind date": ("", "<p>27.04.2024 - Von Jo Roe</p>", ["Jo Roe"]),
    "German": ("", "<p>Von Jörg Müller und Änne Groß</p>", ["Jörg Müller", "Änne Groß"]),
    "French": ("", "<p>Par Élise Dupont</p>", ["Élise Dupont"]),
    "Spanish": ("", "<p>Por José Ortega y Gasset</p>", ["José Ortega y Gasset"]),
    "Russian": ("", "<p>Автор: Иван Петров</p>", ["Иван Петров"]),
    "Chinese": ("", "<p>作者：李雷、韩梅梅</p>", ["李雷", "韩梅梅"]),
    "Chinese with bar": ("", "<p>文丨李雷</p>", ["李雷"]),
    "Chinese reporter": ("", "<p>新华社巴黎12月9日电（记者李雷）法国再次罢工</p>", ["李雷"]),
    "Chinese reporter and paper": ("", "<p>李雷/中国日报</p>", ["李雷"]),
    "Korean": ("", '<p class="reporter">홍길동 기자</p>', ["홍길동"]),
    "rel": ("", '<a rel="author" href="/jo">Jo Roe</a>', ["Jo Roe"]),
    "microdata": (
        "",
        '<p itemprop="author"><b itemprop="name">Jo Roe</b> Ltd</p>',
        ["Jo Roe"],
    ),
    "hidden label": ("", '<p class="author"><i class="sr-only">Author</i>Jo Roe</p>', ["Jo Roe"]),
    "link to author": ("", '<p>x <a href="/authors/jo-roe">Jo Roe</a></p>', ["Jo Roe"]),
    "fuller name wins": (
        '<meta name="author" content="jroe">',
        '<p class="author">Jo Roe</p>',
        ["Jo Roe"],
    ),
    "meta in humps": ('<meta name="articleAuthor" content="Jo Roe">', "", ["Jo Roe"]),
    "a name of two characters": ("", '<ul><li class="meta-author">李雷</li></ul>', ["李雷"]),
    "support for the author": ("", '<p class="support-author">随意打赏 扫码支付</p>', []),
    "at the end": ("", "<p>Text.</p>" * 40 + "<p>Autor: Jo Roe</p>", ["Jo Roe"]),
    "comments": ("", '<div class="comments"><p class="author">Jo Roe</p></div>', []),
    "photo": ("", '<p class="photo-credit">By Jo Roe</p>', []),
    "label above": ("", "<div><p>Author</p><a>Jo Roe</a></div><p>5 May</p>", ["Jo Roe"]),
    "German label above": ("", "<dl><dt>Autorin:</dt><dd>Änne Groß</dd></dl>", ["Änne Groß"]),
    "Chinese label above": ("", "<div>文</div><a>李雷</a><div>攝影</div><a>韓梅</a>", ["李雷"]),
    "label above a menu": ("", "<p>Text</p><p>small medium large</p>", []),
    "Chinese with slash": ("", "<p>正文。</p>" * 30 + "<p>撰文 / 李雷　编辑 / 韩梅</p>", ["李雷"]),
    "Chinese with sign": ("", "<p>□ 李雷</p><p>正文。</p>", ["李雷"]),
    "Chinese with sign and office": ("", "<p>■本报记者 李雷 韩梅</p>", ["李雷", "韩梅"]),
    "Chinese subhead that begins like a name": ("", "<p>● 周末活动</p><p>正文。</p>", []),
    "Chinese entries of two characters": ("", "<p>○ 金山</p><p>○ 于是</p>", []),
    "Chinese sign below a byline": (
        "",
        "<p>作者：李雷 来源：某报 2024-03-05</p><p>○ 于是</p>",
        [],
    ),
    "Chinese sign far below": ("", "<p>正文。</p>" * 30 + "<p>◆ 常用</p>", []),
    "Chinese label over a title": ("", "<p>文</p><p>高考作文</p>", []),
    "Chinese by that is none": ("", "<p>由 大桥管理处 发布</p>", []),
    "label over a title": ("", "<p>Words</p><p>Great Expectations</p>", []),
    "who wrote a book": (
        "",
        "<p>Author</p><p>Charles Dickens</p><p>Pages</p><p>300</p><p>By Jo Roe</p>",
        ["Jo Roe"],
    ),
    "what is no name behind the headline": ("<title>读书／文：大桥之下</title>", "", []),
    "Chinese subhead": ("", "<p>■ 背景资料</p><p>正文。</p>", []),
    "Chinese member of a forum": ("", '<div class="authi"><a>半桶水</a></div>', ["半桶水"]),
    "Chinese with counts": (
        "",
        "<p>作者：半桶水</p><div id=author_profile><a>半桶水</a> <a>粉丝 - 318</a></div>",
        ["半桶水"],
    ),
    "Chinese with by": ("", '<div class="post-author-name">由 <a>採訪組</a> -</div>', ["採訪組"]),
    "Chinese site without its ending": (
        '<meta property="og:site_name" content="江边网"><meta name="author" content="江边">',
        "<p>【江边网】（记者 李雷）一列车停在江边。</p>",
        ["李雷"],
    ),
    "Chinese channel of a site": (
        "<title>A river rises in the north_江边体育</title><meta name='author' content='江边'>",
        "<p>正文。</p>",
        [],
    ),
    "a cry reported in a headline below": (
        "",
        "<p>正文。</p><h3><a href=/b>船家怒斥记者:大桥是我的大桥 没有桥就没有家</a></h3>",
        [],
    ),
    "behind the headline": ("<title>大桥关闭／文：李雷 - 某报</title>", "<p>正文。</p>", ["李雷"]),
    "sentence": (
        "",
        "<p>By the time the water had come, nobody was there.</p>",
        [],
    ),
    "nobody": ("", "<p>The river rose.</p>", []),
}


@pytest.mark.parametrize(("head", "body", "wanted"), AUTHORS.values(), ids=AUTHORS.keys())
def test_authors_are_people_who_wrote(head: str, body: str, wanted: list[str]) -> None:
    assert names(page(head, H1 + body)) == wanted


NOON = datetime(2024, 4, 27, 12, 30, tzinfo=UTC)
DAY = datetime(2024, 4, 27, tzinfo=UTC)
DATE = '<meta name="date" content="2024-04-27">'
LATER = '<p class="comments"><time datetime="2024-05-02">x</time></p>'
DATES = {
    "meta": ('<meta property="article:published_time" content="2024-04-27T12:30:00Z">', "", NOON),
    "itemprop": ("", '<meta itemprop="datePublished" content="2024-04-27T12:30:00Z">', NOON),
    "time element": ("", '<time datetime="2024-04-27T12:30:00Z">yesterday</time>', NOON),
    "time over day": (
        '<meta name="date" content="2024-04-27">',
        '<time datetime="2024-04-27T12:30Z">x</time>',
        NOON,
    ),
    "line behind the headline": ("", "<p>27 April 2024, 12:30</p>", NOON),
    "line with source": ("", "<p>2024-04-27 12:30 来源：新华网</p>", NOON),
    "not a query": (
        "",
        (
            "<pre>WHERE at &gt;= '2022-07-21 00:00:00'\nAND at &lt; '2022-07-22 00:00:00'</pre>"
            f"{'<p>The index was there.</p>' * 20}<p>Manual 5.1.15</p>"
            "<p>posted <b id=post-date>2024-04-27 12:30</b></p>"
        ),
        NOON,
    ),
    "in brackets": ("", "<p>The Post (27 April 2024, 12:30)</p>", NOON),
    "dateline": ("", f"<p>Berlin, 27. April 2024 – {'Das Wasser steigt. ' * 20}</p>", DAY),
    "not the update": ("", "<p>Updated 28 April 2024</p><p>27 April 2024, 12:30</p>", NOON),
    "not the comment": (
        "",
        "<p>27 April 2024, 12:30</p>" + LATER,
        NOON,
    ),
    "day of the address": ("", "<p>Nothing.</p>", DAY),
    "address against an old date": ("", "<p>On 3 May 2019</p>", DAY),
    "empty field": (
        '<meta property="article:published_time" content="0001-01-01T00:00:00">',
        "",
        DAY,
    ),
}


@pytest.mark.parametrize(
    ("heading", "url"),
    [
        ('<a href="https://example.org/p/1.html">A bridge</a>', "https://example.org/p/1.html"),
        ('<a href="/p/1.html">A bridge</a>', None),
        ('<a href="https://example.org/bridges">Bridges</a>: a bridge', None),
        ('<a href="https://example.org/">A bridge</a>', None),
    ],
    ids=["whole", "relative", "a part of it", "the front page"],
)
def test_a_saved_page_is_where_its_headline_leads(heading: str, url: str | None) -> None:
    assert page_meta(f"<body><h1>{heading}</h1><p>It was closed.</p></body>").url == url
    assert page_meta(f"<h1>{heading}</h1>", "https://example.net/a").url == "https://example.net/a"


@pytest.mark.parametrize(("head", "body", "when"), DATES.values(), ids=DATES.keys())
def test_the_date_of_publication_is_found(head: str, body: str, when: datetime) -> None:
    assert page(head, H1 + body).published == when


def test_a_local_time_is_in_the_zone_of_the_source() -> None:
    shanghai = timezone(timedelta(hours=8))
    html = "<h1>河水上涨了很多</h1><p>2024年4月27日 20:30</p>"

    assert page_meta(html, None, shanghai).published == NOON


def test_only_an_update_is_better_than_nothing_and_says_so() -> None:
    meta = page_meta("<h1>A river rises</h1><p>Last updated: 27 April 2024</p>")

    assert meta.published == DAY


def test_an_update_before_publication_is_none() -> None:
    meta = page(
        '<meta property="article:published_time" content="2024-04-27">'
        '<meta property="article:modified_time" content="2024-04-26">'
    )

    assert meta.updated is None


ADDRESSES = {
    "canonical": (
        '<link rel="canonical" href="https://example.org/a?utm_source=x#top">',
        "https://example.org/a",
    ),
    "relative": ('<link rel="canonical" href="/a">', "https://www.example.org/a"),
    "base": (
        '<base href="/news/"><link rel="canonical" href="a">',
        "https://www.example.org/news/a",
    ),
    "og:url": ('<meta property="og:url" content="https://example.org/b">', "https://example.org/b"),
    "root refused": ('<link rel="canonical" href="https://example.org/">', URL),
    "broken refused": ('<link rel="canonical" href="http://[x">', URL),
    "script refused": ('<link rel="canonical" href="javascript:x">', URL),
    "none": ("", URL),
}


@pytest.mark.parametrize(("head", "url"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_the_address_is_the_canonical_one(head: str, url: str) -> None:
    assert page(head).url == url


def test_a_saved_page_names_where_it_was_read() -> None:
    meta = page_meta('<h1>标题在这里</h1><a href="https://a.org/x?at_medium=RSS">🔗 阅读原文</a>')

    assert meta.url == "https://a.org/x"


LANGUAGES = {
    "html": ("<html lang='de-at'>", "de-AT"),
    "underscore": ("<html lang='pt_BR'>", "pt-BR"),
    "script": ("<html lang='zh-hans-cn'>", "zh-Hans-CN"),
    "og:locale": ("<meta property='og:locale' content='fr_FR'>", "fr-FR"),
    "nonsense": ("<html lang='{{lang}}'>", None),
    "none": ("<html>", None),
}


@pytest.mark.parametrize(("html", "language"), LANGUAGES.values(), ids=LANGUAGES.keys())
def test_the_language_is_a_tag(html: str, language: str | None) -> None:
    assert page_meta(html).language == language


def test_a_heap_of_keywords_is_no_category() -> None:
    few, many = "rivers, floods", ", ".join(f"word{n}" for n in range(30))

    assert page(f'<meta name="keywords" content="{few}">').categories == ("rivers", "floods")
    assert page(f'<meta name="keywords" content="{many}">').categories == ()


HOSTILE = {
    "nothing": "",
    "no markup": "text " * 100,
    "deep": "<div>" * 5000 + "<h1>x</h1>",
    "wide": "<h1>A</h1>" + "<p class=author>By " * 5000,
    "many titles": "<div class=title>a b c</div>" * 5000,
    "deep json": ld("[" * 100_000),
    "long json": ld('{"@type":"Article","author":[' + '{"name":"A B"},' * 20_000 + "{}]}"),
    "json of odd types": ld(
        '{"@type":1,"headline":{},"author":[[],null,1,{"name":{"name":1}}],"datePublished":[]}'
    ),
    "json null": ld("null"),
    "json looping": ld('{"@type":"Article","@id":"#a","author":{"@id":"#a"},"image":{"@id":"#a"}}'),
    "control characters": "<h1>\x00\x01\x0b\ud800</h1><meta name=author content='\x02\x03'>",
    "long line": "<h1>a b</h1><p class=date>" + "1 " * 50_000,
    "long name": "<h1>a b</h1><p class=author>By " + "A, " * 50_000,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_are_read_in_time(html: str) -> None:
    start = time.process_time()
    meta = page_meta(html, "http://[broken")

    assert time.process_time() - start < 2
    assert pickle.loads(pickle.dumps(meta)) == meta


def test_evidence_names_each_field_once_in_order() -> None:
    fields = [field for field, _ in page(STORY, H1).evidence]

    assert fields == sorted(set(fields))


HEADED = "<h1>River rises in the north</h1>"
GROUPS = {
    "an agency in the head, a reporter in the byline": (
        by('{"@type":"Person","name":"Reuters News"}'),
        f"{HEADED}<p class='byline'>By Ann Roe</p><p>It rose.</p>",
        ["Ann Roe"],
    ),
    "in Chinese": (
        "<meta name='author' content='新华社'>",
        (
            "<h1>山村通了末班车</h1><div><span>2024-03-05 14:07</span> <span>来源：云溪日报</span> "
            "<span>本报记者 林秀珍 通讯员 陈渡 文/图</span></div><p>从本周起。</p>"
        ),
        ["林秀珍", "陈渡"],
    ),
    "an agency and nobody else": (
        by('{"@type":"Person","name":"Reuters News"}'),
        f"{HEADED}<p>It rose.</p>",
        ["Reuters News"],
    ),
    "an agency, and a link to somebody it writes about": (
        by('{"@type":"Person","name":"Reuters News"}'),
        f"{HEADED}<p>It rose, said <a href='/people/bob-low'>Bob Low</a>.</p>",
        ["Reuters News"],
    ),
    "a desk of several words before a word": (
        by('"Daily"') + "<meta name='author' content='Valley Comment Desk'>",
        f"{HEADED}<p>It rose.</p>",
        ["Valley Comment Desk"],
    ),
}


@pytest.mark.parametrize(("head", "body", "wanted"), GROUPS.values(), ids=GROUPS.keys())
def test_who_wrote_comes_before_whom_it_was_written_for(
    head: str, body: str, wanted: list[str]
) -> None:
    assert names(page(head, body)) == wanted


def test_a_menu_above_the_headline_is_no_byline() -> None:
    menu = "<header><nav><a>Foto Sergi</a><a>Web TV</a></nav></header>"

    assert not names(page_meta(f"<body>{menu}<article><h1>Nehir</h1><p>Taştı.</p></article>"))


def test_a_byline_may_stand_behind_a_labelled_date() -> None:
    line = (
        "Published on Tuesday, March 5, 2024 at 2:07 pm by Colm Devane and Sinead Roche in Ballagh"
    )

    assert names(page("", f"{HEADED}<p>{line}</p><p>It rose.</p>")) == [
        "Colm Devane",
        "Sinead Roche",
    ]


def test_a_space_is_within_names_of_a_japanese_list() -> None:
    writers = "<span class='writer'>高橋 美咲、森田 健</span>"
    body = f"<h1>古い製氷所に再び灯り</h1>{writers}<p>灯りがともった。</p>"

    assert names(page("", body)) == ["高橋 美咲", "森田 健"]


def test_a_headline_is_told_from_sections_in_front_of_it() -> None:
    meta = page(
        "<title>News &raquo; Region &raquo; A road for one car a day | Hill Gazette</title>",
        "<h1><a href='/'>Hill Gazette</a></h1><h2>A road for one car a day</h2><p>It is so.</p>",
    )

    assert meta.title == "A road for one car a day"


JAPANESE = {
    "in JSON-LD": (by('{"@type":"Person","name":"田中 一郎"}'), ""),
    "in a byline": ("", "<p class='author'>田中 一郎</p>"),
    "behind a label": ("", "<p>文・写真：田中 一郎</p>"),
}


@pytest.mark.parametrize(("head", "line"), JAPANESE.values(), ids=JAPANESE.keys())
def test_a_space_is_within_the_name_of_a_japanese_author(head: str, line: str) -> None:
    body = f"<h1>古い製氷所に再び灯り</h1>{line}<p>港の古い製氷所に灯りがともった。</p>"

    assert names(page(head, body, lang="ja")) == ["田中 一郎"]


def test_a_space_is_between_names_of_chinese_authors() -> None:
    body = "<h1>山村通了末班车</h1><p class='author'>记者 张三 李四</p><p>从本周起。</p>"

    assert names(page("", body, lang="zh")) == ["张三", "李四"]


def test_a_day_in_an_address_is_that_day_wherever_it_was_written() -> None:
    shanghai = timezone(timedelta(hours=8))

    found = page_meta(H1, "https://e.example/2024/03/05/ice", shanghai)

    assert found.published == datetime(2024, 3, 5, tzinfo=UTC)


def test_who_made_the_software_of_a_site_is_no_author() -> None:
    head = "<meta name='generator' content='Threadbare X3'><meta name='author' content='{}'>"
    body = "<h1>The pier</h1><p>By Jo Roe</p><p>It was closed on Monday and nobody minded.</p>"

    assert names(page(head.format("Threadbare Team and Loom UI Team"), body)) == ["Jo Roe"]
    assert names(page(head.format("Ann Poe"), body)) == ["Ann Poe"]


@pytest.mark.parametrize(
    ("joined", "posted"),
    [
        ("Joined", "Posted on 29 August 2025, 23:18"),
        ("注册时间", "发表于 2025-8-29 23:18"),
        ("Registriert seit", "Erstellt: 29.08.2025, 23:18"),
        ("Дата регистрации: на форуме с", "Опубликовано 29.08.2025 23:18"),
    ],
)
def test_the_day_a_member_joined_is_none_of_the_post(joined: str, posted: str) -> None:
    member = f"<dl><dt>{joined}</dt><dd>2.5.2014</dd></dl>"
    body = f"<h1>The pier is closed</h1>{member}<p>{posted}</p><p>It is closed.</p>"
    meta = page_meta(f"<html><body>{body}</body></html>", "https://www.example.org/pier")

    assert meta.published is not None
    assert meta.published.date() == datetime(2025, 8, 29, tzinfo=UTC).date()


HEADED = "<h1>River rises in the north</h1>"
SIGNED = {
    "a service's own name": ('<meta property="anyad:author" content="서하윤"/>', "", ["서하윤"]),
    "another": ('<meta name="harbour.author" content="Jo Roe">', "", ["Jo Roe"]),
    "an id": ("", "<i id='byline'>［高橋美咲，Bridges］</i>", ["高橋美咲"]),
    "before the day": (
        "",
        "<div class='post__meta'><a>Ioana Voinea</a> <b>06 Oct 2023</b> <i>2 răspunsuri</i></div>",
        ["Ioana Voinea"],
    ),
    "between the site and the day": (
        '<meta property="og:site_name" content="Port-Ouest">',
        "<div class=infos><span>Port-Ouest</span> <b>Yves TANGUY.</b> Publié le 03/06/2021</div>",
        ["Yves Tanguy"],
    ),
    "a place before the day": ("", "<p class='date'>Hong Kong, 5 March 2024</p>", []),
    "capitals in Turkish": ("", "<div class=author>İSMAİL IŞIK</div>", ["İsmail Işık"]),
    "who sent it": ("", "<p>Enviado por Ana Ruiz el Sáb, 27/04/2019</p>", ["Ana Ruiz"]),
    "in capitals": ("", "<div class=author>MẠC THANH TUYỀN</div>", ["Mạc Thanh Tuyền"]),
    "a section that stands above": (
        "",
        "<div class=meta><a>Real Estate</a> <span>06 Oct 2023</span></div>",
        [],
    ),
    "a section of the head": (
        '<meta property="article:section" content="Real Estate">',
        "<div class=meta><a>Real Estate</a> <span>06 Oct 2023</span></div>",
        [],
    ),
    "glued to an office": (
        "",
        "<ul class=who><li><span>Ada Røe</span><span>Journalist</span></li></ul>",
        ["Ada Røe"],
    ),
    "glued to a place and two days": (
        "",
        (
            "<div class=author><span>Eva Roca</span><span>Lleida. Redactora</span>"
            "<time>02/06/2025 06:00</time><time>Actualizado a 02/06/2025 10:41</time></div>"
        ),
        ["Eva Roca"],
    ),
    "glued, behind labels": (
        "",
        (
            "<div class=post-meta><span>Авторка: Олена Гай</span><span>Редакторка: Ія Кущ</span>"
            "<time>2 грудня 2024, 09:10</time></div>"
        ),
        ["Олена Гай"],
    ),
    "two links behind a word": (
        "",
        "<p class=autor>Von <a href=/a/1>Ada Röhe</a> und <a href=/a/2>Udo Lahn</a></p>",
        ["Ada Röhe", "Udo Lahn"],
    ),
    "two links behind a word, glued to the day": (
        "",
        "<p class=autor>Von <a>Ada Röhe</a> und <a>Udo Lahn</a><time>5.3.2024</time></p>",
        ["Ada Röhe", "Udo Lahn"],
    ),
    "two of them": (
        "",
        "<div class=meta><a>Jo Roe</a>, <a>Ann Low</a><time>5 May 2024</time></div>",
        ["Jo Roe", "Ann Low"],
    ),
    "without capitals": (
        "",
        "<div class=meta><a>مینا صدری</a><span>چهارشنبه ۲۸ آذر ۱۴۰۳</span></div>",
        ["مینا صدری"],
    ),
    "behind the paper": (
        "",
        "<p><span class=author>پژواک - مینا صدری</span><span>۲۸ آذر ۱۴۰۳</span></p>",
        ["مینا صدری"],
    ),
    "a box of two lines": (
        "",
        "<div class=writer-zone><div><a>서하윤 기자</a></div><p>이전 다음</p></div>",
        ["서하윤"],
    ),
    "a few words before the name": (
        "",
        "<div class=byline>Eine Reportage von <a href=/a>Ada Röhe</a></div>",
        ["Ada Röhe"],
    ),
    "above the day": (
        "",
        "<p>Der Zug hält.</p><div><b>Ada Röhe</b></div><p><time>12. Mai 2024</time></p>",
        ["Ada Röhe"],
    ),
    "two lines above the day": (
        "",
        "<div><b>Ana Maués</b></div><div>Santarém (PA)</div><time>19.out.2024 às 23h15</time>",
        ["Ana Maués"],
    ),
    "what it is filed in, above the day": (
        "",
        "<div class=category>Local History</div><p><time>12 May 2024</time></p>",
        [],
    ),
    "a picture": ("", "<p>It rose.</p><figcaption>Foto: Röhe</figcaption>", []),
    "glued tags": ("", "<div class=tags><a>Local History</a><a>5 May 2024</a></div>", []),
    "a line without a name of its own": ("", "<p>Jo Roe died on 06 Oct 2023</p>", []),
}


@pytest.mark.parametrize(("head", "below", "wanted"), SIGNED.values(), ids=SIGNED.keys())
def test_authors_in_the_lines_below_the_headline(head: str, below: str, wanted: list[str]) -> None:
    trail = "<div class=trail>Home Real Estate</div>" if "Estate" in below and not head else ""

    assert names(page(head, f"{trail}{HEADED}{below}")) == wanted


SECTIONED = {
    "a section": ("Why clocks run fast | The Post Opinion", "Why clocks run fast"),
    "two words more": (
        "Why clocks run fast | The Post and others",
        "Why clocks run fast | The Post and others",
    ),
    "behind a dash": ("Angels - Post office angels", "Angels - Post office angels"),
}


@pytest.mark.parametrize(("told", "title"), SECTIONED.values(), ids=SECTIONED.keys())
def test_the_site_goes_with_a_section_behind_a_bar(told: str, title: str) -> None:
    html = (
        f'<html><head><title>{told}</title><meta property="og:site_name" content="The Post">'
        "</head><body><p>The clock was never right in Low Street, and so.</p></body></html>"
    )

    assert page_meta(html, None, None).title == title


DATED = "<h3>The wrong rope was cut</h3><h6>Ada Brenner 2024. 5. 4. 09:28</h6><p>It fell.</p>"


@pytest.mark.parametrize("title", ["Document", "Untitled Document", "無題ドキュメント"])
def test_what_an_editor_wrote_for_a_title_is_none(title: str) -> None:
    assert page(f"<title>{title}</title>", DATED).title == "The wrong rope was cut"
    assert page(f"<title>{title}</title>", "<h1>A rope for all</h1>").title == "A rope for all"


def test_it_stays_where_nothing_is_better_and_a_like_title_is_one() -> None:
    assert page("<title>Document</title>", "<p>It fell.</p>").title == "Document"
    assert page("<title>Document</title>", "<h3>Another section</h3><p>It.</p>").title == "Document"
    assert page("<title>The Document</title>", DATED).title == "The Document"


WAY = "<p><a href='/'>Home</a> &gt; <a>World</a> &gt; {last}</p><p>{line}</p><p>It fell.</p>"
SITE = "The Pier - News for all of the harbour"


def led(title: str, last: str, line: str) -> str | None:
    return page(f"<title>{title}</title>", WAY.format(last=last, line=line)).title


def test_the_way_to_an_article_ends_with_its_title() -> None:
    assert led(SITE, "The wrong rope was cut", "The wrong rope was cut") == "The wrong rope was cut"


def test_a_way_that_ends_with_a_section_or_elsewhere_names_nothing() -> None:
    assert led(SITE, "World news", "World news") == SITE
    assert led(SITE, "The wrong rope", "A rope was cut today") == SITE
    section = "<p>News from the harbour town</p>"
    own = "A rope was cut today"
    assert led(own, "News from the harbour town", f"{own}</p>{section}<p>") == own
