"""What a block says that its reader did not look for: every sentence in it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Any, Final

from feedclean.later import later
from feedclean.parse.records.json_keys import spelled
from feedclean.text import squeeze

_LEAST_WORDS: Final = 4
_LEAST_CJK: Final = 8
"""What is shorter is a name, a size or a state more often than something to read."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_CJK: Final = later(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TAG: Final = re.compile(r"<[^<>]*>")
_NOT_SHOWN: Final = frozenset(
    "alt alttext alternativetext arialabel class classname comment comments css filename "
    "originalfilename placeholder script sizes srcset style svg".split()
)
_OF_A_LINK: Final = frozenset("copyright credit description keywords name summary title".split())
"""What tells of a picture or a page elsewhere, where its address stands beside it."""
_ADDRESSES: Final = frozenset("href originalsrc src uri url".split())
_MOST_COMPARED: Final = 50_000_000
"""Characters that are looked through for one block; a second takes ten times as many."""


def unsaid(value: Any, html: str) -> Iterator[str]:
    """The sentences in a value that the HTML made of it does not have, as HTML, in order."""
    said = _letters(html)
    at, left = 0, _MOST_COMPARED
    for text in _texts(value):
        if not is_sentence(text):
            continue
        found = -1
        for wanted in dict.fromkeys((squeeze(text), _letters(text))):
            for start in (at, 0):
                if found < 0 < left:
                    found = said.find(wanted, start)
                    left -= len(said) - start if found < 0 else found + len(wanted) - start
                    at = found + len(wanted) if found >= 0 else at
        if found < 0:
            yield text if "<" in text else escape(text, quote=False).replace("\n", "<br>\n")


def _letters(html: str) -> str:
    return squeeze(unescape(_TAG.sub("", html)))


def is_sentence(text: str) -> bool:
    """Whether text or HTML is more to read than a name, an address or a state."""
    if text.startswith(("http://", "https://", "data:", "{")):
        return False
    told = unescape(_TAG.sub(" ", text))
    return len(_WORD.findall(told)) >= _LEAST_WORDS or len(_CJK.findall(told)) >= _LEAST_CJK


def _texts(value: Any) -> Iterator[str]:
    """The texts in a value under keys that may have some to read, however deep."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            yield here
        elif isinstance(here, list):
            waiting.extend(reversed(here))
        elif isinstance(here, dict):
            waiting.extend(reversed(_readable(here)))


def _readable(value: Mapping[str, Any]) -> list[Any]:
    names = {key: spelled(key) for key in value}
    is_link = not _ADDRESSES.isdisjoint(names.values())
    unread = _NOT_SHOWN | _OF_A_LINK if is_link else _NOT_SHOWN
    return [
        child
        for key, child in value.items()
        if isinstance(child, str | list | dict) and names[key] not in unread
    ]
