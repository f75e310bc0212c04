"""How captions look: what their elements are named, and what they say beside who took the picture.

Two questions are asked of the words. What is marked up as a caption need only say something; a line
that merely stands below a picture has to be a sentence, or to end with who took it.
"""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.wording.prose import is_prose
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import reads_like_body
from feedclean.later import later
from feedclean.names import is_written_as_name, looks_like_person
from feedclean.text import fold

MOST_LINKS: Final = 0.3
"""The share of a caption that may be links: they lead to who took the picture."""
_LEAST: Final = 40
"""What a caption weighs at least that is no sentence: less is a name, or what to do with it."""
_LEAST_WORDS: Final = 5
_BRIEF: Final = 24
"""What one that is in a ``<figcaption>`` weighs at least."""
_LEAST_SHOWN: Final = 8
"""Characters of what a picture shows, before who took it."""
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
_BEGINS_WITH_CREDIT: Final = re.compile(
    r"[\W\d_]*(?:ap |afp|epa|getty|reuters|courtesy|screenshot|illustrations?|images?|pictures?"
    r"|photo\w*|fotos?|fotografi\w*|grafik|montage|bild\w*|beeld|kuva|zdjęcie|credits?|crédits?"
    r"|quelle|source|via )[ :/.,(©-]|[^.!?]{3,40}/[^.!?]{3,40}$",
    re.IGNORECASE,
)
"""How a line begins that says who took a picture; and ``Ana Ruiz / Harbour Press``."""
_ENDS_WITH_CREDIT: Final = re.compile(
    r"\b(?:foto|photo|photograph|bild|image|imagen|фото|zdjęcie|kuva)s?\s?[:/©]\s?\S.{1,60}$",
    re.IGNORECASE,
)
_ENDS_WITH_CREDIT_IN_HAN: Final = later(
    r"[\u3400-\u9fff]\s?[摄攝][）)]?$|(?:供图|供圖|[摄攝]影)\s?[）)]?$"
    r"|(?:[图圖]源?|[摄攝]影?)\s?[:：/／]\s?\S{2,20}$"
)
_DESCRIBED: Final = later(
    r"[^:：|｜丨]{1,6}[:：|｜丨]\s?[^，。,;；:：]{8,80}[，。,;；]\s?"
    r"(?:(?:[摄攝]影|[图圖片供]{1,2}[源图圖]?|[来來]源|photo|foto|image|credit)(?:[:：/／|｜丨]|\sby\s)"
    r"|[\u3400-\u9fff]{2,4}\s?[摄攝]$)",
    re.IGNORECASE,
)
_TAKEN_BY: Final = re.compile(r"(?P<shown>[^/]{8,200}?)\s?/\s?(?P<who>[^/]{5,40})")
_FEW_WORDS: Final = 3


def is_marked(block: Block) -> bool:
    """Whether a line is marked up as a caption, or stands in an element of a usual name."""
    return bool(block.traits & (traits.CAPTION | traits.CAPTION_NAME))


def is_named(block: Block) -> bool:
    """Whether the element of a line is named for captions in any language."""
    for name in (block.box.get("class"), block.box.get("id")):
        for token in name.split():
            found = traits.words_of(token)
            if not _NAMES.isdisjoint(found):
                return True
            if not (_OF_PICTURES.isdisjoint(found) or _OF_WORDS.isdisjoint(found)):
                return True
    return False


def says_something(block: Block, title: str) -> bool:
    """Whether a marked caption says more than who took the picture, and more than the title."""
    if block.link_density > MOST_LINKS or fold(block.text) == fold(title):
        return False
    if shows_and_names(block.text):
        return True
    if block.weight < _LEAST and not reads_like_body(block):
        return False
    is_wide = block.weight > len(block.text)
    is_long = is_wide or len(block.text.split()) >= _LEAST_WORDS
    return is_long and not _BEGINS_WITH_CREDIT.match(block.text)


def shows_and_names(text: str) -> bool:
    """Whether what a picture shows stands before who took it: *The old pier, empty / JO ROE*."""
    found = _TAKEN_BY.fullmatch(text)
    if found is None or not looks_like_person(found["who"]):
        return False
    return len(found["shown"].split()) >= _FEW_WORDS and not is_written_as_name(found["shown"])


def describes_picture(text: str) -> bool:
    """Whether a line of a label says what a picture shows and then who took it.

    ``题图：第七本笔记的内页。林晚 摄`` may have lost its picture, and is a caption all the same.
    """
    return _DESCRIBED.match(text) is not None


def is_told_in_brief(block: Block) -> bool:
    """Whether a short line says more than who took a picture: fewer words are a name."""
    is_short = block.weight < _BRIEF or len(block.text.split()) < _LEAST_WORDS
    return not is_short and not _BEGINS_WITH_CREDIT.match(block.text)


def is_sentence(block: Block) -> bool:
    """Whether a line is a sentence, or says what a picture shows before it says who took it."""
    return is_prose(block) or is_signed_in_han(block) or _is_signed(block, _ENDS_WITH_CREDIT)


def is_signed_in_han(block: Block) -> bool:
    """Whether a line ends with who took the picture, in Chinese."""
    return _is_signed(block, _ENDS_WITH_CREDIT_IN_HAN)


def _is_signed(block: Block, credit: re.Pattern[str]) -> bool:
    found = credit.search(block.text)
    return found is not None and found.start() >= _LEAST_SHOWN
