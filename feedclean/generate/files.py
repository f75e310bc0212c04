"""The files a feed is published as: their names, their addresses, their types."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from feedclean.generate.assemble import self_url
from feedclean.model.output import Feed, OutputFormat, Rendered

TYPES: Final[Mapping[OutputFormat, str]] = {
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "rss": "application/rss+xml",
    "html": "text/html",
}
"""Media types; the extension of a file is the name of its format."""


def address_of(feed: Feed, format_: OutputFormat) -> str:
    """The address of a feed's file."""
    return f"{self_url(feed.site, feed.stem)}.{format_}"


def file_of(feed: Feed, format_: OutputFormat, body: bytes) -> Rendered:
    """A feed's file."""
    path = PurePosixPath(f"{feed.stem}.{format_}")
    return Rendered(path=path, body=body, media_type=TYPES[format_])
