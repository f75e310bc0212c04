"""A whole page kept as plain text, as HTML: each line of it an element of its own.

Programs that turn pages into text indent for looks, wrap at the width of a terminal, and number
links: no indentation here is a quotation or code, wrapped lines are joined, and numbers of links
become links where the list of their addresses stands at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import takewhile
from typing import Final

from feedclean.parse.dialects.cjk import is_cjk, width
from feedclean.parse.dialects.flat.whole_page import words_in
from feedclean.parse.dialects.written.numbered_links import with_links, without_references

_BULLET: Final = re.compile(r"(?:[•●▪■◆◦○□‣⁃∙·*+–-]|o(?= ))(?:[ \t\u3000\xa0]+|$)")
_SAID: Final = re.compile(r"[.。!！?？…؟۔।][\"”’»“」』)）]*$")
_SPACE: Final = " \t\u3000\xa0"
_WIDEST_WRAP: Final = 130
_NARROWEST_WRAP: Final = 40
_LEAST_WRAPPED: Final = 3
_MOST_BEYOND: Final = 0.1
"""Of a text wrapped at a width, the share of lines that may be wider: addresses, tables."""
_INLINE_LINK: Final = re.compile(
    r"(!?)\[((?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
)
_PICTURE: Final = re.compile(
    r"\[[^\[\]\s]{1,200}\.(?:jpe?g|png|gif|webp|svg|avif)\]", re.IGNORECASE
)
_INDENTED_SHARE: Final = 0.6
_GAP: Final = re.compile(r"[ \xa0]{2,}|\u3000")
_LEAST_PARTS: Final = 2
_WIDEST_PART: Final = 32
_LONGEST_ROW: Final = 240
_STOPPED: Final = re.compile(r"[.。!！?？…,，;；:：]$")
_WIDEST_HEADING: Final = 80
_LEAST_PARAGRAPH: Final = 80
_LONGEST_BOX: Final = 12


@dataclass(frozen=True, slots=True)
class _Line:
    indent: int
    text: str
    is_item: bool
    is_after_blank: bool


def flat_html(text: str) -> str:
    """The page as HTML."""
    text, links = without_references(text)
    lines = list(_lines(text))
    wrap = _wrap_of(lines)
    joined = list(_joined(lines, wrap))
    body_indent = _body_indent(joined) if wrap else 0
    return "\n".join(_elements(joined, links, body_indent))


def unwrapped(text: str) -> Iterator[str]:
    """The lines of a text as they were before it was wrapped at a width."""
    lines = list(_lines(text))
    return (line.text for line in _joined(lines, _wrap_of(lines)))


def row(line: str) -> list[str]:
    """The words of a line with gaps between them, as browsers copy what stood side by side."""
    parts = [part for part in _GAP.split(line) if part] if len(line) <= _LONGEST_ROW else []
    if len(parts) < _LEAST_PARTS or max(map(width, parts)) > _WIDEST_PART:
        return []
    return parts if not any(map(_STOPPED.search, parts)) else []


def _lines(text: str) -> Iterator[_Line]:
    is_after_blank = True
    for raw in text.expandtabs(8).split("\n"):
        bare = raw.strip(_SPACE)
        if not bare:
            is_after_blank = True
            continue
        indent = len(raw) - len(raw.lstrip(_SPACE))
        bullet = _bullet(bare)
        yield _Line(
            indent, bare[bullet.end() :] if bullet else bare, bullet is not None, is_after_blank
        )
        is_after_blank = False


def _bullet(line: str) -> re.Match[str] | None:
    """What marks a line as an item: no dash before what somebody says, no stars between parts."""
    found = _BULLET.match(line)
    if found is None or (found[0][0] == "–" and _SAID.search(line)):
        return None
    return found if found.end() == len(line) or any(map(str.isalnum, line[found.end() :])) else None


def _columns(line: _Line) -> int:
    return line.indent + width(line.text) + 2 * line.is_item


def _wrap_of(lines: Sequence[_Line]) -> int:
    """The width at which the text was wrapped; 0 where its lines are as long as they came."""
    counts = Counter(_columns(line) for line in lines)
    widest = next(
        (
            columns
            for columns in range(_WIDEST_WRAP, _NARROWEST_WRAP, -1)
            if counts[columns]
            and sum(counts[columns - each] for each in range(8))
            >= max(_LEAST_WRAPPED, len(lines) // 50)
        ),
        0,
    )
    beyond = sum(count for columns, count in counts.items() if columns > widest)
    return widest if widest and beyond <= max(1, _MOST_BEYOND * len(lines)) else 0


def _joined(lines: Sequence[_Line], wrap: int) -> Iterator[_Line]:
    """Lines that were broken for the width made one: the next word would not have fitted in."""
    whole: _Line | None = None
    last: _Line | None = None
    for line in lines:
        if whole is not None and last is not None and wrap and _goes_on(last, line, wrap):
            is_tight = is_cjk(whole.text[-1]) and is_cjk(line.text[0])
            text = f"{whole.text}{'' if is_tight else ' '}{line.text}"
            whole = _Line(whole.indent, text, whole.is_item, whole.is_after_blank)
        else:
            if whole is not None and whole.text:
                yield whole
            whole = line
        last = line
    if whole is not None and whole.text:
        yield whole


def _goes_on(last: _Line, line: _Line, wrap: int) -> bool:
    if line.is_item or line.is_after_blank or not last.text or not line.text:
        return False
    first = line.text[0] if is_cjk(line.text[0]) else line.text.split(" ", 1)[0]
    return _columns(last) + 1 + width(first) > wrap - 2


def _body_indent(lines: Sequence[_Line]) -> int:
    """How far running text is indented where headings are not; 0 where both begin alike."""
    plain = [line.indent for line in lines if not line.is_item]
    usual = Counter(plain).most_common(1)[0][0] if plain else 0
    return usual if sum(indent >= usual for indent in plain) >= _INDENTED_SHARE * len(plain) else 0


def _elements(lines: Sequence[_Line], links: Mapping[int, str], body_indent: int) -> Iterator[str]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.is_item:
            items = list(takewhile(lambda each: each.is_item, lines[at:]))
            yield (
                "<ul>"
                + "".join(f"<li>{_inline(each.text, links)}</li>" for each in items)
                + "</ul>"
            )
            at += len(items)
            continue
        if parts := row(line.text):
            yield "<ul>" + "".join(f"<li>{_inline(part, links)}</li>" for part in parts) + "</ul>"
            at += 1
            continue
        is_set_apart = (
            body_indent > 0
            and (line.indent < body_indent or line.indent > 2 * body_indent + 4)
            and _is_alone(lines, at)
            and len(line.text) < 200
        )
        tag = "h2" if is_set_apart else 'h2 class="subhead"' if _resumes(lines, at) else "p"
        name = tag.partition(" ")[0]
        yield f"<{tag}>{_inline(line.text, links)}</{name}>"
        at += 1


def _is_alone(lines: Sequence[_Line], at: int) -> bool:
    """Whether there are blank lines above and below a line."""
    return lines[at].is_after_blank and (at + 1 == len(lines) or lines[at + 1].is_after_blank)


def _resumes(lines: Sequence[_Line], at: int) -> bool:
    """Whether a short line is alone between a list of other lines within the text and the text.

    Where blank lines part paragraphs, lines that are not parted are a box: what is alone below
    them is no more of it, and says what the next paragraphs are about.
    """
    if not 2 <= at < len(lines) - 1 or not _is_alone(lines, at) or lines[at - 1].is_after_blank:
        return False
    text, below = lines[at].text, lines[at + 1].text
    if width(text) > _WIDEST_HEADING or _STOPPED.search(text) or not text[0].isalnum():
        return False
    if words_in(text) or width(below) < _LEAST_PARAGRAPH or not _SAID.search(below):
        return False
    return any(map(_is_paragraph, lines[max(0, at - _LONGEST_BOX) : at]))


def _is_paragraph(line: _Line) -> bool:
    return line.is_after_blank and width(line.text) >= _LEAST_PARAGRAPH


def _inline(text: str, links: Mapping[int, str]) -> str:
    if links:
        return with_links(text, links)
    if "](" not in text:
        return (
            escape(text, quote=False)
            if not _PICTURE.fullmatch(text)
            else f'<img alt="{escape(text[1:-1])}">'
        )
    out, end = [], 0
    for found in _INLINE_LINK.finditer(text):
        out.append(escape(text[end : found.start()], quote=False))
        label, url = escape(found[2].strip(), quote=False), escape(found[3])
        if found[1]:
            out.append(f'<img src="{url}" alt="{escape(found[2])}">')
        else:
            out.append(f'<a href="{url}">{label}</a>')
        end = found.end()
    return "".join(out) + escape(text[end:], quote=False)
