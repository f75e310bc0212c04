"""Who wrote an article and when, by elements that say so: named for it, or an ``<address>``."""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.page import Page
from feedclean.clean.passes.named_lines import OF_AUTHORS
from feedclean.dates import find_date
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.tree import Element, raw_text, walk
from feedclean.names import clean_names, is_group, is_han_name, looks_like_person
from feedclean.text import collapse, fold, weight

_LONGEST: Final = 80
_BESIDE: Final = frozenset(
    "about avatar bio box card count desc description follow image img info job more photo role "
    "social title".split()
)
"""Words that say an element is beside the name: ``author-bio``."""
_HAN: Final = re.compile(r"[\u3400-\u9fff·]{2,5}")


def marked_names(block: Block) -> tuple[str, ...]:
    """Names of people in a line, or in a part of it, whose element is named for authors."""
    for element in (*walk(block.box), block.box):
        if _is_marked(element):
            text = collapse(raw_text(element))
            names = clean_names([text]) if weight(text) <= _LONGEST else ()
            if names and all(map(_is_person, names)):
                return names
    return ()


def is_marked_byline(block: Block) -> bool:
    """Whether a line is an ``<address>`` with a name, or all of it is marked as who and when."""
    if block.weight > 2 * _LONGEST or block.is_heading or not marked_names(block):
        return False
    if block.box.tag == "address":
        return True
    parts = [one for one in block.box.children if not isinstance(one, str) or one.strip()]
    return find_date(block.text, None) is not None and all(map(_is_of_stamp, parts))


def _is_of_stamp(part: Element | str) -> bool:
    if isinstance(part, str):
        return False
    is_named = bool(traits.of(part) & traits.META_NAME) or _is_marked(part)
    return is_named or part.tag in ("time", "address")


def names_beside_day(block: Block) -> tuple[str, ...]:
    """Names of people marked as such in a line that has a day as well."""
    return marked_names(block) if find_date(block.text, None) is not None else ()


def is_marked_stamp(block: Block) -> bool:
    """Whether a line is named for such facts, is of parts that are elements, and has a day."""
    if block.weight > 2 * _LONGEST or block.is_heading:
        return False
    if not traits.of(block.box) & traits.META_NAME or _ENDS.search(block.text):
        return False
    parts = [one for one in block.box.children if not isinstance(one, str) or one.strip()]
    if len(parts) < _LEAST_PARTS or any(isinstance(part, str) for part in parts):
        return False
    return find_date(block.text, None) is not None


_LEAST_PARTS: Final = 2
_ENDS: Final = re.compile(r"[。！？!?][”」』\"]?$")


def _is_marked(element: Element) -> bool:
    if element.tag == "address":
        return True
    words = traits.words_in_names(element, "class")
    return not OF_AUTHORS.isdisjoint(words) and _BESIDE.isdisjoint(words)


def _is_person(name: str) -> bool:
    if is_group(name):
        return False
    return looks_like_person(name) or _HAN.fullmatch(name) is not None


def name_before_day(block: Block, page: Page) -> tuple[str, ...]:
    """The name that a date line begins with in print or a link of its own, if it is somebody's.

    A pen name is so where what claims the rights names it as well.
    """
    found = find_date(block.text, None)
    first = next((one for one in block.box.children if not isinstance(one, str) or one.strip()), "")
    if found is None or isinstance(first, str) or first.tag not in _SET_APART:
        return ()
    names = clean_names([raw_text(first)])
    if len(names) != 1 or fold(block.text[: found.start]) != fold(names[0]):
        return ()
    return names if _is_somebody(names[0]) or _claims(names[0], page) else ()


_SET_APART: Final = frozenset(("strong", "b", "a", "em", "i"))


def _is_somebody(name: str) -> bool:
    return is_han_name(name) or looks_like_person(name)


def _claims(name: str, page: Page) -> bool:
    return any("©" in block.text and name in block.text for _, block in page.taken)
