"""Letters of MBOX files (RFC 4155), compressed or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.utils import parseaddr
from typing import BinaryIO, Final

from feedclean.archive.doors import open_file
from feedclean.archive.members.base import (
    MOST_BYTES,
    broken,
    forward,
    is_mine,
    too_large,
    unread,
)
from feedclean.archive.unpack import Forward
from feedclean.archive.values import Member, Piece
from feedclean.errors import LoadError
from feedclean.model.article import Failure

_FROM: Final = re.compile(rb"From .*\d\d:\d\d")
"""A line that begins a letter: ``From name date``. In a text ``From`` is written ``>From``, but not
by every program; so a time of day has to be in it, and an empty line before it."""
_QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_LINE: Final = 1 << 20
_HEAD: Final = 1 << 16
_LIST: Final = re.compile(r"<([\w.-]+)>\s*$", re.ASCII)
_SENDER: Final = re.compile(r"@([\w.-]+)$", re.ASCII)


def read_mails(piece: Piece) -> Iterator[Member | Failure]:
    """The letters that begin within a piece."""
    try:
        with open_file(piece.path) as file:
            if piece.packed:
                yield from _letters(forward(file, piece), piece, is_after_gap=True)
            else:
                yield from _letters(file, piece, is_after_gap=_set_out(file, piece.start))
    except (LoadError, OSError) as error:
        yield from unread(piece, error)


def _set_out(file: BinaryIO, start: int) -> bool:
    """Goes to the first line that begins in a piece; gives whether it is behind an empty one."""
    back = min(start, _HEAD)
    file.seek(start - back)
    before = file.read(back)
    if not before:
        return True
    if before.endswith(b"\n"):
        line = before[:-1].rpartition(b"\n")[2]
    else:  # a line may be cut between its two characters of an end
        line = before.rpartition(b"\n")[2] + file.readline()
    return not line.strip()


def _letters(
    stream: BinaryIO | Forward, piece: Piece, *, is_after_gap: bool
) -> Iterator[Member | Failure]:
    """Each letter once its end is known; what stands before the first is of the piece before."""
    lines: list[bytes] = []
    size, number = 0, -1
    begun = -1
    while True:
        at = stream.tell()
        is_behind = not piece.packed and piece.stop is not None and at >= piece.stop
        if is_behind and begun < 0:
            return
        line = stream.readline(_LINE)
        if not line or (is_after_gap and _FROM.match(line)):
            if begun >= 0 and (not piece.packed or is_mine(number, piece)):
                yield _letter(lines, size, f"{piece.name}@{begun}")
            if not line and number < 0 and at and piece.start == 0 == piece.part:
                yield broken(piece.name, "holds no letter; one begins with a line `From name date`")
            if not line or is_behind:
                return
            lines, size, begun = [], 0, at
            number += 1
        elif begun >= 0:
            size += len(line)
            if size <= MOST_BYTES:
                lines.append(line)
        is_after_gap = not line.strip()


def _letter(lines: list[bytes], size: int, location: str) -> Member | Failure:
    if size > MOST_BYTES:
        return too_large(location, size)
    body = _QUOTED.sub(rb"\1", b"".join(lines))
    return Member(
        location=location,
        body=body,
        media_type="message/rfc822",
        dialect="mail",
        host=_host_of(body),
    )


def _host_of(letter: bytes) -> str:
    """The list a letter went over, or else the host of its sender."""
    head = message_from_bytes(letter[:_HEAD])
    found = _LIST.search(str(head.get("List-Id") or "")) or _SENDER.search(
        parseaddr(str(head.get("From") or ""))[1]
    )
    return found[1].lower() if found else ""
