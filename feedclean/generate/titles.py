"""What two titles of one article have in common."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

_BRACKETS: Final = r"[(\[【〔〖「『{{<]\s*{inside}\s*[)\]】〕〗」』}}>]"
_PUNCTUATION: Final = re.compile(r"[\W_]+")


def title_key(title: str) -> str:
    """What is left of a title for comparing: letters and digits, without marks in brackets."""
    text = unicodedata.normalize("NFKC", title).casefold().strip()
    shorter = _marks().sub("", text).strip()
    while shorter not in ("", text):
        text = shorter
        shorter = _marks().sub("", text).strip()
    return _PUNCTUATION.sub("", text)


@cache
def _marks() -> re.Pattern[str]:
    table = tomllib.loads((files(__package__) / "title_marks.toml").read_text(encoding="utf-8"))
    words = sorted((re.escape(word) for word in table["marks"]), key=len, reverse=True)
    mark = _BRACKETS.format(inside=f"(?:{'|'.join(words)})")
    return re.compile(f"^{mark}|{mark}$")
