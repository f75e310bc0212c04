"""Lines that name whom the metadata names as the author, with what they are or alone."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from feedclean.clean.page import Page
from feedclean.clean.passes.common import ALL_LINK
from feedclean.clean.passes.people.inline_parts import element_parts, spelled_out
from feedclean.clean.passes.people.letters import is_letter
from feedclean.clean.speech.concepts import concepts_of
from feedclean.clean.speech.lexicon import Lexicon
from feedclean.clean.wording.prose import is_apart
from feedclean.clean.wording.words import any_of
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces
from feedclean.later import later
from feedclean.names import (
    clean_names,
    is_full_name,
    is_group,
    is_han_name,
    looks_like_person,
    unframed,
)
from feedclean.text import collapse, fold

_OFFICE: Final = re.compile(r"\s?[,，|｜·•]\s?|\s[–—-]\s|\s?(?=[(（])")
"""What stands between a name and what somebody is."""
_LONGEST: Final = 120
_MOST_WORDS: Final = 7
_COMMAS: Final = (",", "，", "、", "،")
_STRUCTURED: Final = traits.CODE | traits.QUOTE | traits.CAPTION | traits.ITEM
_CELLS: Final = frozenset(("td", "th"))
"""Of a table of facts; whole texts stand in cells of others."""
_BYLINES: Final = 3
_OF_AUTHORS: Final = frozenset(("block/byline", "block/date-line"))
_HAN_NAME: Final = later(r"(?P<name>[\u3400-\u9fff]{2,4})\s?[，,：:]")
_HAN_PERSON: Final = later(r"(?P<name>[\u3400-\u9fff]{2,4}?)\s?[，,：:（(、是为為]")
_ABOUT: Final = re.compile(rf"{any_of('about')}(?:\s?[:：]|(?<=[关關於于])|\s)\s?", re.IGNORECASE)
_MARKED_OFF: Final = re.compile(r"[:：]|\s[–—-]\s")
_OPENING: Final = 60
_LONGEST_LIFE: Final = 320
_SPEAKS: Final = re.compile(r"[“„«\"「]\s?\w+(?: \w+){4,}")
"""What somebody said, at some length: a title has fewer words."""


def author_names(page: Page) -> tuple[str, ...]:
    """Who the metadata says wrote the article, else whom the bylines name that have gone."""
    if page.meta.authors:
        return tuple(author.name for author in page.meta.authors)
    if page.signed is None or page.signed[0] != len(page.taken):
        lines = (spelled_out(block) for rule, block in page.taken if rule == "block/byline")
        names = clean_names(islice(lines, _BYLINES))
        page.signed = len(page.taken), names or _names_beside_days(page)
    return page.signed[1]


def _names_beside_days(page: Page) -> tuple[str, ...]:
    """Whom an element of a line names that went for the day in it."""
    for rule, block in page.taken:
        if rule == "block/date-line":
            parts = (collapse(text) for text, tag in element_parts(block) if tag)
            named = [part for part in parts if looks_like_person(part) and not is_group(part)]
            if len(named) == 1:
                return (named[0],)
    return ()


def begins_with_another(page: Page, block: Block) -> bool:
    """Whether a line begins with a name, and the author is somebody else."""
    known = [fold(name) for name in author_names(page) if not is_group(name)]
    opening = fold(block.text[:_OPENING])
    if not known or any(name in opening for name in known):
        return False
    if named := _HAN_PERSON.match(block.text):
        return is_han_name(named["name"])
    words = block.text.split(maxsplit=2)[:2]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def is_known_author(page: Page, position: int) -> bool:
    """Whether a line is the name of an author, and is set apart as such or stands beside the text.

    The name below the text of a letter, after a line such as *Yours,*, is part of it, and so is one
    below the text in a list of names or below a heading: who has won.
    """
    block = page.blocks[position]
    text = fold(unframed(block.text))
    if not any(text == fold(name) for name in author_names(page)):
        return False
    if block.traits & (traits.META_NAME | traits.LINK) or block.link_density >= ALL_LINK:
        return True
    if not is_full_name(block.text) or block.is_heading or _is_structured(block):
        return False
    return not _is_beside_picture(page, position) and not _is_told(page, position)


def _is_structured(block: Block) -> bool:
    return bool(block.traits & _STRUCTURED) or block.box.tag in _CELLS


def _is_told(page: Page, position: int) -> bool:
    if position > page.body_span()[1] and is_letter(page):
        return True
    above = page.blocks[position - 1] if position else None
    if above is None or position <= page.body_span()[1] + 1:
        return above is not None and above.text.endswith(_COMMAS)
    if above.text.endswith(_COMMAS):
        return True
    if page.label(above) or above.index in page.guessed:
        return False
    return above.is_heading or announces(above) or _is_bare_name(above)


def _is_bare_name(block: Block) -> bool:
    return _is_bare(block.text)


def _is_beside_picture(page: Page, position: int) -> bool:
    return any(one.images for one in page.blocks[max(0, position - 1) : position + 1])


def names_author_and_office(page: Page, position: int) -> bool:
    """Whether a line above the text is the name of an author and a few words of what they are."""
    block = page.blocks[position]
    first, _ = page.body_span()
    if position >= first or block.weight > _LONGEST or block.is_heading or not block.chars:
        return False
    if _is_structured(block) or _is_beside_picture(page, position):
        return False
    return any(_is_of(block, name) for name in author_names(page))


def tells_of_author(page: Page, block: Block, lexicon: Lexicon | None) -> bool:
    """Whether a last line begins with the name of an author and says what they do.

    *Jane Roe teaches history in Leeds*; what Jane Roe did and saw may be told in the text. Set in
    italics or behind a mark it is whatever its words, if no other paragraph has the name.
    """
    if block.weight > _LONGEST_LIFE or block.is_heading or _is_structured(block):
        return False
    if _begins_about_author(page, block):
        return True
    text = fold(without_star(block.text))
    names = filter(_is_bare, (*author_names(page), *_named_above(page, block)))
    known = (fold(name) for name in names if not is_group(name))
    name = next(filter(text.startswith, known), None)
    if name is None or len(text) == len(name) or _SPEAKS.search(block.text):
        return False
    if lexicon is not None and "bio" in concepts_of(block.text, lexicon):
        return True
    if not (is_apart(block) or text != fold(block.text)):
        return False
    return not any(
        name in fold(other.text)
        for other in page.blocks
        if other is not block and page.reads_like_body(other)
    )


def is_about_author(page: Page, text: str) -> bool:
    """Whether a line is *About* in some language and the name of the author, and no more."""
    about = _ABOUT.match(text)
    if about is None:
        return False
    rest = fold(text[about.end() :])
    return any(rest == fold(name) for name in author_names(page) if _is_bare(name))


def _begins_about_author(page: Page, block: Block) -> bool:
    """The same of how a paragraph begins: in an element of its own, or before a colon or dash."""
    text, tag = next(iter(element_parts(block)), ("", ""))
    openings = (collapse(text) if tag else "", _MARKED_OFF.split(block.text, maxsplit=1)[0])
    return any(is_about_author(page, one.strip(" :：")) for one in openings)


def without_star(text: str) -> str:
    """A line without the star that a byline leads to it by."""
    return text.lstrip("*＊†•–—- ")


def _named_above(page: Page, block: Block) -> tuple[str, ...]:
    """The Chinese name a line begins with, if a line that has gone with day or byline has it."""
    found = _HAN_NAME.match(block.text)
    if found is None or not is_han_name(found["name"]):
        return ()
    name = found["name"]
    told = any(name in gone.text for rule, gone in page.taken if rule in _OF_AUTHORS)
    return (name,) if told else ()


def _is_bare(name: str) -> bool:
    return looks_like_person(name) or is_han_name(name)


def _is_of(block: Block, name: str) -> bool:
    text = unframed(block.text)
    if not is_full_name(name) or fold(text[: len(name)]) != fold(name):
        return False
    mark = _OFFICE.match(text, len(name))
    rest = text[mark.end() :] if mark else ""
    return (
        bool(rest) and len(rest.split()) <= _MOST_WORDS and not rest.endswith((".", "。", "?", "!"))
    )
