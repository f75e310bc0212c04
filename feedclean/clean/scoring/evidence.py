"""What a page says about its article before any of its blocks is looked at."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import Final

from feedclean.later import later
from feedclean.text import composed, squeeze

_TITLE: Final = re.compile(r"<title[^>]{0,200}>([^<]{1,400})", re.IGNORECASE)
_CONTENT: Final = re.compile(r"content\s*=\s*(?:\"([^\"]{1,2000})|'([^']{1,2000}))", re.IGNORECASE)
_BODY_KEY: Final = re.compile(r"\s*:\s*(?=\")")
_TAGS: Final = re.compile(r"<[^>]{1,300}>")
_HEAD_CHARS: Final = 60_000
_SHORTEST_BODY: Final = 100
"""A declared body of fewer characters is a teaser or a placeholder."""
_MOST_BODIES: Final = 20
_DECODER: Final = json.JSONDecoder(strict=False)
_WORD: Final = later(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_ASCII_WORD: Final = re.compile(r"[a-z0-9]+")
"""The same where all is ASCII and small: a third of the time."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words and squeezed texts to look a block up in."""

    title_words: frozenset[str] = frozenset()
    declared_body: str = ""
    """``articleBody`` of JSON-LD: what the publisher says the article is."""


def evidence(html: str, title: str) -> Evidence:
    """What the source of a page gives away: three strings looked up, nothing parsed."""
    head = html[:_HEAD_CHARS]
    declared = _TITLE.search(head)
    titles = (title, *(declared.groups() if declared else ()), _meta(head, "og:title"))
    return Evidence(
        title_words=frozenset(words(composed(unescape(" ".join(titles))))),
        declared_body=_declared_body(html),
    )


def words(text: str) -> list[str]:
    """Lower-case words; a character of a script written without spaces is a word.

    Marks part them, so *don't* is two: the weights were learned so. In lexicons it is one.
    """
    lowered = text.lower()
    return _ASCII_WORD.findall(lowered) if lowered.isascii() else _WORD.findall(lowered)


def _meta(head: str, name: str) -> str:
    at = head.find(name)
    while at >= 0:
        end = head.find(">", at)
        start = head.rfind("<", 0, at)
        if start >= 0 and head[start : start + 5].lower() == "<meta":
            found = _CONTENT.search(head, start, end if end > 0 else at + 2000)
            return (found.group(1) or found.group(2)) if found else ""
        at = head.find(name, at + len(name))
    return ""


def _declared_body(html: str) -> str:
    longest = ""
    at = -1
    for _ in range(_MOST_BODIES):
        at = html.find('"articleBody"', at + 1)
        if at < 0:
            break
        colon = _BODY_KEY.match(html, at + 13)
        if colon is None:
            continue
        try:
            value, _ = _DECODER.raw_decode(html, colon.end())
        except ValueError:
            continue
        if isinstance(value, str) and len(value) > max(len(longest), _SHORTEST_BODY):
            longest = value
    return squeeze(composed(_TAGS.sub(" ", unescape(unescape(longest))))) if longest else ""
