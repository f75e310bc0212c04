"""Texts that editors keep as trees of blocks → HTML, whatever blocks and marks are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Any, Final

from feedclean.parse.records.json_keys import spelled
from feedclean.parse.records.json_kinds import HEADING, ITEMS, TAGS
from feedclean.parse.records.json_mobiledoc import mobiledoc_html, sections_of
from feedclean.parse.records.json_runs import (
    DEEPEST,
    INNER,
    RUNS,
    WORDS,
    Around,
    Shown,
    beside,
    figure,
    is_run,
    joined_blocks,
    kind_of,
    line,
    parted,
    places_in,
    strings,
    with_links,
    words_in,
    words_of,
)
from feedclean.parse.records.json_unsaid import unsaid
from feedclean.parse.records.json_wordpress import block_html, has_html

_LEVELS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_UNNAMED: Final = ("text", *WORDS, "paragraph", "data")
"""Where a block that does not say what it is has its words."""
_LIST_KINDS: Final = ("type", "style", "listType", "tag")
_ORDERED: Final = frozenset("ordered number ol numbered orderedlist numberedlist".split())


def tree_html(value: Any) -> str:
    """A text in blocks as HTML."""
    around = Around()
    if isinstance(value, dict):
        sections = sections_of(value)
        if sections is not None:
            return mobiledoc_html(value, sections)
        entities = value.get("entityMap")
        if isinstance(entities, list):
            entities = {str(number): one for number, one in enumerate(entities)}
        around = Around(entities=entities if isinstance(entities, dict) else {})
    return joined_blocks(_shown(value, around, 0))


def _shown(value: Any, around: Around, depth: int) -> Iterator[Shown]:
    """The blocks in a value; of what is too deep for anybody to have written, the words."""
    if depth > DEEPEST:
        yield "p", escape(" ".join(words_in(value)), quote=False)
        return
    if isinstance(value, str):
        yield from (("p", part) for part in parted(value))
    elif isinstance(value, list):
        is_line = depth > 1 or any(kind_of(one) for one in value if isinstance(one, dict))
        if is_line and value and all(map(is_run, value)):
            yield "p", line(value, around, depth)
            return
        inside = replace(around, is_compared=True)
        for one in value:
            shown = list(_shown(one, inside, depth + 1))
            yield from shown
            if not around.is_compared:
                yield from _unsaid(one, shown)
    elif isinstance(value, dict):
        yield from _block(value, around, depth)


def _unsaid(value: Any, shown: list[Shown]) -> Iterator[Shown]:
    return (("p", text) for text in unsaid(value, joined_blocks(shown)))


def _block(value: Mapping[str, Any], around: Around, depth: int) -> Iterator[Shown]:
    kind = kind_of(value)
    if kind in RUNS:
        yield "p", line([value], around, depth)
        return
    if has_html(value):
        inner = block_html(value, lambda one: joined_blocks(_shown(one, around, depth + 1)))
        yield from (("html", html) for html in inner)
        return
    around = with_links(value, around)
    own = value.get(str(value.get("type")))  # of Notion: what a block of a type says
    if isinstance(own, dict):
        value = {**own, **{key: one for key, one in value.items() if key in ("children", "type")}}
    heading = HEADING.fullmatch(kind)
    if heading is not None:
        yield f"h{_level(value, heading)}", _inside(value, around, depth)
    elif kind in ITEMS:
        below = joined_blocks(_further(value, around, depth))
        yield ITEMS[kind], _inside(value, around, depth) + below
    else:
        tag = TAGS.get(kind, "")
        yield from _READERS.get(tag, _unknown)(value, around, depth)


def _paragraph(value: Mapping[str, Any], around: Around, depth: int) -> Iterator[Shown]:
    yield "p", _inside(value, around, depth)
    yield from _further(value, around, depth)


def _code(value: Mapping[str, Any], around: Around, depth: int) -> Iterator[Shown]:
    yield "pre", f"<code>{_inside(value, around, depth)}</code>"


def _quote(value: Mapping[str, Any], around: Around, depth: int) -> Iterator[Shown]:
    who = words_of(_told(value, ("caption", "cite", "author", "attribution")))
    quoted = _inside(value, around, depth)
    yield "blockquote", f"<p>{quoted}</p>" + (f"<p>{who}</p>" if who else "")
    yield from _further(value, around, depth)


def _items(value: Mapping[str, Any], around: Around, depth: int) -> Iterator[Shown]:
    tag = "ol" if _is_ordered(value) else "ul"
    yield from ((tag, inner) for inner in _list(value, around, depth))


def _picture(value: Mapping[str, Any], around: Around, depth: int) -> Iterator[Shown]:
    ranges = value.get("entityRanges")
    keys = [one.get("key") for one in ranges or () if isinstance(one, dict)]
    named = (around.entities.get(str(key)) for key in keys)
    others = [one for one in named if isinstance(one, dict)]
    shown = ("figure", figure(value, *others))
    yield shown
    yield from _unsaid(others, [shown])


def _html(value: Mapping[str, Any], around: Around, depth: int) -> Iterator[Shown]:
    told = (place for place in (value, beside(value)))
    found = (text for place in told for text in strings(place, ("html", "content", "text")))
    yield "html", next(found, "")


def _rule(value: Mapping[str, Any], around: Around, depth: int) -> Iterator[Shown]:
    yield "hr", ""


def _table(value: Mapping[str, Any], around: Around, depth: int) -> Iterator[Shown]:
    """Rows that are lists of cells, or blocks with cells in them."""
    rows = _told(value, ("rows", "cells")) or beside(value).get("content")
    if isinstance(rows, list) and all(isinstance(row, list) for row in rows):
        cells = ("".join(f"<td>{words_of(cell)}</td>" for cell in row) for row in rows)
        yield "table", "".join(f"<tr>{row}</tr>" for row in cells)
        return
    yield "table", joined_blocks(_shown(_inner(value), around, depth + 1))


def _row(value: Mapping[str, Any], around: Around, depth: int) -> Iterator[Shown]:
    yield "tr", joined_blocks(_shown(_inner(value), around, depth + 1))


def _cell(value: Mapping[str, Any], around: Around, depth: int) -> Iterator[Shown]:
    yield "td", _inside(value, around, depth)


def _inner(value: Mapping[str, Any]) -> list[Any]:
    return next((value[key] for key in INNER if isinstance(value.get(key), list)), [])


def _unknown(value: Mapping[str, Any], around: Around, depth: int) -> Iterator[Shown]:
    """What is in a block of a kind nobody has heard of, or in what is around all of them."""
    inner = [value[key] for key in (*INNER, "rich_text") if isinstance(value.get(key), list | dict)]
    for one in inner:
        yield from _shown(one, around, depth + 1)
    if inner:
        return
    told = (place for place in (value, beside(value)))
    text = next((text for place in told for text in strings(place, _UNNAMED)), "")
    if text.strip():
        yield from (("p", part) for part in parted(text))
    elif value.get("caption"):
        yield "figure", figure(value)


def _inside(value: Mapping[str, Any], around: Around, depth: int) -> str:
    """What is written in a block: pieces of a line, or blocks within it."""
    for key in ("rich_text", *INNER):
        inner = value.get(key)
        if isinstance(inner, list) and inner:
            if all(map(is_run, inner)):
                return line(inner, around, depth)
            shown = list(_shown(inner, around, depth + 1))
            if all(tag == "p" for tag, _ in shown):
                return "<br>".join(text for _, text in shown)
            return joined_blocks(shown)
    own = next(strings(value, ("text", "code")), "")
    if own:
        return escape(own, quote=False).replace("\n", "<br>\n")
    told = next(strings(beside(value), ("text", "code", "content")), "")  # of Editor.js: HTML
    return told or words_of(next(strings(value, WORDS), ""))


def _further(value: Mapping[str, Any], around: Around, depth: int) -> Iterator[Shown]:
    """Blocks that are kept below the words of another one, as Notion has them."""
    if value.get("rich_text") and isinstance(value.get("children"), list):
        yield from _shown(value["children"], around, depth + 1)


def _list(value: Mapping[str, Any], around: Around, depth: int) -> Iterator[str]:
    """What is in the items of a list; those of Editor.js are texts, or texts with items below."""
    told = _told(value, ("items",))
    for one in told if isinstance(told, list) else _inner(value):
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict) and isinstance(one.get("content"), str):
            below = {"items": one.get("items") or []}
            deeper = () if depth > DEEPEST else _list(below, around, depth + 1)
            yield one["content"] + joined_blocks(("ul", item) for item in deeper)
        elif isinstance(one, dict):
            yield _inside(one, around, depth + 1)


def _is_ordered(value: Mapping[str, Any]) -> bool:
    told = (place.get(key) for place in (value, *places_in(value)) for key in _LIST_KINDS)
    return any(isinstance(one, str) and spelled(one) in _ORDERED for one in told)


def _level(value: Mapping[str, Any], heading: re.Match[str]) -> int:
    told = heading["level"] or _told(value, ("level", "tag", "depth"))
    level = _LEVELS.get(str(told)) or next((int(c) for c in str(told) if c.isdecimal()), 2)
    return min(6, max(1, level))


def _told(value: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    """What a block says of itself, or beside itself."""
    return next(
        (place[key] for place in (value, *places_in(value)) for key in keys if place.get(key)), None
    )


_READERS: Final[Mapping[str, Callable[[Mapping[str, Any], Around, int], Iterator[Shown]]]] = {
    "blockquote": _quote,
    "figure": _picture,
    "hr": _rule,
    "html": _html,
    "p": _paragraph,
    "pre": _code,
    "table": _table,
    "td": _cell,
    "tr": _row,
    "ul": _items,
}
"""How a block becomes what it is to be."""
