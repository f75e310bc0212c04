"""Letters in HTML, such as newsletters (RFC 5322), one a file or out of a mailbox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import Final

from feedclean.errors import ParseError
from feedclean.model.article import Author, Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.articles import article, reading_of
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.common import failed
from feedclean.parse.dialects.heads.mail_ends import has_end, letter_html
from feedclean.parse.dialects.mime import text_of
from feedclean.parse.records.record import Body, Record
from feedclean.urls import is_http

NAME: Final = "mail"
_HEADER: Final = re.compile(r"\A\s*[A-Za-z][A-Za-z0-9-]*:[ \t]?\S", re.ASCII)
_FROM_LINE: Final = re.compile(r"\AFrom (?=.*?\d\d:\d\d).*+\n")
"""What begins each letter of a mailbox (RFC 4155)."""
_LETTER: Final = re.compile(rb"(?:\A|(?<=\n\n))From (?=.*?\d\d:\d\d).*+\n")
_QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_OF_LETTERS: Final = ("from", "date", "subject", "message-id", "received", "mime-version")
_NAMED: Final = re.compile(r"^([A-Za-z][A-Za-z0-9-]*):", re.MULTILINE | re.ASCII)
_SAVED: Final = re.compile(r"^(?:Snapshot-Content-Location:|From:\s*<?Saved by)", re.MULTILINE)
_BODIES: Final = ("text/html", "text/plain")


def sniff(head: Head) -> float:
    """By the headers a letter has; a page that a browser saved as one is none."""
    text = _FROM_LINE.sub("", head.text.lstrip(), count=1)
    if not _HEADER.match(text):
        return 0.0
    headers = text.lstrip().partition("\n\n")[0]
    if _SAVED.search(headers):
        return 0.0
    names = {name.lower() for name in _NAMED.findall(headers)}
    found = len(names.intersection(_OF_LETTERS))
    return 0.98 if found >= 4 and "from" in names else 0.0


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """One article: the HTML of a letter, or its plain text where it has none.

    Of the sender only the name is taken: an address is not ours to publish. Of a mailbox it is one
    for each letter, and one without text costs itself only.

    Raises: ParseError, where no part of a lone letter holds text.
    """
    body = capture.body.lstrip(b"\xef\xbb\xbf \t\r\n") or text.encode()
    letters = _letters(body.replace(b"\r\n", b"\n"))
    if letters is None:
        yield _letter(message_from_bytes(body), capture, source, None)
        return
    for index, letter in enumerate(letters):
        try:
            yield _letter(message_from_bytes(letter), capture, source, index)
        except ParseError:
            yield failed(capture, source, f"letter {index + 1} has no text", f"#{index}")


def _letters(body: bytes) -> list[bytes] | None:
    """The letters of a mailbox; None for what is a letter itself."""
    starts = [(found.start(), found.end()) for found in _LETTER.finditer(body)]
    if not starts or starts[0][0]:
        return None
    ends = [start for start, _ in starts[1:]] + [len(body)]
    return [
        _QUOTED.sub(rb"\1", body[start:end]) for (_, start), end in zip(starts, ends, strict=True)
    ]


def _letter(message: Message, capture: Capture, source: Source, index: int | None) -> RawArticle:
    body = _body(message)
    if body is None:
        raise ParseError(capture.location, NAME, "is a letter without text")
    name, address = parseaddr(_line(message, "From"))
    url = _line(message, "Archived-At").strip("<> ")
    mark = _line(message, "Message-ID").strip("<> ")
    record = Record(
        upstream_id=f"mid:{mark}" if mark else None,
        url=url if is_http(url) else None,
        title=Body(text=_line(message, "Subject"), is_html=False),
        bodies=(body,),
        authors=(Author(name=name or address.rpartition("@")[2]),) if name or address else (),
        published=_line(message, "Date") or None,
        language=_line(message, "Content-Language") or None,
        evidence=(
            ("authors", "From"),
            ("published", "Date"),
            ("title", "Subject"),
            ("url", "Archived-At"),
        ),
    )
    reading = reading_of(capture, source, NAME)
    return article(record, reading, index)


def _body(message: Message) -> Body | None:
    """The HTML of a letter, else its plain text: all of it, where a picture stands in between."""
    for kind in _BODIES:
        parts = (
            text_of(part)
            for part in message.walk()
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment"
        )
        texts = [text for text in parts if text.strip()]
        if texts:
            return _with_signature("\n\n".join(texts), is_html=kind == "text/html")
    return None


def _with_signature(text: str, *, is_html: bool) -> Body:
    lines = text.replace("\r\n", "\n").split("\n")
    if is_html or not has_end(lines):
        return Body(text=text, is_html=is_html)
    return Body(text=letter_html(lines), is_html=True)


def _line(message: Message, name: str) -> str:
    """A header as it reads; as it is written where that makes no sense."""
    written = str(message.get(name) or "")
    try:
        return " ".join(str(make_header(decode_header(written))).split())
    except (LookupError, ValueError, HeaderParseError):
        return " ".join(written.split())


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
