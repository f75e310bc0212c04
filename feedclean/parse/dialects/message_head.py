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
from itertools import takewhile
from typing import Final

from feedclean.dates import find_date
from feedclean.model.article import FIRST_WORDS
from feedclean.names import (
    chat_head,
    is_chat,
    is_written_as_name,
    looks_like_person,
    opener_of,
    without_prefix,
)
from feedclean.parse.bylines import names_of
from feedclean.parse.dialects.common import Found, http_url, labelled, read_at
from feedclean.parse.dialects.heading import with_field
from feedclean.parse.dialects.writing import is_title
from feedclean.text import composed, excerpt

_WORDS: Final = {
    "title": "subject sujet tema 主题 主題 主旨 标题 標題 betreff objet asunto oggetto assunto "
    "onderwerp ämne emne aihe temat předmět predmet tárgy subiect konu θέμα тема "
    "件名 제목 الموضوع موضوع נושא",
    "sender": "from 发件人 發件人 寄件人 寄件者 von de da van från fra lähettäjä od feladó "
    "expéditeur remitente mittente remetente absender afzender avsändare afsender "
    "nadawca odesílatel kimden gönderen από от отправитель від відправник 差出人 "
    "送信者 보낸사람 من מאת 发信人 發信人 寄信人",
    "reader": "to cc bcc reply-to 收件人 收件者 抄送 an à para a aan till til do komu címzett "
    "alıcı kime destinataire destinatario destinatário кому 宛先 받는사람 إلى אל",
    "published": "date sent posted 日期 时间 時間 发送时间 發送時間 寄件日期 datum gesendet envoyé "
    "fecha enviado data inviato verzonden skickat sendt päivämäärä dátum wysłano "
    "tarih ημερομηνία дата отправлено 日時 送信日時 날짜 التاريخ תאריך 发信站 發信站 "
    "转信站 轉信站",
    "authors": "author 作者",
    "board": "board forum 看板 信区 信區 讨论区 討論區 版块 版塊 板块 板塊 版面 论坛 論壇",
    "channel": "channel 频道 頻道 канал kanal chaîne canal canale kanał チャンネル 채널 قناة",
    "counts": "views 阅读 閱讀 观看 觀看 浏览 просмотров просмотры aufrufe vues vistas",
}
_FIELD_OF: Final = {word: field for field, words in _WORDS.items() for word in words.split()}
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
_SEPARATOR: Final = re.compile(
    r"-{3,}\s?[^\W\d_][^\d\n]{2,60}[^\W\d_]\s?-{3,}|[^\W\d_][^:：\d\n]{4,60}[:：]"
)
"""What programs write above a letter that is handed on: ``-----Original Message-----``."""
_HANDED_ON: Final = re.compile(
    r"\A(?:(?:fwd?|wg|tr|rv|转发|轉寄|转寄)\s?[:：]\s*)+(?=\S)", re.IGNORECASE
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
_FEW: Final = 8
_MOST_ABOVE: Final = 2
_SHORT: Final = 60
_REACH: Final = 3
_STOPS: Final = (".", "?", "!")
_DISPENSABLE: Final = frozenset(("sender", "channel", "reader", "counts"))
"""What is taken over as it is, or says nothing of the article."""
_LONGEST_PEOPLE: Final = 48
"""Characters of who sends and who is written to, without an address."""
_NEAR: Final = 2
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
    fields = {field for field, _ in _pairs(_bared(lines[shown[1]]))}
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
        pairs = tuple(_pairs(line)) or (_channel_above(lines, at) if not seen else ())
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
    forwarded = _FORWARDED.fullmatch(line)
    if forwarded is None or line.endswith(_STOPS):
        return False
    return not forwarded["name"][0].islower()


def _of_chat(found: Found, lines: Sequence[str]) -> Found:
    """Several messages have no title but their first words, and no author: each says who wrote."""
    first = next((line.strip() for line in lines if line.strip()), "")
    return read_at(replace(found, title=excerpt(first, 80)), "title", FIRST_WORDS)


def _channel_above(lines: Sequence[str], at: int) -> tuple[tuple[str, str], ...]:
    """A first line that is but a name, where one of the next says from where it was forwarded."""
    below = [_bared(line) for line in lines[at + 1 :] if line.strip()][:_REACH]
    is_channel = is_title(lines[at]) and any(map(_FORWARDED.fullmatch, below))
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


def without_label(title: str) -> str:
    """The title behind a word that only says that it is one: ``Subject: …``, ``主题：…``."""
    told = _LABEL.fullmatch(title)
    is_title_label = told is not None and _FIELD_OF.get(told["label"].lower()) == "title"
    return told["value"] if told and is_title_label else title


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    """The fields a line of a head tells; none where it is of the text."""
    if message := chat_head(line):
        yield ("sender" if looks_like_person(message.name) else "channel"), message.name
        yield "published", message.date
    elif forwarded := _FORWARDED.fullmatch(line):
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
