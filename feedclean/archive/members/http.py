"""An answer of a server as it was recorded: status line, headers, body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from feedclean.archive.members.base import MOST_BYTES
from feedclean.gather.inflate import inflate

_END: Final = re.compile(rb"\r?\n\r?\n")
_MOST_HEAD: Final = 1 << 18
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_SIZE: Final = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,1000}\r?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said of one address."""

    body: bytes
    status: int = 200
    media_type: str | None = None
    charset: str | None = None


def answer_of(block: bytes) -> Answer:
    """The answer a record holds, its body unpacked. Raises: ValueError, NotInflatable, Bomb."""
    end = _END.search(block, 0, _MOST_HEAD)
    if end is None:
        raise ValueError("is no answer of a server")
    first, *lines = block[: end.start()].decode("latin-1").splitlines()
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    body = block[end.end() :]
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _without_chunks(body)
    codings = tuple(
        name.strip().lower() for name in headers.get("content-encoding", "").split(",") if name
    )
    if codings and body:
        body = _inflated(body, codings)
    said = headers.get("content-type", "")
    charset = _CHARSET.search(said)
    return Answer(
        body=body,
        status=_status(first),
        media_type=said.partition(";")[0].strip().lower() or None,
        charset=charset[1] if charset else None,
    )


def _status(line: str) -> int:
    parts = line.split(None, 2)
    if len(parts) < 2 or not parts[0].upper().startswith("HTTP") or not parts[1].isdigit():
        raise ValueError("is no answer of a server")
    return int(parts[1])


def _without_chunks(body: bytes) -> bytes:
    """The body without the sizes between its chunks; as it is where a crawler took them out."""
    parts: list[bytes] = []
    at = 0
    while (size := _SIZE.match(body, at)) is not None:
        length = int(size[1], 16)
        parts.append(body[size.end() : size.end() + length])
        at = size.end() + length
        if not length:
            return b"".join(parts)
        at += 2 if body.startswith(b"\r\n", at) else 1
    return b"".join(parts) if parts and at >= len(body) else body


def _inflated(body: bytes, codings: tuple[str, ...]) -> bytes:
    """The body unpacked; as it is where a crawler did so and left the header."""
    looks_plain = body.lstrip()[:1] in (b"<", b"{", b"[")
    return body if looks_plain else inflate(body, codings, MOST_BYTES)
