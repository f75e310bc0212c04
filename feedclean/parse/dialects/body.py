"""The body of a dump as HTML, whether it was written as HTML, as Markdown or as plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from feedclean.dom import tree
from feedclean.later import later
from feedclean.model.article import Scope
from feedclean.parse.dialects.markup import render_markdown
from feedclean.parse.dialects.prose import paragraphs
from feedclean.parse.dialects.written.named_tags import (
    names_tags,
    shown,
    with_named,
    with_named_escaped,
    without_named,
)
from feedclean.text import chars

_PAGE: Final = re.compile(
    r"\s*+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype|html|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG: Final = re.compile(
    r"</?(?:p|br|div|section|article|figure|img|h[1-6]|ul|ol|li|table|blockquote|span|a|strong|em"
    r"|b|i)\b(?![\w.+-]*@)[^<>]*>",
    re.IGNORECASE,
)
_MARKDOWN: Final = later(
    r"^ {0,3}#{1,6}[ \t]+\S|!?\[[^\[\]\n]{0,500}\]\((?:[^()\s]|\n){1,2000}\)|\*\*[^*\n]{1,500}\*\*"
    r"|^ {0,3}(?:```|~~~)|^ {0,3}>[ \t]?\S|^:::|^ {0,3}[-*+] \S.*\n {0,3}[-*+] \S"
    r"|~~[^~\n]{1,500}~~|^\[\^?[^\]\n]{1,500}\]:|\{\{<"
    r"|^\|.*\|\s*\n\|[ :|-]+\|",
    re.MULTILINE,
)
"""Without ends, a line of many brackets takes time with the square of its length."""
_WRAPPED: Final = re.compile(
    r"\s*<(div|section|article|main)\b.*</\1>\s*(?:<!--[^<>]*-->\s*)*\Z", re.IGNORECASE | re.DOTALL
)
_BLOCK: Final = re.compile(r"<(?:p|br|div|li|h[1-6]|td|blockquote|section)\b", re.IGNORECASE)
_LOOSE: Final = re.compile(r"(?:\A|\n[ \t]*\n) {0,3}[^\s<]")
"""A block after a blank line that does not begin with a tag."""

_HOLDERS: Final = frozenset(
    ("article", "blockquote", "div", "main", "ol", "p", "section", "table", "ul")
)
_OUTSIDE_SHARE: Final = 0.2
"""Markdown with some HTML in it has most of its text outside the tags, HTML next to none."""
_SURE: Final = re.compile(
    r"^ {0,3}#{1,6}[ \t]+\S|!?\[[^\[\]\n]{1,500}\]\((?:https?:|/|\.)[^()\s]{1,2000}\)"
    r"|\*\*[^*\s][^*\n]{0,500}\*\*|^ {0,3}(?:```|~~~)",
    re.MULTILINE,
)
_APART: Final = re.compile(r"\S[^\S\n]*\n[^\S\n]*\n\s*\S")
_LIGHT: Final = later(
    r"(?<![`\\\w])`[^`\s](?:[^`\n]{0,198}[^`\s])?`(?![`\w])"
    r"|(?<![*\w\\])\*[^*\s](?:[^*\n]{0,198}[^*\s])?\*(?![*\w])"
    r"|(?<![_\w\\])_[^_\s](?:[^_\n]{0,198}[^_\s])?_(?![_\w])"
    r"|<https?://[^<>\s]{1,2000}>|\]\[[^\[\]\n]{0,200}\]|^\S[^\n]*\n(?:={3,}|-{3,})[ \t]*$"
    r"|^ {0,3}1[.)] \S[^\n]*\n{1,2} {0,3}2[.)] \S",
    re.MULTILINE,
)
"""Marks of Markdown that may stand in other text as well: code, emphasis, links by name."""
_SET_IN: Final = re.compile(r"(?:\A|\n[ \t]*\n)(?:[ \t]{4,}|\u3000)\S|^\u3000", re.MULTILINE)
"""A block that is no code where nothing else is Markdown: paragraphs, or a signature at the right.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body as HTML, and the title its first heading gave, if that was taken out of it."""

    html: str
    title: str | None = None
    scope: Scope = Scope.FRAGMENT


def render_body(text: str, title: str | None = None, *, is_marked: bool = False) -> Body:
    """The body as HTML; a Markdown heading that only repeats ``title`` is left to the field.

    ``is_marked`` says that its name or the keys above it make it likely to be Markdown.
    """
    if _PAGE.match(text):
        return Body(html=text, scope=Scope.PAGE)
    if is_html(text):
        return Body(html=with_named_escaped(text.strip()))
    if _MARKDOWN.search(text) or _TAG.search(text) or (is_marked and _is_light(text)):
        rendered = render_markdown(text, title)
        return Body(html=rendered.html, title=rendered.title)
    return Body(html=paragraphs(text))


def is_html(text: str) -> bool:
    """Whether a text is HTML throughout, rather than Markdown with some tags in it."""
    if not _TAG.search(without_named(text)):
        return False
    names = names_tags(text)
    if not (names or _MARKDOWN.search(text)) or _WRAPPED.match(text):
        return True
    text = shown(with_named(text)) if names else text
    tags, loose = len(_BLOCK.findall(text)), len(_LOOSE.findall(text))
    if tags > 3 * loose or loose > 3 * tags:
        return tags > loose
    root = tree.parse(text)
    outside = _chars_outside(root)
    return outside <= _OUTSIDE_SHARE * chars(tree.raw_text(root))


def _is_light(text: str) -> bool:
    """Whether a text with few marks, or none, reads better as Markdown than line by line.

    Its paragraphs stand apart, and none is set in as in print: a text with a paragraph in each
    line would become one, and a name at the right would become code.
    """
    if _SET_IN.search(text):
        return False
    return _LIGHT.search(text) is not None or _APART.search(text) is not None


def is_markdown(text: str) -> bool:
    """Whether a text that nobody called so is Markdown: it has marks, and paragraphs apart.

    What has a paragraph in each line would become one.
    """
    return _SURE.search(text) is not None and (
        "\n" not in text.strip() or _APART.search(text) is not None
    )


def _chars_outside(root: tree.Element) -> int:
    """Characters that stand in no block of HTML; unknown tags such as ``<http://…>`` are none."""
    total = 0
    stack: list[tree.Child] = list(root.children)
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            total += chars(node)
        elif node.tag not in _HOLDERS:
            stack.extend(node.children)
    return total
