"""Plain text as HTML: paragraphs, lists and captions; no character of it is thrown away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Final

from feedclean.later import later
from feedclean.parse.dialects.cjk import is_cjk, width
from feedclean.parse.left_calls import with_calls_apart

_BLANK: Final = re.compile(r"\n[ \t\u3000\xa0]*(?:\n[ \t\u3000\xa0]*)+(?=\S|$)")
_NUMBERED: Final = later(
    r"[ \t\u3000]*(\d{1,3})(?:[.．、](?:[ \t\u3000]+|(?=\D))|[)）][ \t\u3000]*(?=\D))(\S.*)"
)
_BULLETED: Final = later(r"[ \t\u3000]*[•●▪■◆◇★☆·‧*+–-][ \t\u3000]+(\S.*)")
_INDENTED: Final = re.compile(r"[ \t\u3000\xa0]{2,}\S|\u3000\S")
_ENDS: Final = '.。!！?？…:：;；”"’)）」』】'
_CREDIT: Final = later(
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
_NARROWEST_LATIN = 50
"""Verses of five feet have nearly as many columns."""


def paragraphs(text: str) -> str:
    """The text as ``<p>``, ``<ol>`` and ``<ul>``; a caption of a photo not there, ``<figcaption>``.

    Blocks are what stands between blank lines. Lines within a block are joined where the text was
    wrapped at a fixed width; otherwise each stays a line of its own.
    """
    blocks = [_lines(block) for block in _BLANK.split(with_calls_apart(text))]
    blocks = [block for block in blocks if block]
    full = _full_width(blocks)
    return "\n".join(html for block in blocks for html in _block(block, full))


def _lines(block: str) -> list[str]:
    return [line.rstrip() for line in block.split("\n") if line.strip()]


def _full_width(blocks: Sequence[Sequence[str]]) -> int:
    """How wide a line is that was broken for its width; 0, where no such breaking is to be seen.

    Then nearly all lines but the last of a paragraph are as wide as the widest one.
    """
    widest = max((width(line.strip()) for block in blocks for line in block), default=0)
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return 0
    is_wide = any(is_cjk(line.strip()[0]) for block in blocks for line in block[:1])
    if widest < (_NARROWEST_WRAP if is_wide else _NARROWEST_LATIN):
        return 0
    full = int(0.75 * widest)
    several = [block for block in blocks if len(block) > 1]
    broken = [block for block in several if all(width(line.strip()) >= full for line in block[:-1])]
    lines = sum(len(block) - 1 for block in broken)
    total = sum(width(line.strip()) for block in several for line in block)
    share = sum(width(line.strip()) for block in broken for line in block)
    return full if lines >= 3 and share >= 0.6 * total else 0


def _block(lines: list[str], full: int) -> Iterator[str]:
    plain: list[str] = []
    at = 0
    while at < len(lines):
        for pattern, tag in ((_NUMBERED, "ol"), (_BULLETED, "ul")):
            items = _items(lines, at, pattern, full)
            if len(items) > 1:
                yield from _before_list(plain, full)
                plain = []
                yield _list(items, tag)
                at += sum(size for _, _, size in items)
                break
        else:
            plain.append(lines[at])
            at += 1
    yield from _text(plain, full)


Item = tuple[int, str, int]
"""Number of a list item (0: none), its text, and how many lines it takes."""


def _items(lines: list[str], at: int, pattern: re.Pattern[str], full: int) -> list[Item]:
    """The list that begins at a line: marks of one kind, numbers going up by one."""
    items: list[Item] = []
    while at < len(lines):
        found = pattern.fullmatch(lines[at])
        if found is None:
            if full and items and _INDENTED.match(lines[at]):  # a wrapped item goes on
                number, text, size = items[-1]
                space = "" if is_cjk(text[-1]) and is_cjk(lines[at].strip()[0]) else " "
                items[-1] = (number, text + space + lines[at].strip(), size + 1)
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


def _before_list(lines: list[str], full: int) -> Iterator[str]:
    """The lines before a list; a short last one is the heading of the list."""
    if lines:
        last = lines[-1].strip()
        if len(last) <= _SHORT and last[-1] not in ".。,，;；!！":
            yield from _text(lines[:-1], full)
            yield f"<h3>{escape(last, quote=False)}</h3>"
        else:
            yield from _text(lines, full)


def _text(lines: list[str], full: int) -> Iterator[str]:
    for group in _groups(lines, full):
        stripped = [line.strip(" \t\u3000\xa0") for line in group]
        html = _joined(stripped, full)
        caption = f"<figure><figcaption>{html}</figcaption></figure>"
        yield caption if _is_caption(group) else f"<p>{html}</p>"


def _groups(lines: list[str], full: int) -> Iterator[list[str]]:
    """Lines of a block by paragraph: an indented line begins one, so does every whole sentence."""
    whole = not full and all(
        len(line) >= _SHORT and line.rstrip()[-1] in _ENDS for line in lines[:-1]
    )
    group: list[str] = []
    indented = sum(_INDENTED.match(line) is not None for line in lines)
    by_indent = indented > 0 and (not full or indented < len(lines)) and not _is_stanza(lines)
    for line in lines:
        if group and (whole or (by_indent and _INDENTED.match(line))):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_stanza(lines: list[str]) -> bool:
    """Whether only some of short lines are indented, and not the first, as in poems.

    In Chinese and Japanese paragraphs may be as short, and are indented.
    """
    return not _INDENTED.match(lines[0]) and all(
        width(line.strip()) < _SHORT and not is_cjk(line.strip()[0]) for line in lines
    )


def _is_caption(lines: list[str]) -> bool:
    text = " ".join(line.strip() for line in lines)
    if len(lines) > 2 or len(text) > _LONGEST_CAPTION:
        return False
    return any(found.end() == len(text) for found in _CREDIT.finditer(text))


def _joined(lines: Sequence[str], full: int) -> str:
    """Lines of a paragraph as HTML: one broken for its width runs on, another ends with ``<br>``.

    Between CJK characters no space is put in.
    """
    out = escape(lines[0], quote=False) if lines else ""
    for before, line in pairwise(lines):
        if not full or width(before.strip()) < full:
            out += "<br>\n"
        elif not (is_cjk(before[-1]) and is_cjk(line[0])):
            out += " "
        out += escape(line, quote=False)
    return out
