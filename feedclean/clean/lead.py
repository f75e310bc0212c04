"""The line between the headline of a page and its text that leads into the text.

It is short, stands where date and author do, and is judged like them by its form. Its name in the
page, or that the page describes itself by it, tells it apart in any language.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Final, NamedTuple

from feedclean.clean.labels import label
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces, reads_like_body
from feedclean.dom.tree import ancestors
from feedclean.model.article import ArticleMeta
from feedclean.text import fold

_FAR: Final = 24
"""Blocks that may stand between the headline and the text."""
_LEAST: Final = 20
"""What a lead weighs at least."""
_NAMES: Final = frozenset(
    "lead lede dek deck standfirst strapline subhead subheadline subheading subtitle subtitulo "
    "sottotitolo untertitel unterzeile chapo chapeau vorspann teaser anriss bajada copete "
    "entradilla sumario summary sommario occhiello catenaccio ingress ingres manchet perex "
    "podtytul zajawka spot anons excerpt abstract linhafina gravata bajante accroche inleiding "
    "preamble underrubrik ingressi bevezeto sapo lid podzagolovok intro introtext".split()
)
"""Words in class and id that a line below the headline is named with, in many languages."""
_PAIRS: Final = (frozenset(("linha", "fina")), frozenset(("sous", "titre")))
"""Such names of two words."""
_OF_PICTURES: Final = frozenset("image images img media photo picture video figure asset".split())
"""Words beside them that say what such a line is really of: ``lead-image-credit``."""
_ELSEWHERE: Final = (
    traits.NAV | traits.ASIDE | traits.FORM | traits.CONTROL | traits.COMMENT_NAME
    | traits.SHARE_NAME | traits.AD_NAME | traits.PROMO_NAME | traits.LEGAL_NAME
    | traits.META_NAME | traits.HIDDEN | traits.CAPTION | traits.CAPTION_NAME
)  # fmt: skip


class Opening(NamedTuple):
    """Positions of the headline of a page and of the first running text that is kept."""

    headline: int
    text: int


def opening(blocks: list[Block], keep: AbstractSet[int], title: str) -> Opening | None:
    """Where the nearest headline above the text that is kept stands, if there is one."""
    first = min((p for p in keep if reads_like_body(blocks[p])), default=0)
    known = fold(title)
    for position in range(first - 1, max(first - _FAR, 0) - 1, -1):
        block = blocks[position]
        if block.box.tag == "h1" or (known and block.chars and fold(block.text) == known):
            return Opening(position, first)
    return None


def leads(blocks: list[Block], keep: AbstractSet[int], meta: ArticleMeta) -> Iterator[int]:
    """Lines below the headline that are named leads, or by which the page describes itself."""
    found = opening(blocks, keep, meta.headline)
    if found is None:
        return
    described = fold(meta.summary or "")
    for position in range(found.headline + 1, found.text):
        block = blocks[position]
        if block.links or block.weight < _LEAST or block.traits & _ELSEWHERE:
            continue
        if label(block) or announces(block):
            continue
        if (described and fold(block.text) == described) or _is_named(block):
            yield position


def _is_named(block: Block) -> bool:
    """Whether the element of a line, or the one right around it, is named for leads."""
    found = {
        word
        for element in (block.box, *islice(ancestors(block.box), 1))
        for name in (element.get("class"), element.get("id"))
        for token in name.split()
        for word in traits.words_of(token)
    }
    is_named = not _NAMES.isdisjoint(found) or any(pair <= found for pair in _PAIRS)
    return is_named and _OF_PICTURES.isdisjoint(found)
