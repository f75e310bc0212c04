"""JSON values as text: wrappers opened, parts joined, what was packed unpacked."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from html import escape
from typing import Any, Final

from feedclean.dom.bounds import MOST_CHARS
from feedclean.parse.records.json_blocks import tree_html
from feedclean.parse.records.json_keys import spelled
from feedclean.parse.records.json_kinds import is_tree, opened
from feedclean.parse.records.json_runs import INNER
from feedclean.urls import is_http

_INSIDE: Final = (
    *("rendered", "cdata", "oid", "date", "html", "text", "value", "t", "name", "content", "main"),
    *("displayname", "screenname", "username", "href", "url", "id"),
)
"""Keys under which a wrapper keeps the value itself: WordPress, MongoDB, XML turned to JSON."""
_DEEPEST: Final = 4
_SPANS: Final = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "code": ("<code>", "</code>"),
    "blockquote": ("<q>", "</q>"),
}
_INLINE: Final = frozenset(_SPANS) | frozenset(
    "plain text link text_link mention mention_name hashtag cashtag bot_command pre spoiler "
    "custom_emoji email phone bank_card url".split()
)
"""What the parts of a line are called in chats, where a text is a list of them."""
_PACKED: Final = re.compile(r"[A-Za-z0-9+/\s]{40,}+={0,2}\s*+")
_GZIP: Final = b"\x1f\x8b"
_MARKED: Final = re.compile(r"#{1,6}\s")
"""A heading of Markdown, which is found where the text is read."""
_BOXED: Final = re.compile(r"\s*【([^【】\n]{4,60})】(?=\s*\S)")
_LONGEST_HEADLINE: Final = 100
_SENTENCE_END: Final = re.compile(r"[.。!！?？…,，、:：;；][\"”’」』)）]*$")
_BROKEN: Final = re.compile(r"[a-z]")
"""Text that goes on in the next line, as it was wrapped."""


def text_of(value: Any, depth: int = 0) -> str:
    """A JSON value as text: numbers in digits, the first of a list, the inside of a wrapper."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        is_whole = isinstance(value, int) or value.is_integer()  # infinity is not
        return str(int(value)) if is_whole else str(value)
    if isinstance(value, list) and value and depth < _DEEPEST:
        if all(isinstance(part, str) for part in value):
            return "\n\n".join(value)
        return text_of(value[0], depth + 1)
    if isinstance(value, dict) and depth < _DEEPEST:
        children = {spelled(key): child for key, child in value.items()}
        for name in _INSIDE:
            if children.get(name):
                return text_of(children[name], depth + 1)
    return ""


def body_of(value: Any) -> tuple[str, bool | None]:
    """The text a value offers as content, and whether it is HTML; None where it has to be seen."""
    if isinstance(value, str):
        tree = opened(value.strip())
        if is_tree(tree):
            return tree_html(tree), True
        unpacked = unpacked_text(value)
        return (value, None) if unpacked is None else (unpacked, None)
    if is_tree(value):
        return tree_html(value), True
    if isinstance(value, list) and any(isinstance(part, dict) for part in value):
        if _is_line(value):
            return _line(value), True
        return tree_html(value), True
    if isinstance(value, dict) and any(isinstance(value.get(key), list) for key in INNER):
        return tree_html(value), True
    return text_of(value), None


def headed(value: Any) -> tuple[str, Any] | None:
    """The headline a text begins with, on its own line or in 【brackets】, and what is below it.

    Chats and microblogs have no other place for one. What stands in brackets stays in the text.
    """
    parts = value if isinstance(value, list) and _is_line(value) else [value]
    first = text_of(parts[0].get("text")) if isinstance(parts[0], dict) else parts[0]
    if not isinstance(first, str):
        return None
    boxed = _BOXED.match(first)
    if boxed is not None:
        return boxed[1].strip(), value
    line, gap, rest = first.partition("\n")
    if not gap and len(parts) > 1 and isinstance(parts[1], str) and parts[1].startswith("\n"):
        line, gap, rest = first, "\n", ""
    below = [rest, *parts[1:]] if rest else parts[1:]
    size = sum(len(one if isinstance(one, str) else text_of(one.get("text"))) for one in below)
    line = line.strip()
    if (
        _MARKED.match(line)
        or not gap
        or not 1 < len(line) <= _LONGEST_HEADLINE
        or size <= 2 * len(line)
    ):
        return None
    if _SENTENCE_END.search(line) or "://" in line or (rest and _BROKEN.match(rest)):
        return None
    return line, below if isinstance(value, list) else rest


def unpacked_text(text: str) -> str | None:
    """What a text in Base64 holds, compressed or not; None for a text that is not of that kind.

    Nothing that anybody wrote has so many letters without a mark between them, and then decodes
    to markup or to a compressed file.
    """
    if not _PACKED.fullmatch(text):
        return None
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
        if data.startswith(_GZIP):
            stream = zlib.decompressobj(wbits=31)
            return stream.decompress(data, 4 * MOST_CHARS).decode("utf-8")
        return data.decode("utf-8") if data.lstrip()[:1] == b"<" else None
    except (binascii.Error, ValueError, zlib.error):
        return None


def _is_line(parts: list[Any]) -> bool:
    """Whether the parts are pieces of running text rather than paragraphs of their own."""
    return all(
        isinstance(part, str) or (isinstance(part, dict) and str(part.get("type")) in _INLINE)
        for part in parts
    )


def _line(parts: list[Any]) -> str:
    """Parts of a chat message as paragraphs of HTML."""
    marked = "".join(map(_span, parts)).strip()
    blocks = re.split(r"\n\s*\n", marked)
    return "\n".join(f"<p>{block}</p>".replace("\n", "<br>\n") for block in blocks if block)


def _span(part: Any) -> str:
    if isinstance(part, str):
        return escape(part, quote=False)
    kind, text = str(part.get("type")), escape(text_of(part.get("text")), quote=False)
    href = part.get("href") if isinstance(part.get("href"), str) else None
    if kind == "link":
        href = href or text_of(part.get("text"))
    if href and is_http(href):
        return f'<a href="{escape(href)}">{text}</a>'
    before, after = _SPANS.get(kind, ("", ""))
    body = text.strip()
    if not body or "\n\n" in body:
        return text
    at = text.index(body)
    return f"{text[:at]}{before}{body}{after}{text[at + len(body) :]}"
