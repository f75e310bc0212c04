"""What a line of the head of a message says: a field, and what stands behind its label."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from feedclean.dates import find_date
from feedclean.later import later
from feedclean.names import chat_head, looks_like_person

_LABEL: Final = re.compile(r"(?P<label>[^\s:：][^:：\n]{0,20}?)\s*[:：]\s*(?P<value>\S.*)")
_SPACED: Final = re.compile(
    r"(?P<label>作者|看板|[标標][题題]|[时時][间間])(?:[ \u3000\t]+|(?=[A-Za-z\d\[]))"
    r"(?P<value>\S.*)"
)
"""As boards in Taiwan write the head of a post, and as it is copied from their pages."""
_NEXT: Final = re.compile(
    r"(?<![ \u3000])[ \u3000]{3,}+(?=看板[ \u3000:：])|[,，;；]\s?(?=(?:信[区區]|看板)\s?[:：])"
)
"""Where another field begins in a line of the head."""
_FORWARDED: Final = re.compile(
    r"(?:forwarded from|转发自|轉發自|переслано (?:от|из)|weitergeleitet (?:von|aus)|"
    r"transféré de|reenviado de|inoltrato da)[:：]?\s+(?P<name>[^()（）\n]{1,60}?)"
    r"(?:\s*[(（]@?[\w.]+[)）])?",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(r"(?:\b(?:UTC|GMT)[+-]\d{1,2}(?::\d\d)?|[\W\d]|\d[KkMm万萬]\b)*")
"""What a line with the hour of a message has beside it: zone, pictures and counts."""
_TAGS: Final = re.compile(r"(?:[#＃][^\s#＃]+\s*)+")
_ONLINE: Final = later(
    r"[^\n:：]{0,60}(?:browser|on the web|online|网页版|網頁版|navegador|navigateur|"
    r"浏览器|瀏覽器|ブラウザ|브라우저|браузер|tarayıcı)"
    r"[^\n:：]{0,60}?[:：(<\s\]]+(?P<url>https?://[^\s()<>]+)[)>]?",
    re.IGNORECASE,
)
_NEAR: Final = 2


def fields_of(line: str) -> Iterator[tuple[str, str]]:
    """The fields a line of a head tells; none where it is of the text."""
    if message := chat_head(line):
        yield ("sender" if looks_like_person(message.name) else "channel"), message.name
        yield "published", message.date
    elif channel := forwarded_from(line):
        yield "channel", channel
    elif online := _ONLINE.fullmatch(line):
        yield "online", online["url"]
    elif _TAGS.fullmatch(line):
        yield "categories", ",".join(re.findall(r"[^\s#＃]+", line))
    elif (
        (date := find_date(line, None))
        and date.start < _NEAR
        and _COUNTED.fullmatch(line[date.end :])
    ):
        yield "published", line
    else:
        for part in _NEXT.split(line):
            told = _SPACED.fullmatch(part) or _LABEL.fullmatch(part)
            field = _field_of().get("".join(told["label"].lower().split())) if told else None
            if told and field:
                yield field, told["value"].strip()


def forwarded_from(line: str) -> str:
    """Whom or what a line says a message was forwarded from; empty for any other line."""
    found = _FORWARDED.fullmatch(line)
    return found["name"] if found else ""


def without_label(title: str) -> str:
    """The title behind a word that only says that it is one: ``Subject: …``, ``主题：…``."""
    told = _LABEL.fullmatch(title)
    is_title_label = told is not None and _field_of().get(told["label"].lower()) == "title"
    return told["value"] if told and is_title_label else title


@cache
def _field_of() -> Mapping[str, str]:
    """Fields by the words of labels, out of ``message_words.toml``."""
    text = files(__package__).joinpath("message_words.toml").read_text("utf-8")
    table: Mapping[str, list[str]] = tomllib.loads(text)
    return {word: field for field, words in table.items() for word in words}
