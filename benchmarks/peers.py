"""The other extractors, in the shapes the scorers call; run in an environment of their own.

Each function imports its library when first called, so that one that is missing costs only itself.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """An extractor, and what brings it."""

    package: str
    """Whose version is shown."""
    page: Callable[[bytes, str], Any]
    dump: Callable[[bytes, Mapping[str, str]], dict[str, Any]] | None = None
    """None where it reads whole pages only."""
    timed: Callable[[bytes, str], Any] | None = None
    """What is timed, if not ``page``."""
    install: tuple[tuple[str, ...], ...] = ()
    """Arguments of each call of pip, where more is needed than the name of the package."""
    is_node: bool = False
    """Runs in node: its processor time is another process's."""


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("utf-8", "replace")


def trafilatura(body: bytes, url: str) -> str | None:
    from trafilatura import extract

    # With them, its default, it is 0.007 lower in F1: comments are no part of an article here.
    return extract(body, url=url or None, include_comments=False)


def trafilatura_default(body: bytes, url: str) -> str | None:
    from trafilatura import extract

    return extract(body, url=url or None)


def readability_lxml(body: bytes, url: str) -> str:
    from readability import Document

    return str(Document(_decoded(body), url=url or None).summary(html_partial=True))


def resiliparse(body: bytes, url: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse_from_bytes(body, detect_encoding(body))
    return str(extract_plain_text(tree, main_content=True))


def justext(body: bytes, url: str) -> str:
    import justext as library

    paragraphs = library.justext(body, frozenset(), stopwords_low=0, stopwords_high=0)
    return "\n".join(one.text for one in paragraphs if not one.is_boilerplate)


def newspaper4k(body: bytes, url: str) -> str:
    from newspaper import Article

    article = Article(url or "http://example.org/", fetch_images=False)  # nor are its pictures
    article.download(input_html=_decoded(body))  # else it refuses: nothing is fetched
    article.parse()
    return str(article.text)


@cache
def _general_extractor() -> Any:
    from magic_html import GeneralExtractor

    return GeneralExtractor()


def magic_html(body: bytes, url: str) -> str:
    # Its rules for single sites act where the address is known, as its own benchmark has it.
    return str(_general_extractor().extract(html=_decoded(body), base_url=url)["html"] or "")


@cache
def _mozilla() -> Any:
    from benchmarks.node import Node

    return Node()


def mozilla_readability(body: bytes, url: str) -> str:
    return str(_mozilla().ask(html=_decoded(body), url=url).get("html") or "")


def _as_page(body: bytes, hint: Mapping[str, str]) -> bytes:
    """A dump as a page that any extractor can read.

    None of the peers knows front matter, JSON, Markdown or RSS. So that their cleaning is measured
    and not their reading, they are given title and body of the article as feedclean reads them.
    """
    from benchmarks.adapters import read_dump
    from feedclean.model.article import Scope

    raw = read_dump(body, hint)
    if raw is None or raw.scope is Scope.PAGE:
        return body
    title = html.escape(raw.meta.title)
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    return f"<!DOCTYPE html><html>{head}<body>{raw.html}</body></html>".encode("utf-8", "replace")


def dump_trafilatura(body: bytes, hint: Mapping[str, str]) -> dict[str, Any]:
    from trafilatura import bare_extraction

    found = bare_extraction(_as_page(body, hint), with_metadata=True, include_comments=False)
    if found is None:
        return {}
    fields = found.as_dict()
    return {
        "title": fields.get("title"),
        "published": fields.get("date"),
        "authors": [name for name in (fields.get("author") or "").split("; ") if name],
        "url": fields.get("url"),
        "text": fields.get("text"),
    }


def dump_readability_lxml(body: bytes, hint: Mapping[str, str]) -> dict[str, Any]:
    from readability import Document

    document = Document(_decoded(_as_page(body, hint)))
    return {"title": document.short_title(), "html": document.summary(html_partial=True)}


def dump_magic_html(body: bytes, hint: Mapping[str, str]) -> dict[str, Any]:
    found = _general_extractor().extract(html=_decoded(_as_page(body, hint)), base_url="")
    return {"title": found["title"], "html": found["html"]}


def dump_mozilla_readability(body: bytes, hint: Mapping[str, str]) -> dict[str, Any]:
    found = _mozilla().ask(html=_decoded(_as_page(body, hint)), url="")
    byline = found.get("byline")
    return {
        "title": found.get("title"),
        "published": found.get("published"),
        "authors": [byline] if byline else [],
        "html": found.get("html"),
    }


PEERS: Mapping[str, Peer] = {
    "trafilatura": Peer(
        package="trafilatura",
        page=trafilatura,
        dump=dump_trafilatura,
        timed=trafilatura_default,
    ),
    "magic-html": Peer(
        package="magic-html",
        page=magic_html,
        dump=dump_magic_html,
        # 0.1.8 declares Python 3.12 or newer, and runs on 3.11 all the same; so the bound is passed
        # over, for it alone: what it needs comes first.
        install=(
            ("brotli", "chardet", "charset_normalizer", "lxml", "numpy", "py_asciimath"),
            ("urllib3", "lxml_html_clean"),
            ("--no-deps", "--ignore-requires-python", "magic-html"),
        ),
    ),
    "mozilla-readability": Peer(
        package="@mozilla/readability",
        page=mozilla_readability,
        dump=dump_mozilla_readability,
        is_node=True,
    ),
    "readability-lxml": Peer(
        package="readability-lxml", page=readability_lxml, dump=dump_readability_lxml
    ),
    "resiliparse": Peer(package="resiliparse", page=resiliparse),
    "justext": Peer(package="justext", page=justext),
    "newspaper4k": Peer(package="newspaper4k", page=newspaper4k),
}
NODE_PACKAGES = ("@mozilla/readability", "jsdom")
"""jsdom is the document its authors name; linkedom is seven times quicker (36 ms a page instead of
251) but no HTML5 parser, so it would not be their extractor that is measured."""


def page_of(name: str) -> str:
    """Where a scorer finds a peer's function for pages."""
    return f"{__name__}:{PEERS[name].page.__name__}"


def dump_of(name: str) -> str | None:
    """The same for dumps; None where it has none."""
    function = PEERS[name].dump
    return f"{__name__}:{function.__name__}" if function else None
