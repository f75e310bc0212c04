"""What feeds are written with: the names of their vocabularies, of relations and of types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NAMESPACES: Final[Mapping[str, str]] = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rss": "http://purl.org/rss/1.0/",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
"""The vocabularies feeds are made of, under their usual prefixes."""
RELATION: Final = "http://www.iana.org/assignments/relation/"
"""What a relation of links may be spelled with in front (RFC 4287, 4.2.7.2)."""


def is_text_type(kind: str | None) -> bool:
    """Whether the ``type`` of an Atom text says that it is one a reader can be shown."""
    kind = (kind or "text").lower()
    return (
        kind in ("text", "html", "xhtml") or kind.startswith("text/") or kind.endswith("xhtml+xml")
    )
