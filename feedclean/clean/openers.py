"""The picture between the headline of a page and its text, where a caption says what it shows.

It mostly stands in another element than the text, so that nothing else holds it there; a picture
without a caption may be a banner. A page kept as text has lost its pictures, and its captions stand
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Final

from feedclean.clean.lead import FAR, opening
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import reads_like_body
from feedclean.model.article import ArticleMeta
from feedclean.text import fold

_LEAST: Final = 40
"""What a caption weighs at least that is no sentence: less is a name, or what to do with it."""
_LEADS: Final = 2
_LINKS: Final = 0.3
_LINES: Final = 4
"""Lines around one picture: what it shows, who took it, both once more for small screens."""
_OF_CAPTIONS: Final = traits.CAPTION | traits.CAPTION_NAME
_ELSEWHERE: Final = (
    traits.ITEM | traits.NAV | traits.ASIDE | traits.FORM | traits.CONTROL | traits.COMMENT_NAME
    | traits.RELATED_NAME | traits.SHARE_NAME | traits.AD_NAME | traits.PROMO_NAME | traits.HIDDEN
)  # fmt: skip


def openers(blocks: list[Block], keep: AbstractSet[int], meta: ArticleMeta) -> Iterator[int]:
    """The first picture between headline and text, with its caption and who took it.

    A lead or two may stand above it.
    """
    found = opening(blocks, keep, meta.headline)
    if found is None:
        return
    above = _above_text(blocks, keep, found.headline + 1)
    for position in above:
        block = blocks[position]
        if not block.chars and block.images and not block.traits & _ELSEWHERE:
            lines = _captions(position, blocks, above)
            if any(_says_something(blocks[at], meta.headline) for at in lines):
                yield position
                yield from lines
                break
    yield from _alone(blocks, keep, found.headline, meta.headline)


def _alone(blocks: list[Block], keep: AbstractSet[int], headline: int, title: str) -> Iterator[int]:
    """Captions by name that stand beside the text in an element of nothing but lines."""
    for position in range(headline + 1, max(keep)):
        block = blocks[position]
        is_bare = block.box.tag == "p" and block.home.element.tag == "body"
        if is_bare and block.traits & _OF_CAPTIONS and _says_something(block, title):
            yield position


def _above_text(blocks: list[Block], keep: AbstractSet[int], start: int) -> range:
    """From right below the headline to the running text, beyond a lead or two; empty without."""
    body = (p for p in sorted(keep) if p >= start and reads_like_body(blocks[p]))
    leads = list(islice(body, _LEADS + 1))
    return range(start, min(leads[-1], start + FAR) if leads else start)


def _captions(picture: int, blocks: list[Block], above: range) -> list[int]:
    """Lines right below a picture that are marked up or named as its captions."""
    found = []
    for position in range(picture + 1, min(picture + 1 + _LINES, above.stop)):
        block = blocks[position]
        if not block.chars or not block.traits & _OF_CAPTIONS or block.traits & _ELSEWHERE:
            break
        found.append(position)
    return found


def _says_something(block: Block, title: str) -> bool:
    """Whether a caption says more than who took the picture, and more than the title."""
    if block.link_density > _LINKS or fold(block.text) == fold(title):
        return False
    if block.weight < _LEAST and not reads_like_body(block):
        return False
    words = block.text.split()
    return (block.weight > len(block.text) or len(words) >= _WORDS) and not _CREDIT.match(
        block.text
    )


_WORDS: Final = 5
_CREDIT: Final = re.compile(
    r"[\W\d_]*(?:ap |afp|epa|getty|reuters|courtesy|screenshot|illustrations?|images?|pictures?"
    r"|photo\w*|fotos?|fotografi\w*|grafik|montage|bild\w*|beeld|kuva|zdjęcie|credits?|crédits?"
    r"|quelle|source|via )[ :/.,(©-]|[^.!?]{3,40}/[^.!?]{3,40}$",
    re.IGNORECASE,
)
"""How a line begins that says who took a picture; and ``Ana Ruiz / Harbour Press``."""
