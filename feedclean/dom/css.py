"""CSS of site rules: what is well-formed, and what it finds in a page that was surveyed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import soupsieve
from bs4 import BeautifulSoup, Tag
from selectolax.lexbor import LexborNode

from feedclean.dom.survey import Item

_NAME: Final = r"-?[A-Za-z_][\w-]*"
_TEST: Final = rf"""\[\s*{_NAME}\s*(?:[~|^$*]?=\s*(?:"[^"\\\n]+"|'[^'\\\n]+'|{_NAME})\s*)?\]"""
_SIMPLE: Final = rf"(?:[.#]{_NAME}|{_TEST})"
_COMPOUND: Final = rf"(?:(?:\*|[A-Za-z][A-Za-z0-9]*){_SIMPLE}*|{_SIMPLE}+)"
_COMPLEX: Final = rf"{_COMPOUND}(?:\s*[>+~]\s*{_COMPOUND}|\s+{_COMPOUND})*"
PLAIN: Final = re.compile(rf"{_COMPLEX}(?:\s*,\s*{_COMPLEX})*", re.ASCII)
"""CSS that the parser understands as soupsieve does; the tests hold it to that."""

_PARTS: Final = re.compile(rf"{_TEST}|(?P<sign>[.#])(?P<name>{_NAME})", re.ASCII)

_QUOTED: Final = re.compile(r""""[^"]*"|'[^']*'""")
_LENIENT: Final = getattr(soupsieve, "NOSTRICT", 0)
"""Since its version 4 soupsieve refuses ``:has(> p + p)`` without; before, it always took it."""


def problem(expression: str) -> str:
    """What is wrong with a selector; empty if nothing is."""
    if ":contains(" in _QUOTED.sub("''", expression).lower():
        return "write :-soup-contains() instead of :contains()"
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
