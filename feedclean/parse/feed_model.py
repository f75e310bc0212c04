"""What reading a feed gives, whichever reader did it."""

from __future__ import annotations

from dataclasses import dataclass

from feedclean.parse.record import Record


class Malformed(Exception):
    """The XML is not well-formed; the next reader may try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed document: what holds for the whole, and its entries in document order."""

    flavour: str
    """``rss``, ``rdf`` or ``atom``."""
    title: str
    """Plain text."""
    site_url: str | None
    language: str | None
    records: tuple[Record, ...]
    lenient: bool
    """Whether the markup was too broken for the strict reader."""


def told_by(flavour: str) -> tuple[tuple[str, str], ...]:
    """Evidence for a record: each field stood in the feed itself."""
    return tuple((name, flavour) for name in ("authors", "published", "title", "updated", "url"))
