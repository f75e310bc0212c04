"""Markup that a parser can bear: not endless, nested to some depth, few attributes to a tag.

A parser looks through all open elements for each new one, and through all attributes of a tag for
each further one: 100,000 nested ``<div>`` took lexbor 31 s, 100,000 attributes 38 s.
"""

from __future__ import annotations

import re
from typing import Final

from feedclean.caches import asked_twice
from feedclean.dom.balance import balanced, deepest
from feedclean.dom.tokens import ATTRIBUTE, BEGUN, FOREIGN, NAME, RAW, TOKEN, where_it_ends
from feedclean.text import utf8

MOST_TAGS: Final = 400_000
"""A tree of so many elements takes 300 MB; the longest page known, that of HTML itself, has 250,000
tags, the end tags among them."""
MOST_CHARS: Final = 12_000_000
"""Four times "War and Peace"; 20 million took 55 s and 530 MB."""
MOST_ESCAPES: Final = 500_000
"""Of one text the sanitizer goes through all for each further one: a million took 70 s."""
MOST_ATTRIBUTES: Final = 250
MOST_OPEN: Final = 256
"""More than the depth that a tree keeps, so that nothing is lost here that would not be there."""

_HARMLESS_CHARS: Final = 80_000
"""14,000 attributes fit in, which a parser reads in 0.3 s."""
_HARMLESS_TAGS: Final = 20_000
"""Nested into one another they take 0.5 s; few pages have more, end tags and scripts included."""

_MOST_LOOKS: Final = 4
"""How often tags may be looked through for attributes, by the size of the page; most are once."""
_MANY_ATTRIBUTES: Final = re.compile(rf"{NAME}(?:{ATTRIBUTE}){{{MOST_ATTRIBUTES + 1}}}")
_UP_TO_MANY: Final = re.compile(rf"{NAME}(?:{ATTRIBUTE}){{0,{MOST_ATTRIBUTES + 1}}}+")
_STEP: Final = r"(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])"
_FEW_CHARS: Final = 200
_PLAIN: Final = (
    rf"[^>=\"']{{0,{_FEW_CHARS - 1}}}+"
    rf"(?:=\"[^\"]*+\"[^>=\"']{{0,{_FEW_CHARS - 1}}}+){{0,{MOST_ATTRIBUTES // 2 - 1}}}+>"
)
"""What follows in nearly all tags; passed over in half the time."""
# Looked for first: 0.27 ms a page of 200 kB, the pattern above 3. A tag of many attributes has many
# values, or many names without one in a row; what has few enough of both is harmless.
_LONG_TAG: Final = re.compile(
    rf"<[A-Za-z](?!{_PLAIN})"
    rf"(?=(?:[^>=\"']{{0,{_FEW_CHARS - 1}}}+{_STEP}){{0,{MOST_ATTRIBUTES // 2 - 1}}}+"
    rf"(?:[^>=\"']{{{_FEW_CHARS}}}|[^>=\"']{{0,{_FEW_CHARS - 1}}}+[=\"']))"
)

_DOORS: Final = frozenset("annotation-xml desc foreignobject mi mn mo ms mtext".split())
"""Elements of drawings and formulas that hold HTML, the title aside."""
_HAS_FOREIGN: Final = re.compile("<(?:svg|math)", re.IGNORECASE)


class TooMuchMarkup(ValueError):
    """More than there is memory for."""


def fit_to_parse(html: str) -> str | bytes:
    """The markup as parsers take it: ``bounded``, and as the bytes that others look at as well."""
    fit = bounded(html)
    return (utf8(html) or html) if fit is html else fit


def is_bounded(html: str) -> bool:
    """Whether markup is handed on as it stands."""
    return bounded(html) is html


def bounded(html: str) -> str:
    """The markup itself, if a parser can bear it; else the same text in fewer elements.

    What lies too deep stays as text; attributes beyond the limit go, and so do comments.
    Raises: TooMuchMarkup.
    """
    if len(html) <= _HARMLESS_CHARS:
        return html
    return _bounded(html) or html


def refuse_endless(chars: int) -> None:
    """Raises: TooMuchMarkup, for an article of more characters than any may have."""
    if chars > MOST_CHARS:
        raise TooMuchMarkup(
            f"holds {chars} characters, more than the {MOST_CHARS} allowed; split it"
        )


@asked_twice
def _bounded(html: str) -> str | None:
    """None for markup that needs nothing."""
    refuse_endless(len(html))
    # to count them all took 0.15 ms a page, and few pages are as long as they may be many
    escapes = html.count("&") + html.count("\xa0") if len(html) > MOST_ESCAPES else 0
    if escapes > MOST_ESCAPES:
        raise TooMuchMarkup(
            f"holds {escapes} references and fixed spaces, more than the {MOST_ESCAPES} allowed; "
            "split it"
        )
    tags = html.count("<")
    if tags > MOST_TAGS:
        raise TooMuchMarkup(f"holds {tags} tags, more than the {MOST_TAGS} allowed; split it")
    if _may_have_many_attributes(html) or (tags > _HARMLESS_TAGS and not _is_shallow(html)):
        return "".join(balanced(html, most_open=MOST_OPEN, most_attributes=MOST_ATTRIBUTES))
    return None


def _is_shallow(html: str) -> bool:
    """Whether it nests no deeper than it may; in drawings and formulas there is no telling."""
    return _HAS_FOREIGN.search(html) is None and deepest(html) <= MOST_OPEN


def _may_have_many_attributes(html: str) -> bool:
    """What a script compares, ``i<a.length``, is looked at twice: it is no tag."""
    return _has_many_attributes(html) and _has_many_attributes(_without_code(html))


def _without_code(html: str) -> str:
    """The markup without what is in its scripts; all of it where they might hold elements.

    A parser reads the script of a drawing as markup, and whether a drawing is open cannot be told
    once there is HTML, or anything that hides its end, within it.
    """
    kept: list[str] = []
    drawn = dict.fromkeys(FOREIGN, 0)
    at = done = 0
    while (found := TOKEN.search(html, at)) is not None:
        at = found.end()
        name = (found[2] or "").lower()
        is_drawing = any(drawn.values())
        if _cannot_tell(found, name, html, is_drawing=is_drawing):
            return html
        if name in drawn:
            drawn[name] = max(0, drawn[name] + (-1 if found[1] else 1))
        elif name in RAW and not found[1]:
            stop = where_it_ends(name, html, at)
            if is_drawing and html.find("<", at, stop) >= 0:
                return html
            if name == "script":
                kept.append(html[done:at])
                done = stop
            at = stop
    return "".join((*kept, html[done:]))


def _cannot_tell(found: re.Match[str], name: str, html: str, *, is_drawing: bool) -> bool:
    """Whether a parser may from here on be elsewhere than it seems."""
    if not name and found[0] == "<":
        return BEGUN.match(html, found.end()) is not None
    return name == "frameset" or (is_drawing and (name in _DOORS or found[0] == "<![CDATA["))


def _has_many_attributes(html: str) -> bool:
    """True also where that cannot be told: what begins within what has begun is looked at twice."""
    left = _MOST_LOOKS * len(html)
    for long in _LONG_TAG.finditer(html):
        seen = _UP_TO_MANY.match(html, long.start())
        left -= len(seen[0]) if seen else 0
        if left < 0 or _MANY_ATTRIBUTES.match(html, long.start()):
            return True
    return False
