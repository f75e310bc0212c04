"""Names of people in a part of a line: in an element that is named for authors, or set apart."""

from __future__ import annotations

from typing import Final

from feedclean.clean.page import Page
from feedclean.clean.wording.words import words_of
from feedclean.dates import find_date
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.tree import Element, raw_text, walk
from feedclean.later import later
from feedclean.names import clean_names, is_group, is_han_name, looks_like_person
from feedclean.text import collapse, fold, weight

OF_AUTHORS: Final = words_of("named_for_authors")
"""Words in names of elements that hold who wrote an article."""
LONGEST: Final = 80
"""What an element weighs at most that holds nothing but names."""
_BESIDE: Final = words_of("named_beside_authors")
"""Words that say an element is beside the name: ``author-bio``."""
_SET_APART: Final = frozenset(("strong", "b", "a", "em", "i"))
_OF_LIVES: Final = frozenset("bio job role position profession occupation intro".split())
_SHOWN: Final = ("img", "picture")
_HAN: Final = later(r"[\u3400-\u9fff·]{2,5}")


def marked_names(block: Block) -> tuple[str, ...]:
    """Names of people in a line, or in a part of it, whose element is named for authors."""
    for element in (*walk(block.box), block.box):
        if is_marked(element):
            text = collapse(raw_text(element))
            names = clean_names([text]) if weight(text) <= LONGEST else ()
            if names and all(map(_is_person, names)):
                return names
    return ()


def names_beside_day(block: Block) -> tuple[str, ...]:
    """Names of people marked as such in a line that has a day as well, or what they are."""
    is_told = find_date(block.text, None) is not None or tells_a_life(block)
    return marked_names(block) if is_told else ()


def tells_a_life(block: Block) -> bool:
    """Whether all of a line is marked as who wrote and what they are; a picture may be there."""
    parts = block.box.parts()
    lives = [part for part in parts if not isinstance(part, str) and _is_of_life(part)]
    return bool(lives) and all(
        not isinstance(part, str) and (part in lives or is_marked(part) or part.tag in _SHOWN)
        for part in parts
    )


def _is_of_life(part: Element) -> bool:
    return not _OF_LIVES.isdisjoint(traits.words_in_names(part, "class"))


def is_marked(element: Element) -> bool:
    """Whether an element is named for authors and not for what stands beside a name."""
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
    if found is None:
        return ()
    first = next(iter(block.box.parts()), "")
    if isinstance(first, str) or first.tag not in _SET_APART:
        return ()
    names = clean_names([raw_text(first)])
    if len(names) != 1 or fold(block.text[: found.start]) != fold(names[0]):
        return ()
    return names if _is_somebody(names[0]) or _claims(names[0], page) else ()


def _is_somebody(name: str) -> bool:
    return is_han_name(name) or looks_like_person(name)


def _claims(name: str, page: Page) -> bool:
    return any("©" in block.text and name in block.text for _, block in page.taken)
