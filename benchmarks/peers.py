"""The other extractors, in the shapes the scorers call; run in an environment of their own.

Each function imports its library when first called, so that one that is missing costs only itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

PACKAGES = {
    "trafilatura": "trafilatura",
    "readability-lxml": "readability-lxml",
    "resiliparse": "resiliparse",
    "justext": "justext",
    "newspaper4k": "newspaper4k",
}
"""Peer and the package that brings it."""


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("utf-8", "replace")


def trafilatura(body: bytes, url: str) -> str | None:
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

    article = Article(url or "http://example.org/", input_html=_decoded(body))
    article.parse()
    return str(article.text)


PAGE: Mapping[str, Callable[[bytes, str], Any]] = {
    "trafilatura": trafilatura,
    "readability-lxml": readability_lxml,
    "resiliparse": resiliparse,
    "justext": justext,
    "newspaper4k": newspaper4k,
}


def dump_trafilatura(body: bytes, hint: Mapping[str, str]) -> dict[str, Any]:
    from trafilatura import bare_extraction

    found = bare_extraction(body, with_metadata=True)
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

    document = Document(_decoded(body))
    return {"title": document.short_title(), "html": document.summary(html_partial=True)}


DUMP: Mapping[str, str] = {
    "trafilatura": "dump_trafilatura",
    "readability-lxml": "dump_readability_lxml",
}
"""Peer and the name of its function for dumps."""
