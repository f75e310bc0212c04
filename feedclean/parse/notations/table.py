"""The notations we can read, and which of them a text is in."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from feedclean.parse.notations.asciidoc import ASCIIDOC
from feedclean.parse.notations.base import Notation
from feedclean.parse.notations.latex import LATEX
from feedclean.parse.notations.org import ORG
from feedclean.parse.notations.restructured import RESTRUCTURED
from feedclean.parse.notations.small import BBCODE, GEMTEXT, TEXTILE
from feedclean.parse.notations.wikitext import WIKITEXT

NOTATIONS: Final[tuple[Notation, ...]] = (
    LATEX,
    ORG,
    ASCIIDOC,
    RESTRUCTURED,
    WIKITEXT,
    TEXTILE,
    BBCODE,
    GEMTEXT,
)


def notation_of(text: str, location: str) -> tuple[Notation, bool] | None:
    """The notation a text is in, and whether the name of its file says so, too.

    Of several it is the one of which most is seen.
    """
    ending = PurePosixPath(location.lower()).suffix
    named = next((one for one in NOTATIONS if ending in one.endings), None)
    if named is not None:
        return named, True
    likely = [one for one in NOTATIONS if any(needle in text for needle in one.needles)]
    counted = [(sum(bool(sign.search(text)) for sign in one.signs), one) for one in likely]
    begun = [pair for pair in counted if pair[1].opening is None or pair[1].opening.match(text)]
    fit = [(count, one) for count, one in begun if count >= one.needed]
    return (max(fit, key=lambda pair: pair[0])[1], False) if fit else None
