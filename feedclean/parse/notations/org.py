"""Org, the notation of Emacs."""

from __future__ import annotations

import re
from typing import Final

from feedclean.parse.notations.base import (
    BARE_URL,
    Fence,
    Head,
    Mark,
    Notation,
    between,
    lines_like,
)

_KEY: Final = re.compile(r"\s*#\+(?P<key>[\w-]+):(?:\s+(?P<value>.*\S))?\s*")
_PROPERTY: Final = re.compile(r"\s*:(?P<key>[\w-]+):(?:\s+(?P<value>.*\S))?\s*")
_DRAWER: Final = re.compile(r"\s*:(?:PROPERTIES|LOGBOOK|properties|logbook):\s*")
_END: Final = re.compile(r"\s*:(?:END|end):\s*")
_OF_TEXT: Final = frozenset(("caption", "name", "results", "attr_html", "attr_latex", "header"))
_TERMS: Final = frozenset(("filetags", "tags", "roam_tags"))
_OF_PAGES: Final = frozenset(("canonical_url", "link", "source", "source_url", "url"))
_MADE: Final = frozenset(("captured", "created", "date_added"))
_STAMP: Final = re.compile(
    r"[<\[](\d{4}-\d\d-\d\d)(?: [^\s\d<>\[\]]{2,5})?(?: (\d\d:\d\d(?:-\d\d:\d\d)?))?"
    r"(?: [.+]{0,2}[+-]-?\d{1,4}[hdwmy](?:/\d{1,4}[hdwmy])?){0,2}[>\]]"
)


def _head(text: str) -> Head:
    """The keywords above the text, and the properties of the whole file."""
    told: dict[str, tuple[str, ...]] = {}
    lines = text.split("\n")
    at = 0
    is_drawer = False
    while at < len(lines):
        line = lines[at]
        found = _PROPERTY.fullmatch(line) if is_drawer else _KEY.fullmatch(line)
        if is_drawer and _END.fullmatch(line):
            is_drawer = False
        elif _DRAWER.fullmatch(line) and any(map(_END.fullmatch, lines[at : at + 40])):
            is_drawer = True
        elif found is not None and found["key"].lower() not in _OF_TEXT:
            _keep(told, found["key"].lower().replace("-", "_"), found["value"] or "")
        elif line.strip():
            break
        at += 1
    captured = _captured(lines, at)
    if captured is None:
        return told, "\n".join(lines[at:])
    for key, value in captured[0].items():
        told.setdefault(key, value)
    return told, "\n".join((lines[at], *lines[captured[1] :]))


def _captured(lines: list[str], at: int) -> tuple[dict[str, tuple[str, ...]], int] | None:
    """The properties of the only heading of a file, and where they end: those of a clipping.

    When it was made is no date of publication, where they tell the page it was clipped from.
    """
    if (
        at + 1 >= len(lines)
        or not lines[at].startswith("* ")
        or not _DRAWER.fullmatch(lines[at + 1])
    ):
        return None
    if any(line.startswith("* ") for line in lines[at + 1 :]):
        return None
    told: dict[str, tuple[str, ...]] = {}
    for end in range(at + 2, min(len(lines), at + 40)):
        found = _PROPERTY.fullmatch(lines[end])
        if _END.fullmatch(lines[end]):
            clipped = told.keys() & _OF_PAGES
            return {key: told[key] for key in told if not clipped or key not in _MADE}, end + 1
        if found is not None and found["value"]:
            _keep(told, found["key"].lower().replace("-", "_"), found["value"])
    return None


def _keep(told: dict[str, tuple[str, ...]], key: str, value: str) -> None:
    if key in ("roam_refs", "roam_key"):
        key, value = "url", value.partition(" ")[0].strip("[]")
    if key in _TERMS:
        key, value = "tags", ", ".join(filter(None, re.split(r"[:\s]+", value)))
    told[key] = (*told.get(key, ()), value)


def _prepared(text: str) -> str:
    """Stamps of time as their days and times alone."""
    return _STAMP.sub(lambda found: " ".join(filter(None, found.groups())), text)


ORG: Final = Notation(
    name="org",
    endings=(".org", ".org_archive"),
    needles=("#+", ":END:", "]]", "\n* "),
    signs=(
        lines_like(r"^#\+(?:title|author|date|filetags|startup|options):"),
        lines_like(r"^(?i:#\+begin_\w+)"),
        lines_like(r"^[ \t]*+:(?:PROPERTIES|END):[ \t]*$"),
        re.compile(r"\[\[[^\[\]\n]+\]\[[^\[\]\n]+\]\]"),
        lines_like(r"^\*{1,4} +(?:TODO|DONE) "),
        re.compile(r"\[fn:\w+\]"),
    ),
    opening=re.compile(r"\s*+(?:#\+\w|:PROPERTIES:|\*+ )"),
    head=_head,
    prepare=_prepared,
    headings=re.compile(
        r"(?P<mark>\*{1,8}) +(?:(?:TODO|DONE|NEXT|WAITING|CANCELLED|CANCELED)\s+)?(?:\[#[A-Z]\] )?"
        r"(?P<text>\S.*?)(?:(?<!\s)\s++:(?:[\w@#%]++:)++)?(?:(?<!\s)\s++)?"
    ),
    items=re.compile(r"\s*(?P<mark>[-+]|\d{1,3}[.)]) +(?:\[[ X-]\] +)?(?P<text>\S.*)"),
    rows=re.compile(r"\s*\|.*"),
    figures=re.compile(
        r"\s*\[\[(?:file:)?(?P<url>[^\[\]\s]+\.(?i:png|jpe?g|gif|svg|webp))\](?:\[(?P<text>[^\[\]]*)\])?\]\s*"
    ),
    dropped=re.compile(
        r"\s*(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):\s+\d{4}-\d\d-\d\d.*"
        r"|\s*#\+(?!(?i:caption|begin_))[\w-]+:.*|# .*"
    ),
    fences=(
        Fence(begin=_DRAWER, end=_END, tag=""),
        Fence(
            begin=re.compile(r"\s*(?i:#\+begin_(?:src|example))\b.*"),
            end=re.compile(r"\s*(?i:#\+end_(?:src|example))\s*"),
            tag="pre",
        ),
        Fence(
            begin=re.compile(r"\s*(?i:#\+begin_(?:quote|verse))\b.*"),
            end=re.compile(r"\s*(?i:#\+end_(?:quote|verse))\s*"),
            tag="blockquote",
        ),
        Fence(
            begin=re.compile(r"\s*(?i:#\+begin_)\w+.*"),
            end=re.compile(r"\s*(?i:#\+end_)\w+\s*"),
            tag="div",
        ),
    ),
    marks=(
        between("=", "code"),
        between("~", "code"),
        Mark(pattern=re.compile(r"^\s*+#\+(?i:caption):\s*+(?P<text>.*)"), tag=""),
        Mark(
            pattern=re.compile(r"\[\[(?:file:)?(?P<url>[^\[\]\n]+)\]\[(?P<text>[^\[\]\n]+)\]\]"),
            tag="a",
        ),
        Mark(pattern=re.compile(r"\[\[(?:file:)?(?P<url>[^\[\]\n]+)\](?P<text>)\]"), tag="a"),
        BARE_URL,
        Mark(pattern=re.compile(r"(?:(?<=\w)\s)?\[fn:(?P<text>[\w-]+)\]"), tag="sup"),
        Mark(pattern=re.compile(r"\[fn:[\w-]*:(?P<text>[^\[\]\n]+)\]"), tag="small"),
        between("*", "b"),
        between("/", "i"),
        between("_", "u"),
        between("+", "s"),
    ),
)
