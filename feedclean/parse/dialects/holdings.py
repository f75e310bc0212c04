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
from feedclean.parse.records.record import Body, Record, person
from feedclean.urls import is_http

NAME: Final = "database-text"

_LABELS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("AN", "ID", "PROQUEST DOCUMENT ID", "ACCESSION NUMBER"), "id"),
    **dict.fromkeys(
        ("AU", "AUTHOR", "BY", "BYLINE", "AUTEUR", "AUTOR", "AUTHOR(S)", "AUTORE"), "authors"
    ),
    **dict.fromkeys(("HD", "HEADLINE", "TITLE", "TI", "TITRE", "TITEL"), "title"),
    **dict.fromkeys(("PD", "DATE", "PUBLICATION DATE", "DA"), "published"),
    **dict.fromkeys(("ET",), "time"),
    **dict.fromkeys(("SN", "PUBLICATION TITLE", "JOURNAL", "SOURCE", "SO"), "publisher"),
    **dict.fromkeys(("LA", "LANGUAGE", "LANGUAGE OF PUBLICATION", "SPRACHE", "LANGUE"), "language"),
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
    **dict.fromkeys(("LÄNGE", "LONGUEUR", "RUBRIK", "RUBRIQUE", "GRAFIK", "UPDATE"), "other"),
    **dict.fromkeys(("COUNTRY", "TICKER", "CORRECTION-DATE", "JOURNAL-CODE", "SERIES"), "other"),
}
"""What Factiva, LexisNexis, ProQuest and their like put before a text, and what it tells."""
_LINE: Final = re.compile(
    r"(?P<label>[A-Z]{2,3}|[A-Za-z][A-Za-zÄ()/ -]{1,30}:)(?:[ \t]++(?P<value>\S.*))?"
)
_START: Final = re.compile(
    r"^[ \t]*+(?:\d+ of \d+ DOCUMENTS?[ \t]*$|Do[ck]ument \d+ (?:of|von|de) \d+[ \t]*$"
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
_COUNTED: Final = re.compile(
    r"^[ \t]*+(?:LENGTH|LÄNGE|LONGUEUR|Length|Länge|Longueur):[ \t]*+\d{1,6}"
    r" (?:[Ww]ords?|W[öo]rter|[Mm]ots?|[Pp]alabras|[Pp]alavras|[Pp]arole|[Ww]oorden)[ \t]*$",
    re.MULTILINE,
)
"""The last label above a text that has none of its own."""
_TEXT: Final = re.compile(r"^[ \t]*+Body[ \t]*$", re.MULTILINE)
_END: Final = re.compile(r"^[ \t]*+End of Document[ \t]*$", re.MULTILINE)


def sniff(head: Head) -> float:
    """Sure where a document begins as such databases begin one, with their labels below."""
    if _is_counted(head.text):
        return 0.97
    if _START.search(head.text) is None:
        return 0.0
    found = {field for line in head.text.split("\n") if (field := _field(line)) is not None}
    has_text = "body" in found or _COUNTED.search(head.text) is not None
    return 0.97 if has_text and len(found) + ("body" not in found) >= _LEAST_LABELS else 0.0


def _is_counted(text: str) -> bool:
    """Whether a text has how long it is, and ``Body`` above it, as Nexis Uni writes documents."""
    count = _COUNTED.search(text)
    body = _TEXT.search(text, count.end()) if count else None
    if count is None or body is None:
        return False
    between = text[count.end() : body.start()].split("\n")
    above = text[: count.start()].split("\n")
    return all(_LINE.fullmatch(line.strip()) for line in between if line.strip()) and not any(
        len(line) > _LONGEST_VALUE for line in above
    )


def _field(line: str) -> str | None:
    found = _LINE.fullmatch(line.strip())
    return _LABELS.get(found["label"].rstrip(":").upper()) if found else None


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """One article for each document; one without a text costs itself only.

    Raises: ParseError, where no document begins.
    """
    documents = list(_documents(text))
    if not documents:
        raise ParseError(capture.location, NAME, "holds no document of a newspaper database")
    reading = reading_of(capture, source, NAME)
    alone = len(documents) == 1
    for index, document in enumerate(documents):
        record = _record(document)
        if record is None:
            yield failed(capture, source, f"document {index + 1} has no text", f"#{index}")
        else:
            yield article(record, reading, None if alone else index)


def _documents(text: str) -> Iterator[list[str]]:
    """The lines of each document, below the line it begins with."""
    if _is_counted(text):
        for part in _END.split(text):
            title, _, rest = part.strip().partition("\n")
            if title:
                headed = _TEXT.sub(
                    lambda _, title=title: f"HEADLINE: {title}\nBody:", rest, count=1
                )
                yield headed.split("\n")
        return
    starts = [found.start() for found in _START.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        first, *lines = text[start:end].lstrip().split("\n")
        count = None if _has_text(lines) else _COUNTED.search(text, start, end)
        if count is not None:  # nothing else says where the text begins
            lines = [*text[start : count.end()].lstrip().split("\n")[1:], "BODY:"]
            lines += text[count.end() : end].split("\n")
        yield lines if _START.match(first) and not first.startswith("HD") else [first, *lines]


def _has_text(lines: list[str]) -> bool:
    return any(_field(line) == "body" for line in lines)


def _record(lines: list[str]) -> Record | None:
    """What the labels of a document say; a field given twice keeps what it said first."""
    told: dict[str, str] = {}
    in_capitals = any(line.strip() == "BODY:" for line in lines)  # then all of its labels are
    field, held = "above", list[str]()
    for line in [*lines, "URL:"]:
        found = _LINE.fullmatch(line.strip())
        named = _LABELS.get(found["label"].rstrip(":").upper()) if found else None
        within = "body" if "body" in told and in_capitals else field
        if found is None or named is None or not _is_label(found, within, in_capitals=in_capitals):
            held.append(line)
            continue
        _keep(told, field, held)
        field, held = named, [found["value"] or ""]
    if not told.get("body", "").strip():
        return None
    above = [line.strip() for line in told.get("above", "").split("\n") if line.strip()]
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


def _is_label(found: re.Match[str], within: str, *, in_capitals: bool) -> bool:
    """Whether a line is a label here: two letters alone stand for one, within a text too."""
    if len(found["value"] or "") > _LONGEST_VALUE:  # a paragraph
        return _LABELS[found["label"].rstrip(":").upper()] == "body"
    if found["label"].endswith(":"):
        is_told = found["value"] is not None and not in_capitals
        return within != "body" or found["label"].isupper() or is_told
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
        if "body" in told:  # a line of the text that looked like a label, or one right above it
            least = _PROSE if told["body"] else 0
            told["body"] += "".join(f"\n\n{one}" for one in others if len(one) > least)


def _title(above: list[str]) -> str:
    """The line before the labels that is neither the paper, nor a day, nor its edition."""
    rest = [line for line in above[1:] if not read_date(line) and "Edition" not in line]
    return rest[-1] if rest else ""


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
