"""Which of the texts that a record offers is its article."""

from __future__ import annotations

import re
from typing import Final

from feedclean.dom import tree
from feedclean.dom.bounds import TooMuchMarkup, bounded
from feedclean.parse.records.record import Body, as_html
from feedclean.text import chars, squeeze

_ANY_TAG: Final = re.compile(r"<[^<>]*>")
_ANY_TEXT: Final = re.compile(r"(?:<[^<>]*+>|\s)*+\S")
"""From the start: tags and white space, and something else."""
_MEDIA: Final = re.compile(r"<(?:img|video|audio|iframe|picture|embed|object|svg)\b", re.IGNORECASE)
_BEGINS: Final = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_AROUND: Final = re.compile(r"<(?:title|meta|link|nav|header|footer|aside|form)\b", re.IGNORECASE)
_LINE: Final = re.compile(r"[^\n<>]{25,}")
_WORDS: Final = re.compile(r"\W+")
_MOST_LINES: Final = 40
_HELD: Final = 0.5
"""Share of the lines of a text that a page has, if the text was taken out of it."""


def is_page(html: str) -> bool:
    """Whether HTML is a whole page: it begins as one, and has more than an article in it.

    Programs that take the article out of a page leave ``<html><body>`` around it.
    """
    return _BEGINS.match(html) is not None and _AROUND.search(html) is not None


def chosen(bodies: tuple[Body, ...]) -> Body | None:
    """The body that the article is in: a page that holds it, or else what was taken out of one.

    What was taken out by others may have lost something, and the page says who wrote it and when.
    A page that a script would have filled does not have the text; the others may.
    """
    pages = [body for body in bodies if body.is_page and is_bearable(body.text)]
    others = tuple(body for body in bodies if not body.is_page) or (() if pages else bodies)
    page = max(pages, key=lambda body: len(body.text), default=None)
    other = _fullest(others) if others else None
    if page is None or (other is not None and not _holds(page, other)):
        return other
    return page


def is_bearable(html: str) -> bool:
    """Whether a page can be looked at; one that cannot costs its record, not those beside it."""
    try:
        bounded(html)
    except TooMuchMarkup:
        return False
    return True


def _holds(page: Body, other: Body) -> bool:
    there = squeeze(_WORDS.sub("", tree.raw_text(tree.parse(page.text))))
    lines = [_WORDS.sub("", line) for line in _LINE.findall(_ANY_TAG.sub("\n", as_html(other)))]
    return sum(squeeze(line) in there for line in lines[:_MOST_LINES]) >= _HELD * min(
        len(lines), _MOST_LINES
    )


def _fullest(bodies: tuple[Body, ...]) -> Body | None:
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
