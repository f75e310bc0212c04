"""Style sheets that stand in a text: pasted with it, and a filter has taken their element away."""

from __future__ import annotations

import re
from typing import Final

from feedclean.dom.tree import Element, ancestors, walk

_PASTED: Final = re.compile(
    r"(?:^|[\s,])(?:p\.p|li\.li|[ou]l\.[ou]l|td\.td|tr\.tr|table\.t|div\.div|span\.[st])\d{1,3}\b"
    r"|\.(?:Apple|Mso)[\w-]{1,40}"
)
"""How the programs name what texts are copied from: none who writes on CSS would."""
_BESIDE: Final = re.compile(r"\s?@(?:font-face|page)\b")
"""What they write beside such names, as all do who write CSS."""
_CODE: Final = frozenset(("code", "kbd", "pre", "samp", "table", "textarea"))
_SELECTOR: Final = re.compile(r"[\w\s.,:@>*#/-]{1,200}")
_PROPERTY: Final = re.compile(r"\s?[a-z-][a-z\d-]{1,40}\s?:")


def is_style_sheet(text: str) -> bool:
    """Whether a line is but rules of CSS as programs write them: ``p.p1 {margin: 0.0px}``."""
    *rules, rest = text.split("}")
    if rest.strip() or not all(map(_is_rule, rules)):
        return False
    return any(_PASTED.search(rule.partition("{")[0]) for rule in rules)


def is_shown(line: Element) -> bool:
    """Whether a line is code, or stands in a table: who writes on CSS shows some."""
    around = (line, *ancestors(line), *walk(line))
    return not _CODE.isdisjoint(one.tag for one in around)


def _is_rule(rule: str) -> bool:
    selector, brace, declared = rule.partition("{")
    if not brace or _SELECTOR.fullmatch(selector) is None:
        return False
    if _PASTED.search(selector) is None and _BESIDE.match(selector) is None:
        return False
    return all(_PROPERTY.match(one) for one in declared.split(";") if one.strip())
