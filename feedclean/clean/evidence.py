"""What a page says about its article before any of its blocks is looked at."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import Final

from feedclean.text import squeeze

_TITLE: Final = re.compile(r"<title[^>]*>([^<]{1,400})", re.IGNORECASE)
_OG_TITLE: Final = re.compile(
    r"<meta\s[^>]{0,200}?(?:og:title|twitter:title)[\"'\s][^>]{0,200}?content=\"([^\"]{1,400})\"",
    re.IGNORECASE,
)
_DESCRIPTION: Final = re.compile(
    r"<meta\s[^>]{0,200}?(?:og:)?description[\"'\s][^>]{0,200}?content=\"([^\"]{1,2000})\"",
    re.IGNORECASE,
)
_BODY_KEY: Final = re.compile(r"\"articleBody\"\s*:\s*(?=\")")
_TAGS: Final = re.compile(r"<[^>]{1,300}>")
_HEAD_CHARS: Final = 60_000
_SHORTEST_BODY: Final = 100
"""A declared body of fewer characters is a teaser or a placeholder."""
_DECODER: Final = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the head, squeezed texts to look a block up in."""

    title_words: frozenset[str] = frozenset()
    description: str = ""
    declared_body: str = ""
    """``articleBody`` of JSON-LD: what the publisher says the article is."""


def evidence(html: str, title: str) -> Evidence:
    """What the source of a page gives away; a search for four strings, no parsing."""
    head = html[:_HEAD_CHARS]
    titles = [title, *_TITLE.findall(head)[:1], *_OG_TITLE.findall(head)[:1]]
    described = _DESCRIPTION.search(head)
    return Evidence(
        title_words=frozenset(words(unescape(" ".join(titles)))),
        description=squeeze(unescape(described.group(1))) if described else "",
        declared_body=_declared_body(html),
    )


_WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")


def words(text: str) -> list[str]:
    """Lower-case words; a character of a script written without spaces is a word."""
    return _WORD.findall(text.lower())


def _declared_body(html: str) -> str:
    longest = ""
    for key in _BODY_KEY.finditer(html):
        try:
            value, _ = _DECODER.raw_decode(html, key.end())
        except ValueError:
            continue
        if isinstance(value, str) and len(value) > max(len(longest), _SHORTEST_BODY):
            longest = value
    if not longest:
        return ""
    return squeeze(_TAGS.sub(" ", unescape(unescape(longest))))
