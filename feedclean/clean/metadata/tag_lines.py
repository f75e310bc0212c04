"""The categories that a line of hash tags names: ``#baking #journal/2025``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_LINE: Final = re.compile(
    r"(?:[^\W\d_]{1,20}\s?[:：]\s?)?(?:[#＃][^\s#＃]{1,60}[#＃]?[\s,，、]*+){1,60}"
)
_TAG: Final = re.compile(r"[#＃]([^\s#＃,，、]{1,60})")


def categories_in(lines: Iterable[str]) -> tuple[str, ...]:
    """The tags of those lines that are nothing else, each once."""
    tags = (tag for line in lines if _LINE.fullmatch(line.strip()) for tag in _TAG.findall(line))
    return tuple(dict.fromkeys(tag for tag in tags if any(map(str.isalpha, tag))))
