"""What lies in a folder of articles and is none: told and left out, as its keeper never meant it.

A file that may be an article is never judged here: if it cannot be read, that is a failure.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from feedclean.parse.no_text import READABLE, kind_without_text

SETTLING_S: Final = 30.0
"""How old a file must be before it counts as written to its end, if it looks as if it were not.

Browsers write a page in pieces while its pictures still load; that takes seconds.
"""

_RIFF: Final = (b"AVI ", b"WAVE", b"WEBP")
_PLIST: Final = b"bplist"
_MAIN_PART: Final = b"WebMainResource"

_UNFINISHED_ENDS: Final = (".crdownload", ".download", ".opdownload", ".part", ".partial")
_BACKUP_ENDS: Final = ("~", ".bak", ".old", ".orig", ".swo", ".swp", ".temp", ".tmp")
_DATA_ENDS: Final = frozenset(
    ".bat .bib .cfg .conf .csv .db .desktop .ics .ini .lnk .lock .log .m3u .m3u8 .ps1 .py .sh .sql "
    ".sqlite .sqlite3 .srt .toml .torrent .tsv .url .vcf .vtt .webloc .xls .yaml .yml".split()
)
"""Endings of text no dialect is written in: tables, settings, scripts, bookmarks, subtitles."""
_TABLE_ENDS: Final = (".csv", ".tsv")
_OF_SYSTEM: Final = frozenset({"desktop.ini", "icon\r", "thumbs.db"})

_PAGE: Final = re.compile(
    rb"\A[^<]{0,64}(?:<!--(?>.{0,2000}?-->)\s*+)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_ROOT: Final = re.compile(rb"<(rss|feed|rdf:RDF|plist|urlset|opml)[\s>]")
_JSON: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:\{\s*+(?:[\"}]|\Z)|\[\s*+(?:[\[{\"\]]|\Z))")
"""How an object or a list of such begins, and no link of Markdown: ``[A title](…)``."""
_BOUNDARY: Final = re.compile(
    rb"^Content-Type:\s*multipart/[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*?boundary=\"?([^\"\s;]+)",
    re.IGNORECASE | re.MULTILINE,
)
_TAIL: Final = 4_096
_CONTROL: Final = bytes(set(range(0x20)) - set(b"\t\n\f\r\x1b"))


def reason_against(name: str, body: bytes) -> str | None:
    """Why a file is no article, in words that follow its name; None where it may be one."""
    base = PurePosixPath(name).name.lower()
    return _by_name(base) or _by_start(body) or _by_ending(base) or _by_bytes(body)


def _by_name(base: str) -> str | None:
    if base.endswith(_UNFINISHED_ENDS):
        return "is a download that is not finished"
    if base.endswith(_BACKUP_ENDS) or base.startswith(("~$", "#")):
        return "is a backup or a temporary file"
    return "is a file of the operating system" if base in _OF_SYSTEM else None


def _by_start(body: bytes) -> str | None:
    if not body.strip():
        return "is empty"
    if body[4:8] == b"ftyp" or (body[:4] == b"RIFF" and body[8:12] in _RIFF):
        return "is sound, film or a picture"
    return kind_without_text(body)


def _by_ending(base: str) -> str | None:
    ending = _suffix(base)
    if ending not in _DATA_ENDS:
        return None
    other = "; name it in `location` if it does hold some" if ending in _TABLE_ENDS else ""
    return f"holds data and no article, as its ending {ending} says{other}"


def _by_bytes(body: bytes) -> str | None:
    if body.startswith(_PLIST):
        return None if _MAIN_PART in body else "is a property list, and no web archive"
    head = body[:_TAIL]
    if len(head) - len(head.translate(None, _CONTROL)) <= 0.03 * len(head):
        return None
    from feedclean.parse.encoding import decode, unpacked  # noqa: PLC0415 - for few files only

    try:
        body = unpacked(body)
    except ValueError:
        return None  # a broken gzip file may have been an article
    if not body.strip():
        return "is empty"
    return f"holds no text; {READABLE}" if decode(body[:_TAIL]).is_binary else None


def is_asked_for(name: str, location: str) -> bool:
    """Whether a location speaks of files like this one, by name or by ending."""
    asked = _suffix(PurePosixPath(location).name.lower())
    return bool(asked) and "*" not in asked and asked == _suffix(name.lower())


def looks_unfinished(body: bytes) -> bool:
    """Whether a file seems to end in the middle of what it began.

    Many sound files do, too (SingleFile leaves out ``</html>``); only of a fresh one does it mean
    anything.
    """
    if body.startswith(_PLIST):
        return not _is_whole_plist(body)
    head, tail = body[:_TAIL], body[-_TAIL:].rstrip()
    if not tail:
        return True
    boundary = _BOUNDARY.search(head)
    if boundary is not None:
        return b"--" + boundary[1] + b"--" not in tail
    first = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if _PAGE.match(head):
        return b"</html" not in tail.lower()
    if first == b"<":
        root = _ROOT.search(head)
        return not tail.endswith(b">") or (root is not None and b"</" + root[1] not in tail)
    return _JSON.match(head) is not None and not tail.endswith((b"}", b"]"))


def _is_whole_plist(body: bytes) -> bool:
    import plistlib  # noqa: PLC0415 - hardly ever needed

    try:
        plistlib.loads(body)
    except (plistlib.InvalidFileException, ValueError, OverflowError, RecursionError):
        return False
    return True


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix
