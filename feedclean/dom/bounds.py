"""Markup that a parser can bear: not endless, nested to some depth, few attributes to a tag.

A parser looks through all open elements for each new one, and through all attributes of a tag for
each further one: 100,000 nested ``<div>`` took lexbor 31 s, 100,000 attributes 38 s.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from feedclean.caches import asked_twice
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

_VALUE: Final = r"(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+"
_ATTRIBUTE: Final = rf"[^\s/>][^\s/>=]*+{_VALUE}[\s/]*+"
_NAME: Final = r"<(/?)([A-Za-z][^\s/>]*+)[\s/]*+"
_TOKEN: Final = re.compile(
    rf"<!--(?:>|->|.*?(?:--!?>|\Z))|<!\[CDATA\[|<[!?][^>]*+>?+|</[^A-Za-z][^>]*+>?+"
    rf"|{_NAME}((?:{_ATTRIBUTE})*+)>|<",
    re.DOTALL,
)
_BEGUN: Final = re.compile(r"/?[A-Za-z]")
_MOST_UNENDED: Final = 50
"""Tags without an end, each of which is looked for it through all that follows."""
_MOST_LOOKS: Final = 4
"""How often tags may be looked through for attributes, by the size of the page; most are once."""
_ONE_ATTRIBUTE: Final = re.compile(rf"([^\s/>][^\s/>=]*+{_VALUE})[\s/]*+")
_MANY_ATTRIBUTES: Final = re.compile(rf"{_NAME}(?:{_ATTRIBUTE}){{{MOST_ATTRIBUTES + 1}}}")
_UP_TO_MANY: Final = re.compile(rf"{_NAME}(?:{_ATTRIBUTE}){{0,{MOST_ATTRIBUTES + 1}}}+")
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

_RAW: Final = frozenset("iframe noembed noframes plaintext script style textarea title xmp".split())
"""Elements that hold no elements."""
_CODE: Final = frozenset(("script", "style"))
_FOREIGN: Final = frozenset(("svg", "math"))
"""Within these, elements that hold no elements elsewhere may hold some."""
_DOORS: Final = frozenset("annotation-xml desc foreignobject mi mn mo ms mtext".split())
"""Elements of drawings and formulas that hold HTML, the title aside."""
_HAS_FOREIGN: Final = re.compile("<(?:svg|math)", re.IGNORECASE)
_VOID: Final = frozenset(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param "
    "source track wbr".split()
)
_NO_DEPTH: Final = frozenset(
    "body caption colgroup head html optgroup option p tbody td tfoot th thead tr".split()
)
"""They close one another, or stand in a table, which counts."""
_FORMATTING: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_ONCE: Final = frozenset(("a", "nobr"))
"""A second one closes the first."""
_OPENED_AGAIN: Final = 3
"""Of equal ones no more than so many (HTML, 13.2.4.3)."""
_WALLS: Final = frozenset("applet marquee math object svg table template".split())
"""No end tag reaches beyond them."""
_CELLS: Final = _WALLS | {"caption", "td", "th"}
_OF_TABLES: Final = frozenset("table tbody td tfoot th thead tr".split())
"""Their ends close the cells within."""
_NEXT: Final = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd")}
"""What each of these closes if it comes next."""
_BLOCKS: Final = (
    "address article aside blockquote center details dialog div dl fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul"
)
_CLOSED_BY: Final = {
    **dict.fromkeys(_BLOCKS.split(), ("p",)),
    **{name: ("p", *closed) for name, closed in _NEXT.items()},
    **dict.fromkeys(("td", "th"), ("td", "th", "p")),
    "tr": ("td", "th", "tr", "p"),
    "option": ("option",),
}


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
        return "".join(_balanced(html))
    return None


def _is_shallow(html: str) -> bool:
    """Whether it nests no deeper than it may; in drawings and formulas there is no telling."""
    return _HAS_FOREIGN.search(html) is None and _deepest(html) <= MOST_OPEN


def _may_have_many_attributes(html: str) -> bool:
    """What a script compares, ``i<a.length``, is looked at twice: it is no tag."""
    return _has_many_attributes(html) and _has_many_attributes(_without_code(html))


def _without_code(html: str) -> str:
    """The markup without what is in its scripts; all of it where they might hold elements.

    A parser reads the script of a drawing as markup, and whether a drawing is open cannot be told
    once there is HTML, or anything that hides its end, within it.
    """
    kept: list[str] = []
    drawn = dict.fromkeys(_FOREIGN, 0)
    at = done = 0
    while (found := _TOKEN.search(html, at)) is not None:
        at = found.end()
        name = (found[2] or "").lower()
        is_drawing = any(drawn.values())
        if _cannot_tell(found, name, html, is_drawing=is_drawing):
            return html
        if name in drawn:
            drawn[name] = max(0, drawn[name] + (-1 if found[1] else 1))
        elif name in _RAW and not found[1]:
            stop = _where_it_ends(name, html, at)
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
        return _BEGUN.match(html, found.end()) is not None
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


def _tokens(html: str) -> Iterator[re.Match[str] | str]:
    """Tags, and the text between them; what no tree keeps is left out."""
    at = unended = 0
    while (found := _TOKEN.search(html, at)) is not None:
        if found.start() > at:
            yield html[at : found.start()]
        at = found.end()
        name = (found[2] or "").lower()
        if not name:
            if found[0] in ("<", "<![CDATA["):
                yield "&lt;" if found[0] == "<" else ""
            unended += found[0] == "<" and _BEGUN.match(html, at) is not None
            if unended > _MOST_UNENDED:
                yield html[at:].replace("<", "&lt;")
                return
            continue
        yield found
        if name in _RAW and not found[1]:
            stop = _where_it_ends(name, html, at)
            told = html[at:stop]
            yield told if name in _CODE else told.replace("<", "&lt;")
            at = stop
    if at < len(html):
        yield html[at:]


def _where_it_ends(name: str, html: str, at: int) -> int:
    """Up to where an element that holds no elements goes."""
    end = _end_of(name).search(html, at) if name != "plaintext" else None
    return end.start() if end else len(html)


@cache
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}[\s/>]", re.IGNORECASE)


def _deepest(html: str) -> int:
    """How many elements may be open at once, at most."""
    seen, deepest = _Open(), 0
    for token in _tokens(html):
        if isinstance(token, str):
            continue
        if token[1]:
            seen.end(token[2].lower())
        else:
            seen.start(token[2].lower(), token[3])
            deepest = max(deepest, seen.depth)
    return deepest


class _Open:
    """Elements that may be open at a place: never fewer than there are."""

    def __init__(self) -> None:
        self.depth = 0
        self._stack: list[str] = []
        self._formatting: dict[str, dict[str, int]] = {}
        """By name and attributes: what is left open is opened again in each block that follows."""

    def start(self, name: str, attributes: str) -> None:
        if name in _VOID or name in _NO_DEPTH:
            return
        if name in _FORMATTING:
            alike = self._formatting.setdefault(name, {})
            key = "" if name in _ONCE else attributes
            if alike.get(key, 0) < (1 if name in _ONCE else _OPENED_AGAIN):
                alike[key] = alike.get(key, 0) + 1
                self.depth += 1
            return
        if self._stack and self._stack[-1] in _NEXT.get(name, ()):
            self._stack.pop()
            self.depth -= 1
        self._stack.append(name)
        self.depth += 1

    def end(self, name: str) -> None:
        if name in _FORMATTING:
            self._end_formatting(name)
            return
        place = _place(self._stack, name)
        if place is not None:
            self.depth -= len(self._stack) - place
            del self._stack[place:]

    def _end_formatting(self, name: str) -> None:
        alike = self._formatting.get(name)
        if not alike:
            return
        key, many = alike.popitem()  # the last of its name
        if many > 1:
            alike[key] = many - 1
        self.depth -= 1


def _place(stack: list[str], name: str) -> int | None:
    """Which open element an end tag closes."""
    walls = _WALLS if name in _OF_TABLES else _CELLS
    for place in range(len(stack) - 1, -1, -1):
        if stack[place] == name:
            return place
        if stack[place] in walls:
            return None
    return None


def _balanced(html: str) -> Iterator[str]:
    """The markup with every element closed where it ends, and none below some depth.

    No two parsers can make different trees of that, whatever the markup was.
    """
    written = _Written()
    code = False
    for token in _tokens(html):
        if isinstance(token, str):
            if not code or _FOREIGN.isdisjoint(written.stack):
                yield token
            continue
        name = token[2].lower()
        code = name in _CODE and not token[1]
        if token[1]:
            yield written.end(name)
        elif name in _VOID:
            yield _start(token)
        elif name != "plaintext":
            yield written.start(name, token)
    yield written.ends(0)


class _Written:
    """The elements that have been opened and not closed."""

    def __init__(self) -> None:
        self.stack: list[str] = []
        self._unopened: Counter[str] = Counter()
        """Those that lay too deep, until their end tags have come."""

    def start(self, name: str, token: re.Match[str]) -> str:
        place = len(self.stack)
        while place and self.stack[place - 1] in _CLOSED_BY.get(name, ()):
            place -= 1
        ends = self.ends(place)
        if len(self.stack) >= MOST_OPEN and name not in _RAW:
            self._unopened[name] += 1
            return ends
        self.stack.append(name)
        return ends + _start(token)

    def end(self, name: str) -> str:
        if self._unopened[name]:
            self._unopened[name] -= 1
            return ""
        place = _place(self.stack, name)
        return "" if place is None else self.ends(place)

    def ends(self, place: int) -> str:
        gone = self.stack[place:]
        del self.stack[place:]
        return "".join(f"</{name}>" for name in reversed(gone))


def _start(token: re.Match[str]) -> str:
    attributes = [each[1] for each in _ONE_ATTRIBUTE.finditer(token[3])]
    if len(attributes) <= MOST_ATTRIBUTES:
        return token[0]
    return f"<{' '.join([token[2], *attributes[:MOST_ATTRIBUTES]])}>"
