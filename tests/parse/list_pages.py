"""List pages of our own making: the shapes in which sites without a feed show their articles."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

HOME: Final = "https://news.example.org/"
HEADLINES: Final = (
    "Council votes for a new bridge over the river",
    "School reopens after a winter of repairs",
    "Why the market moved across the square",
    "Ferry stays in the harbour for a third day",
    "Two winters of digging end at the station",
)
SLUGS: Final = ("new-bridge-voted", "school-reopens", "market-moved", "ferry-stays", "station-dug")
ZH: Final = (
    "市议会投票通过跨河新桥建设方案",
    "维修一冬之后学校重新开学",
    "集市为何搬到广场另一边",
    "渡轮连续第三天停在港内",
    "车站挖掘工程两年后结束",
)
MENU: Final = (
    '<header><a href="/"><img src="/logo.svg" alt="The Quay"></a><nav><ul>'
    '<li><a href="/politics">Politics</a></li><li><a href="/culture/">Culture and the arts</a></li>'
    '<li><a href="/about-us">About us and our work</a></li></ul></nav></header>'
)
FOOT: Final = (
    '<footer><a href="/privacy-policy">Privacy policy</a><a href="/contact.html">Contact</a>'
    '<a href="https://social.example.net/quay">Follow us over there</a></footer>'
)


@dataclass(frozen=True)
class ListPage:
    html: str
    paths: tuple[str, ...]
    """Of the articles, in order."""
    titles: tuple[str, ...] = HEADLINES
    days: tuple[int, ...] | None = None
    """Of May 2024."""


def whole(main: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{MENU}<main>{main}</main>{FOOT}</body>"


def each(template: str, titles: tuple[str, ...] = HEADLINES) -> str:
    """The template for each article: ``{t}`` title, ``{s}`` slug, ``{d}`` day, ``{n}`` number."""
    rows = zip(titles, SLUGS, range(5), strict=True)
    return "".join(template.format(t=t, s=s, d=12 - n, n=4711 - n) for t, s, n in rows)


DATED: Final = tuple(f"2024/05/{12 - n:02}/{slug}" for n, slug in enumerate(SLUGS))
DAYS: Final = (12, 11, 10, 9, 8)
NUMBERED: Final = tuple(f"story/{4711 - n}" for n in range(5))
PLAIN: Final = tuple(f"posts/{slug}" for slug in SLUGS)

ITEM_LIST: Final = {
    "@context": "https://schema.org",
    "@type": "ItemList",
    "itemListElement": [
        {"@type": "ListItem", "position": n, "url": f"/posts/{slug}", "name": title}
        for n, (slug, title) in enumerate(zip(SLUGS, HEADLINES, strict=True), 1)
    ],
}
BLOG: Final = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "url": HOME, "name": "The Quay"},
        {
            "@type": "Blog",
            "blogPost": [
                {
                    "@type": "BlogPosting",
                    "headline": title,
                    "mainEntityOfPage": {"@id": f"{HOME}posts/{slug}"},
                    "datePublished": f"2024-05-{12 - n:02}T08:00:00Z",
                }
                for n, (slug, title) in enumerate(zip(SLUGS, HEADLINES, strict=True))
            ],
        },
    ],
}


def script(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


PAGES: Final[dict[str, ListPage]] = {
    "cards with picture and title": ListPage(
        whole(
            '<div class="grid">'
            + each(
                '<div class="card"><a href="/2024/05/{d:02}/{s}"><img src="/{n}.jpg" alt=""></a>'
                '<a class="kicker" href="/politics">Politics</a><h3><a href="/2024/05/{d:02}/{s}">'
                '{t}</a></h3><p>It was decided late.</p><a href="/author/ana">Ana Pérez Ortega</a>'
                '<time datetime="2024-05-{d:02}T08:00:00Z">{d} May</time></div>'
            )
            + "</div>"
        ),
        DATED,
        days=DAYS,
    ),
    "cards that are one link": ListPage(
        whole(
            each(
                '<a class="teaser" href="/posts/{s}"><img src="/{n}.jpg" alt=""><h2>{t}</h2>'
                "<p>It was decided late, and not by all of them.</p><span>{d} May 2024</span></a>"
            )
        ),
        PLAIN,
        days=DAYS,
    ),
    "rows of a table": ListPage(
        whole(
            "<table><tr><th>Date</th><th>Title</th><th>Desk</th></tr>"
            + each(
                '<tr><td>{d:02}.05.2024</td><td><a href="/posts/{s}">{t}</a></td>'
                '<td><a href="/desk/town">Town</a></td></tr>'
            )
            + "</table>"
        ),
        PLAIN,
        days=DAYS,
    ),
    "archive by month": ListPage(
        whole(
            "<h1>Archive</h1><h2>May 2024</h2><ul>"
            + each('<li>{d} May 2024 — <a href="/{s}">{t}</a></li>')
            + '</ul><h2>Older</h2><ul><li><a href="/archive/2024/04">April 2024</a></li>'
            '<li><a href="/archive/2024/03">March 2024</a></li></ul>'
        ),
        SLUGS,
        days=DAYS,
    ),
    "pages that follow": ListPage(
        whole(
            each('<article><h2><a href="/posts/{s}">{t}</a></h2></article>')
            + '<div class="nav-links"><a href="/page/2">2</a><a href="/page/3">3</a>'
            '<a class="next" href="/page/2">Older posts of this blog</a>'
            '<a href="/?paged=4">To the very last page</a></div>'
        ),
        PLAIN,
    ),
    "a blog with excerpts": ListPage(
        whole(
            each(
                '<article class="post"><header><h2><a href="/posts/{s}" rel="bookmark">{t}</a></h2>'
                '<p>Posted on <a href="/posts/{s}"><time datetime="2024-05-{d:02}">May {d}, 2024'
                '</time></a> by <a href="/author/ana">Ana</a></p></header><p>It was decided late, '
                'says <a href="/posts/an-older-story-of-ours">an older story of ours</a>.</p>'
                '<a href="/posts/{s}#more">Continue reading</a><footer><a href="/tag/town">town</a>'
                '<a href="/posts/{s}#respond">Leave a comment</a></footer></article>'
            )
        ),
        PLAIN,
        days=DAYS,
    ),
    "a front page with sections": ListPage(
        whole(
            '<section class="lead"><h1><a href="/story/4711">' + HEADLINES[0] + "</a></h1>"
            "<p>It was decided late.</p></section>"
            '<section><h2><a href="/politics">Politics</a></h2>'
            f'<ul><li><h3><a href="/story/4710">{HEADLINES[1]}</a></h3></li>'
            f'<li><h3><a href="/story/4709">{HEADLINES[2]}</a></h3></li></ul></section>'
            '<section><h2><a href="/culture/">Culture</a></h2>'
            f'<ul><li><h3><a href="/story/4708">{HEADLINES[3]}</a></h3></li>'
            f'<li><h3><a href="/story/4707">{HEADLINES[4]}</a></h3></li></ul></section>'
            '<section class="most-read"><h2>Most read</h2><ol><li><a href="/story/1200">'
            "Last year's story that everybody reads</a></li></ol></section>"
            '<section class="newsletter"><a href="/newsletter/morning-letter-2024">'
            "Sign up for our letter in the morning</a></section>"
            '<h3><a href="https://partner.example.net/story/99">'
            "A story of our partner elsewhere</a></h3>"
        ),
        NUMBERED,
    ),
    "a Chinese list with dates": ListPage(
        whole(
            '<ul class="list">'
            + each(
                '<li><a href="/c/{n}.htm" target="_blank">{t}</a><span>2024-05-{d:02}</span></li>',
                ZH,
            )
            + '</ul><div class="pages"><a href="/c/index_2.htm">下一页</a>'
            '<a href="/c/index_9.htm">尾页</a></div>'
        ),
        tuple(f"c/{4711 - n}.htm" for n in range(5)),
        ZH,
        DAYS,
    ),
    "a page filled by scripts with an ItemList": ListPage(
        whole('<div id="app"></div><noscript>No scripts?</noscript>', script(ITEM_LIST)),
        PLAIN,
    ),
    "a page filled by scripts with a Blog": ListPage(
        whole('<div id="app"></div>', script(BLOG)), PLAIN, days=DAYS
    ),
    "relative addresses below a base": ListPage(
        whole(
            each('<li><h3><a href="{s}">{t}</a></h3><time datetime="2024-05-{d:02}"></time></li>'),
            '<base href="/posts/">',
        ),
        PLAIN,
        days=DAYS,
    ),
    "links that count clicks": ListPage(
        whole(
            each(
                '<li><h3><a href="/posts/{s}?utm_source=home&amp;fbclid=x{n}">{t}</a></h3>'
                '<a href="/posts/{s}?utm_source=home&amp;utm_content=picture">'
                '<img src="/{n}.jpg" alt=""></a></li>'
            )
        ),
        PLAIN,
    ),
    "one address spelled in many ways": ListPage(
        whole(
            each(
                '<li><a href="http://news.example.org/posts/{s}/"><img src="/{n}.jpg" alt=""></a>'
                '<h3><a href="/posts/{s}">{t}</a></h3><a href="//news.example.org/posts/{s}#top">'
                "More</a></li>"
            )
        ),
        PLAIN,
    ),
    "an old site with paragraphs": ListPage(
        "<html><body bgcolor=white><center><a href='index.htm'>Home</a> | "
        "<a href='links.htm'>Links</a></center>"
        + each(
            "<p><font size=2>{d}.5.2024</font> <a href='{s}.htm'>{t}</a><br>It was decided late."
        )
        + "<hr><a href='mailto:x@example.org'>Write to us</a>",
        tuple(f"{slug}.htm" for slug in SLUGS),
        days=DAYS,
    ),
    "articles behind a question mark": ListPage(
        whole(each('<li><a href="/show.php?id={n}&amp;lang=en">{t}</a> <i>{d}/05/2024</i></li>')),
        tuple(f"show.php?id={4711 - n}&lang=en" for n in range(5)),
        days=DAYS,
    ),
    "titles beside pictures without a heading": ListPage(
        whole(
            each(
                '<div class="row"><a href="/posts/{s}" title="{t}"><img src="/{n}.jpg"></a><div>'
                '<a href="/posts/{s}">{t}</a><div class="meta">{d} May 2024</div></div></div>'
            )
        ),
        PLAIN,
        days=DAYS,
    ),
}
