"""Captions that belong to the text of a page by their place or their name.

Scores look at single blocks, and a caption reads like many other short lines. That it stands below
a kept picture, or that its element is named so, is told in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from feedclean.clean.prose import is_prose, is_set_small
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.dom.measures import reads_like_body

_LEAST: Final = 0.05
"""The score from which a line beside a kept picture is its caption; a button beside it has less."""
_TELLING: Final = 60
"""What one that is marked up weighs at least to be kept whatever its score: those of most labelled
pages leave captions out, and readers miss them."""
_LINES: Final = 2
"""What the picture shows, and who took it."""
_PICTURES: Final = 2
_MOST_LINKS: Final = 0.3
_LINKED: Final = 60
"""What a caption with a link weighs at most: it leads to who took the picture."""
_LEAST_TOLD: Final = 8
"""Characters of what a picture shows, before who took it."""
_LONGEST: Final = 400
_NAMES: Final = frozenset(
    "caption captions figcaption legend legende legenda didascalia bildunterschrift bildtext "
    "bildetekst billedtekst kuvateksti onderschrift fotobijschrift bijschrift piedefoto epigrafe "
    "popisek podpis tushuo tuzhu".split()
)
"""Words in class and id that a line below a picture is named with, in many languages."""
_OF_PICTURES: Final = frozenset(
    "pic pics picture img image photo foto fotos imagen imagem immagine bild bilder tupian".split()
)
_OF_WORDS: Final = frozenset(
    "desc description text txt info note notes title tit explain explanation intro alt label word "
    "words memo remark shuoming texto testo texte tekst pie leyenda".split()
)
"""Two words that say so together: ``pic-desc``."""
_SIGNED_IN_HAN: Final = re.compile(
    r"[\u3400-\u9fff]\s?[摄攝][）)]?$|(?:供图|供圖|[摄攝]影)\s?[）)]?$"
    r"|(?:[图圖]源?|[摄攝]影?)\s?[:：/／]\s?\S{2,20}$"
)
_SIGNED: Final = re.compile(
    r"\b(?:foto|photo|photograph|bild|image|imagen|фото|zdjęcie|kuva)s?\s?[:/©]\s?\S.{1,60}$",
    re.IGNORECASE,
)
"""How a caption ends that says who took the picture."""


def captions(
    blocks: list[Block], scores: Mapping[int, float], keep: AbstractSet[int]
) -> Iterator[int]:
    """Lines below kept pictures that share an element with these and nothing else, or say so."""
    last = max((at for at in keep if reads_like_body(blocks[at])), default=0)
    for position in keep:
        if blocks[position].chars:
            continue
        lines = _lines_beside(position, blocks)
        least = 0.0 if any(_is_marked_up(blocks[at]) for at in lines) else _LEAST
        if all(
            at in keep or (scores.get(at, 0.0) >= least and _may_be_caption(blocks[at]))
            for at in lines
        ):
            yield from lines
        below = position + 1
        if below < last and below not in keep and _says_so(blocks[position], blocks[below]):
            yield below


def _lines_beside(position: int, blocks: list[Block]) -> list[int]:
    """What stands below a picture in an element of few lines; empty if there is more in it."""
    home = blocks[position].home
    if home.last - home.first > _PICTURES + _LINES:
        return []
    lines = [at for at in range(home.first, home.last) if blocks[at].chars]
    is_below = len(lines) <= _LINES and all(at > position for at in lines)
    return lines if is_below else []


def _is_marked_up(block: Block) -> bool:
    """Whether a line is marked up or named as a caption and says more than who took a picture."""
    return block.weight >= _TELLING and bool(block.traits & (traits.CAPTION | traits.CAPTION_NAME))


def _says_so(picture: Block, below: Block) -> bool:
    """Whether a line right below a picture is named or set as its caption, or says who took it."""
    if not below.chars or below.weight > _LONGEST or below.is_heading:
        return False
    if not _may_be_caption(below) or not _are_beside(picture.home, below.home):
        return False
    if _is_signed(below, _SIGNED_IN_HAN):
        return True
    return _tells(below) and (_is_named(below) or is_set_small(below.box))


def _tells(block: Block) -> bool:
    """Whether a line is a sentence, or says more than who took the picture."""
    return is_prose(block) or _is_signed(block, _SIGNED_IN_HAN) or _is_signed(block, _SIGNED)


def _is_signed(block: Block, who: re.Pattern[str]) -> bool:
    found = who.search(block.text)
    return found is not None and found.start() >= _LEAST_TOLD


def _are_beside(picture: Container, line: Container) -> bool:
    return line in (picture, picture.parent) or picture is line.parent


def _is_named(block: Block) -> bool:
    for name in (block.box.get("class"), block.box.get("id")):
        for token in name.split():
            found = traits.words_of(token)
            if not _NAMES.isdisjoint(found):
                return True
            if not (_OF_PICTURES.isdisjoint(found) or _OF_WORDS.isdisjoint(found)):
                return True
    return False


def _may_be_caption(block: Block) -> bool:
    is_plain = not block.links or block.weight <= _LINKED
    return is_plain and block.link_density <= _MOST_LINKS and not block.traits & traits.NO_TEXT
