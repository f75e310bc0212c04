"""What reading a feed gives, whichever reader did it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from feedclean.parse.records.record import Record

_DIGITS: Final = 16


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


def length_of(text: str) -> int | None:
    """The size of an enclosure in bytes; None for what is no number, or none of a file."""
    is_number = text.isascii() and text.isdigit() and len(text) < _DIGITS
    return (int(text) or None) if is_number else None


def evidence_of(flavour: str) -> tuple[tuple[str, str], ...]:
    """Evidence for a record of a feed: each field stood in the feed itself."""
    return tuple((name, flavour) for name in ("authors", "published", "title", "updated", "url"))
