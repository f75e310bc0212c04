"""Which of the texts that a record offers is its article."""

from __future__ import annotations

import re
from typing import Final

from feedclean.parse.record import Body, as_html
from feedclean.text import chars

_ANY_TAG: Final = re.compile(r"<[^<>]*>")
_ANY_TEXT: Final = re.compile(r"(?:<[^<>]*+>|\s)*+\S")
"""From the start: tags and white space, and something else."""
_MEDIA: Final = re.compile(r"<(?:img|video|audio|iframe|picture|embed|object|svg)\b", re.IGNORECASE)


def fullest(bodies: tuple[Body, ...]) -> Body | None:
    """The first body that holds anything, unless another one has far more text.

    Some feeds put a teaser where the full text belongs and the full text elsewhere; losing it would
    be the worst fault. The margin keeps picture stories, which have little text, as they are.
    """
    if len(bodies) == 1:
        text = bodies[0].text
        return bodies[0] if _ANY_TEXT.match(text) or _MEDIA.search(text) else None
    best, most = None, -1
    for body in bodies:
        size = chars(_ANY_TAG.sub("", as_html(body)))
        if best is None:
            if size or _MEDIA.search(body.text):
                best, most = body, size
        elif size > 2 * most + 400:
            best, most = body, size
    return best
