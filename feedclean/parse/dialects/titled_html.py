"""Dumps of ``[title](url)``, dashes, labelled lines such as ``日期：…``, then HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.body import render_body
from feedclean.parse.dialects.common import article, labelled, zone_of
from feedclean.parse.dialects.heads.heading import found_in, read_heading, take_labelled

NAME: Final = "titled-html"


def sniff(head: Head) -> float:
    """Sure of link, dashes and a labelled line; a link alone may begin any Markdown file."""
    heading = read_heading(head.text)
    if heading is None or heading.stamp is not None or heading.url is None:
        return 0.0
    first = next((line for line in heading.body.split("\n") if line.strip()), "")
    has_label = "<" not in first and labelled(first) is not None
    if heading.has_rule:
        return 0.96 if has_label else 0.9
    return 0.8 if has_label else 0.3


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """One article; what the labelled lines say goes to metadata, the lines with it."""
    heading = read_heading(text)
    if heading is None:
        raise ParseError(capture.location, NAME, "has no [title](url) line at its top")
    zone = zone_of(source, heading.title)
    found, rest = take_labelled(found_in(heading, source, ""), heading.body, zone)
    if found.published is None:
        found = found_in(heading, source, rest)
        found, rest = take_labelled(found, heading.body, zone)
    yield article(replace(found, html=render_body(rest).html), capture, source, NAME)


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
