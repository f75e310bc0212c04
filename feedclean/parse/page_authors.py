"""Who wrote a page: names from its head, its marks and its byline, and nothing that is no name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from feedclean.dates import find_date
from feedclean.dom.marks import Marks, Spot
from feedclean.parse.page_jsonld import Linked
from feedclean.parse.page_title import fold, is_site
from feedclean.parse.page_words import page_words
from feedclean.text import collapse

_LONGEST_NAME: Final = 60
_MOST_WORDS: Final = 6
_MOST_AUTHORS: Final = 12
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HARD: Final = re.compile(
    r"\s*[;；、\n\t]\s*|\s+[|•·]\s+|\s*[|•]\s*|\s+/\s+|(?<=[\u3400-\u9fff])[/／&，](?=[\u3400-\u9fff])"
)
_AND: Final = re.compile(
    r"\s+(?:and|und|et|og|och|with|mit|avec|con|y|e|en|i|oraz|и|та|ve|dan|và|και|&|＆|\+)\s+|\s*＆\s*|\s+و\s?(?=\w)",
    re.IGNORECASE,
)
_URL: Final = re.compile(r"https?:|www\.|/|\.(?:com|org|net|de|html?)\b|@\w+\.\w", re.IGNORECASE)
_NOT_IN_NAMES: Final = re.compile(r"[<>{}\[\]=#*$%^~\\?!…:]|\d{3,}")
_TAIL: Final = re.compile(
    r"\s*(?:\((?:[^()]{0,60})\)?|\s[-–—|]\s.*|,?\s(?:in|für|for|at|de la rédaction)\s.*|\son\s+\w+.*)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authors:
    """Names and where they came from."""

    names: tuple[str, ...]
    evidence: str


def find_authors(
    marks: Marks, linked: Linked, heading: Spot | None, sites: frozenset[str]
) -> Authors | None:
    """The authors, from the first place that names any."""
    head = marks.head
    tries: Iterable[tuple[str, Iterable[str]]] = (
        ("json-ld", linked.authors),
        *((f"meta {name}", head.all_metas(name)) for name in page_words().metas["author"]),
        ("itemprop author", _by_property(marks)),
        ("rel author", _by_rel(marks)),
        ("byline", _by_class(marks, heading)),
        ("byline", _by_line(marks, heading)),
    )
    for evidence, texts in tries:
        names = clean_names(texts, sites)
        if names:
            return Authors(names=names, evidence=evidence)
    return None


def clean_names(texts: Iterable[str], sites: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The names written in some texts, each once, in order.

    ``By Ana López and Jo Roe, staff writers`` gives two. What is an address, a site, an office or
    nobody (``admin``) is no name.
    """
    names: list[str] = []
    seen: set[str] = set()
    for text in texts:
        for name in _split(text):
            key = fold(name)
            if key and key not in seen and not is_site(name, sites):
                seen.add(key)
                names.append(name)
    return tuple(names[:_MOST_AUTHORS])


def _split(text: str) -> Iterator[str]:
    line = collapse(unescape(text))
    if not line or len(line) > 300 or _URL.match(line):
        return
    for part in _HARD.split(without_prefix(line)):
        for piece in _commas(part):
            name = _name(piece)
            if name:
                yield name


def _commas(part: str) -> list[str]:
    pieces = [piece.strip() for piece in re.split(r"\s*[,，]\s*", part)]
    if (
        len(pieces) == 2
        and all(piece and " " not in piece for piece in pieces)
        and not _CJK.search(part)
    ):
        return [part]  # ``Smith, John``
    out: list[str] = []
    for piece in pieces:
        halves = [half for half in _AND.split(piece) if half]
        whole = (
            len(halves) == 2 and any(" " not in half for half in halves) and not _plain_and(piece)
        )
        out.extend([piece] if whole else halves)
    return out


def _plain_and(piece: str) -> bool:
    return re.search(r"\s(?:and|und|et|og|och|&)\s", piece, re.IGNORECASE) is not None


def without_prefix(line: str) -> str:
    """The line without ``By``, ``Von``, ``作者：`` and their like in front."""
    for _ in range(3):
        folded = line.casefold()
        for prefix in page_words().prefixes:
            if folded.startswith(prefix):
                rest = line[len(prefix) :]
                if _CJK.match(prefix):
                    if rest[:1] in "：:/／ 丨|｜｜:" and rest:
                        line = rest.lstrip("：:/／ 丨|｜")
                        break
                elif rest[:1] in (" ", ":", "\u00a0", "："):
                    line = rest.lstrip(" :：\u00a0")
                    break
        else:
            return line
    return line


def _name(piece: str) -> str | None:
    words = page_words()
    name = _TAIL.sub("", piece).strip(" .,;:-–—|·•/\"'“”‘’«»_")
    if piece.rstrip().endswith((" Jr.", " Sr.", " Jr", " Sr")) and not name.endswith("."):
        name = piece.strip()
    name = without_prefix(name)
    for suffix in words.suffixes:
        name = name.removesuffix(suffix).strip() or name
    folded = name.casefold()
    if not 2 <= len(name) <= _LONGEST_NAME or folded in words.nobody or folded in words.roles:
        return None
    if _URL.search(name) or _NOT_IN_NAMES.search(name) or find_date(piece) is not None:
        return None
    if len(name.split()) > _MOST_WORDS or not any(c.isalpha() for c in name):
        return None
    if _CJK.search(name) and len(name) > 15:
        return None
    return name


def _by_property(marks: Marks) -> Iterator[str]:
    for spot in marks.spots:
        if "author" in spot.get("itemprop").lower().split() and not spot.is_chrome:
            inner = spot.inside("name")
            found = inner if inner is not None else spot
            yield found.get("content") or found.text


def _by_rel(marks: Marks) -> Iterator[str]:
    for spot in marks.spots:
        if (
            "author" in spot.get("rel").lower().split()
            and not spot.is_chrome
            and spot.tag != "link"
        ):
            yield spot.text


_CLASSES: Final = (
    "author-name",
    "author_name",
    "authorname",
    "byline-name",
    "byline__name",
    "author",
    "byline",
    "autor",
    "auteur",
    "writer",
    "reporter",
    "journalist",
    "fn",
)
_NOT_CLASSES: Final = (
    "bio",
    "avatar",
    "image",
    "img",
    "photo",
    "box",
    "social",
    "description",
    "follow",
    "date",
    "time",
    "title",
    "about",
    "comment",
    "count",
    "more",
    "role",
    "job",
)


def _by_class(marks: Marks, heading: Spot | None) -> Iterator[str]:
    at = heading.order if heading is not None else 0
    ordered = sorted(marks.spots, key=lambda s: (s.order < at - 10, abs(s.order - at)))
    for wanted in _CLASSES:
        for spot in ordered:
            names = spot.label.split()
            if any(wanted in name for name in names) and not any(
                word in name for name in names for word in _NOT_CLASSES
            ):
                if spot.is_chrome or spot.tag in ("article", "main", "body", "section", "img"):
                    continue
                text = spot.text
                if 2 < len(text) <= 120:
                    found = clean_names([text])
                    if found:
                        yield text
                        return


def _by_line(marks: Marks, heading: Spot | None) -> Iterator[str]:
    """The first line at the headline that begins like a byline."""
    if heading is None:
        return
    for line in [*marks.lines_after(heading, 15, 1500), *marks.lines_before(heading, 5)]:
        text = line.text
        if len(text) > 120:
            continue
        rest = without_prefix(text)
        if rest != text:
            found = find_date(rest)
            rest = rest[: found.start] if found else rest
            if rest.strip() and clean_names([rest]):
                yield rest
                return
