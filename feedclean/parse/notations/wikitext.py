"""Wikitext, as MediaWiki and its exports have it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from feedclean.parse.dialects.cjk import is_cjk
from feedclean.parse.notations.base import BARE_URL, Fence, Head, Mark, Notation, lines_like

_INNERMOST: Final = re.compile(r"\{\{(?P<inner>(?:(?!\{\{|\}\})[^\x00])*+)\}\}")
_ROUNDS: Final = 12
"""Templates within each other."""
_CITED: Final = (
    "author",
    "last",
    "first",
    "title",
    "work",
    "newspaper",
    "website",
    "publisher",
    "pub",
    "date",
    "year",
)
"""What a citation tells readers, in the order in which it is shown."""
_QUOTED: Final = ("text", "quote", "1", "author", "sign", "2", "source", "3")
_SECOND: Final = frozenset(("lang", "nihongo", "tooltip", "abbr", "link", "color", "font", "size"))
"""Templates whose first value is for the program."""
_NO_TEXT: Final = frozenset(
    "reflist references notelist defaultsort haveyoursay publish develop review archived portal "
    "clear toc anchor fact authority stub main coord coords".split()
)
_REF: Final = re.compile(
    r"<ref\b[^<>/]*>(?P<text>(?:(?!</?ref\b).)*+)</ref\s*>", re.DOTALL | re.IGNORECASE
)
_EMPTY_REF: Final = re.compile(r"<ref\b[^<>]*/>|<references\b[^<>]*/?>", re.IGNORECASE)
_COMMENT: Final = re.compile(r"<!--(?:(?!<!--|-->).)*+-->", re.DOTALL)
_FILE: Final = re.compile(
    r"\[\[(?:File|Image|Datei|Bild|Fichier|Archivo|Файл|文件|ファイル|檔案):(?P<url>[^|\[\]\n]+)"
    r"(?P<rest>(?:\|(?:[^\[\]]|\[\[[^\[\]]*\]\]|\[[^\[\]]*\])*)?)\]\]",
    re.IGNORECASE,
)
_LAYOUT: Final = re.compile(
    r"(?:thumb|thumbnail|frame|frameless|border|right|left|center|none|upright|mini|miniatur|links"
    r"|rechts|\d{0,5}x?\d{1,5}px|(?:alt|link|upright|lang|page|class)=.*)",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r"\[\[:?(?:Category|Kategorie|Catégorie|Categoría|Категория|分类|分類|カテゴリ):"
    r"(?P<name>[^|\[\]\n]++)[^\[\]\n]*+\]\]",
    re.IGNORECASE,
)
_TONGUE: Final = lines_like(r"^\[\[[a-z]{2,3}(?:-[a-z]+)?:[^\[\]\n]+\]\][ \t]*$")
_SUMMARY: Final = re.compile(r"\{\{short description\|(?:1=)?(?P<text>[^{}|]+)", re.IGNORECASE)
_NAMED: Final = re.compile(r"\A[^\n]{0,40}?'''(?P<title>(?:[^'\n]|'(?!'')){2,120})'''")
_TABLE: Final = re.compile(
    r"^[ :]*\{\|.*\n(?P<rows>(?:(?![ ]*\|\}|[ :]*\{\|).*\n)*+)[ ]*\|\}", re.MULTILINE
)
_CELL: Final = re.compile(r"\A[|!]\+?\s*+(?:[^|=\[\]\n]*+=[^|\[\]\n]*+\|(?!\|))?")
_INDENTED: Final = lines_like(r"^[:;]+\s*(\S.*)$")
_GALLERY: Final = re.compile(
    r"<gallery\b[^<>]*>(?P<inner>(?:(?!</?gallery\b).)*+)</gallery>", re.DOTALL | re.IGNORECASE
)
_LEAST_WORDS: Final = 5
_LEAST_CJK: Final = 10
_LINK: Final = re.compile(r"\[\[(?:[^\[\]|]*+\|)?([^\[\]|]*+)\]\]")


def _head(text: str) -> Head:
    """What it is about, as the first sentence says in bold; its categories and its day."""
    told: dict[str, tuple[str, ...]] = {}
    told["categories"] = tuple(found["name"].strip() for found in _ABOUT.finditer(text))
    day = re.search(r"\{\{(?:date|Datum)\|(?P<day>[^{}|]+)\}\}", text)
    if day is not None:
        told["date"] = (day["day"].strip(),)
    summary = _SUMMARY.search(text)
    if summary is not None:
        told["description"] = (summary["text"].strip(),)
    rest = _prepared(text).lstrip()
    title = _NAMED.match(rest)
    if title is not None and not rest.startswith("="):
        told["title"] = (title["title"],)
    return told, text


def _prepared(text: str) -> str:
    """The text without templates of layout; notes at its end, pictures on lines of their own."""
    text = _COMMENT.sub("", text)
    for _ in range(_ROUNDS):
        text, count = _INNERMOST.subn(_template, text)
        if not count:
            break
    notes: list[str] = []

    def noted(found: re.Match[str]) -> str:
        notes.append(" ".join(found["text"].split()))
        return f"<sup>{len(notes)}</sup>"

    text = _REF.sub(noted, _EMPTY_REF.sub("", text))
    text = _TONGUE.sub("", _ABOUT.sub("", _FILE.sub(_figure, _GALLERY.sub(_gallery, text))))
    text = _INDENTED.sub(r"\n\1\n", _TABLE.sub(_table, text))
    told = "\n".join(f"# {note}" for note in notes if note)
    return f"{text}\n\n{told}" if told else text


def _table(found: re.Match[str]) -> str:
    """A table with each row on a line of its own."""
    rows: list[list[str]] = [[]]
    for line in map(str.strip, found["rows"].split("\n")):
        if line.startswith("|-"):
            rows.append([])
        elif line[:1] in ("|", "!"):
            cells = re.split(r"\|\||!!", line[1:]) if line[:1] == "!" else line[1:].split("||")
            rows[-1].extend(_CELL.sub("", f"|{cell}", count=1).strip() for cell in cells)
        elif line and rows[-1]:
            rows[-1][-1] += f" {line}"
        elif line:
            rows[-1].append(line)
    told = "\n".join("|" + "|".join(row) for row in rows if row)
    return f"\n\x0etable\n{told}\n\x0e\n"


def _gallery(found: re.Match[str]) -> str:
    captions = (line.partition("|")[2].strip() for line in found["inner"].split("\n"))
    return "".join(f"\n\n\x0e{caption}\n\n" for caption in captions if caption)


def _template(found: re.Match[str]) -> str:
    name, *values = (part.strip() for part in found["inner"].split("|"))
    spelled = name.lower().partition(":")[0]
    is_block = "\n" in found["inner"].strip()
    named = dict(_value(value) for value in values if "=" in value)
    is_work = spelled == "citation" or spelled.startswith(("cite", "source"))
    if is_work or {"title", "url"} <= named.keys():
        return _cited(named)
    if spelled.endswith("quote"):
        told = [value for value in map(named.get, _QUOTED) if value]
        return "\n\n" + "\n\n".join(told or values) + "\n\n"
    if spelled in _NO_TEXT or spelled == "short description":
        return ""
    plain = [value for value in values if "=" not in value]
    if is_block or (named and not plain):
        return _sentences([value.partition("=")[2] if "=" in value else value for value in values])
    if spelled in ("date", "datum", "byline"):
        return ""
    if spelled in ("w", "wikipedia", "link", "interwiki"):
        return plain[-1] if plain else ""
    return " ".join(plain[1:] if spelled in _SECOND and len(plain) > 1 else plain)


def _sentences(values: Sequence[str]) -> str:
    """What somebody wrote to be read among the values of a template; the rest is for its layout."""
    told = [value.strip() for value in values if _is_sentence(value)]
    return "\n\n" + "\n\n".join(told) + "\n\n" if told else ""


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _LEAST_WORDS or sum(map(is_cjk, text)) >= _LEAST_CJK


def _value(text: str) -> tuple[str, str]:
    key, _, value = text.partition("=")
    return key.strip().lower(), value.strip()


def _cited(named: Mapping[str, str]) -> str:
    told = ", ".join(value for key in _CITED if (value := named.get(key)))
    url = named.get("url", "")
    return f"[{url} {told or url}]" if url.startswith("http") else told


def _figure(found: re.Match[str]) -> str:
    """A picture without how it is laid out, its caption behind it."""
    parts = _LINK.sub(r"\1", found["rest"]).split("|")
    told = [part.strip() for part in parts if part.strip() and not _LAYOUT.fullmatch(part.strip())]
    caption = " ".join(told[-1].split()) if told else ""
    return f"\n\n\x0e{caption}\n\n" if caption else ""


WIKITEXT: Final = Notation(
    name="wikitext",
    endings=(".wiki", ".wikitext", ".mediawiki", ".mw"),
    needles=("'''", "]]"),
    signs=(
        lines_like(r"^={2,5} ?[^=\n]+ ?={2,5}\s*$"),
        re.compile(r"'''[^'\n]+'''"),
        re.compile(r"\[\[[^\[\]|\n]++\|[^\[\]|\n]++\]\]"),
        re.compile(r"\{\{[^{}\n]+\}\}"),
        re.compile(r"<ref\b[^<>]*>"),
        re.compile(r"\[\[(?:Category|File|Image|Kategorie|Datei|分类|分類):"),
        lines_like(r"^\{\|"),
    ),
    needed=3,
    head=_head,
    prepare=_prepared,
    headings=re.compile(r"(?P<mark>={1,6})(?P<text>[^=\n](?:.*[^=\n])?)(?P=mark)\s*"),
    items=re.compile(r"(?P<mark>[*#]+)[:;]*\s*(?P<text>\S.*)"),
    figures=re.compile(r"\x0e(?P<text>.*)(?P<url>)"),
    dropped=re.compile(r"__[A-Z]{3,15}__\s*|[:;*#]+\s*"),
    fences=(
        Fence(begin=re.compile("\x0etable"), end=re.compile("\x0e"), tag="table"),
        Fence(
            begin=re.compile(r"\s*<(?:pre|syntaxhighlight|source)\b[^<>]*>\s*"),
            end=re.compile(r"\s*</(?:pre|syntaxhighlight|source)>\s*"),
            tag="pre",
        ),
        Fence(
            begin=re.compile(r"\s*<blockquote>\s*"),
            end=re.compile(r"\s*</blockquote>\s*"),
            tag="blockquote",
        ),
    ),
    is_wrapped=False,
    marks=(
        Mark(pattern=re.compile(r"<nowiki>(?P<text>[^<\n]*)</nowiki>"), tag="code"),
        Mark(pattern=re.compile(r"<(?:code|tt)>(?P<text>[^<\n]*)</(?:code|tt)>"), tag="code"),
        Mark(pattern=re.compile(r"\[\[:?[^\[\]|\n]+\|(?P<text>[^\[\]\n]+)\]\]"), tag=""),
        Mark(pattern=re.compile(r"\[\[:?(?P<text>[^\[\]|\n]+)\|?\]\]"), tag=""),
        Mark(
            pattern=re.compile(r"\[(?P<url>(?:https?:)?//[^\s\[\]]++)\s++(?P<text>[^\[\]\n]*+)\]"),
            tag="a",
        ),
        Mark(pattern=re.compile(r"\[(?P<url>https?://[^\s\[\]]+)(?P<text>)\]"), tag="a"),
        BARE_URL,
        Mark(pattern=re.compile(r"<sup>(?P<text>[^<\n]*)</sup>"), tag="sup"),
        Mark(pattern=re.compile(r"<sub>(?P<text>[^<\n]*)</sub>"), tag="sub"),
        Mark(pattern=re.compile(r"</?(?:[a-zA-Z][\w-]*)\b[^<>\n]{0,200}>(?P<text>)"), tag=""),
        Mark(pattern=re.compile(r"'''(?P<text>(?:[^'\n]|'(?!''))+)'''"), tag="b"),
        Mark(pattern=re.compile(r"''(?P<text>(?:[^'\n]|'(?!'))+)''"), tag="i"),
    ),
)
