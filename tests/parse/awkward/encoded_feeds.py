"""Encodings and content types: declared, undeclared, declared wrongly, and around the XML."""

from __future__ import annotations

import codecs
import gzip
from typing import Final

from tests.parse.awkward.making import QUAY, Awkward, Told, feed, item, rss

RUSSIAN: Final = "Старая набережная: город решил построить её заново, работы начнутся весной"
CHINESE: Final = "旧码头重建：市政府决定从春天开始动工，工程预计需要两年时间，记者从现场发回报道"
TRADITIONAL: Final = (
    "舊碼頭重建：市政府決定從春天開始動工，工程預計需要兩年時間，記者從現場發回報導"
)
JAPANESE: Final = "古い桟橋を再建：市は春から工事を始めることを決めた、と市長が記者会見で述べた"
KOREAN: Final = "오래된 부두를 다시 짓는다: 시는 봄부터 공사를 시작하기로 했다고 시장이 말했다"
GERMAN: Final = "Der alte Kai wird für die Bürger schöner gebaut, größer und übersichtlicher"
POLISH: Final = "Stare nabrzeże będzie odbudowane: miasto zaczęło już pierwsze prace przygotowawcze"
GREEK: Final = "Η παλιά προβλήτα ξαναχτίζεται: οι εργασίες αρχίζουν την άνοιξη, λέει ο δήμαρχος"


def text(title: str, declared: str | None = None) -> str:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    body = f"<description>{title}. {title}.</description>"
    return rss(item(title=f"<title>{title}</title>", text=body), before=declaration)


def sent(
    title: str,
    encoding: str,
    declared: str | None = None,
    header: str | None = None,
    **more: object,
) -> Awkward:
    """A feed in an encoding, with what it declares itself and what its header does."""
    kind = "application/xml" + (f"; charset={header}" if header else "")
    return feed(text(title, declared).encode(encoding), content_type=kind, **more)


def titled(title: str) -> tuple[Told]:
    return ((title, *QUAY[1:]),)


FEEDS: Final[dict[str, Awkward]] = {
    "windows-1251": sent(RUSSIAN, "cp1251", "windows-1251"),
    "koi8-r": sent(RUSSIAN, "koi8-r", "koi8-r"),
    "koi8-r in the header alone": sent(RUSSIAN, "koi8-r", None, "koi8-r"),
    "windows-1251 undeclared": sent(RUSSIAN, "cp1251"),
    "windows-1251 declared as UTF-8": sent(RUSSIAN, "cp1251", "utf-8"),
    "UTF-8 declared as ISO 8859-1": sent(RUSSIAN, "utf-8", "ISO-8859-1"),
    "UTF-8 with windows-1251 in the header": sent(
        RUSSIAN, "utf-8", "utf-8", "windows-1251", right=titled(RUSSIAN), why="believes the header"
    ),
    "Shift_JIS": sent(JAPANESE, "shift_jis", "Shift_JIS"),
    "EUC-JP": sent(JAPANESE, "euc_jp", "EUC-JP"),
    "ISO-2022-JP": sent(JAPANESE, "iso2022_jp", "ISO-2022-JP"),
    "EUC-KR": sent(KOREAN, "euc_kr", "euc-kr"),
    "GB2312": sent(CHINESE, "gb2312", "gb2312"),
    "GBK declared as GB2312": sent(TRADITIONAL, "gbk", "gb2312"),
    "GB 18030": sent(CHINESE, "gb18030", "gb18030"),
    "GB 18030 declared as UTF-8": sent(CHINESE, "gb18030", "utf-8"),
    "Big5": sent(TRADITIONAL, "big5", "big5"),
    "Big5 undeclared": sent(TRADITIONAL, "big5"),
    "Big5 in the header alone": sent(TRADITIONAL, "big5", None, "big5"),
    "ISO 8859-1": sent(GERMAN, "latin-1", "ISO-8859-1"),
    "ISO 8859-1 with the quotes of windows-1252": sent(f"{GERMAN} – „ja“", "cp1252", "ISO-8859-1"),
    "ISO 8859-2": sent(POLISH, "iso8859-2", "ISO-8859-2"),
    "ISO 8859-7": sent(GREEK, "iso8859-7", "ISO-8859-7"),
    "an encoding nobody knows": sent(GERMAN, "utf-8", "x-unheard-of"),
    "UTF-16 with a mark": feed(text(RUSSIAN, "UTF-16").encode("utf-16")),
    "UTF-16 big-endian with a mark": feed(
        codecs.BOM_UTF16_BE + text(RUSSIAN, "UTF-16").encode("utf-16-be")
    ),
    "UTF-16 without a mark": sent(RUSSIAN, "utf-16-le", "utf-16"),
    "UTF-16 of Chinese without a mark": sent(CHINESE, "utf-16-be", "utf-16"),
    "UTF-16 declared as UTF-8": feed(
        text(RUSSIAN, "utf-8").encode("utf-16"), right=titled(RUSSIAN), why="reads nothing"
    ),
    "UTF-8 declared as UTF-16": sent(RUSSIAN, "utf-8", "utf-16"),
    "UTF-32 with a mark": feed(text(RUSSIAN, "UTF-32").encode("utf-32")),
    "UTF-32 without a mark": sent(RUSSIAN, "utf-32-le", "utf-32"),
    "UTF-8 with a mark": feed(text(RUSSIAN, "utf-8").encode("utf-8-sig")),
    "UTF-8 with two marks": feed(
        codecs.BOM_UTF8 + text(RUSSIAN, "utf-8").encode("utf-8-sig"), sound=False
    ),
    "UTF-8 with a broken character": feed(
        text(RUSSIAN, "utf-8")
        .encode()
        .replace("набережная".encode(), "набережная ".encode() + b"\xd0"),
        right=titled(RUSSIAN.replace("набережная", "набережная \ufffd")),
        why="gives up on UTF-8 and takes it for windows-1252",
    ),
    "UTF-8 read as windows-1252 once before": feed(
        text("CafÃ© on the quay", "utf-8"),
        right=titled("CafÃ© on the quay"),
        why="mends it, and with it what quotes such text",
    ),
    "sent as text/html": feed(text(GERMAN, "utf-8"), content_type="text/html; charset=utf-8"),
    "sent as text/plain": feed(text(GERMAN, "utf-8"), content_type="text/plain"),
    "sent as octets": feed(text(GERMAN, "utf-8"), content_type="application/octet-stream"),
    "sent as text/xml, which means ASCII": feed(text(GERMAN, "utf-8"), content_type="text/xml"),
    "sent as nothing": feed(text(GERMAN, "utf-8"), content_type=""),
    "sent as a picture": feed(text(GERMAN, "utf-8"), content_type="image/png"),
    "a compressed file": feed(
        gzip.compress(text(GERMAN, "utf-8").encode(), mtime=0),
        content_type="application/gzip",
        right=titled(GERMAN),
        why="inflates what the transport compressed, not what the file is",
        sound=False,
    ),
}
