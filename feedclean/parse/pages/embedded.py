"""JSON-LD scripts to nodes, however they are written: broken, wrapped in comments, nested."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final

from feedclean.text import collapse

Node = Mapping[str, object]

LONGEST: Final = 600_000
_MOST_NODES: Final = 400
_WRAPPING: Final = re.compile(
    r"<!--|-->|/\*\s*<!\[CDATA\[\s*\*/|/\*\s*\]\]>\s*\*/|//\s*<!\[CDATA\[|//\s*\]\]>|<!\[CDATA\[|\]\]>"
)
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")
_INTO: Final = ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed")
"""Only these are looked into: other lists name other articles."""


def load_nodes(scripts: tuple[str, ...]) -> tuple[list[Node], list[str]]:
    """The objects of all scripts, and the scripts that cannot be read."""
    nodes: list[Node] = []
    broken: list[str] = []
    for script in scripts:
        found = _load(script[:LONGEST])
        if found is None:
            broken.append(script[:LONGEST])
        else:
            nodes.extend(_nodes(found))
    return nodes[:_MOST_NODES], broken


def _load(script: str) -> object | None:
    text = _WRAPPING.sub("", script).strip().rstrip(";").strip()
    if not text:
        return []
    if text.startswith(("{&quot;", "[{&quot;")):
        text = unescape(text)
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            found: object = json.loads(attempt, strict=False)
            return found
        except (ValueError, RecursionError):
            pass
    return _several(text)


def _several(text: str) -> list[object] | None:
    """Objects written one behind the other."""
    decoder = json.JSONDecoder(strict=False)
    found: list[object] = []
    at = 0
    while at < len(text) and len(found) < _MOST_NODES:
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        found.append(value)
        at = end
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
    return found or None


def _nodes(found: object) -> Iterator[Node]:
    stack = [found]
    seen = 0
    while stack and seen < 4 * _MOST_NODES:
        value = stack.pop(0)
        seen += 1
        if isinstance(value, list):
            stack[:0] = value
        elif isinstance(value, dict):
            yield value
            stack.extend(value[key] for key in _INTO if isinstance(value.get(key), dict | list))


def text_of(value: object) -> str | None:
    """A value as one line of plain text; of a list its first, of an object its name."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("name") or value.get("alternateName")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    return collapse(unescape(value)) or None


def addresses_of(node: Node) -> Iterator[str]:
    """Where a node says that it is, as written."""
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        if isinstance(value, Mapping):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and value.strip():
            yield value.strip()


def types_of(node: Node) -> set[str]:
    """Lower-case names of what a node is."""
    kind = node.get("@type")
    names = kind if isinstance(kind, list) else [kind]
    return {name.rsplit("/", 1)[-1].lower() for name in names if isinstance(name, str)}
