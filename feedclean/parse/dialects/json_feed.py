"""JSON Feed files, other JSON lists of articles, and single articles as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.articles import Reading, article, reading_of
from feedclean.parse.dialects import jsonl
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.common import cut_off, failed, refused
from feedclean.parse.records.json_about import refusal_of
from feedclean.parse.records.json_find import (
    find_articles,
    is_article,
    is_mixed,
    is_silent,
    under_names,
    unwrapped,
)
from feedclean.parse.records.json_joins import joined
from feedclean.parse.records.json_keys import CONTAINERS, CONTENT, KEYS, known, spelled
from feedclean.parse.records.json_record import TooManyValues, loads, record_of
from feedclean.parse.records.json_tables import as_objects, header_in
from feedclean.parse.records.json_unknown import unknown_articles
from feedclean.parse.records.literals import value_at
from feedclean.parse.records.record import Record
from feedclean.text import number_of
from feedclean.urls import is_http

NAME: Final = "json-feed"
_KEY: Final = re.compile(r'"((?:[^"\\\n]|\\.){1,40})"\s*:')
_LIST: Final = re.compile(r'"(\w{1,40})"\s*:\s*\[|\A\s*\[')
_VERSION: Final = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/')
_WHOLE: Final = ("}", "]")
"""How a document ends that was not cut off, or between two articles."""
_MOST_TIMES: Final = 20
"""How often a broken document may be read in search of its articles: lists that are not closed are
read to where it breaks, each of those in one another anew."""
_NEXT: Final = re.compile(r"[\s,]*+(?=\{)")
_DECODER: Final = json.JSONDecoder(strict=False, parse_constant=lambda _: None)
_NEXT_VALUE: Final = re.compile(r"[\s,]*+(?=[{\[])")


def sniff(head: Head) -> float:
    """Sure of the version line of JSON Feed; else by how telling the keys in sight are."""
    text = head.text.lstrip()
    if header_in(text):
        return 0.95
    if not re.match(r'\[\s*[{\]]|\{\s*["}]', text) or jsonl.is_lines(head):
        return 0.0
    if _VERSION.search(text):
        return 0.99
    keys = {known(key) for key in _KEY.findall(text)}
    named = len(keys & {*KEYS["title"], *KEYS["url"], *KEYS["published"], *KEYS["id"]})
    if keys & CONTENT:
        return 0.95 if named > 1 else 0.7
    if keys & {*KEYS["title"]} and keys & {*KEYS["url"]}:
        return 0.7
    return 0.55 if head.location.lower().endswith(".json") else 0.2


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """The articles in document order; a document cut short gives those before the cut.

    Raises: ParseError.
    """
    try:
        document = loads(text)
    except TooManyValues as error:
        raise ParseError(capture.location, NAME, str(error)) from error
    except ValueError as error:
        if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data":
            yield from _one_after_another(capture, text, source)
            return
        document = _as_program(text)
        if document is None:
            yield from _salvaged(text, reading_of(capture, source, NAME, text), error)
            return
    yield from articles_of(document, capture, text, source)


def articles_of(
    document: Any, capture: Capture, text: str, source: Source
) -> Iterator[RawArticle | Failure]:
    """The articles of a value, however it was written. Raises: ParseError."""
    document = as_objects(document)
    found = find_articles(document)
    reading = reading_of(capture, source, NAME, text)
    if found is not None:
        about = _about(document)
        is_page = isinstance(document, dict) and under_names(document) is None
        if is_page and len(found) == 1:  # of a forum, say
            about = replace(about, title=record_of(document).title)
        yield from _articles(joined(document, found), about, reading)
    elif is_article(unwrapped(document)):
        status = refusal_of(document) if isinstance(document, dict) else None
        if status is not None:
            yield refused(capture, source, status)
        else:
            yield article(record_of(document), reading, None)
    elif (unknown := unknown_articles(document)) is not None:
        yield from _articles(unknown, Record(), reading)
    elif not (isinstance(document, list) and not document) and not _is_empty_feed(document):
        raise ParseError(capture.location, NAME, "is JSON, but holds no article we know")


def _as_program(text: str) -> Any:
    """The value of what is JSON but for a comma too many, or a comment; None for what is broken."""
    try:
        value, end = value_at(text, 0)
    except ValueError:
        return None
    return value if not text[end:].strip(" \t\n;") else None


def _one_after_another(
    capture: Capture, text: str, source: Source
) -> Iterator[RawArticle | Failure]:
    """The articles of several documents in one file: each in a line, or however it was written."""
    documents, rest = ([], "") if _is_value(text.lstrip().partition("\n")[0]) else _values(text)
    if not documents:
        yield from jsonl.read(capture, text, source)
        return
    items = [item for document in documents for item in find_articles(document) or [document]]
    yield from _articles(items, Record(), reading_of(capture, source, NAME, text))
    if rest.endswith(_WHOLE):
        yield failed(capture, source, f"broken after document {len(documents)}")
    elif rest:
        yield cut_off(capture, source, len(items) + 1, "", is_read=False)


def _is_value(line: str) -> bool:
    try:
        loads(line)
    except ValueError:
        return False
    return True


def _articles(items: list[Any], about: Record, reading: Reading) -> Iterator[RawArticle | Failure]:
    if about.url and is_http(about.url):
        reading = replace(reading, base=about.url)
    capture, source = reading.capture, reading.source
    among_articles = is_mixed(items)
    for index, item in enumerate(items):
        if is_silent(item, among_articles=among_articles):
            continue
        record = record_of(item, about) if isinstance(item, dict) else Record()
        status = refusal_of(item) if isinstance(item, dict) else None
        if status is not None:
            yield refused(capture, source, status, f"#{index}")
        elif record.is_empty:
            yield failed(
                capture, source, f"item {index + 1} has no title, text or link", f"#{index}"
            )
        else:
            yield article(replace(record, title=record.title or about.title), reading, index)


def _salvaged(text: str, reading: Reading, error: ValueError) -> Iterator[RawArticle | Failure]:
    """What can be read of a broken document: the whole objects of its first list of articles."""
    left = _MOST_TIMES * len(text)
    for start in _LIST.finditer(text):
        if start[1] and spelled(start[1]) not in CONTAINERS:
            continue
        items, chars = _objects(text, start.end())
        if any(is_article(unwrapped(item)) for item in items):
            yield from _articles(items, Record(), reading)
            if text.rstrip().endswith(_WHOLE):
                told = f"broken after {number_of(len(items), 'item')} ({error})"
                yield failed(reading.capture, reading.source, told)
            else:
                yield cut_off(reading.capture, reading.source, len(items) + 1, "", is_read=False)
            return
        left -= chars
        if left < 0:
            break
    raise ParseError(reading.capture.location, NAME, f"is no valid JSON ({error})") from error


def _objects(text: str, start: int) -> tuple[list[Any], int]:
    """The whole objects from a place on, and how many characters were read for them."""
    values: list[Any] = []
    at = start
    while found := _NEXT.match(text, at):
        try:
            value, at = _DECODER.raw_decode(text, found.end())
        except json.JSONDecodeError as error:
            is_to_the_end = error.msg.startswith("Unterminated")  # told at the string's beginning
            return values, (len(text) if is_to_the_end else error.pos) - start
        except (ValueError, RecursionError):  # nobody tells where
            return values, len(text) - start
        values.append(value)
    return values, at - start


def _values(text: str) -> tuple[list[Any], str]:
    """Objects and lists that stand one after another, and what is behind the last that is whole."""
    values: list[Any] = []
    start = 0
    while found := _NEXT_VALUE.match(text, start):
        try:
            value, start = _DECODER.raw_decode(text, found.end())
        except (ValueError, RecursionError):
            break
        values.append(value)
    return values, text[start:].strip(" \t\n,\0")


def _about(document: Any) -> Record:
    """What a feed says of all its items: authors and language, and where it belongs."""
    if not isinstance(document, dict):
        return Record()
    for key in ("feed", "channel"):
        if isinstance(document.get(key), dict):
            document = {**document[key], **document}
    home = document.get("home_page_url") or document.get("link") or document.get("url")
    told = {"author": document.get("author"), "authors": document.get("authors")}
    return Record(
        url=home if isinstance(home, str) else None,
        authors=record_of(told).authors,
        language=record_of({"language": document.get("language")}).language,
    )


def _is_empty_feed(document: Any) -> bool:
    return isinstance(document, dict) and any(
        value == [] for key, value in document.items() if spelled(key) in CONTAINERS
    )


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
