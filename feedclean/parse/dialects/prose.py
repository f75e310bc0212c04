"""Plain text as HTML: paragraphs, lists and captions; no character of it is thrown away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final
from unicodedata import east_asian_width

from feedclean.parse.dialects.cjk import is_cjk

_BLANK: Final = re.compile(r"\n[ \t\u3000\xa0]*(?:\n[ \t\u3000\xa0]*)+(?=\S|$)")
_NUMBERED: Final = re.compile(
    r"[ \t\u3000]*(\d{1,3})(?:[.．、][ \t\u3000]*|[)）][ \t\u3000]*)(?=\D)(\S.*)"
)
_BULLETED: Final = re.compile(r"[ \t\u3000]*[•●▪■◆◇★☆·‧*+–-][ \t\u3000]+(\S.*)")
_INDENTED: Final = re.compile(r"[ \t\u3000\xa0]{2,}\S|\u3000\S")
_ENDS: Final = '.。!！?？…:：;；”"’)）」』】'
_CREDIT: Final = re.compile(
    r"(?:\b(?:pool )?(?:photo(?:graph|s)?|picture|image|illustration)\b(?: \w+){0,2} "
    r"(?:by|via|courtesy)\b.{1,60}"
    r"|(?:\bvia |[/(（]\s*)(?:AP|AFP|Reuters|Getty(?: Images)?|EPA(?:-EFE)?|Bloomberg|Xinhua|dpa|"
    r"TASS|Shutterstock|路透社?|法新社?|美联社|美聯社|新华社|新華社|中新社|视觉中国|中央社)\s*[)）]?"
    r"|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3} ?/ ?[A-Z][\w.&'’ -]{1,40}"
    r"|(?:图片来源|圖片來源|图源|图片|摄影|攝影|供图|Foto|Fotó|Zdjęcie|Фото|写真|사진)\s*[:：/].{1,40}"
    r"|[(（][^()（）]{1,30}(?:摄|攝|供图|资料图片?|網路圖片|网络图片|图片|圖片|撮影|제공)[)）]"
    r"|\bAP Photo(?:/.{1,40})?|[©Ⓒ] ?.{1,50})\s*[.)）]?",
)
_LONGEST_CAPTION = 200
_SHORT = 40
_WIDEST_WRAP = 120
_NARROWEST_WRAP = 40


def paragraphs(text: str) -> str:
    """The text as ``<p>``, ``<ol>`` and ``<ul>``; a photo caption is ``<p class="caption">``.

    Blocks are what stands between blank lines. Lines within a block are joined where the text was
    wrapped at a fixed width; otherwise each stays a line of its own.
    """
    blocks = [_lines(block) for block in _BLANK.split(text)]
    blocks = [block for block in blocks if block]
    wrapped = _is_wrapped(blocks)
    return "\n".join(html for block in blocks for html in _block(block, wrapped=wrapped))


def _lines(block: str) -> list[str]:
    return [line.rstrip() for line in block.split("\n") if line.strip()]


def _is_wrapped(blocks: Sequence[Sequence[str]]) -> bool:
    """Whether lines were broken at a fixed width: nearly all but the last of each are as long."""
    widths = [_width(line) for block in blocks for line in block[:-1]]
    if len(widths) < 3:
        return False
    widest = max(_width(line) for block in blocks for line in block)
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return False
    full = sum(width >= 0.75 * widest for width in widths)
    return full >= 0.7 * len(widths)


def _width(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line.strip())


def _block(lines: list[str], *, wrapped: bool) -> Iterator[str]:
    plain: list[str] = []
    at = 0
    while at < len(lines):
        for pattern, tag in ((_NUMBERED, "ol"), (_BULLETED, "ul")):
            items = _items(lines, at, pattern, wrapped=wrapped)
            if len(items) > 1:
                yield from _before_list(plain, wrapped=wrapped)
                plain = []
                yield _list(items, tag)
                at += sum(size for _, _, size in items)
                break
        else:
            plain.append(lines[at])
            at += 1
    yield from _text(plain, wrapped=wrapped)


Item = tuple[int, str, int]
"""Number of a list item (0: none), its text, and how many lines it takes."""


def _items(lines: list[str], at: int, pattern: re.Pattern[str], *, wrapped: bool) -> list[Item]:
    """The list that begins at a line: marks of one kind, numbers going up by one."""
    items: list[Item] = []
    while at < len(lines):
        found = pattern.fullmatch(lines[at])
        if found is None:
            if wrapped and items and _INDENTED.match(lines[at]):  # a wrapped item goes on
                number, text, size = items[-1]
                items[-1] = (number, _joined((text, lines[at].strip())), size + 1)
                at += 1
                continue
            break
        number = int(found[1]) if pattern is _NUMBERED else 0
        if items and number and number != items[-1][0] + 1:
            break
        items.append((number, found[found.re.groups].strip(), 1))
        at += 1
    return items


def _list(items: list[Item], tag: str) -> str:
    start = f' start="{items[0][0]}"' if items[0][0] > 1 else ""
    inner = "\n".join(f"<li>{escape(text, quote=False)}</li>" for _, text, _ in items)
    return f"<{tag}{start}>\n{inner}\n</{tag}>"


def _before_list(lines: list[str], *, wrapped: bool) -> Iterator[str]:
    """The lines before a list; a short last one is the heading of the list."""
    if lines:
        last = lines[-1].strip()
        if len(last) <= _SHORT and last[-1] not in ".。,，;；!！":
            yield from _text(lines[:-1], wrapped=wrapped)
            yield f"<h3>{escape(last, quote=False)}</h3>"
        else:
            yield from _text(lines, wrapped=wrapped)


def _text(lines: list[str], *, wrapped: bool) -> Iterator[str]:
    for group in _groups(lines, wrapped=wrapped):
        stripped = [line.strip(" \t\u3000\xa0") for line in group]
        if wrapped:
            html = escape(_joined(stripped), quote=False)
        else:
            html = "<br>\n".join(escape(line, quote=False) for line in stripped)
        yield f'<p class="caption">{html}</p>' if _is_caption(group) else f"<p>{html}</p>"


def _groups(lines: list[str], *, wrapped: bool) -> Iterator[list[str]]:
    """Lines of a block by paragraph: an indented line begins one, so does every whole sentence."""
    whole = not wrapped and all(
        len(line) >= _SHORT and line.rstrip()[-1] in _ENDS for line in lines[:-1]
    )
    group: list[str] = []
    indented = sum(_INDENTED.match(line) is not None for line in lines)
    by_indent = indented > 0 and (not wrapped or indented < len(lines))
    for line in lines:
        if group and (whole or (by_indent and _INDENTED.match(line))):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_caption(lines: list[str]) -> bool:
    text = " ".join(line.strip() for line in lines)
    if len(lines) > 2 or len(text) > _LONGEST_CAPTION:
        return False
    return any(found.end() == len(text) for found in _CREDIT.finditer(text))


def _joined(lines: Iterable[str]) -> str:
    """Wrapped lines as one: without a space between CJK, mending a hyphen is not attempted."""
    out = ""
    for line in lines:
        if out and not (is_cjk(out[-1]) and is_cjk(line[0])):
            out += " "
        out += line
    return out
