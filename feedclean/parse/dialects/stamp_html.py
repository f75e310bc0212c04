"""Issue-tracker dumps with a time stamp: ``<!--epoch ms-->``, ``[title](url)``, dashes, HTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.body import render_body
from feedclean.parse.dialects.common import article
from feedclean.parse.dialects.heads.heading import found_in, read_heading

NAME: Final = "stamp-html"


def sniff(head: Head) -> float:
    """Sure of stamp, link and dashes together; fairly sure without the dashes."""
    heading = read_heading(head.text)
    if heading is None or heading.stamp is None:
        return 0.0
    return 0.98 if heading.has_rule else 0.85


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """One article; the stamp, which is the time of the feed, is when it was published."""
    heading = read_heading(text)
    if heading is None:
        raise ParseError(capture.location, NAME, "has no [title](url) line at its top")
    body = render_body(heading.body)
    yield article(found_in(heading, source, body.html), capture, source, NAME)


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
