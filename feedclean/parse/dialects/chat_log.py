"""Exports of messengers with a line for each message: when, who, and what they wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from html import escape

from feedclean.dates import find_date
from feedclean.model.article import FIRST_WORDS
from feedclean.names import chat_line, is_chat_log
from feedclean.parse.dialects.common import Found, read_at
from feedclean.parse.dialects.written.writing import is_sentence
from feedclean.text import excerpt


def is_chat(lines: Sequence[str]) -> bool:
    """Whether people write there: what programs log has no sentences."""
    if not is_chat_log(lines):
        return False
    told = (chat_line(line) for line in lines)
    return any(one and one.name and is_sentence(one.text) for one in told)


def read_chat(lines: Sequence[str], zone: tzinfo | None) -> Found | None:
    """The chat with a paragraph for each message, begun when the first was written; else None.

    Every line stays as it was written. Nobody gave it a title: the first words somebody wrote stand
    in for one, since the day and the name before them are the same in every chat.
    """
    if not is_chat_log(lines):
        return None
    messages: list[list[str]] = []
    title = day = ""
    for line in filter(str.strip, lines):
        told = chat_line(line)
        if told is None:
            messages[-1].append(line.strip())
            continue
        messages.append([line.strip()])
        day = day or told.date
        is_written = told.name and told.text and told.text[0] not in "<‹["
        title = title or (excerpt(told.text, 80) if is_written else "")
    html = "\n".join(f"<p>{'<br>'.join(map(_escaped, one))}</p>" for one in messages)
    found = read_at(Found(title=title, html=html), "title", FIRST_WORDS)
    date = find_date(day, zone)
    if date is None:
        return found
    return read_at(replace(found, published=date.when), "published", "first message")


def _escaped(line: str) -> str:
    return escape(line, quote=False)
