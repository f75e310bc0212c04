"""Bylines by their form: a known label with a name, and what may stand behind that.

Besides, where the article is from, and not the picture above the line.
"""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.metadata.byline_names import named_in
from feedclean.clean.passes.people.inline_parts import spelled_out
from feedclean.clean.passes.people.stamps import is_date_line
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from feedclean.dom.blocks import Block
from feedclean.names import clean_names, is_full_name, is_person, looks_like_person

_MOST_OF_LABELLED: Final = 10
"""Words behind a label: a name, and a paper maybe."""
_THE_ARTICLE: Final = re.compile(
    r"\W{0,2}(?:(?:本|此|[该該])[文篇稿]|(?:文章|原文)(?![图圖])|原[题題標标載载刊]"
    r"|original(?:ly)? |originalartikel|articolo originale|оригинал"
    r"|(?:article|artículo|artigo) original"
    r"|(?:this|the) (?:article|story|piece|post|essay|interview)\b"
    r"|dieser (?:artikel|beitrag|text)\b|cet article\b|este art[íi](?:culo|go)\b"
    r"|quest[o']\s?articolo\b|(?:den här|denna) artikeln?\b|denne artik(?:el|kelen)\b"
    r"|dit artikel\b|tämä artikkeli\b|see artikkel\b|þessi grein\b"
    r"|ten (?:artykuł|tekst)\b|bu (?:yazı|makale|haber)\b"
    r"|эта статья\b|(?:この|本)記事|이 (?:기사|글)|هذ[ها] المقال)",
    re.IGNORECASE,
)
"""How a line begins that says where the article is from, and not the picture above it."""
_PEN_NAME: Final = re.compile(r"[\u3400-\u9fff]{2,4}")
_FIGURE: Final = re.compile(r"\d")
_BAR: Final = re.compile(r"(?<!\s)\s+[|·•–—-]\s+|(?:(?<!\s)\s+)?[｜]\s*")
_MOST_PARTS: Final = 3
_SHORT_PART: Final = 3
_LONG_PART: Final = 5
"""Parts behind a byline, and the words of each: more where one of them has figures."""


def is_author_and_more(block: Block) -> bool:
    """Whether a line is a byline and a few words behind bars: *By Jane Roe | London*.

    A comma does as well before a date, and behind a full name: *By Jane Roe, of the Harbour Post*.
    """
    text = spelled_out(block)
    if text != block.text and _is_label_with_name(text):
        return True
    head, comma, rest = text.partition(",")
    if comma and label_text(head) & Label.AUTHOR:
        if is_date_line(rest):
            return True
        is_brief = len(rest.split()) <= _LONG_PART and not rest.endswith((".", "!", "?", "…"))
        return is_brief and any(map(looks_like_person, clean_names([head])))
    first, *others = _BAR.split(text)
    if not 1 <= len(others) <= _MOST_PARTS or not label_text(first) & Label.AUTHOR:
        return False
    longest = _LONG_PART if any(map(_FIGURE.search, others)) else _SHORT_PART
    return all(len(other.split()) <= longest or is_date_line(other) for other in others)


def names_people(block: Block) -> bool:
    """Whether a byline names people and nobody else; a pen name of a few Chinese letters counts."""
    names = named_in(block.text)
    return bool(names) and all(is_person(name) or _PEN_NAME.fullmatch(name) for name in names)


def is_of_the_article(block: Block) -> bool:
    """Whether a line that names a source begins with a word for the article."""
    return _THE_ARTICLE.match(block.text) is not None


def _is_label_with_name(text: str) -> bool:
    """Whether a label of authors has a person's name behind it, and a paper maybe."""
    told, colon, rest = text.partition(": ")
    if not colon or not label_text(f"{told}:") & Label.AUTHOR:
        return False
    names = clean_names([rest])
    return bool(names) and is_full_name(names[0]) and len(rest.split()) <= _MOST_OF_LABELLED
