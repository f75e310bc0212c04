"""CSS of site rules: what is well-formed, and what it finds in a page that was surveyed."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import soupsieve
from bs4 import BeautifulSoup, Tag
from selectolax.lexbor import LexborNode

from feedclean.dom.survey import Item
from feedclean.later import later

_NAME: Final = r"-?[A-Za-z_][\w-]*"
_TEST: Final = rf"""\[\s*{_NAME}\s*(?:[~|^$*]?=\s*(?:"[^"\\\n]+"|'[^'\\\n]+'|{_NAME})\s*)?\]"""
_SIMPLE: Final = rf"(?:[.#]{_NAME}|{_TEST})"
_COMPOUND: Final = rf"(?:(?:\*|[A-Za-z][A-Za-z0-9]*){_SIMPLE}*|{_SIMPLE}+)"
_COMPLEX: Final = rf"{_COMPOUND}(?:\s*[>+]\s*{_COMPOUND}|\s+{_COMPOUND})*"
PLAIN: Final = later(rf"{_COMPLEX}(?:\s*,\s*{_COMPLEX})*", re.ASCII)
"""CSS that the parser understands as soupsieve does; the tests hold it to that.

``a ~ b`` is none: it took the parser 1.1 s on 8,000 paragraphs, and ``a ~ b ~ c`` minutes.
"""
_ONE: Final = later(_COMPLEX, re.ASCII)
_EACH: Final = re.compile(_COMPOUND, re.ASCII)
_DEEPEST: Final = 256
"""Elements within each other."""
_MOST_WAYS: Final = 50_000_000
"""Some seconds at the worst; ``.none div div div div p`` took the parser 18 s, soupsieve 0.04."""

_PARTS: Final = re.compile(rf"{_TEST}|(?P<sign>[.#])(?P<name>{_NAME})", re.ASCII)

_QUOTED: Final = re.compile(r""""[^"]*"|'[^']*'""")
_PREFIXED: Final = re.compile(r"[\w-]\|[\w*]")
"""``svg|rect``; ``[lang|=de]`` and ``*|rect`` are something else."""
_LENIENT: Final = getattr(soupsieve, "NOSTRICT", 0)
"""Since its version 4 soupsieve refuses ``:has(> p + p)`` without; before, it always took it."""


def problem(expression: str) -> str:
    """What is wrong with a selector; empty if nothing is."""
    bare = _QUOTED.sub("''", expression)
    if ":contains(" in bare.lower():
        return "write :-soup-contains() instead of :contains()"
    if _PREFIXED.search(bare):
        return "no CSS selector that finds anything: pages have no prefixes of names"
    try:
        _css(expression)
    except soupsieve.SelectorSyntaxError as error:
        return f"no valid CSS selector: {str(error).splitlines()[0]}"
    except NotImplementedError as error:
        return f"no CSS selector for elements: {error}"
    except RecursionError:
        return "no CSS selector anybody can follow: it is nested too deep"
    return ""


@lru_cache(maxsize=1024)
def _css(expression: str) -> soupsieve.SoupSieve:
    return soupsieve.compile(expression, flags=_LENIENT)


@lru_cache(maxsize=1024)
def many_ways(expression: str) -> tuple[tuple[str, int], ...]:
    """What the parser may look for in many ways: what has to stand last, and how many ways of it.

    It tries all elements around one for each space of ``a b c`` anew; soupsieve remembers.
    """
    found = []
    for one in _ONE.finditer(expression):
        names = _names(one[0])
        spaces = sum(not between.strip() for between, _ in names[1:])
        if spaces > 1:
            found.append((exact(names[-1][1]), math.comb(_DEEPEST, spaces)))
    return tuple(found)


def _names(path: str) -> list[tuple[str, str]]:
    """The elements of a plain path, each with what stands before it."""
    found = list(_EACH.finditer(path))
    ends = [0, *(one.end() for one in found)]
    return [(path[end : one.start()], one[0]) for end, one in zip(ends, found, strict=False)]


def is_quick(page: LexborNode, expression: str) -> bool:
    """Whether the parser finds plain CSS in a page in bounded time."""
    return all(len(page.css(last)) * ways <= _MOST_WAYS for last, ways in many_ways(expression))


def exact(expression: str) -> str:
    """Plain CSS in which case matters in classes and ids on old pages, too, as it does on new."""
    return _PARTS.sub(_spelt_out, expression)


def _spelt_out(part: re.Match[str]) -> str:
    sign, name = part["sign"], part["name"]
    if sign is None:
        return part[0]
    return f'[class~="{name}"]' if sign == "." else f'[id="{name}"]'


class SoupTree:
    """The same elements and texts as soupsieve knows them."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._soup = soup = BeautifulSoup("", "html.parser")
        self._numbers: dict[int, int] = {}
        tags: dict[int, Tag] = {}
        for number, item in enumerate(items):
            parent = tags.get(item.parent, soup)
            if item.node is None:
                parent.append(item.text)
                continue
            tag = tags[number] = soup.new_tag(item.node.tag or "", attrs=_attributes(item.node))
            self._numbers[id(tag)] = number
            parent.append(tag)

    def find(self, expression: str) -> list[int | str]:
        """Numbers of the elements that CSS finds, in document order."""
        return [self._numbers[id(tag)] for tag in _css(expression).select(self._soup)]

    def let_go(self) -> None:
        """Takes it apart: tags know their parents, and parents their tags."""
        self._soup.decompose()


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}
