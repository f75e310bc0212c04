"""What programs that save pages leave in them: the address, shadow roots, original images."""

from __future__ import annotations

import re
from html import unescape
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from feedclean.model.source import FOLDER_ENDS
from feedclean.urls import is_http

_ADDRESSES: Final = (
    re.compile(r"\A\s*<!--\s*(?P<url>https?://[^\s<>]+?)\s*-->"),
    re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>https?://\S+)"),
    re.compile(r"<!--\s*saved from url=\(\d+\)(?P<url>https?://[^\s<>]+?)\s*-->", re.IGNORECASE),
    re.compile(r"<html\b[^<>]*\bdata-scrapbook-source=[\"'](?P<url>https?://[^\"'\s]+)"),
    re.compile(r"<!--\s*Mirrored from (?P<host>[^\s<>]+/[^\s<>]*) by HTTrack"),
)
"""A lone comment in front, SingleFile, the browsers' own saving, WebScrapBook, HTTrack."""

_IN_SIGHT: Final = 16_384
_LINK: Final = re.compile(
    r"<a\b(?>[^<>]*?\bhref=[\"']?(?=https?://))([^\s\"'<>]++)[^<>]*+>"
    r"((?:[^<]|<(?!/?a\b)){1,120})</a>",
    re.IGNORECASE,
)
_ORIGINAL_WORDS: Final = frozenset(
    (
        *("article original", "artículo original", "articolo originale", "artigo original"),
        *("original", "original article", "original link", "original source", "originalartikel"),
        *(
            "canonical link",
            "read original",
            "read the original",
            "view original",
            "zum originalartikel",
        ),
        *("source article", "原文", "原文地址", "原文網址", "原文連結", "原文链接", "查看原文"),
        *("閱讀原文", "阅读原文", "元記事", "원문", "원문보기", "оригинал", "читать оригинал"),
    )
)
"""What people write on a link to where an article stood first; lower case, words only."""
_TAG: Final = re.compile(r"<[^<>]*>")
_TEMPLATE: Final = re.compile(r"<template\b[^<>]*>|</template\s*>", re.IGNORECASE)
_SHADOW: Final = re.compile(r"\bshadowroot(?:mode)?\b", re.IGNORECASE)
_PART: Final = re.compile(
    r"\s(?:src|srcset|poster)=([\"'])(?:\./)?([^\"'<>/]{1,400})/[^\"'<>]*\1", re.IGNORECASE
)
_EMBEDDED: Final = re.compile(r"<img\b(?=[^<>]*\sdata-sf-original-src=)[^<>]*+>", re.IGNORECASE)
_ORIGINAL: Final = re.compile(r"\sdata-sf-original-src=(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
_SOURCE: Final = re.compile(r"\ssrc=(?:\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)


def address_of(html: str) -> str | None:
    """Where a page was saved from, if the program that saved it says so."""
    head = html[:_IN_SIGHT]
    for pattern in _ADDRESSES:
        found = pattern.search(head)
        if found is None:
            continue
        told = found.groupdict()
        url = unescape(told.get("url") or f"http://{told['host']}")
        if is_http(url):
            return url
    return None


def original_of(html: str) -> str | None:
    """Where a reader's copy of an article says the original stands, if it names one place."""
    named = {
        unescape(url)
        for url, label in _LINK.findall(html)
        if " ".join(re.findall(r"\w+", unescape(_TAG.sub(" ", label)).lower())) in _ORIGINAL_WORDS
    }
    return named.pop() if len(named) == 1 else None


def with_shadow_roots(html: str) -> str:
    """The page with its declarative shadow roots as plain blocks, so that their text is text.

    Source: HTML Standard, ``shadowrootmode`` on ``template`` (``shadowroot`` in older saves).
    """
    # in small letters a long page took twelve bytes a character, and 0.5 ms
    if "hadow" not in html and "HADOW" not in html:
        return html
    if not _SHADOW.search(html):
        return html
    opened: list[bool] = []
    out: list[str] = []
    last = 0
    for tag in _TEMPLATE.finditer(html):
        if tag[0][1] != "/":
            opened.append(_SHADOW.search(tag[0]) is not None)
            new = "<div>" if opened[-1] else tag[0]
        else:
            new = "</div>" if opened and opened.pop() else tag[0]
        out += (html[last : tag.start()], new)
        last = tag.end()
    return "".join(out) + html[last:]


def without_local_parts(html: str, location: str) -> str:
    """The page without addresses that lead to the folder beside it, where its pictures were saved.

    On the web they would lead nowhere. Where the picture stood before is often told as well, in an
    attribute that the browser left alone.
    """
    stem = PurePosixPath(location).stem
    folders = {f"{stem}{end}" for end in FOLDER_ENDS}
    return _PART.sub(lambda found: "" if unquote(unescape(found[2])) in folders else found[0], html)


def with_original_images(html: str) -> str:
    """The page with the addresses its embedded images came from, where they are noted."""
    return _EMBEDDED.sub(_original, html) if "data-sf-original-src" in html else html


def _original(image: re.Match[str]) -> str:
    noted = _ORIGINAL.search(image[0])
    if noted is None or not is_http(unescape(noted[1].strip("\"'"))):
        return image[0]
    rest = _SOURCE.sub("", _ORIGINAL.sub("", image[0]), count=1)
    return f"{rest[:4]} src={noted[1]}{rest[4:]}"
