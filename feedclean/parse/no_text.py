"""Files that hold no text we can read, known by how they begin, and what to do with them."""

from __future__ import annotations

import zlib
from typing import Final

_KINDS: Final = (
    (b"%PDF-", "is a PDF file"),
    (
        b"PK\x03\x04",
        "is a zip archive (unpack it), or a document packed like one (.docx, .odt, .epub)",
    ),
    (b"PK\x05\x06", "is an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Office document"),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
    (b"GIF87a", "is a picture"),
    (b"GIF89a", "is a picture"),
    (b"OggS\0", "is sound or film"),
    (b"ID3\x02", "is sound"),
    (b"ID3\x03", "is sound"),
    (b"ID3\x04", "is sound"),
    (b"wOFF\0", "is a font"),
    (b"wOF2\0", "is a font"),
    (b"SQLite format 3\0", "is a database"),
    (b"7z\xbc\xaf'\x1c", "is an archive (unpack it)"),
    (b"Rar!\x1a", "is an archive (unpack it)"),
    (b"BZh91AY&SY", "is an archive (unpack it)"),
    (b"\xfd7zXZ", "is an archive (unpack it)"),
    (b"\x28\xb5\x2f\xfd", "is an archive (unpack it)"),
    (b"\x7fELF", "is a program"),
)
"""How files begin that hold no text we can read, whatever they are called."""
_PAGES: Final = (b"WARC/", "holds pages of a crawl; `feedclean archive` reads it")
_PACKED: Final = b"\x1f\x8b\x08"
READABLE: Final = "to have it read, save it as HTML, Markdown or plain text"


def kind_without_text(body: bytes) -> str | None:
    """What a file is that holds no text for us, and what to do; None where it may hold some."""
    if _begins_with(body, _PAGES[0]):
        return _PAGES[1]
    kinds = (kind for start, kind in _KINDS if body.startswith(start))
    kind = next(kinds, None)
    return None if kind is None else f"{kind}; {READABLE}"


def _begins_with(body: bytes, magic: bytes) -> bool:
    """Whether a file begins so, or what is packed in it."""
    if not body.startswith(_PACKED):
        return body.startswith(magic)
    try:
        return zlib.decompressobj(wbits=31).decompress(body[:4_096], len(magic)) == magic
    except zlib.error:
        return False
