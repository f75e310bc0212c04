"""The lines at the top of a letter, a post or an exported message that say what follows.

A newsletter saved as text begins with whom it is from and what it is about, a post of a board with
its author, board, title and hour, the export of a channel with the name of the channel. None of
these lines is the title; one of them may name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import Final

from feedclean.dates import find_date
from feedclean.names import without_prefix
from feedclean.parse.bylines import names_of
from feedclean.parse.dialects.common import Found, http_url, labelled, read_at
from feedclean.parse.dialects.heading import with_field
from feedclean.parse.dialects.writing import is_title
from feedclean.text import composed

_WORDS: Final = {
    "title": "subject 主题 主題 主旨 标题 標題 betreff objet asunto oggetto assunto "
    "onderwerp ämne emne aihe temat předmět predmet tárgy subiect konu θέμα тема "
    "件名 제목 الموضوع موضوع נושא",
    "sender": "from 发件人 發件人 寄件人 寄件者 von de da van från fra lähettäjä od feladó "
    "expéditeur remitente mittente remetente absender afzender avsändare afsender "
    "nadawca odesílatel kimden gönderen από от отправитель від відправник 差出人 "
    "送信者 보낸사람 من מאת",
    "reader": "to cc bcc reply-to 收件人 收件者 抄送 an à para a aan till til do komu címzett "
    "alıcı kime destinataire destinatario destinatário кому 宛先 받는사람 إلى אל",
    "published": "date sent 日期 时间 時間 发送时间 發送時間 寄件日期 datum gesendet envoyé "
    "fecha enviado data inviato verzonden skickat sendt päivämäärä dátum wysłano "
    "tarih ημερομηνία дата отправлено 日時 送信日時 날짜 التاريخ תאריך",
    "authors": "author 作者",
    "board": "board 看板",
    "channel": "channel 频道 頻道 канал kanal chaîne canal canale kanał チャンネル 채널 قناة",
    "counts": "views 阅读 閱讀 观看 觀看 浏览 просмотров просмотры aufrufe vues vistas",
}
_FIELD_OF: Final = {word: field for field, words in _WORDS.items() for word in words.split()}
_LABEL: Final = re.compile(r"(?P<label>[^\s:：][^:：\n]{0,20}?)\s*[:：]\s*(?P<value>\S.*)")
_SPACED: Final = re.compile(
    r"(?P<label>作者|看板|[标標][题題]|[时時][间間])[ \u3000\t]+(?P<value>\S.*)"
)
"""As boards in Taiwan write the head of a post."""
_NEXT: Final = re.compile(r"(?<![ \u3000])[ \u3000]{3,}+(?=看板[ \u3000:：])")
_FORWARDED: Final = re.compile(
    r"(?:forwarded from|转发自|轉發自|переслано (?:от|из)|weitergeleitet (?:von|aus)|"
    r"transféré de|reenviado de|inoltrato da)[:：]?\s+(?P<name>[^()（）\n]{1,60}?)"
    r"(?:\s*[(（]@?[\w.]+[)）])?",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(r"(?:\b(?:UTC|GMT)[+-]\d{1,2}(?::\d\d)?|[\W\d]|\d[KkMm万萬]\b)*")
"""What a line with the hour of a message has beside it: zone, pictures and counts."""
_TAGS: Final = re.compile(r"(?:[#＃][^\s#＃]+\s*)+")
_RULE: Final = re.compile(r"[=~_*\-─═━—]{3,}")
_ONLINE: Final = re.compile(
    r"[^\n:：]{0,60}(?:browser|on the web|online|网页版|網頁版|navegador|navigateur|"
    r"浏览器|瀏覽器|ブラウザ|브라우저|браузер|tarayıcı)"
    r"[^\n:：]{0,60}?[:：(<\s\]]+(?P<url>https?://[^\s()<>]+)[)>]?",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"《([^《》]+)》")
_SET: Final = re.compile(r"\*\*|__")
_HERE: Final = "head of the message"
_MOST_LINES: Final = 14
_BYLINES: Final = 12
"""Lines below the head in which whoever wrote may be named."""


def take_head(lines: Sequence[str], zone: tzinfo | None) -> tuple[Found, list[str]] | None:
    """What the head says, and the lines below it; None where the text begins otherwise.

    It names who sent a letter and what that is about, or a channel or board and another field: a
    title with a date alone may announce a meeting. A line that cannot be read stays.
    """
    found, told = Found(title="", html=""), {"sender": "", "channel": ""}
    understood: set[str] = set()
    kept: list[str] = []
    end = seen = 0
    for at, raw in enumerate(lines):
        line = composed(_SET.sub("", raw).strip(" >_"))
        if not line:
            continue
        pairs = tuple(_pairs(line)) or (_channel_above(lines, at) if not seen else ())
        fields = {field for field, _ in pairs}
        is_over = not pairs and (not seen or not _RULE.fullmatch(line))
        if seen == _MOST_LINES or is_over or "title" in fields & understood:
            break
        before = found
        for field, value in pairs:
            if field in told:
                told[field] = told[field] or _bare(field, value)
            else:
                found = _with(found, field, value, zone)
        is_unread = bool(pairs) and found is before and not fields & _DISPENSABLE
        if is_unread or any(map(_tells_of_people, pairs)):
            kept.append(raw)
        understood |= fields
        end, seen = at + 1, seen + 1
    is_letter = understood >= {"sender", "title"}
    is_post = bool(understood & {"channel", "board"}) and len(understood) > 1
    if not (is_letter or is_post):
        return None
    return _below(found, [*kept, *lines[end:]], told["sender"], told["channel"])


def _channel_above(lines: Sequence[str], at: int) -> tuple[tuple[str, str], ...]:
    """A first line that is but a name, where one of the next says from where it was forwarded."""
    below = [line.strip() for line in lines[at + 1 :] if line.strip()][:_REACH]
    is_channel = is_title(lines[at]) and any(map(_FORWARDED.fullmatch, below))
    return (("channel", lines[at].strip()),) if is_channel else ()


_REACH: Final = 3
_DISPENSABLE: Final = frozenset(("sender", "channel", "reader", "counts"))
"""What is taken over as it is, or says nothing of the article."""
_LONGEST_PEOPLE: Final = 48
"""Characters of who sends and who is written to, without an address."""


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


def without_label(title: str) -> str:
    """The title behind a word that only says that it is one: ``Subject: …``, ``主题：…``."""
    told = _LABEL.fullmatch(title)
    is_title_label = told is not None and _FIELD_OF.get(told["label"].lower()) == "title"
    return told["value"] if told and is_title_label else title


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    """The fields a line of a head tells; none where it is of the text."""
    if forwarded := _FORWARDED.fullmatch(line):
        yield "channel", forwarded["name"]
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
            field = _FIELD_OF.get("".join(told["label"].lower().split())) if told else None
            if told and field:
                yield field, told["value"].strip()


_NEAR: Final = 2


def _below(found: Found, lines: list[str], sender: str, channel: str) -> tuple[Found, list[str]]:
    """With the title in the first line below, if the head has none; and with who wrote.

    A byline further down says more of that than whose letter or channel it is.
    """
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if not found.title and first is not None and is_title(lines[first]):
        title = lines.pop(first).strip(" #*_")
        quoted = _QUOTED.fullmatch(title)
        found = replace(found, title=quoted[1] if quoted else title)
    signed = found.authors or next(filter(None, map(_signed, _top(lines))), ())
    of_paper = channel or (sender if signed else "")
    if not found.authors and (signed or sender):
        found = replace(found, authors=signed or (sender,))
        found = read_at(found, "authors", "byline" if signed else _HERE)
    if of_paper:
        found = read_at(replace(found, publisher=of_paper), "publisher", _HERE)
    return found, lines


def _top(lines: Sequence[str]) -> list[str]:
    return [line.strip(" *_>") for line in lines if line.strip()][:_BYLINES]


def _signed(line: str) -> tuple[str, ...]:
    pair = labelled(line)
    if pair and pair[0] == "authors":
        return names_of(pair[1])
    rest = without_prefix(line)
    return names_of(rest) if rest != line and len(rest) <= _LONGEST_NAME else ()


_LONGEST_NAME: Final = 30
