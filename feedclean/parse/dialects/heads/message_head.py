"""The lines at the top of a letter, a post or an exported message that say what follows.

A newsletter saved as text begins with whom it is from and what it is about, a post of a board with
its author, board, title and hour, the export of a channel with the name of the channel. None of
these lines is the title; one of them may name it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from itertools import takewhile
from typing import Final

from feedclean.dates import find_date
from feedclean.model.article import FIRST_WORDS
from feedclean.names import (
    chat_head,
    is_chat,
    is_written_as_name,
    opener_of,
    without_prefix,
)
from feedclean.parse.bylines import names_of
from feedclean.parse.dialects.common import Found, http_url, labelled, read_at
from feedclean.parse.dialects.heads.heading import with_field
from feedclean.parse.dialects.heads.message_fields import fields_of, forwarded_from
from feedclean.parse.dialects.written.writing import is_title
from feedclean.text import composed, excerpt

_SEPARATOR: Final = re.compile(
    r"-{3,}\s?[^\W\d_][^\d\n]{2,60}[^\W\d_]\s?-{3,}|[^\W\d_][^:：\d\n]{4,60}[:：]"
)
"""What programs write above a letter that is handed on: ``-----Original Message-----``."""
_HANDED_ON: Final = re.compile(
    r"\A(?:(?:fwd?|wg|tr|rv|转发|轉寄|转寄)\s?[:：]\s*)+(?=\S)", re.IGNORECASE
)
_RULE: Final = re.compile(r"[=~_*\-─═━—]{3,}")
_QUOTED: Final = re.compile(r"《([^《》]+)》")
_SET: Final = re.compile(r"\*\*|__")
_HERE: Final = "head of the message"
_MOST_LINES: Final = 14
_BYLINES: Final = 12
"""Lines below the head in which whoever wrote may be named."""
_FEW: Final = 8
_MOST_ABOVE: Final = 2
_SHORT: Final = 60
_REACH: Final = 3
_STOPS: Final = (".", "?", "!")
_DISPENSABLE: Final = frozenset(("sender", "channel", "reader", "counts"))
"""What is taken over as it is, or says nothing of the article."""
_LONGEST_PEOPLE: Final = 48
"""Characters of who sends and who is written to, without an address."""
_LONGEST_NAME: Final = 30


def take_head(lines: Sequence[str], zone: tzinfo | None) -> tuple[Found, list[str]] | None:
    """What the head says, and the lines below it; None where the text begins otherwise.

    It names who sent a letter and what that is about, or a channel or board and another field: a
    title with a date alone may announce a meeting. A line that cannot be read stays, and so do the
    lines above that name the program which wrote the head of a post.

    Of a letter that is handed on, the inner head says who wrote and when.
    """
    start = _separated(lines)
    head = _take(lines[start:], zone)
    if head is None:
        return _below_program(lines, zone)
    found, below = head
    inner = take_head(below, zone) if _separated(below) else None
    if inner is not None:
        told, below = inner
        found = replace(told, title=found.title or told.title)
    return replace(found, title=_HANDED_ON.sub("", found.title)), below


def _below_program(lines: Sequence[str], zone: tzinfo | None) -> tuple[Found, list[str]] | None:
    """The head of a post below one or two short lines, with these above the text."""
    filled = [at for at, line in enumerate(lines[:_FEW]) if line.strip()][: 1 + _MOST_ABOVE]
    short = takewhile(lambda at: is_title(lines[at]) and len(lines[at]) <= _SHORT, filled)
    for _, at in zip(short, filled[1:], strict=False):
        below = _take(lines[at:], zone)
        if below is not None and below[0].title and below[0].categories:
            return below[0], [*lines[:at], *below[1]]
    return None


def _separated(lines: Sequence[str]) -> int:
    """How many lines a text begins with that say that a letter follows, which is handed on."""
    shown = [at for at, line in enumerate(lines) if line.strip()][:2]
    if len(shown) < 2 or not _SEPARATOR.fullmatch(lines[shown[0]].strip(" *_>")):
        return 0
    fields = {field for field, _ in fields_of(_bared(lines[shown[1]]))}
    return shown[1] if fields & {"sender", "published", "title"} else 0


def _take(lines: Sequence[str], zone: tzinfo | None) -> tuple[Found, list[str]] | None:
    found, told = Found(title="", html=""), {"sender": "", "channel": ""}
    understood: set[str] = set()
    is_chatty = is_sure = False
    kept: list[str] = []
    end = seen = 0
    for at, raw in enumerate(lines):
        line = _bared(raw)
        if not line:
            continue
        pairs = tuple(fields_of(line)) or (_channel_above(lines, at) if not seen else ())
        fields = {field for field, _ in pairs}
        is_over = not pairs and (not seen or not _RULE.fullmatch(line))
        if seen == _MOST_LINES or is_over or "title" in fields & understood:
            break
        if chat_head(line):
            is_sure, is_chatty = True, is_chatty or is_chat(lines)
        is_sure |= _names_channel(line)
        before = found
        for field, value in pairs:
            if field in told:
                told[field] = told[field] or _bare(field, value)
            else:
                found = _with(found, field, value, zone)
        is_unread = bool(pairs) and found is before and not fields & _DISPENSABLE
        if is_unread or any(map(_tells_of_people, pairs)) or (is_chatty and chat_head(line)):
            kept.append(raw)
        understood |= fields
        end, seen = at + 1, seen + 1
    is_letter = understood >= {"sender", "title"}
    is_post = bool(understood & {"channel", "board"}) and len(understood) > 1
    if not (is_letter or is_post or is_sure):
        return None
    if is_chatty:
        found, told["sender"] = _of_chat(found, lines[end:]), ""
    return _below(found, [*kept, *lines[end:]], told["sender"], told["channel"], zone)


def _names_channel(line: str) -> bool:
    """Whether a line says from where it was forwarded, and can be no title."""
    channel = forwarded_from(line)
    return bool(channel) and not line.endswith(_STOPS) and not channel[0].islower()


def _of_chat(found: Found, lines: Sequence[str]) -> Found:
    """Several messages have no title but their first words, and no author: each says who wrote."""
    first = next((line.strip() for line in lines if line.strip()), "")
    return read_at(replace(found, title=excerpt(first, 80)), "title", FIRST_WORDS)


def _channel_above(lines: Sequence[str], at: int) -> tuple[tuple[str, str], ...]:
    """A first line that is but a name, where one of the next says from where it was forwarded."""
    below = [_bared(line) for line in lines[at + 1 :] if line.strip()][:_REACH]
    is_channel = is_title(lines[at]) and any(map(forwarded_from, below))
    return (("channel", _bared(lines[at])),) if is_channel else ()


def _bared(line: str) -> str:
    """A line without what sets it in Markdown."""
    return composed(_SET.sub("", line).strip(" >_"))


def _tells_of_people(pair: tuple[str, str]) -> bool:
    """Whether somebody put into words who writes to whom."""
    field, value = pair
    return field in ("sender", "reader") and len(value) > _LONGEST_PEOPLE and "@" not in value


def _bare(field: str, value: str) -> str:
    """A sender without the address, a channel without what is said of it."""
    if field == "channel":
        return re.split(r"[|｜]", value)[0].strip()
    *name, last = value.split()
    return (" ".join(name) if "@" in last else value).strip(" \"'“”") or value


def _with(found: Found, field: str, value: str, zone: tzinfo | None) -> Found:
    match field:
        case "online":
            return read_at(replace(found, url=found.url or http_url(value, None)), "url", _HERE)
        case "published":
            date = find_date(value, zone) if found.published is None else None
            dated = replace(found, published=date.when) if date else None
            return read_at(dated, field, _HERE) if dated else found
        case "board":
            return with_field(found, "categories", value, zone) or found
    return with_field(found, field, value, zone) or found


def _below(
    found: Found, lines: list[str], sender: str, channel: str, zone: tzinfo | None
) -> tuple[Found, list[str]]:
    """With the title in the first line below, if the head has none; and with who wrote.

    A byline further down says more of that than whose letter or channel it is.
    """
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if not found.title and first is not None and is_title(lines[first]):
        title = lines.pop(first).strip(" #*_")
        quoted = _QUOTED.fullmatch(title)
        found = replace(found, title=quoted[1] if quoted else title)
    if not sender and not channel:
        found = _with_poster(found, _top(lines), zone)
    signed = found.authors or next(filter(None, map(_signed, _top(lines))), ())
    of_paper = channel or (sender if signed else "")
    if not found.authors and (signed or sender):
        found = replace(found, authors=signed or (sender,))
        found = read_at(found, "authors", "byline" if signed else _HERE)
    if of_paper:
        found = read_at(replace(found, publisher=of_paper), "publisher", _HERE)
    return found, lines


def _with_poster(found: Found, top: Sequence[str], zone: tzinfo | None) -> Found:
    """Who began a thread and when, as the line says that stands above the first post."""
    line, opener = next(((one, told) for one in top if (told := opener_of(one))), ("", None))
    if opener is None or found.authors:
        return found
    date = find_date(line, zone) if found.published is None else None
    found = read_at(replace(found, authors=(opener.name,)), "authors", "first post")
    dated = replace(found, published=date.when) if date else None
    return read_at(dated, "published", "first post") if dated else found


def _top(lines: Sequence[str]) -> list[str]:
    return [line.strip(" *_>") for line in lines if line.strip()][:_BYLINES]


def _signed(line: str) -> tuple[str, ...]:
    pair = labelled(line)
    if pair and pair[0] == "authors":
        return names_of(pair[1])
    rest = without_prefix(line)
    if rest == line or len(rest) > _LONGEST_NAME:
        return ()
    return tuple(filter(is_written_as_name, names_of(rest)))
