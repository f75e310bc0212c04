"""JSONL: one article a line; a bad line costs itself only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.articles import article, reading_of
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.common import failed, refused
from feedclean.parse.records.json_about import refusal_of
from feedclean.parse.records.json_find import is_article, unwrapped
from feedclean.parse.records.json_record import TooManyValues, loads, record_of

NAME: Final = "jsonl"
_SUFFIX: Final = re.compile(r"\.(?:jsonl|ndjson|jsonlines|jl)$", re.IGNORECASE)
_SAYING: Final = re.compile(r"\S[^\n]*")
_MEDIA_TYPE: Final = re.compile(r"application/(?:x-)?(?:jsonl|ndjson|jsonlines|json-lines)")


def is_lines(head: Head) -> bool:
    """Whether a head shows whole objects in lines, or is said to."""
    first, _, rest = head.text.lstrip().partition("\n")
    if not first.startswith("{"):
        return False
    if _SUFFIX.search(head.location) or _MEDIA_TYPE.match(head.media_type or ""):
        return True
    return rest.lstrip().startswith("{") and first.rstrip().endswith("}")


def sniff(head: Head) -> float:
    """By the first line: an object with an article's keys, and another one below it."""
    if not is_lines(head):
        return 0.0
    first = head.text.lstrip().partition("\n")[0]
    try:
        return 0.97 if is_article(unwrapped(loads(first))) else 0.3
    except ValueError:  # a line longer than the head, or a bad one
        return 0.8 if _SUFFIX.search(head.location) else 0.55


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """One article a line; the offset counts lines, so that a bad line moves no id."""
    reading = reading_of(capture, source, NAME, text)
    for index, line in _lines(text):
        try:
            value = loads(line)
            problem = (
                "" if is_article(unwrapped(value)) else "no object with the keys of an article"
            )
        except TooManyValues as error:
            value, problem = None, str(error)
        except ValueError as error:
            value, problem = None, f"no valid JSON ({error})"
        record = None if problem else record_of(value)
        status = refusal_of(value) if record is not None else None
        if status is not None:
            yield refused(capture, source, status, f":{index + 1}")
        elif record is None or record.is_empty:
            yield failed(
                capture,
                source,
                f"line {index + 1}: {problem or 'an empty article'}",
                f":{index + 1}",
            )
        else:
            yield article(record, reading, index)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that say something, with their numbers from 0; of others there may be millions."""
    number = done = 0
    for found in _SAYING.finditer(text):
        number += text.count("\n", done, found.start())
        done = found.start()
        yield number, found[0]


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
