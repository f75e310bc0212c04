"""Style sheets that stand in a text: pasted with it, and a filter has taken their element away."""

from __future__ import annotations

import re
from typing import Final

_PASTED: Final = re.compile(
    r"(?:p|span|li|ol|ul|td|tr|table|div)\.(?:p|s|li|ol|ul|td|tr|t|div|Apple-|Mso)[\w-]{0,40}"
    r"|@(?:font-face|page)\b"
)
"""How the programs name what texts are copied from: none who writes on CSS would."""
_SELECTOR: Final = re.compile(r"[\w\s.,:@>*#/-]{1,200}")
_PROPERTY: Final = re.compile(r"\s?[a-z-][a-z\d-]{1,40}\s?:")


def is_style_sheet(text: str) -> bool:
    """Whether a line is but rules of CSS as programs write them: ``p.p1 {margin: 0.0px}``."""
    *rules, rest = text.split("}")
    return not rest.strip() and bool(rules) and all(map(_is_rule, rules))


def _is_rule(rule: str) -> bool:
    selector, brace, declared = rule.partition("{")
    if not brace or _SELECTOR.fullmatch(selector) is None or _PASTED.search(selector) is None:
        return False
    return all(_PROPERTY.match(one) for one in declared.split(";") if one.strip())
