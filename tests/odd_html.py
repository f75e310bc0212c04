"""Odd HTML for property tests: all a page may hold, nested any which way and often broken."""

from __future__ import annotations

from hypothesis import strategies as st

SENTENCES = (
    "The council met on Tuesday evening, and after four hours of debate it agreed on nothing.",
    "She said the bridge would reopen in March; nobody in the room believed her.",
    "市议会周二晚间开会，经过四个小时的辩论，什么也没有决定，与会者各自散去。",
    "她说大桥三月重新开放，在场的人没有一个相信，因为工程款至今没有到账。",
    "Der Stadtrat tagte am Dienstag, und nach vier Stunden war man sich über nichts einig.",
    "El ayuntamiento se reunió el martes y, tras cuatro horas de debate, no acordó nada.",
    "市議会は火曜日の夜に開かれ、四時間の議論の末、何も決まらないまま散会した。",
    "اجتمع المجلس مساء الثلاثاء، وبعد أربع ساعات من النقاش لم يتفق على شيء.",
)
LINES = (
    "Related articles", "Share", "Subscribe to our newsletter", "Advertisement", "By Ann Example",
    "30/11/2023 - 21:47", "Tags: rivers, bridges", "All rights reserved.", "Read more", "Comments",
    "相关阅读", "分享到", "作者：张三", "编辑丨李四", "来源：某某日报", "24小时新闻排行榜更多>>",
    "扫描二维码关注我们", "版权所有", "获取更多RSS：", "Mehr zum Thema", "Compartir", "関連記事",
)  # fmt: skip
SCRAPS = (
    "a", "。", " ", "\n\n", "\t", "\u3000", "&nbsp;", "&amp;", "&lt;p&gt;", "&#8203;", "&bogus;",
    "&#0;", "&", "<", "1 < 2", "\x00", "\x0b", "\x1f", "\x85", "\ufeff", "\u200b", "\u202e",
    "\u2028", "\ufffe", "e\u0301", "👩‍👩‍👧", "𠮷",
)  # fmt: skip
INLINE = (
    "<span>{}</span>", '<span lang="fr" dir="rtl">{}</span>', "<strong>{}</strong>", "<b>{}",
    '<a href="https://example.org/a?utm_source=x">{}</a>', '<a href="/tag">{}</a>',
    "<code>{}</code>", "<sup>{}</sup>",
    "<font>{}</font>", "<x-box>{}</x-box>", "<ruby>{}<rt>x</rt></ruby>", "<q>{}</q>", "<tt>{}</tt>",
    "<label>{}</label>", "<time>{}</time>", "<big>{}</big>", "<mark onclick=x>{}",
)  # fmt: skip
BLOCK = (
    "<p>{}</p>", "<p>{}", "<div>{}</div>", "<div>{}", "</div>{}", "<section>{}</section>",
    "<ul><li>{}</li></ul>", "<ol><li>{}<li>{}</ol>", "<li>{}</li>", "<blockquote>{}</blockquote>",
    "<table><tr><td>{}</td><td>{}</td></tr></table>", "<table>{}</table>", "<tr><td>{}</td></tr>",
    "<table><caption>{}</caption><tbody><tr><th>{}</th></tr></tbody></table>",
    "<figure>{}<figcaption>{}</figcaption></figure>", "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "<pre>{}\n  x = 1\n</pre>", "<h1>{}</h1>", "<h2>{}</h2>", "<h3>{}</h3>", "<hr>{}",
    "<main>{}</main>",
    "<article>{}</article>", "<form>{}<input><button>{}</button></form>", "<center>{}</center>",
    "<details><summary>{}</summary>{}</details>", "<address>{}</address>",
    '<asidedata-org-name="" data-x>{}</aside>', "<!-- {} -->", "<script>{}</script>",
    "<noscript>{}</noscript>", "<iframe>{}</iframe>", "<video>{}</video>", "<object>{}</object>",
    "<svg><text>{}</text></svg>", "<math><mi>{}</mi></math>", "<select><option>{}</select>",
    "<textarea>{}</textarea>", "<style>{}</style>", "<template>{}</template>", "<p>{}</p>{}",
    "<fieldset><legend>{}</legend>{}</fieldset>", "<center><div><span>{}</span>{}</div></center>",
    "{}<br>{}", "{}<br><br>{}", "<p>{}<br>{}</p>", "<span><div>{}</div>{}</span>",
    '<a href="https://example.org/b"><h2>{}</h2>{}</a>', "<button>{}</button>",
    '<div id="n">{}</div>', '<li id="n">{}</li>', '<a id="n">{}</a>', '<span id="n">{}</span>',
    "<caption>{}</caption>", "<map>{}</map>", "<body>{}", "<html>{}", "<b><p>{}</b>{}</p>",
)  # fmt: skip
NAMED = (
    '<aside class="related">{}</aside>', '<div class="share-bar">{}</div>', "<dialog>{}</dialog>",
    '<div id="comments">{}</div>', "<nav>{}</nav>", "<footer>{}</footer>", "<div hidden>{}</div>",
    '<p class="byline">{}</p>', '<div class="ad-slot">{}</div>', "<div data-selfpromo-app>{}</div>",
    "<a>{}</a>", '<a href="javascript:x()">{}</a>', '<span style="display: none">{}</span>',
    '<div class="newsletter-signup">{}</div>',
)  # fmt: skip
"""Shapes that tell what is in them by something that cleaned markup no longer has."""
ALONE = (
    "<br>", "<br><br><br>", "<hr>", "<wbr>", "</p>", "</span>", "</table>", "<p></p>", "<img>",
    '<img src="a.jpg" alt="x">', '<img data-src="b.jpg" src="data:image/gif;base64,R0">',
    '<img src="c.gif" width="1" height="1">', '<noscript><img src="d.jpg"></noscript>',
    '<img src="javascript:x()">', "<iframe src=https://example.org></iframe>", "<svg><path/></svg>",
    '<a name="n"></a>', '<span id="n"></span>', '<a href="#n">1</a>', '<div id="n"></div>',
    "<picture><source srcset=f.webp><img src=f.jpg></picture>",
    "<input value=x>", "<!-- x -->", "<![CDATA[x]]>", "<?x?>", "<p", '<a href="', "<col>",
    '<a href="https://example.org/c">Another story about a bridge</a>',
)  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Sentences, lines of boilerplate, scraps, and anything at all."""
    return st.one_of(
        st.sampled_from(SENTENCES),
        st.sampled_from(SENTENCES),
        st.sampled_from(LINES),
        st.sampled_from(SCRAPS),
        st.text(max_size=12),
    )


@st.composite
def _wrapped(draw: st.DrawFn, inner: st.SearchStrategy[str], shapes: tuple[str, ...]) -> str:
    shape = draw(st.sampled_from(shapes))
    return "".join(
        part + (draw(inner) if i < shape.count("{}") else "")
        for i, part in enumerate(shape.split("{}"))
    )


def odd_html(*, named: bool = True) -> st.SearchStrategy[str]:
    """A few pieces of markup in a row, nested up to some depth."""
    shapes = BLOCK + NAMED if named else BLOCK

    def nest(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        several = st.lists(inner, min_size=1, max_size=3).map("".join)
        return st.one_of(_wrapped(several, shapes), _wrapped(several, INLINE), several)

    leaf = st.one_of(texts(), texts(), st.sampled_from(ALONE))
    return st.lists(st.recursive(leaf, nest, max_leaves=10), max_size=6).map("".join)
