"""Which texts are kept as trees of blocks, and what each kind of block is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from feedclean.parse.records.json_mobiledoc import sections_of
from feedclean.parse.records.json_runs import BESIDE, DEEPEST, INNER, kind_of
from feedclean.parse.records.json_wordpress import has_html

TAGS: Final[Mapping[str, str]] = {
    **dict.fromkeys("paragraph unstyled p normal textblock block callout toggle lead".split(), "p"),
    **dict.fromkeys("blockquote quote pullquote citation".split(), "blockquote"),
    **dict.fromkeys(
        "bulletlist bulletedlist unorderedlist ul list itemlist checklist".split(), "ul"
    ),
    **dict.fromkeys("orderedlist numberedlist ol".split(), "ul"),
    **dict.fromkeys("codeblock preformatted pre".split(), "pre"),
    **dict.fromkeys("divider horizontalrule hr delimiter thematicbreak".split(), "hr"),
    **dict.fromkeys("atomic image picture figure photo upload imageblock media".split(), "figure"),
    **dict.fromkeys("table tableblock".split(), "table"),
    **dict.fromkeys("tablerow tr".split(), "tr"),
    **dict.fromkeys("tablecell tableheader tableheadercell td th".split(), "td"),
    **dict.fromkeys("html rawhtml raw htmlblock".split(), "html"),
}
ITEMS: Final[Mapping[str, str]] = {
    **dict.fromkeys("listitem li item todo todolistitem tasklistitem taskitem".split(), "ul"),
    **dict.fromkeys("bulletedlistitem unorderedlistitem bulletlistitem".split(), "ul"),
    **dict.fromkeys("numberedlistitem orderedlistitem".split(), "ol"),
    **dict.fromkeys(("bullet",), "ul"),
    **dict.fromkeys(("number",), "ol"),
}
"""Items that stand beside each other without a list around them, and which list that is."""
HEADING: Final = re.compile(
    r"(?:heading|header|title|h)(?P<level>[1-6]|one|two|three|four|five|six)?"
)


def opened(text: str) -> Any:
    """The tree that a text in JSON is; None for any other text."""
    if text[:1] not in "{[" or text[-1:] not in "}]":
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def is_tree(value: Any, depth: int = 0) -> bool:
    """Whether a value is a text in blocks: most of its parts say what they are, as blocks do."""
    if isinstance(value, dict):
        if sections_of(value) is not None:
            return True
        inner = (value[key] for key in INNER if isinstance(value.get(key), dict | list))
        return depth < DEEPEST and any(is_tree(one, depth + 1) for one in inner)
    if not isinstance(value, list) or not value:
        return False
    blocks = [one for one in value[:50] if isinstance(one, dict)]
    known = sum(_is_block(one) for one in blocks)
    return known > 0 and 2 * known >= len(value[:50])


def _is_block(value: Mapping[str, Any]) -> bool:
    if has_html(value):
        return True
    kind = kind_of(value)
    is_named = kind in TAGS or kind in ITEMS or HEADING.fullmatch(kind) is not None
    return is_named and any(isinstance(value.get(key), str | list | dict) for key in _held(value))


def _held(value: Mapping[str, Any]) -> tuple[str, ...]:
    return ("text", "rich_text", *INNER, *BESIDE, str(value.get("type")))
