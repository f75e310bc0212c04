"""Rich text (RTF) → paragraphs of HTML, and what the document says of itself."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Final

from feedclean.urls import is_http

_TOKEN: Final = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<byte>[0-9a-fA-F]{2})"
    r"|\\(?P<sign>[^a-z'])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
_SHOWN: Final[Mapping[str, str]] = {
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "tab": " ",
    "cell": " ",
    "nestcell": " ",
    "emspace": " ",
    "enspace": " ",
}
_SIGNS: Final[Mapping[str, str]] = {"~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}"}
_ENDS: Final = frozenset(("par", "row", "nestrow", "sect", "page"))
_NO_TEXT: Final = frozenset(
    "fonttbl colortbl stylesheet info pict object objdata header headerl headerr headerf footer "
    "footerl footerr footerf themedata colorschememapping datastore latentstyles listtable "
    "listoverridetable rsidtbl generator xmlnstbl filetbl revtbl private template".split()
)
"""Groups that hold no text of the document."""
_TOLD: Final = frozenset(("title", "author", "keywords", "doccomm", "subject"))
_LINK: Final = re.compile(r"HYPERLINK\s+\"(?P<url>[^\"]{1,2000})\"")
_LAST_LEVEL: Final = 9
_CHARSETS: Final[Mapping[int, str]] = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""Code pages of fonts, by the number of their script; others are in that of the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RichText:
    """A document: its paragraphs, each a tag and what is in it, and texts by what they tell."""

    paragraphs: tuple[tuple[str, str], ...]
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """What holds between two braces."""

    is_skipped: bool = False
    field: str = ""
    """What its text tells; empty: it is text of the document."""
    bold: bool = False
    italic: bool = False
    skips: int = 1
    """Characters that stand for one of Unicode, for programs that know none."""
    closing: str = ""
    codec: str = ""
    """Of its font; empty: that of the document."""


def read_rich_text(text: str) -> RichText:
    """The document; never raises: what is broken is read as far as it goes."""
    return _Reader().read(text)


class _Reader:
    """One walk through a document."""

    def __init__(self) -> None:
        self.group = _Group()
        self.around: list[_Group] = []
        self.codec = "cp1252"
        self.font = 0
        self.fonts: dict[int, str] = {}
        self.line: list[str] = []
        self.level = 0
        self.paragraphs: list[tuple[str, str]] = []
        self.told: dict[str, str] = {}
        self.bytes = bytearray()
        self.high = 0
        self.to_skip = 0

    def read(self, text: str) -> RichText:
        for found in _TOKEN.finditer(text):
            if found["byte"]:
                self._byte(int(found["byte"], 16))
                continue
            shown = found["text"] or ""
            if shown and self._is_half():  # the second byte of a character may be a plain letter
                self.bytes.append(ord(shown[0]) & 0xFF)
                shown = shown[1:]
            self._flush()
            if found["text"]:
                skipped = min(self.to_skip, len(shown))
                self.to_skip -= skipped
                self._write(shown[skipped:])
            elif found["brace"]:
                self._brace(found["brace"])
            elif found["word"]:
                self._word(found["word"], int(found["number"]) if found["number"] else None)
            else:
                self._sign(found["sign"])
        self._flush()
        self._end()
        return RichText(paragraphs=tuple(self.paragraphs), told=self.told)

    def _byte(self, value: int) -> None:
        if self.to_skip:
            self.to_skip -= 1
        else:
            self.bytes.append(value)

    def _is_half(self) -> bool:
        """Whether the bytes so far end within a character."""
        try:
            bytes(self.bytes).decode(self.group.codec or self.codec)
        except UnicodeDecodeError as error:
            return error.end == len(self.bytes) and "incomplete" in error.reason
        return False

    def _flush(self) -> None:
        """Bytes of one character, or of several, as text."""
        if self.bytes:
            data, self.bytes = bytes(self.bytes), bytearray()
            self._write(data.decode(self.group.codec or self.codec, "replace"))

    def _write(self, text: str) -> None:
        if not text or (self.group.is_skipped and not self.group.field):
            return
        if self.group.field:
            self.told[self.group.field] = self.told.get(self.group.field, "") + text
            return
        html = escape(text, quote=False)
        for is_on, tag in ((self.group.italic, "i"), (self.group.bold, "b")):
            html = f"<{tag}>{html}</{tag}>" if is_on and text.strip() else html
        self.line.append(html)

    def _brace(self, brace: str) -> None:
        self.to_skip = 0
        if brace == "{":
            self.around.append(self.group)
            self.group = replace(self.group, closing="")
        elif self.around:
            if self.group.closing:
                self.line.append(self.group.closing)
            self.group = self.around.pop()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self.group = replace(self.group, is_skipped=True)
        elif sign in "\r\n":
            self._end()
        else:
            self._write(_SIGNS.get(sign, ""))

    def _word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._unicode(number % 0x10000)
        elif word in _ENDS:
            self._end()
        elif word == "line":
            self.line.append("<br>")
        elif word in _SHOWN:
            self._write(_SHOWN[word])
        elif word in ("fldinst", "fldrslt", "footnote"):
            self._field(word)
        elif word == "shptxt":  # text in a box, within what only newer programs read
            self.group = replace(self.group, is_skipped=False, field="")
        elif word in _NO_TEXT:
            self.group = replace(self.group, is_skipped=True)
        elif word in _TOLD and self.group.is_skipped:
            self.group = replace(self.group, field=word)
        else:
            self._look(word, number)

    def _look(self, word: str, number: int | None) -> None:
        """What only changes how text looks or is written down."""
        match word:
            case "b":
                self.group = replace(self.group, bold=number != 0)
            case "i":
                self.group = replace(self.group, italic=number != 0)
            case "plain":
                self.group = replace(self.group, bold=False, italic=False, codec="")
            case "uc":
                self.group = replace(self.group, skips=max(0, min(number or 0, 9)))
            case "ansicpg":
                self.codec = _codec(number)
            case "pard":
                self.level = 0
            case "outlinelevel" if number is not None and 0 <= number < _LAST_LEVEL:
                self.level = min(6, number + 1)
            case _:
                self._font(word, number or 0)

    def _font(self, word: str, number: int) -> None:
        """The font from here on, or one in the table of fonts and its script."""
        if word == "fcharset":
            self.fonts[self.font] = _CHARSETS.get(number, "")
        elif word == "f" and self.group.is_skipped:
            self.font = number
        elif word == "f":
            self.group = replace(self.group, codec=self.fonts.get(number, ""))

    def _field(self, word: str) -> None:
        """A link, of which the address stands before its text, and a note."""
        if word == "fldinst":
            self.told.pop("fldinst", None)
            self.group = replace(self.group, field="fldinst", is_skipped=True)
            return
        opening, closing = "<small>", "</small>"
        if word == "fldrslt":
            link = _LINK.search(self.told.pop("fldinst", ""))
            url = link["url"] if link is not None else ""
            opening, closing = (f'<a href="{escape(url)}">', "</a>") if is_http(url) else ("", "")
        if not self.group.is_skipped:
            self.line.append(opening)
            self.group = replace(self.group, closing=closing)

    def _unicode(self, code: int) -> None:
        self.to_skip = self.group.skips
        if 0xD800 <= code < 0xDC00:
            self.high = code
        elif 0xDC00 <= code < 0xE000:
            if self.high:
                self._write(chr(0x10000 + (self.high - 0xD800) * 0x400 + code - 0xDC00))
            self.high = 0
        else:
            self._write(chr(code))

    def _end(self) -> None:
        """The end of a paragraph, unless it is in something that is no text."""
        if self.group.is_skipped:
            return
        html = "".join(self.line).strip()
        if re.sub(r"<[^<>]*>", "", html).strip():
            self.paragraphs.append((f"h{self.level}" if self.level else "p", html))
        self.line = []


def _codec(number: int | None) -> str:
    name = "utf-8" if number == 65001 else f"cp{number}"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
