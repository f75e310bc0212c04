"""Offices in bylines: what somebody is or did, beside the name of whom."""

from __future__ import annotations

import re
from typing import Final

from feedclean.names.words import words

REPORTER: Final = (
    "(?:本报|本報|本网|本網|本刊)?(?:特约|特約|实习|實習|见习|見習)?(?:记者|記者|通讯员|通訊員)"
)
"""A pattern for what a Chinese paper calls whoever wrote for it."""
_BETWEEN: Final = re.compile(
    rf"(?<=[\u3400-\u9fff])[\s、，,/／|]+{REPORTER}[\s:：]+(?=[\u3400-\u9fff]{{2}})"
)
"""``林秀珍 通讯员 陈渡``: an office between two names."""
_HANDS: Final = re.compile(
    r"(?<![\s、，,/／|])[\s、，,/／|]++(?:文[/／]?[图圖]?|[图圖][/／]?文|[摄攝](?:影)?|报道|報導)$"
)
"""What somebody did: ``陈渡 文/图``."""
_GLUED: Final = re.compile(r"^[记記]者(?=[\u3400-\u9fff]{2,4}$)")
"""``记者王敬照``, without a mark between office and name."""
_PICTURES: Final = re.compile(
    r"(?:fotos?|photos?|bilder?|beeld|zdjęcia|kuvat?|фото|ảnh|写真|摄影|攝影)\s*[:：]",
    re.IGNORECASE,
)


def without_offices(line: str) -> str:
    """A line in CJK with a comma for each office between two names, without what they did."""
    return _HANDS.sub("", _BETWEEN.sub("、", line))


def without_office(name: str) -> str:
    """A name without the office that stands in front of it without a mark."""
    return _GLUED.sub("", name)


def is_office(text: str) -> bool:
    """Whether a part of a list of names is an office, or says what somebody did."""
    if not text.split() or _PICTURES.match(text):
        return True
    last = text.casefold().split()[-1].strip(".,:;")
    return last in words().role_words or text.casefold().startswith(("head of", "chief ", "leiter"))
