"""Notations that tables say nearly all of: Textile, Gemtext, BBCode."""

from __future__ import annotations

import re
from typing import Final

from feedclean.parse.notations.base import BARE_URL, Fence, Mark, Notation, between, lines_like

_ATTRS: Final = r"(?:\([^()\n]{0,60}\)|\{[^{}\n]{0,80}\}|\[[^\[\]\n]{0,20}\]|[<>=]){0,3}"

TEXTILE: Final = Notation(
    name="textile",
    endings=(".textile",),
    needles=("h1. ", "h2. ", "h3. ", "\nbq", '":http'),
    signs=(
        lines_like(rf"^h[1-6]{_ATTRS}\. \S"),
        lines_like(rf"^(?:p|bq|bc|fn\d)(?:{_ATTRS})\.\.? \S"),
        re.compile(r"\"[^\"\n]{1,200}\":(?:https?://|/)\S"),
        re.compile(r"(?<!\w)!(?:https?://|/)[^\s!]+!"),
    ),
    headings=re.compile(rf"h(?P<mark>[1-6]){_ATTRS}\. +(?P<text>\S.*)"),
    items=re.compile(r"\s*(?P<mark>[*#]{1,4}) +(?P<text>\S.*)"),
    is_wrapped=False,
    quotes=re.compile(rf"bq{_ATTRS}\.\.?(?::\S+)? +(?P<text>\S.*)"),
    rows=re.compile(r"\|.*\|\s*"),
    figures=re.compile(r"!(?P<url>[^\s!()]+)(?:\((?P<text>[^()\n]*)\))?!(?::\S+)?\s*"),
    dropped=re.compile(r"###\. .*"),
    fences=(Fence(begin=re.compile(r"<pre\b.*>\s*"), end=re.compile(r"\s*</pre>\s*"), tag="pre"),),
    marks=(
        between("@", "code"),
        Mark(pattern=re.compile(rf"^(?:p|bc|fn\d{{1,3}}){_ATTRS}\.\.? (?P<text>)"), tag=""),
        Mark(
            pattern=re.compile(r"!(?P<url>[^\s!()]+)(?:\((?P<text>[^()\n]*)\))?!(?::\S+)?"),
            tag="img",
        ),
        Mark(
            pattern=re.compile(r"\"(?P<text>[^\"\n]{1,300})\":(?P<url>[^\s\"<>]+[\w/=#&-])"),
            tag="a",
        ),
        BARE_URL,
        Mark(pattern=re.compile(r"(?<=\w)\[(?P<text>\d{1,3})\]"), tag="sup"),
        between("**", "b"),
        between("*", "b"),
        between("__", "i"),
        between("_", "i"),
        between("??", "cite"),
        between("+", "ins"),
        between("-", "del"),
        Mark(pattern=re.compile(r"\^(?P<text>[^\s^]{1,40})\^"), tag="sup"),
        Mark(pattern=re.compile(r"%(?:\{[^{}\n]*\})?(?P<text>[^\s%][^%\n]*)%(?!\w)"), tag=""),
    ),
)

GEMTEXT: Final = Notation(
    name="gemtext",
    endings=(".gmi", ".gemini"),
    needles=("\n=>",),
    signs=(
        lines_like(r"^=>[ \t]*(?:gemini|gopher|https?)://\S+"),
        lines_like(r"^=>[ \t]*\S+[ \t]+\S"),
    ),
    headings=re.compile(r"(?P<mark>#{1,3})\s*(?P<text>\S.*)"),
    items=re.compile(r"(?P<mark>\*) +(?P<text>\S.*)"),
    quotes=re.compile(r">\s?(?P<text>.*)"),
    fences=(Fence(begin=re.compile(r"```.*"), end=re.compile(r"```.*"), tag="pre"),),
    marks=(
        Mark(
            pattern=re.compile(
                r"^=>\s*(?P<url>(?:https?://|gemini://|gopher://)?\S+)(?:\s+(?P<text>\S.*))?$"
            ),
            tag="a",
        ),
        BARE_URL,
    ),
    is_wrapped=False,
    keeps_lines=True,
)

_LISTS: Final = re.compile(r"\[/?(?:list|ul|ol)(?:=[^\[\]\n]*)?\]", re.IGNORECASE)
_ITEM: Final = re.compile(r"\[\*\]|\[li\](?P<text>[^\[\]\n]*)\[/li\]", re.IGNORECASE)
_QUOTE: Final = re.compile(
    r"\[quote(?:=\"?(?P<who>[^\[\]\"\n;,]{1,80})[^\[\]\n]*)?\]", re.IGNORECASE
)
_OF_BLOCKS: Final = re.compile(
    r"\[(?P<name>/quote|/?code|/?spoiler|/?hide)(?:=[^\[\]\n]*)?\]", re.IGNORECASE
)
_IMAGE: Final = re.compile(r"\[img[^\[\]\n]*\]\s*(?P<url>[^\s\[\]]+)\s*\[/img\]", re.IGNORECASE)
_LOOKS: Final = re.compile(
    r"\[/?(?:size|color|colour|font|center|left|right|justify|align|indent|highlight|table|tr|td"
    r"|th|media|youtube|email|anchor|bg|backcolor|float|tab|sub|sup)(?:=[^\[\]\n]*)?\]",
    re.IGNORECASE,
)
_CELL_END: Final = re.compile(r"\[/t[dh]\]", re.IGNORECASE)
_ROW_END: Final = re.compile(r"\[/tr\]", re.IGNORECASE)
_TITLE: Final = re.compile(
    r"\A\s*(?:\[(?:b|h1|h2|size=[^\[\]\n]*)\])+(?P<text>[^\[\]\n]{3,150})"
    r"(?:\[/(?:b|h1|h2|size)\])+[ \t]*\n",
    re.IGNORECASE,
)


def _bb_prepared(text: str) -> str:
    """Lists, quotations and pictures on lines of their own; colours and sizes are no text."""
    text = _TITLE.sub(lambda found: f"\n\x0e1 {found['text']}\n\n", text)
    text = _IMAGE.sub(lambda found: f"\n\n\x0e3 {found['url']}\n\n", text)
    text = _ITEM.sub(lambda found: f"\n* {found.group('text') or ''}", _LISTS.sub("\n\n", text))
    text = _QUOTE.sub(
        lambda found: f"\n\n[quote]\n{found['who'] + ':' if found['who'] else ''}\n", text
    )
    text = _OF_BLOCKS.sub(lambda found: f"\n\n[{found['name'].lower()}]\n\n", text)
    return _LOOKS.sub("", _CELL_END.sub(" ", _ROW_END.sub("\n", text)))


def _bb(tag: str, html: str) -> Mark:
    return Mark(
        pattern=re.compile(
            rf"\[{tag}\](?P<text>(?:(?!\[/?{tag}\])[^\n]){{1,2000}})\[/{tag}\]", re.IGNORECASE
        ),
        tag=html,
    )


BBCODE: Final = Notation(
    name="bbcode",
    endings=(".bbcode", ".bb"),
    needles=("[/",),
    signs=(
        re.compile(r"\[b\][^\[\]]+\[/b\]", re.IGNORECASE),
        re.compile(r"\[i\][^\[\]]+\[/i\]", re.IGNORECASE),
        re.compile(r"\[url(?:=[^\[\]\n]+)?\][^\[\]]+\[/url\]", re.IGNORECASE),
        re.compile(r"\[quote(?:=[^\[\]\n]+)?\]", re.IGNORECASE),
        re.compile(r"\[img[^\[\]\n]*\][^\[\]\s]+\[/img\]", re.IGNORECASE),
        re.compile(r"\[(?:size|color|font)=[^\[\]\n]+\]", re.IGNORECASE),
        re.compile(r"\[list\b[^\[\]\n]*\]", re.IGNORECASE),
    ),
    prepare=_bb_prepared,
    headings=re.compile(r"\x0e(?P<mark>1) (?P<text>.+)"),
    items=re.compile(r"(?P<mark>\*) +(?P<text>\S.*)"),
    figures=re.compile(r"\x0e3 (?P<url>\S+)(?P<text>)"),
    fences=(
        Fence(begin=re.compile(r"\[code\]"), end=re.compile(r"\[/code\]"), tag="pre"),
        Fence(begin=re.compile(r"\[quote\]"), end=re.compile(r"\[/quote\]"), tag="blockquote"),
        Fence(begin=re.compile(r"\[spoiler\]"), end=re.compile(r"\[/spoiler\]"), tag="div"),
        Fence(begin=re.compile(r"\[hide\]"), end=re.compile(r"\[/hide\]"), tag="div"),
    ),
    dropped=re.compile(r"\[/(?:quote|code|spoiler|hide)\]"),
    marks=(
        Mark(
            pattern=re.compile(
                r"\[url=\"?(?P<url>[^\[\]\"\n]+)\"?\](?P<text>(?:(?!\[/?url\b)[^\n]){1,2000}+)\[/url\]",
                re.IGNORECASE,
            ),
            tag="a",
        ),
        Mark(
            pattern=re.compile(r"\[url\](?P<url>[^\[\]\s]+)(?P<text>)\[/url\]", re.IGNORECASE),
            tag="a",
        ),
        BARE_URL,
        _bb("b", "b"),
        _bb("i", "i"),
        _bb("u", "u"),
        _bb("s", "s"),
        Mark(
            pattern=re.compile(r"\[h(?:1|2|3|4)\](?P<text>[^\[\]\n]+)\[/h\d\]", re.IGNORECASE),
            tag="b",
        ),
        Mark(pattern=re.compile(r"\[/?(?:b|i|u|s|url)\](?P<text>)", re.IGNORECASE), tag=""),
    ),
    keeps_lines=True,
)
