"""What Movable Type writes out, and TypePad, Hatena, FC2 and others in its form: whole blogs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.articles import article, reading_of
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.body import render_body
from feedclean.parse.dialects.common import failed
from feedclean.parse.records.record import Body, Record, has_markup, person
from feedclean.urls import is_http

NAME: Final = "movable-type"
_KEY: Final = re.compile(r"(?P<key>[A-Z][A-Z ]{2,30}):(?:[ \t]+(?P<value>.*))?")
_TOP: Final = re.compile(r"\s*+(?:AUTHOR|TITLE|DATE|STATUS|BASENAME|UNIQUE URL):")
_TEXT: Final = re.compile(r"^-----[ \t]*\nBODY:[ \t]*$", re.MULTILINE)
_ENTRY_END: Final = re.compile(r"^--------[ \t]*$", re.MULTILINE)
_PART_END: Final = re.compile(r"^-----[ \t]*$", re.MULTILINE)
_PART: Final = re.compile(r"\s*+(?P<name>[A-Z][A-Z ]{2,30}):[ \t]*(?:\n|\Z)")
_PART_KEY: Final = re.compile(r"\s*+[A-Z][A-Z ]{2,30}:")
_ENTRY_RULE: Final = "--------"
_DAY: Final = re.compile(
    r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}) (?P<h>\d{1,2}):(?P<rest>\d\d:\d\d)"
    r"(?: (?P<half>[AP])M)?"
)
_BLOCK: Final = re.compile(
    r"<(?:p|div|h[1-6]|ul|ol|blockquote|table|pre|br)\b[^<>]*>", re.IGNORECASE
)
_BLANK: Final = re.compile(r"\n[ \t]*\n\s*")


def sniff(head: Head) -> float:
    """Sure of a key of its own at the top, and of how its texts begin."""
    if not _TOP.match(head.text) or not _TEXT.search(head.text):
        return 0.0
    keys = _PART_END.split(head.text, maxsplit=1)[0].split("\n")
    return 0.98 if all(_KEY.fullmatch(line.strip()) for line in keys if line.strip()) else 0.0


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """One article an entry; comments and pings below it are none of it.

    Raises: ParseError, where no entry has a text.
    """
    entries = _entries(text)
    if not any(map(_TEXT.search, entries)):
        raise ParseError(capture.location, NAME, "holds no entry of a blog")
    reading = reading_of(capture, source, NAME)
    for index, entry in enumerate(entries):
        record = _record(entry)
        if record.is_empty:
            yield failed(
                capture, source, f"entry {index + 1} has neither title nor text", f"#{index}"
            )
        else:
            yield article(record, reading, index)


def _entries(text: str) -> list[str]:
    """The entries; a line of dashes within a text, which no key stands below, ends none."""
    entries: list[str] = []
    for part in _ENTRY_END.split(text):
        if entries and part.strip() and not _TOP.match(part) and not _PART_KEY.match(part):
            entries[-1] += f"{_ENTRY_RULE}{part}"
        elif part.strip():
            entries.append(part)
    return entries


def _record(entry: str) -> Record:
    head, *parts = _PART_END.split(entry)
    told: dict[str, list[str]] = {}
    for line in head.split("\n"):
        found = _KEY.fullmatch(line.strip())
        if found is not None and (found["value"] or "").strip():
            told.setdefault(found["key"], []).append(found["value"].strip())
    texts: dict[str, str] = {}
    name = ""
    for part in parts:
        named = _PART.match(part)
        if named is not None:
            name = "" if named["name"] in texts else named["name"]
            texts.setdefault(named["name"], part[named.end() :].strip())
        elif name and part.strip():  # a line of dashes within a text
            texts[name] += f"\n-----\n{part.strip()}"
    first = {key: values[0] for key, values in told.items()}
    whole = "\n\n".join(filter(None, map(texts.get, ("BODY", "EXTENDED BODY"))))
    url = first.get("UNIQUE URL") or first.get("URL") or ""
    title, excerpt = first.get("TITLE"), texts.get("EXCERPT")
    terms = [*told.get("PRIMARY CATEGORY", []), *told.get("CATEGORY", [])]
    terms += [tag.strip(' "') for tags in told.get("TAGS", []) for tag in tags.split(",")]
    return Record(
        url=url if is_http(url) else None,
        title=Body(text=title, is_html=has_markup(title)) if title else None,
        bodies=(Body(text=_html(whole), is_html=True),) if whole else (),
        summary=Body(text=excerpt, is_html=has_markup(excerpt)) if excerpt else None,
        authors=tuple(filter(None, (person(first.get("AUTHOR", "")),))),
        published=_moment(first),
        categories=tuple(dict.fromkeys(filter(None, terms))),
        evidence=(("authors", "AUTHOR"), ("published", "DATE"), ("title", "TITLE")),
    )


def _moment(told: Mapping[str, str]) -> str | None:
    """When it was published: the month stands before the day, whatever the language."""
    found = _DAY.match(told.get("DATE", ""))
    if found is None:
        return told.get("DATE")
    hour = int(found["h"])
    if found["half"]:
        hour = hour % 12 + 12 * (found["half"] == "P")
    day = f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
    return f"{day} {hour:02}:{found['rest']}"


def _html(text: str) -> str:
    """The text as markup; of words with tags in them and no block, each line is one."""
    if not has_markup(text):
        return render_body(text).html
    if _BLOCK.search(text):
        return text
    blocks = (block.strip().replace("\n", "<br>\n") for block in _BLANK.split(text))
    return "\n".join(f"<p>{block}</p>" for block in blocks if block)


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
