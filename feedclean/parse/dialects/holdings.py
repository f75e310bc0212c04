"""Articles as databases of newspapers write them out: texts behind labels, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from feedclean.dates import read_date
from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.names import given_name_first
from feedclean.parse.articles import article, reading_of
from feedclean.parse.bylines import names_of
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.common import failed
from feedclean.parse.dialects.prose import paragraphs
from feedclean.parse.languages import language_named
from feedclean.parse.record import Body, Record, person
from feedclean.urls import is_http

NAME: Final = "database-text"

_LABELS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("AN", "ID", "PROQUEST DOCUMENT ID", "ACCESSION NUMBER"), "id"),
    **dict.fromkeys(("AU", "AUTHOR", "BY", "BYLINE", "AUTEUR", "AUTOR", "AUTHOR(S)"), "authors"),
    **dict.fromkeys(("HD", "HEADLINE", "TITLE", "TI", "TITRE", "TITEL"), "title"),
    **dict.fromkeys(("PD", "DATE", "PUBLICATION DATE", "DA"), "published"),
    **dict.fromkeys(("ET",), "time"),
    **dict.fromkeys(("SN", "PUBLICATION TITLE", "JOURNAL", "SOURCE", "SO"), "publisher"),
    **dict.fromkeys(("LA", "LANGUAGE", "LANGUAGE OF PUBLICATION"), "language"),
    **dict.fromkeys(("LP", "TD", "BODY", "FULL TEXT", "TEXT", "TX"), "body"),
    **dict.fromkeys(("URL", "DOCUMENT URL", "UR", "LINK"), "url"),
    **dict.fromkeys(("CY", "COPYRIGHT"), "rights"),
    **dict.fromkeys(("CLM", "SE", "SECTION", "WC", "LENGTH", "SC", "PG", "LOAD-DATE"), "other"),
    **dict.fromkeys(("GRAPHIC", "HIGHLIGHT", "PUBLICATION-TYPE", "DATELINE", "ABSTRACT"), "other"),
    **dict.fromkeys(("PUBLICATION INFO", "LINKS", "SUBJECT", "PAGES", "PUBLICATION YEAR"), "other"),
    **dict.fromkeys(("PUBLISHER", "ISSN", "ISBN", "SOURCE TYPE", "DOCUMENT TYPE"), "other"),
    **dict.fromkeys(("LAST UPDATED", "DATABASE", "PUBLICATION SUBJECT", "LOCATION"), "other"),
    **dict.fromkeys(("PLACE OF PUBLICATION", "COUNTRY OF PUBLICATION", "COMPANY"), "other"),
    **dict.fromkeys(("PEOPLE", "IDENTIFIER / KEYWORD", "CREDIT", "ART", "CO", "IN", "NS"), "other"),
    **dict.fromkeys(("RE", "PUB", "IPD", "IPC", "RF", "CR", "ED", "VOL", "CT"), "other"),
    **dict.fromkeys(
        ("SUBJECTS", "GEOGRAPHIC", "INDUSTRY", "ORGANIZATION", "PERSON", "STATE", "CITY"), "other"
    ),
    **dict.fromkeys(("COUNTRY", "TICKER", "CORRECTION-DATE", "JOURNAL-CODE", "SERIES"), "other"),
}
"""What Factiva, LexisNexis, ProQuest and their like put before a text, and what it tells."""
_LINE: Final = re.compile(
    r"(?P<label>[A-Z]{2,3}|[A-Za-z][A-Za-z()/ -]{1,30}:)(?:[ \t]++(?P<value>\S.*))?"
)
_START: Final = re.compile(
    r"^[ \t]*+(?:\d+ of \d+ DOCUMENTS?[ \t]*$|Document \d+ of \d+[ \t]*$"
    r"|HD(?=[ \t]*$|[ \t]{2,}\S))",
    re.MULTILINE,
)
_NOTICE: Final = re.compile(
    r"^[ \t]*+(?:Copyright (?=.{0,5}\d{4} |.{0,100}\d{4}[ \t]*$).*"
    r"|All Rights Reserved\.?[ \t]*|_{5,}[ \t]*)$",
    re.MULTILINE,
)
"""With the year in front or at the end: a line of a text may begin with that word, too."""
_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n\s*")
_PROSE: Final = 80
"""Characters of a paragraph that no label has for its value."""
_LONGEST_VALUE: Final = 200
_LEAST_LABELS: Final = 4


def sniff(head: Head) -> float:
    """Sure where a document begins as such databases begin one, with their labels below."""
    if _START.search(head.text) is None:
        return 0.0
    found = {field for line in head.text.split("\n") if (field := _field(line)) is not None}
    return 0.97 if "body" in found and len(found) >= _LEAST_LABELS else 0.0


def _field(line: str) -> str | None:
    found = _LINE.fullmatch(line.strip())
    return _LABELS.get(found["label"].rstrip(":").upper()) if found else None


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """One article for each document; one without a text costs itself only.

    Raises: ParseError, where no document begins.
    """
    starts = [found.start() for found in _START.finditer(text)]
    if not starts:
        raise ParseError(capture.location, NAME, "holds no document of a newspaper database")
    reading = reading_of(capture, source, NAME)
    alone = len(starts) == 1
    for index, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
        record = _record(text[start:end].split("\n"))
        if record is None:
            yield failed(capture, source, f"document {index + 1} has no text", f"#{index}")
        else:
            yield article(record, reading, None if alone else index)


def _record(lines: list[str]) -> Record | None:
    """What the labels of a document say; a field given twice keeps what it said first."""
    told: dict[str, str] = {}
    field, held = "above", list[str]()
    for line in [*lines, "URL:"]:
        found = _LINE.fullmatch(line.strip())
        named = _LABELS.get(found["label"].rstrip(":").upper()) if found else None
        if found is None or named is None or not _is_label(found, field):
            held.append(line)
            continue
        _keep(told, field, held)
        field, held = named, [found["value"] or ""]
    if not told.get("body", "").strip():
        return None
    above = [line.strip() for line in told.get("above", "").split("\n") if line.strip()][1:]
    title = told.get("title") or _title(above)
    day = told.get("published") or next((line for line in above if read_date(line)), "")
    url = told.get("url", "").strip()
    names = told.get("authors", "")
    turned = names if ";" in names else given_name_first(names)
    return Record(
        upstream_id=told.get("id") or None,
        url=url if is_http(url) else None,
        title=Body(text=title, is_html=False) if title else None,
        bodies=(Body(text=paragraphs(_NOTICE.sub("", told["body"])), is_html=True),),
        authors=tuple(filter(None, map(person, names_of(turned)))) if names else (),
        published=" ".join(filter(None, (day, told.get("time")))) or None,
        language=language_named(told["language"]) if told.get("language") else None,
        publisher=told.get("publisher") or next(iter(above), None),
        rights=told.get("rights"),
        evidence=(("authors", "label"), ("published", "label"), ("title", "label")),
    )


def _is_label(found: re.Match[str], within: str) -> bool:
    """Whether a line is a label here: two letters alone stand for one, within a text too."""
    if len(found["value"] or "") > _LONGEST_VALUE:  # a paragraph
        return _LABELS[found["label"].rstrip(":").upper()] == "body"
    if found["label"].endswith(":"):
        return within != "body" or found["label"].isupper() or found["value"] is not None
    return found["value"] is None or within != "body"


def _keep(told: dict[str, str], field: str, held: list[str]) -> None:
    text = "\n".join(held).strip()
    if field == "body" and told.get("body"):
        told["body"] += f"\n\n{text}"
    elif field in ("body", "above"):
        told.setdefault(field, text)
    else:
        first, *others = _PARAGRAPH.split(text)
        if first:
            told.setdefault(field, " ".join(first.split()))
        if told.get("body"):  # it was a line of the text that looked like a label
            told["body"] += "".join(f"\n\n{one}" for one in others if len(one) > _PROSE)


def _title(above: list[str]) -> str:
    """The line before the labels that is neither the paper, nor a day, nor its edition."""
    rest = [line for line in above[1:] if not read_date(line) and "Edition" not in line]
    return rest[-1] if rest else ""


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
