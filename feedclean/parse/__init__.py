"""Capture → RawArticle: decode, detect the dialect, read; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from feedclean.dom.bounds import TooMuchMarkup, bounded
from feedclean.errors import ParseError, UnknownDialect
from feedclean.model.article import Failure, FurtherPage, RawArticle
from feedclean.model.source import PAGES, Capture, Source
from feedclean.parse.dialects.base import HEAD_CHARS, Dialect, Head
from feedclean.parse.encoding import decode, unpacked
from feedclean.parse.lists.listed import stand_in_article, with_listed
from feedclean.parse.no_text import kind_without_text
from feedclean.parse.parts import Part, parted
from feedclean.parse.twice_encoded import GARBLED, MENDED, is_garbled, mended
from feedclean.urls import canonical

MOST_ARTICLES: Final = 20_000
"""Of one file or answer: so many take a minute or two."""


def read(capture: Capture, source: Source) -> Iterator[RawArticle | Failure]:
    """The articles of a capture; never raises: an error becomes a ``Failure`` of this stage."""
    try:
        stand_in = stand_in_article(capture)
        if stand_in is not None:
            yield stand_in
            return
        if capture.media_type == PAGES:
            yield from with_listed(iter([_of_pages(capture, source)]), capture)
            return
        capture = _plain(capture)
        dialect, text, is_mended = _recognised(capture, source)
        read_as = _told_of_others(dialect.read(capture, text, source), capture, text, source)
        signed = (_doubted(_signed(one, dialect), is_mended=is_mended) for one in read_as)
        yield from _bearable(with_listed(signed, capture), capture)
    except TooMuchMarkup as error:
        yield _failure(capture, ParseError(capture.location, None, str(error)))
    except Exception as error:  # noqa: BLE001 - the edge of the stage: one bad capture costs itself only
        yield _failure(capture, error)


def _plain(capture: Capture) -> Capture:
    """The capture with what a gzip file holds in the place of that file. Raises: ParseError."""
    try:
        return replace(capture, body=unpacked(capture.body))
    except ValueError as error:
        raise ParseError(capture.location, None, str(error)) from error


def _of_pages(capture: Capture, source: Source) -> RawArticle:
    """The article that several pages are of. Raises: ParseError, if one of them is none."""
    first, *others = (_page(part, capture, source) for part in _parted(capture))
    url = first.meta.url
    is_there = url is None or canonical(url) == canonical(first.origin.location)
    meta = replace(first.meta, url=capture.location) if is_there else first.meta
    more = tuple(FurtherPage(url=one.origin.location, html=one.html) for one in others)
    origin = replace(first.origin, location=capture.location)
    return replace(first, meta=meta, origin=origin, base=first.origin.location, more=more)


def _parted(capture: Capture) -> tuple[Part, ...]:
    try:
        return parted(capture.body)
    except (ValueError, KeyError, TypeError) as error:
        raise ParseError(capture.location, None, str(error)) from error


def _page(part: Part, capture: Capture, source: Source) -> RawArticle:
    page = _plain(
        replace(
            capture,
            location=part.url,
            body=part.body,
            media_type=part.media_type,
            charset=part.charset,
            listed=None,
        )
    )
    dialect, text = recognise(page, source)
    found = [_signed(outcome, dialect) for outcome in dialect.read(page, text, source)]
    if len(found) != 1 or not isinstance(found[0], RawArticle):
        raise ParseError(part.url, dialect.name, "is no page of an article, though one leads here")
    return found[0]


def recognise(capture: Capture, source: Source) -> tuple[Dialect, str]:
    """The dialect of a capture and its text, ready for the dialect's reader.

    Raises: ParseError, UnknownDialect.
    """
    dialect, text, _ = _recognised(capture, source)
    return dialect, text


def _recognised(capture: Capture, source: Source) -> tuple[Dialect, str, bool]:
    """The same, and whether the text had been encoded twice."""
    from feedclean.parse.detect import detect  # noqa: PLC0415 - loads every dialect

    capture = _plain(capture)
    kind = kind_without_text(capture.body) if source.dialect is None else None
    if kind is not None:
        raise ParseError(capture.location, None, kind)
    decoded = decode(capture.body, capture.charset)
    is_list = capture.body.startswith(b"bplist00")  # a web archive: bytes, but not to its dialect
    if decoded.is_binary and source.dialect is None and not is_list:
        raise ParseError(
            capture.location, None, "holds no text (control bytes, as in a binary file)"
        )
    text = mended(decoded.text)
    return detect(_head(capture, text), source.dialect), text, text is not decoded.text


def _head(capture: Capture, text: str) -> Head:
    return Head(
        text=text[:HEAD_CHARS],
        location=capture.location,
        media_type=capture.media_type,
        whole=text,
    )


def _told_of_others(
    outcomes: Iterator[RawArticle | Failure], capture: Capture, text: str, source: Source
) -> Iterator[RawArticle | Failure]:
    """The same; where the dialect of a source cannot read a file, one that can is told.

    A folder of files of several kinds needs none to be named. Raises: ParseError.
    """
    try:
        yield from outcomes
    except ParseError as error:
        other = _looks_like(_head(capture, text)) if source.dialect is not None else None
        if other in (None, source.dialect):
            raise
        told = str(error).removeprefix(f"{error.location}: ")
        advice = "leave `dialect` out of the source, and each file is told by itself"
        problem = f"{told}, but looks like {other}; {advice}"
        raise ParseError(capture.location, source.dialect, problem) from error


def _looks_like(head: Head) -> str | None:
    """The dialect that is detected, whatever was named; None where none is."""
    from feedclean.parse.detect import detect  # noqa: PLC0415 - as above

    try:
        return detect(head).name
    except UnknownDialect:
        return None


def _bearable(
    outcomes: Iterable[RawArticle | Failure], capture: Capture
) -> Iterator[RawArticle | Failure]:
    """The articles that all who look at them later can bear, and a failure for each other one."""
    for number, outcome in enumerate(outcomes):
        if number == MOST_ARTICLES:
            problem = (
                f"more than {MOST_ARTICLES} articles; those behind are not read; "
                "`feedclean archive` reads JSON Lines and mailboxes of any length; split others"
            )
            yield _failure(capture, ParseError(capture.location, None, problem))
            return
        try:
            if isinstance(outcome, RawArticle):
                bounded(outcome.html)
        except TooMuchMarkup as error:
            yield _failure(capture, ParseError(capture.location, None, str(error)))
        else:
            yield outcome


def _failure(capture: Capture, error: Exception) -> Failure:
    return Failure(
        source=capture.source,
        location=capture.location,
        stage="parse",
        error=type(error).__name__,
        message=str(error) or type(error).__name__,
    )


def _signed(outcome: RawArticle | Failure, dialect: Dialect) -> RawArticle | Failure:
    if isinstance(outcome, Failure) or outcome.origin.dialect == dialect.name:
        return outcome
    return replace(outcome, origin=replace(outcome.origin, dialect=dialect.name))


def _doubted(outcome: RawArticle | Failure, *, is_mended: bool) -> RawArticle | Failure:
    """The same, with what is unsure about its characters."""
    if isinstance(outcome, Failure):
        return outcome
    doubts = [GARBLED] if is_garbled(outcome.html) else [MENDED] if is_mended else []
    return replace(outcome, cautions=(*outcome.cautions, *doubts)) if doubts else outcome
