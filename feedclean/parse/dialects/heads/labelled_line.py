"""Title and text that a program wrote into one line: ``Title: …, Content: …``."""

from __future__ import annotations

import re
from typing import Final

from feedclean.later import later
from feedclean.parse.dialects.common import labelled
from feedclean.parse.dialects.written.writing import is_title

_LONGEST: Final = 300
"""Characters of a headline, and more than most have."""
_TEXT: Final = later(
    r"[,;|]?\s(?:article|body|content|contenido|contenu|conteúdo|inhalt|text|texte|texto|treść|"
    r"metin|текст|содержание)\s?:\s",
    re.IGNORECASE,
)


def parted(line: str) -> tuple[str, ...]:
    """Title and text, each in a line of its own; the line as it came, where it is a title alone.

    Nothing may be lost to the title that is none: what is too long for one is text.
    """
    pair = labelled(line)
    if pair is None or pair[0] != "title" or len(pair[1]) <= _LONGEST:
        return (line,)
    text = pair[1]
    found = _TEXT.search(text)
    if found and is_title(text[: found.start()]):
        return (f"title: {text[: found.start()]}", "", text[found.end() :])
    return (text,)
