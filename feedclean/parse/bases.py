"""Relative addresses in markup, resolved against what the feed says they are relative to."""

from __future__ import annotations

import re
from typing import Final

from feedclean.dom import tree
from feedclean.dom.markup import to_html
from feedclean.urls import absolute, is_http

_URL_ATTRIBUTES: Final = ("href", "src", "poster", "data-src")
_RELATIVE: Final = re.compile(
    r"\b(?:href|src|poster|srcset)\s*=\s*[\"']?(?!\s*(?:[a-z][a-z0-9+.-]*:|#))", re.IGNORECASE
)


def with_base(html: str, base: str | None) -> str:
    """HTML whose relative URLs are resolved against ``base``."""
    if not base or not is_http(base) or not _RELATIVE.search(html):
        return html
    root = tree.parse(html)
    for element in tree.walk(root):
        for name in _URL_ATTRIBUTES:
            value = element.attrs.get(name)
            if value and not value.startswith("#"):
                element.attrs[name] = absolute(value, base) or value
        srcset = element.attrs.get("srcset")
        if srcset:
            element.attrs["srcset"] = _srcset(srcset, base)
    return to_html(root)


def _srcset(value: str, base: str) -> str:
    candidates = (part.split() for part in re.split(r",\s+", value) if part.strip())
    return ", ".join(" ".join([absolute(url, base) or url, *size]) for url, *size in candidates)
