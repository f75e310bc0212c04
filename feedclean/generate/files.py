"""The files a feed is published as: their names and addresses."""

from __future__ import annotations

from pathlib import PurePosixPath

from feedclean.generate.assemble import self_url
from feedclean.generate.types import TEXTS
from feedclean.model.output import Feed, OutputFormat, Rendered


def address_of(feed: Feed, format_: OutputFormat) -> str:
    """The address of a feed's file."""
    return f"{self_url(feed.site, feed.stem)}.{format_}"


def file_of(feed: Feed, format_: OutputFormat, body: bytes) -> Rendered:
    """A feed's file."""
    path = PurePosixPath(f"{feed.stem}.{format_}")
    return Rendered(path=path, body=body, media_type=TEXTS[format_])
