"""A record of a foreign format in our words, and its texts as markup; shared by all formats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

from feedclean.dom import tree
from feedclean.dom.bounds import MOST_CHARS
from feedclean.model.article import (
    Author,
    Enclosure,
)
from feedclean.names import without_position
from feedclean.parse.left_calls import with_calls_apart
from feedclean.text import collapse, printable
from feedclean.urls import is_http

_BREAK: Final = re.compile(r"(?=<(?:br|p|div|li|h[1-6]|/p|/div)\b)", re.IGNORECASE)
_MOST_ESCAPES: Final = 3
"""How often markup has been seen written as text."""
_EMAIL: Final = re.compile(r"(?<![\w.+-])(?:mailto:)?[\w.+-]++@[\w-]++(?:\.[\w-]++)++")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One text a record offers as its content."""

    text: str
    is_html: bool
    base: str | None = None
    """What relative URLs in it are relative to, where that is not the article itself."""
    is_markdown: bool = False
    is_page: bool = False
    """Whether it is the whole page that the article stood on."""
    may_be_page: bool = False
    """Whether, as text, it may be all that a page showed: what crawlers keep, and no letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a feed entry or a JSON object says, before dates and markup are understood."""

    upstream_id: str | None = None
    url: str | None = None
    title: Body | None = None
    bodies: tuple[Body, ...] = ()
    """The most promising first."""
    summary: Body | None = None
    authors: tuple[Author, ...] = ()
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    """Their addresses as they were written."""
    publisher: str | None = None
    rights: str | None = None
    image: str | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    """Field and where its value stood, for fields that may turn out to be empty, too."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it an article could be made of."""
        return not (self.url or self.title or self.bodies or self.summary or self.enclosures)


_TAGS: Final = (
    "p|br|div|span|a|img|b|i|u|em|strong|h[1-6]|ul|ol|li|dl|dt|dd|table|tbody|tr|td|th|figure|"
    "figcaption|picture|video|audio|source|iframe|blockquote|pre|code|section|article|header|"
    "footer|main|aside|nav|center|font|hr|sup|sub|small|cite|mark|del|ins|s|q|abbr|time|svg"
)
_TAG: Final = re.compile(rf"</?(?:{_TAGS})\b(?![\w.+-]*@)[^<>]*>|<!--", re.IGNORECASE)
"""What begins like one may be a mail address: ``<p.jones@mail.example>``."""
_ESCAPED_TAG: Final = re.compile(rf"&lt;/?(?:{_TAGS})\b", re.IGNORECASE)
_ESCAPED_END: Final = re.compile("&gt;", re.IGNORECASE)
_BLANK_LINES: Final = re.compile(r"\n[ \t\r\f\v\u3000]*\n\s*")

# HTML gives these code points the meaning they have in windows-1252; feeds carry them over as
# ``&#146;``. Source: HTML Standard, numeric character reference end state.
_C1: Final = {
    code: char
    for code in range(0x80, 0xA0)
    if code != 0x85 and (char := bytes((code,)).decode("cp1252", "ignore"))
}


def tidy(text: str) -> str:
    """Text without control characters; windows-1252 characters passed as C1 controls are mended."""
    # nearly always that is all, and to translate a page that has none of them took 9 ms of 18
    found = printable(text)
    return found if len(found) == len(text) else printable(text.translate(_C1))


def tidy_line(text: str) -> str:
    """Plain text on one line, character references read, as many formats leave them in."""
    text = tidy(text)
    return collapse(unescape(text) if "&" in text else text)


def has_markup(text: str) -> bool:
    """Whether a text holds HTML tags."""
    return _TAG.search(text) is not None


def _holds_escaped_tag(text: str) -> bool:
    """Whether a tag begins as references, and any ends after the first that does."""
    begun = _ESCAPED_TAG.search(text)
    return begun is not None and _ESCAPED_END.search(text, begun.end()) is not None


def one_line(body: Body) -> str:
    """A title or a summary as plain text."""
    text = tidy(body.text)
    if body.is_html and _holds_escaped_tag(text) and not _TAG.search(text):
        text = unescape(text)
    if body.is_html and _TAG.search(text):
        return collapse(tree.raw_text(tree.parse(_BREAK.sub(" ", text))))
    return tidy_line(text)


def as_html(body: Body) -> str:
    """A body as markup; text without markup becomes paragraphs, markup escaped twice is read."""
    if len(body.text) > MOST_CHARS:  # too much for any article: it is refused, and not copied
        return body.text
    text = tidy(body.text).strip()
    if not body.is_html:
        return paragraphs(text)
    for _ in range(_MOST_ESCAPES):
        if _TAG.search(text):
            return text
        if not _holds_escaped_tag(text.replace("&amp;lt;", "&lt;").replace("&amp;gt;", "&gt;")):
            break
        text = unescape(text)
    return text if _TAG.search(text) else paragraphs(unescape(text))


def paragraphs(text: str) -> str:
    """Plain text as ``<p>`` elements: one per block between blank lines, or else one per line."""
    text = with_calls_apart(text).strip()
    if not text:
        return ""
    blocks = _BLANK_LINES.split(text)
    if len(blocks) == 1:
        blocks = text.split("\n")
    lines = ("<br>".join(escape(block.strip(), quote=False).split("\n")) for block in blocks)
    return "\n".join(f"<p>{line}</p>" for line in lines if line)


def language_tag(text: str | None) -> str | None:
    """A BCP 47 tag in its usual case, None for what is none."""
    tag = (text or "").strip().replace("_", "-")
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag):
        return None
    first, *rest = tag.split("-")
    cased = [
        part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part
        for part in rest
    ]
    return "-".join([first.lower(), *cased])


def person(text: str, *, email: str | None = None, uri: str | None = None) -> Author | None:
    """Who is meant by ``Name``, ``name@host (Name)`` or ``Name <name@host>``."""
    text = tidy_line(text)
    found = _EMAIL.search(text)
    if found is not None:
        email = email or found[0]
        text = text.replace(found[0], "").replace("()", "").replace("<>", "").strip()
        if text.startswith("(") and text.endswith(")"):
            text = text[1:-1].strip()
    name = without_position(text) or tidy_line(email or "") or tidy_line(uri or "")
    if not name:
        return None
    return Author(name=name, uri=uri if uri and is_http(uri) else None, email=email)
