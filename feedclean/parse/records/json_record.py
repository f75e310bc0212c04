"""JSON objects that stand for articles → records, whatever their keys are called."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final
from urllib.parse import urlsplit

from feedclean.dates import read_date
from feedclean.dates.ago import resolve
from feedclean.model.article import Author, Enclosure
from feedclean.parse.languages import language_named
from feedclean.parse.records.json_bodies import bodies_of
from feedclean.parse.records.json_find import unwrapped
from feedclean.parse.records.json_keys import KEYS, MOST_KEYS, fields_in, known, spelled
from feedclean.parse.records.json_people import OF_A_PERSON, each_once, people_in
from feedclean.parse.records.json_text import headed, text_of
from feedclean.parse.records.record import Body, Record, has_markup
from feedclean.urls import host_of, is_http

MOST_VALUES: Final = 2_000_000
"""In one document, lists and objects among them: 20,000 articles of a hundred fields. Sixteen
million empty lists, in 48 MB, took 1.2 GB of memory. Numbers do not count: some dumps have a vector
of a thousand beside each text, and as many as a file can hold took 0.4 GB."""
_STEP: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?|([{\[]|,(?!\s*+[-\d]))', re.DOTALL)
"""A text, which may hold any of them, or what comes before a value that counts."""
_NOTHING: Final[tuple[object, ...]] = (None, "", [], {})
_FARTHEST_S: Final = 14 * 3600
_ZONE_STEP_S: Final = 900
"""How far the clocks of two zones are apart at most, and in which steps."""
_TIME_OF_DAY: Final = re.compile(r"[0-2]?\d:[0-5]\d(?::[0-5]\d)?")
_OFFSET: Final = re.compile(r"\d\d:\d\d(?::\d\d(?:[.,]\d*)?)?\s?([+-](?!00:?00)\d\d:?\d\d)$")
_NO_ZONE: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]*")
_BAR: Final = re.compile(r"(?<=\S)\s+[-–—|·]\s+$")
_SITE: Final = re.compile(r"https?://[^/]+/?", re.IGNORECASE)


class TooManyValues(ValueError):
    """More than there is memory for."""


def loads(text: str) -> Any:
    """The JSON value of a text; NaN and Infinity, which are no JSON, are null.

    Raises: ValueError, for nesting that is too deep, too; TooManyValues.
    """
    if _has_too_many_values(text):
        raise TooManyValues(f"holds more than the {MOST_VALUES} values allowed; split it")
    try:
        return json.loads(text, strict=False, parse_constant=lambda _: None)
    except RecursionError as error:
        raise ValueError("is nested too deeply") from error


def _has_too_many_values(text: str) -> bool:
    if sum(map(text.count, "{[,")) <= MOST_VALUES:
        return False  # 10 ms for 10 MB, and all but a few texts end here
    steps = (found for found in _STEP.finditer(text) if found[1])
    return next(islice(steps, MOST_VALUES, None), None) is not None


def record_of(value: Mapping[str, Any], defaults: Record | None = None) -> Record:
    """The record in a JSON object; authors and language may come from the feed around it."""
    fields = _Fields(unwrapped(value))
    summary = next(iter(fields.texts("summary")), None)
    told = Body(text=summary, is_html=has_markup(summary)) if summary else None
    bodies = bodies_of(fields.value, fields.values)
    publisher = next((t for t in fields.texts("publisher") if not _is_address(t)), None)
    title, upstream = fields.title(), fields.text("id")
    return Record(
        upstream_id=upstream,
        url=fields.url(upstream),
        title=_title(title, publisher) if title else None,
        bodies=bodies or ((told,) if told else ()),
        summary=told,
        authors=each_once(fields.authors()) or (defaults.authors if defaults else ()),
        published=fields.date("published"),
        updated=fields.date("updated"),
        language=fields.language() or (defaults.language if defaults else None),
        categories=tuple(fields.categories()),
        enclosures=tuple(fields.enclosures()),
        publisher=publisher,
        rights=fields.text("rights"),
        image=next(filter(_is_address, fields.texts("image")), None),
        evidence=fields.evidence("authors", "published", "title", "updated", "url"),
    )


def _title(text: str, publisher: str | None) -> Body:
    """A title without the name of the paper behind it, where the record itself gives that name."""
    rest, bar, name = text.rpartition(publisher or "\0")
    if bar and not name and (found := _BAR.search(rest)):
        text = rest[: found.start()]
    return Body(text=text, is_html=has_markup(text))


def _ranks() -> Mapping[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for field, names in KEYS.items():
        for rank, name in enumerate(names):
            found.setdefault(name, []).append((field, rank))
    return found


_RANKS: Final = _ranks()
"""Name → the fields it may stand for, and how telling it is there."""


def _by_field(names: Iterable[str]) -> dict[str, list[str]]:
    """The names that stand for each field, the most telling first.

    A record is asked 35 times for the values of a field; to look for all three hundred names took
    a third of the time.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        for field, rank in _RANKS[name]:
            found.setdefault(field, []).append((rank, name))
    return {field: [name for _, name in sorted(ranked)] for field, ranked in found.items()}


class _Fields:
    """The values of an object under our names for its keys."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.value = value
        self.by_key: dict[str, tuple[str, Any]] = {}
        bare: dict[str, tuple[str, Any]] = {}
        for name, key, child in fields_in(value):
            (self.by_key if name == spelled(key) else bare).setdefault(name, (key, child))
        for name, found in bare.items():
            if self.by_key.get(name, ("", None))[1] in _NOTHING:
                self.by_key[name] = found
        if "name" in self.by_key and any(
            spelled(key) in OF_A_PERSON for key in islice(value, MOST_KEYS)
        ):
            self.by_key.setdefault("displayname", self.by_key.pop("name"))
        self.there = _by_field(self.by_key)
        self.headed = None if self.text("title") else self._headed()

    def _headed(self) -> str | None:
        """The headline a text begins with, where no key has one; the text loses that line."""
        for key, value in self.values("either"):
            found = headed(value)
            is_marked = isinstance(value, str | dict) and has_markup(text_of(value))
            if found is not None and not is_marked:
                headline, below = found
                self.by_key[known(key) or ""] = (key, below)
                return headline
            return None
        return None

    def title(self) -> str | None:
        return self.text("title") or self.headed

    def values(self, field: str) -> Iterator[tuple[str, Any]]:
        """Key as written, and value, of all that stands for a field and is not empty."""
        for name in self.there.get(field, ()):
            key, value = self.by_key[name]
            if value not in _NOTHING:
                yield key, value

    def texts(self, field: str) -> list[str]:
        found = (text_of(value) for _, value in self.values(field))
        return [text for text in found if text.strip()]

    def text(self, field: str) -> str | None:
        return next(iter(self.texts(field)), None)

    def url(self, upstream: str | None) -> str | None:
        """The address of the article itself.

        Not that of a copy in the reader it was kept in, which ends with the reader's own id, while
        another key names a page elsewhere.
        """
        found = (_in_parts(value) or text_of(value) for _, value in self.values("url"))
        told = [text for text in found if _is_address(text)]
        pages = [text for text in told if not _SITE.fullmatch(text)] or told
        first = next(iter(pages), None)
        if first is None:  # "ideally, the id is the full URL of the resource": JSON Feed 1.1, items
            return upstream if upstream and is_http(upstream) else None
        if upstream and urlsplit(first).path.rstrip("/").endswith(f"/{upstream}"):
            there = (text for text in pages if is_http(text) and host_of(text) != host_of(first))
            return next(there, first)
        return first

    def date(self, field: str) -> str | None:
        """A date as text; one whose key says GMT is given that zone.

        Of a date without a zone and the same moment with one, as many programs write both, it is
        the latter; the minutes and seconds show that they are the same.
        """
        told = [text for key, value in self.values(field) if (text := _dated(key, value))]
        read = [(text, when) for text in told if (when := read_date(text)) is not None]
        if not read:
            ago = next(filter(None, map(self._ago, told)), None)
            return ago or next(iter(told), None)
        first, when = read[0]
        if when.has_time and not when.has_zone:
            for text, other in read[1:]:
                apart = abs((other.when - when.when).total_seconds())
                if other.has_zone and apart <= _FARTHEST_S and apart % _ZONE_STEP_S < 1:
                    return text
            if _NO_ZONE.fullmatch(first):
                return first + self._offset()
        return first if when.has_time else " ".join(filter(None, (first, self._clock())))

    def _clock(self) -> str:
        """The time of day that stands under a key of its own."""
        told = (text.strip() for text in self.texts("clock"))
        return next((text for text in told if _TIME_OF_DAY.fullmatch(text)), "")

    def _offset(self) -> str:
        """The offset that another date of the record is written with; empty, where none is.

        ``Z`` is none: programs write it of whatever they keep.
        """
        told = (_dated(*pair) for field in ("published", "updated") for pair in self.values(field))
        return next((found[1] for text in told if (found := _OFFSET.search(text))), "")

    def _ago(self, text: str) -> str | None:
        """A relative date as a date, where the record says when it was read."""
        for seen in self.texts("seen"):
            found = read_date(seen)
            when = resolve(text, found.when) if found is not None else None
            if found is not None and when is not None:
                return when.isoformat() if found.has_zone else f"{when:%Y-%m-%d %H:%M:%S}"
        return None

    def language(self) -> str | None:
        told = next(iter(self.texts("language")), None)
        by_language = self.by_key.get("contentmap", ("", None))[1]
        if told is None and isinstance(by_language, dict) and len(by_language) == 1:
            told = str(next(iter(by_language)))  # as ActivityPub gives a text by its language
        return language_named(told.partition("\n")[0]) if told else None

    def evidence(self, *fields: str) -> tuple[tuple[str, str], ...]:
        told = ((field, next(iter(self.values(field)), None)) for field in fields)
        return tuple((field, found[0]) for field, found in told if found)

    def authors(self) -> Iterator[Author]:
        """Who is said to have written it; else whose account it stands in."""
        for field in ("authors", "accounts"):
            for _, value in self.values(field):
                found = list(people_in(value))
                if found:
                    yield from found
                    return

    def categories(self) -> Iterator[str]:
        for _, value in self.values("categories"):
            if isinstance(value, str):
                yield from filter(None, (term.strip() for term in value.split(",")))
            else:
                many = value if isinstance(value, list) else [value]
                yield from filter(None, map(text_of, many))

    def enclosures(self) -> Iterator[Enclosure]:
        for _, value in self.values("enclosures"):
            for item in value if isinstance(value, list) else [value]:
                if not isinstance(item, dict):
                    continue
                url = text_of(item.get("url") or item.get("href") or item.get("link"))
                kind = text_of(item.get("mime_type") or item.get("type")).strip().lower()
                size = item.get("size_in_bytes") or item.get("length")
                if url:
                    yield Enclosure(url=url, media_type=kind or None, length=_whole(size))


def _in_parts(value: Any) -> str:
    """An address of which host and path are kept apart."""
    parts = (value.get("base"), value.get("path")) if isinstance(value, dict) else ()
    return "".join(map(str, parts)) if all(isinstance(part, str) for part in parts) else ""


def _dated(key: str, value: Any) -> str:
    parts = value.get("date-parts") if isinstance(value, dict) else None
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        value = "-".join(text_of(part).zfill(2) for part in parts[0])  # of CSL: year, month, day
    text = text_of(value).strip()
    is_utc = spelled(key).endswith(("gmt", "utc")) and _NO_ZONE.fullmatch(text)
    return f"{text}Z" if is_utc else text


def _is_address(text: str) -> bool:
    return is_http(text) or text.startswith(("/", "./", "../"))


def _whole(value: Any) -> int | None:
    text = text_of(value).strip()
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 16 else None
