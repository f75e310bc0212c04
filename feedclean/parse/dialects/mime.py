"""The parts of letters and of saved pages (RFC 2045)."""

from __future__ import annotations

from email.message import Message

from feedclean.parse.encoding import decode


def text_of(part: Message) -> str:
    """What a part holds, unpacked, in the encoding it declares or is seen to be in."""
    payload = part.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    return decode(body, part.get_content_charset()).text
