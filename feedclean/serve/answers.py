"""A request to its answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from feedclean.serve.conditions import http_date, is_known, wanted_part
from feedclean.serve.files import Elsewhere, find
from feedclean.serve.forms import Form, Shelf, pick
from feedclean.serve.types import is_feed
from feedclean.serve.values import Answer, Asked, Span

_METHODS: Final = "GET, HEAD, OPTIONS"
_SAFE: Final = ("X-Content-Type-Options", "nosniff")
_CACHE: Final = ("Cache-Control", "no-cache")
"""Kept by whoever likes, but asked for each time: what has not changed costs a 304."""
_OPEN: Final = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Last-Modified"),
)
_HTML: Final = ("Content-Type", "text/html; charset=utf-8")
_NOT_FOUND: Final = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Not found</title><h1>Not found</h1><p>There is no such file. <a href="/">All feeds</a></p>
</html>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What is served."""

    root: Path
    shelf: Shelf = field(default_factory=Shelf)


def answer(site: Site, asked: Asked) -> Answer:
    """What is sent for a request. Raises: OSError, for a file that cannot be read."""
    if asked.method == "OPTIONS":
        return Answer(
            status=204,
            headers=(
                ("Allow", _METHODS),
                ("Access-Control-Allow-Origin", "*"),
                ("Access-Control-Allow-Methods", _METHODS),
                ("Access-Control-Allow-Headers", "If-None-Match, If-Modified-Since, Range"),
                ("Access-Control-Max-Age", "86400"),
            ),
        )
    if asked.method not in ("GET", "HEAD"):
        return _told(405, "Only GET and HEAD are answered here.\n", ("Allow", _METHODS))
    match find(site.root, asked.path):
        case None:
            return _not_found(site)
        case Elsewhere(location=location):
            return _told(308, f"{location}\n", ("Location", location))
        case path:
            return _file(asked, pick(site.root, path, asked.headers, site.shelf))


def _file(asked: Asked, form: Form) -> Answer:
    headers = [
        ("ETag", form.etag),
        ("Last-Modified", http_date(form.modified)),
        _CACHE,
        *((("Vary", "Accept-Encoding"),) if form.varies else ()),
        *(_OPEN if is_feed(form.kind) else ()),
    ]
    if is_known(asked.headers, form.etag, form.modified):
        return Answer(status=304, headers=tuple(headers))
    headers += [("Content-Type", form.kind), _SAFE, ("Accept-Ranges", "bytes")]
    if form.coding:
        headers.append(("Content-Encoding", form.coding))
    whole = Answer(status=200, headers=tuple(headers), body=form.body)
    if asked.method != "GET":  # parts are for GET alone
        return whole
    part = wanted_part(asked.headers, whole.size, form.etag, form.modified)
    return whole if part is None else _part(whole, *part)


def _part(whole: Answer, start: int, stop: int) -> Answer:
    size = whole.size
    if start >= stop:
        return _told(416, "There is no such part.\n", ("Content-Range", f"bytes */{size}"))
    range_ = ("Content-Range", f"bytes {start}-{stop - 1}/{size}")
    body = whole.body
    body = (
        replace(body, start=start, size=stop - start)
        if isinstance(body, Span)
        else body[start:stop]
    )
    return Answer(status=206, headers=(*whole.headers, range_), body=body)


def _not_found(site: Site) -> Answer:
    """The site's own page for it, or ours."""
    page = _NOT_FOUND.encode()
    own = find(site.root, "/404.html")
    if isinstance(own, Path):
        page = own.read_bytes()
    return Answer(status=404, headers=(_HTML, _SAFE, _CACHE), body=page)


def _told(status: int, text: str, *headers: tuple[str, str]) -> Answer:
    plain = ("Content-Type", "text/plain; charset=utf-8")
    return Answer(status=status, headers=(*headers, plain, _SAFE), body=text.encode())
