"""Text in a light notation as HTML: its lines to pieces, the marks within them to tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import groupby, takewhile
from textwrap import dedent
from typing import Final

from feedclean.parse.dialects.cjk import is_cjk, width
from feedclean.parse.notations.base import Fence, Mark, Notation

_DEEPEST: Final = 6
"""Fences within each other."""
_NARROWEST: Final = 60
_WIDEST: Final = 130
_BETWEEN_ROWS: Final = re.compile(r"\s*[|+][-+|=:\s]*")
_HIDDEN: Final = re.compile("\x01(\\d{1,6})\x02")
RESERVED: Final = str.maketrans(
    {"\x01": None, "\x02": None, "\x0e": None, "\x0f": None, "\f": "\n"}
)
"""Control characters stand for tags until the rest is escaped; no text has them for itself."""
_ADDRESS: Final = re.compile(r"(?:https?:|mailto:|/|\./|\.\./|#)\S*|[\w./%-]+\.\w{2,5}")
_RULE: Final = re.compile(r"\s*([-_*=~])(?:\s*\1){3,}\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A heading, a paragraph, an item of a list, a quotation and so on."""

    tag: str
    """``ul`` and ``ol`` are items of such lists."""
    html: str
    """What is in it."""


def pieces(text: str, notation: Notation) -> list[Piece]:
    """The pieces of a text without characters that are ``RESERVED``, in order."""
    return list(_Lines(notation.prepare(text).split("\n"), notation, 0).pieces())


def as_html(found: Iterable[Piece]) -> str:
    """Pieces as HTML, items that follow each other as one list."""
    out: list[str] = []
    for tag, run in groupby(found, key=lambda piece: piece.tag):
        if tag in ("ul", "ol"):
            items = "\n".join(f"<li>{piece.html}</li>" for piece in run)
            out.append(f"<{tag}>\n{items}\n</{tag}>")
        elif tag == "hr":
            out.append("<hr>")
        else:
            out.extend(f"<{tag}>{piece.html}</{tag}>" for piece in run)
    return "\n".join(out)


def marked(text: str, marks: Sequence[Mark]) -> str:
    """A line as HTML, its marks as tags."""
    hidden: list[str] = []

    def hide(html: str) -> str:
        hidden.append(html)
        return f"\x01{len(hidden) - 1}\x02"

    for mark in marks:
        text = mark.pattern.sub(partial(_made, tag=mark.tag, hide=hide), text)
    return _shown(escape(text, quote=False), hidden)


def _shown(text: str, hidden: Sequence[str]) -> str:
    return _HIDDEN.sub(lambda found: hidden[int(found[1])], text)


def _made(found: re.Match[str], tag: str, hide: Callable[[str], str]) -> str:
    groups = found.groupdict()
    text, url = groups.get("text") or "", (groups.get("url") or "").strip()
    match tag:
        case "":
            return text
        case "code" | "a" if "\x01" in (text if tag == "code" else url):
            return found[0]
        case "code":
            return hide(f"<code>{escape(text, quote=False)}</code>")
        case "img":
            return hide(f'<img src="{escape(url)}" alt="{escape(_bare(text))}">')
        case "a" if not _ADDRESS.fullmatch(url):
            return text or url
        case "a" if not text.strip():
            return hide(f'<a href="{escape(url)}">{escape(url, quote=False)}</a>')
        case "a":
            return hide(f'<a href="{escape(url)}">') + text.strip() + hide("</a>")
    return hide(f"<{tag}>") + text + hide(f"</{tag}>")


def _bare(text: str) -> str:
    return _HIDDEN.sub("", text)


Taken = tuple[tuple[Piece, ...], int]
"""Pieces, and how many lines they were."""


class _Lines:
    """The lines of a text, and where its fences end."""

    def __init__(self, lines: list[str], notation: Notation, depth: int) -> None:
        self.lines, self.notation, self.depth = lines, notation, depth
        self.ends: dict[object, list[int]] = {}
        self.levels = self._levels()

    def pieces(self) -> Iterator[Piece]:
        held: list[str] = []
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            taken = self._taken(at, is_inside=bool(held)) if line.strip() else ((), 1)
            if taken is None:
                held.append(line.strip())
                at += 1
                continue
            yield from self._paragraph(held)
            held = []
            yield from taken[0]
            at += taken[1]
        yield from self._paragraph(held)

    def _paragraph(self, lines: list[str]) -> Iterator[Piece]:
        told = self.notation
        is_kept = told.keeps_lines and not (told.is_wrapped and _are_wrapped(lines))
        groups = [[line] for line in lines] if is_kept else [lines]
        for group in groups:
            html = self._marked(_joined(group))
            if html.strip():
                yield Piece(tag="p", html=html)

    def _marked(self, text: str) -> str:
        return marked(text.strip(), self.notation.marks)

    def _taken(self, at: int, *, is_inside: bool) -> Taken | None:
        """What a line begins that is no paragraph."""
        line, told = self.lines[at], self.notation
        for number, fence in enumerate(told.fences):
            if fence.begin.fullmatch(line) and (taken := self._fenced(at, number, fence)):
                return taken
        if told.dropped is not None and told.dropped.fullmatch(line):
            return (), 1
        if told.headings is not None and (found := told.headings.fullmatch(line)):
            return self._heading(found["text"], _depth(found["mark"])), 1
        if not is_inside and self._is_underlined(at):
            level = self.levels[self.lines[at + 1].strip()[0]]
            return self._heading(line.strip(), level), 2
        if told.figures is not None and (found := told.figures.fullmatch(line)):
            return (self._figure(found),), 1
        if told.items is not None and told.items.fullmatch(line):
            return self._item(at)
        if told.quotes is not None and self.depth < _DEEPEST and told.quotes.fullmatch(line):
            return self._quoted(at)
        if told.rows is not None and told.rows.fullmatch(line):
            return self._table(at, told.rows)
        return ((Piece(tag="hr", html=""),), 1) if _RULE.fullmatch(line) else None

    def _heading(self, text: str, level: int) -> tuple[Piece, ...]:
        html = self._marked(text)
        return (Piece(tag=f"h{min(6, max(1, level))}", html=html),) if html else ()

    def _levels(self) -> dict[str, int]:
        """How deep headings are by what is below them: in the order in which these first stand."""
        if not self.notation.underlines:
            return {}
        found = (at for at in range(len(self.lines)) if self._is_underlined(at))
        marks = dict.fromkeys(self.lines[at + 1].strip()[0] for at in found)
        return {mark: level + 1 for level, mark in enumerate(marks)}

    def _is_underlined(self, at: int) -> bool:
        below = self.lines[at + 1].strip() if at + 1 < len(self.lines) else ""
        line = self.lines[at].rstrip()
        if len(below) < 3 or below[0] not in self.notation.underlines or not line.strip():
            return False
        is_line = below == below[0] * len(below)
        return (
            is_line
            and len(below) + 2 >= len(line)
            and line[:1] != " "
            and not _RULE.fullmatch(line)
        )

    def _figure(self, found: re.Match[str]) -> Piece:
        url, text = found["url"].strip(), self._marked(found["text"] or "")
        note = f"<figcaption>{text}</figcaption>" if text else ""
        image = f'<img src="{escape(url)}">' if _ADDRESS.fullmatch(url) else ""
        return Piece(tag="figure", html=image + note)

    def _item(self, at: int) -> Taken:
        """An item of a list, with the lines that go on with it."""
        items = self.notation.items
        assert items is not None
        found = items.fullmatch(self.lines[at])
        assert found is not None
        held, size = [found["text"]], 1
        goes_on = self.notation.is_wrapped
        while goes_on and at + size < len(self.lines) and self.lines[at + size].strip():
            line = self.lines[at + size]  # the next item first: it would look for its own next one
            if items.fullmatch(line) or self._taken(at + size, is_inside=True) is not None:
                break
            held.append(self.lines[at + size].strip())
            size += 1
        mark = found["mark"].strip()[-1:]
        tag = "ol" if found["mark"].strip()[:1].isdigit() or mark in "#." else "ul"
        return (Piece(tag=tag, html=self._marked(_joined(held))),), size

    def _quoted(self, at: int) -> Taken:
        assert self.notation.quotes is not None
        held: list[str] = []
        for line in self._lines_from(at):
            found = self.notation.quotes.fullmatch(line)
            if found is None:
                break
            held.append(found["text"])
        inner = _Lines(held, self.notation, self.depth + 1).pieces()
        return (Piece(tag="blockquote", html=as_html(inner)),), len(held)

    def _lines_from(self, at: int) -> Iterator[str]:
        return (self.lines[place] for place in range(at, len(self.lines)))

    def _table(self, at: int, rows: re.Pattern[str]) -> Taken:
        held = list(takewhile(rows.fullmatch, self._lines_from(at)))
        return (Piece(tag="table", html=self._rows(held)),), len(held)

    def _fenced(self, at: int, number: int, fence: Fence) -> Taken | None:
        """What stands between a fence and its end; None where it has none."""
        end = self._end(at, number, fence)
        if end is None or self.depth == _DEEPEST:
            return None
        inner, size = self.lines[at + 1 : end], end + 1 - at
        match fence.tag:
            case "":
                return (), size
            case "pre":
                text = escape(dedent("\n".join(inner)).strip("\n"), quote=False)
                return (Piece(tag="pre", html=f"<code>{text}</code>"),), size
            case "table":
                return (Piece(tag="table", html=self._rows(inner)),), size
            case "div":
                return tuple(_Lines(inner, self.notation, self.depth + 1).pieces()), size
        html = as_html(_Lines(inner, self.notation, self.depth + 1).pieces())
        return (Piece(tag=fence.tag, html=html),), size

    def _end(self, at: int, number: int, fence: Fence) -> int | None:
        """The line that ends a fence; all of them are looked for once."""
        key = number if fence.end is not None else self.lines[at].strip()
        places = self.ends.get(key)
        if places is None:
            places = [place for place, line in enumerate(self.lines) if self._ends(line, at, fence)]
            self.ends[key] = places
        next_one = bisect_right(places, at)
        return places[next_one] if next_one < len(places) else None

    def _ends(self, line: str, at: int, fence: Fence) -> bool:
        if fence.end is not None:
            return fence.end.fullmatch(line) is not None
        return line.strip() == self.lines[at].strip()

    def _rows(self, lines: Iterable[str]) -> str:
        told = (line.strip().strip("|") for line in lines if not _BETWEEN_ROWS.fullmatch(line))
        rows = (line.split("|") for line in told if line.strip())
        cells = ("".join(f"<td>{self._marked(cell)}</td>" for cell in row) for row in rows)
        return "".join(f"<tr>{row}</tr>" for row in cells)


def _depth(mark: str) -> int:
    return int(mark) if mark.isdigit() else len(mark.strip())


def _are_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines look as if they had been broken for their width."""
    return len(lines) > 1 and all(_NARROWEST < width(line) < _WIDEST for line in lines[:-1])


def _joined(lines: Sequence[str]) -> str:
    """Lines of a paragraph as one; between CJK characters no space is put in."""
    out = lines[0] if lines else ""
    for line in lines[1:]:
        is_one = out[-1:] and line[:1] and is_cjk(out[-1]) and is_cjk(line[0])
        out += line if is_one else f" {line}"
    return out
