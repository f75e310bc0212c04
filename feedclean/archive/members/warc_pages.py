"""What a record of a WARC file holds of a page: the answer of its server, or its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from feedclean.archive.members.base import MOST_BYTES, broken, stray, too_large
from feedclean.archive.members.http import Answer, answer_of
from feedclean.archive.values import Member
from feedclean.gather.inflate import Bomb, NotInflatable
from feedclean.model.article import Failure
from feedclean.model.source import PAGE_TEXT

PAGES: Final = frozenset({"response", "resource", "conversion"})
"""Types of records that may hold one."""
_HTTP: Final = "application/http"
_TEXT: Final = "text/plain"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its headers, and its block as far as it is wanted."""

    headers: dict[str, str]
    block: bytes
    is_whole: bool


def told_of(record: Record, where: str) -> Iterator[Member | Failure]:
    """The page of a record, or why there is none."""
    headers = record.headers
    if headers.get("warc-type", "").lower() not in PAGES:
        return
    kind, media_type = headers.get("warc-type", "").lower(), headers.get("content-type", "")
    url = headers.get("warc-target-uri", "").strip("<>")
    if not record.is_whole:
        size = headers.get("content-length", "")
        if size.isdigit() and int(size) > MOST_BYTES:
            yield too_large(url or where, int(size))
        else:
            yield broken(url or where, f"ends in the middle ({where})")
        return
    if kind == "conversion" and _type(media_type) == _TEXT:
        yield _of_text(url or where, record)
    elif not media_type.lower().startswith(_HTTP):
        yield _member(url or where, Answer(media_type=_type(media_type), body=record.block))
    else:
        yield _answered(url or where, record, where)


def _answered(location: str, record: Record, where: str) -> Member | Failure:
    """The page in an answer of a server."""
    try:
        answer = answer_of(record.block)
    except (NotInflatable, Bomb, ValueError) as error:
        return broken(location, f"{error or 'unpacks to more than is allowed'} ({where})")
    if not 200 <= answer.status < 300:
        return stray(location, f"was answered with {answer.status}")
    return _member(location, answer)


def _of_text(location: str, record: Record) -> Member:
    """The text of a page, as Common Crawl keeps it in WET files: all that the page showed."""
    return Member(
        location=location,
        body=record.block,
        media_type=PAGE_TEXT,
        charset="utf-8",
        dialect="plain-text",
    )


def _type(text: str) -> str:
    return text.partition(";")[0].strip().lower()


def _member(location: str, answer: Answer) -> Member:
    return Member(
        location=location,
        body=answer.body,
        media_type=answer.media_type,
        charset=answer.charset,
    )
