"""What a dialect is: a name, a nose, and a reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source

HEAD_CHARS: Final = 16_384
"""How much of a capture a nose gets to see, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a dialect may look at to recognise its own."""

    text: str
    """The first ``HEAD_CHARS`` characters, decoded, line ends as ``\\n``, without U+FEFF."""
    location: str
    media_type: str | None
    whole: str = ""
    """All of the text, for the few that find nothing but menus or scripts at its beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """One way of writing articles down."""

    name: str
    sniff: Callable[[Head], float]
    """0 (certainly not) to 1 (certainly); above 0.5 means: I can read this."""
    read: Callable[[Capture, str, Source], Iterator[RawArticle | Failure]]
    """Articles of a capture, given also its decoded text (line ends as ``\\n``, without U+FEFF)."""
