"""Markdown as HTML: general, WeChat style and pandoc; sloppy markup is mended first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Final

from feedclean.parse.dialects.cjk import is_cjk, width
from feedclean.parse.dialects.mending import mend_markdown
from feedclean.parse.dialects.written.line_ends import keep_line_ends
from feedclean.parse.dialects.written.named_tags import as_read, shown, with_named
from feedclean.text import collapse, squeeze

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_WIDEST_HEADING = 80
"""In columns, of which a CJK character takes two."""

_HEADING_END: Final = re.compile(r"[.。,，;；:：、…][\"”’」』)）]*$")
_BYLINE: Final = re.compile(
    r"(?:文|图|圖|作者|编辑|編輯|记者|記者|来源|來源|排版|责编|責編|校对|撰文|摄影|原文|by|text|words|"
    r"photos?|author|editor|source)\s*[/:：|丨｜]",
    re.IGNORECASE,
)
_PANDOC: Final = re.compile(
    r"^:::|^% \S|\)\{[^{}\n=.#]*+[=.#][^{}\n]*+\}|^#.*\{[#.-][^{}\n]*\}$", re.MULTILINE
)
_FILE_NAME: Final = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|svg|bmp)|(?:image|img|图片|圖片)?[\W\d_]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A Markdown text as HTML."""

    html: str
    title: str | None
    """Text of the heading that was taken for the title and left out of the HTML."""
    url: str | None = None
    """Where that heading linked to."""


def render_markdown(text: str, title: str | None = None, *, is_whole: bool = False) -> Rendered:
    """A Markdown text as HTML, its title apart; of a whole page nothing is taken out.

    With ``title`` given, top headings that repeat it are left out; without, the first heading at
    the top becomes the title, and copies of it are left out too. In pandoc's Markdown the text of
    an image that is a paragraph by itself is its caption.
    """
    parser = _parser()
    env: dict[str, object] = {}
    tokens = parser.parse(with_named(mend_markdown(text, is_whole=is_whole)), env)
    found: str | None = None
    url: str | None = None
    if not is_whole:
        tokens, found, url = _without_title(tokens, title)
        _raise_headings(tokens)
        keep_line_ends(tokens)
    _join_cjk(tokens)
    if _PANDOC.search(text):
        _make_figures(tokens)
    html = shown(parser.renderer.render(tokens, parser.options, env))
    return Rendered(html=html, title=found, url=url)


@cache
def _parser() -> MarkdownIt:
    # 40 ms of imports that only Markdown pays
    from markdown_it import MarkdownIt  # noqa: PLC0415
    from mdit_py_plugins.attrs import attrs_plugin  # noqa: PLC0415
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415

    class Reader(MarkdownIt):
        def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - as it is called there
            """A button kept as ``[Share](javascript:x)`` is a link, too; its address goes later."""
            return True

    parser = Reader("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return parser.use(footnote_plugin).use(deflist_plugin).use(attrs_plugin, spans=True)


def _without_title(
    tokens: list[Token], title: str | None
) -> tuple[list[Token], str | None, str | None]:
    """The tokens without the title heading, its text, and the address it links to."""
    wanted = squeeze(title) if title else None
    found: str | None = None
    url: str | None = None
    kept: list[Token] = []
    skip = seen_text = 0
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    for at, token in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        if token.type == "heading_open" and token.level == 0 and seen_text < 3:
            inline = tokens[at + 1]
            text = _plain(inline)
            is_title = token.tag == "h1" or (headings.count(token.tag) == 1 and len(text) > 3)
            if wanted is None and is_title and text and not seen_text:
                wanted, found, url = squeeze(text), text, _whole_link(inline)
                skip = 2
                continue
            if wanted is not None and squeeze(text) == wanted and not _has_image(inline):
                skip = 2
                continue
        if token.type == "inline" and (text := _plain(token)):
            if url is None and not seen_text and squeeze(text) == wanted:
                url = _whole_link(
                    token
                )  # the title again below it, as programs that clip pages write
            seen_text += 1
        kept.append(token)
    return kept, found, url


def _plain(inline: Token) -> str:
    parts = (
        child.content if child.type in ("text", "code_inline") else " "
        for child in inline.children or ()
        if child.type in ("text", "code_inline", "softbreak", "hardbreak")
    )
    return as_read(collapse("".join(parts)))


def _has_image(inline: Token) -> bool:
    return any(child.type == "image" for child in inline.children or ())


def _whole_link(inline: Token) -> str | None:
    children = inline.children or []
    if len(children) > 1 and children[0].type == "link_open" and children[-1].type == "link_close":
        return str(children[0].attrGet("href") or "") or None
    return None


def _raise_headings(tokens: Sequence[Token]) -> None:
    """Paragraphs that are wholly bold and short are the headings WeChat has no markup for."""
    tag = "h3" if any(t.type == "heading_open" and t.tag == "h2" for t in tokens) else "h2"
    for at in _paragraphs(tokens):
        inline = tokens[at + 1]
        text = _bold(inline)
        if (
            text is None
            or width(text) > _WIDEST_HEADING
            or _HEADING_END.search(text)
            or _BYLINE.match(text)
            or at + 3 >= len(tokens)
            or tokens[at + 3].type in ("hr", "heading_open")
            or (tokens[at + 3].type == "paragraph_open" and _bold(tokens[at + 4]) is not None)
        ):
            continue
        tokens[at].type, tokens[at].tag = "heading_open", tag
        tokens[at + 2].type, tokens[at + 2].tag = "heading_close", tag
        inline.children = (inline.children or [])[1:-1]


def _paragraphs(tokens: Sequence[Token]) -> Iterator[int]:
    for at, token in enumerate(tokens):
        if token.type == "paragraph_open" and token.level == 0:
            yield at


def _bold(inline: Token) -> str | None:
    """Text of a paragraph that is one bold run on one line, else None."""
    children = [c for c in inline.children or () if c.type != "text" or c.content]
    if len(children) < 3 or (children[0].type, children[-1].type) != (
        "strong_open",
        "strong_close",
    ):
        return None
    inner = children[1:-1]
    if any(c.type in ("strong_close", "softbreak", "hardbreak", "image") for c in inner):
        return None
    inline.children = children
    return _plain(inline) or None


def _join_cjk(tokens: Sequence[Token]) -> None:
    """A line break between two CJK characters is no space."""
    for token in tokens:
        children = token.children or []
        for before, brk, after in zip(children, children[1:], children[2:], strict=False):
            if (
                brk.type == "softbreak"
                and before.type == after.type == "text"
                and before.content
                and after.content
                and is_cjk(before.content[-1])
                and is_cjk(after.content[0])
            ):
                brk.type, brk.content = "text", ""


def _make_figures(tokens: list[Token]) -> None:
    """An image that is a paragraph by itself becomes a figure, its text the caption."""
    for at in _paragraphs(tokens):
        children = tokens[at + 1].children or []
        if len(children) != 1 or children[0].type != "image":
            continue
        caption = collapse(children[0].content)
        tokens[at].tag = tokens[at + 2].tag = "figure"
        if caption and not _FILE_NAME.fullmatch(caption):
            note = type(children[0])("html_inline", "", 0)
            note.content = f"<figcaption>{escape(caption, quote=False)}</figcaption>"
            children.append(note)
