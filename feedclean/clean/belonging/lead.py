"""The line between the headline of a page and its text that leads into the text.

It is short, stands where date and author do, and is judged like them by its form. Its name in the
page, or that the page describes itself by it, tells it apart in any language.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Final

from feedclean.clean.belonging.headline import Gap, gap_below_headline
from feedclean.clean.wording.labels import label
from feedclean.dates import find_date
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces
from feedclean.dom.tree import ancestors
from feedclean.model.article import ArticleMeta
from feedclean.text import fold

_LEAST: Final = 20
"""What a lead weighs at least."""
_NAMES: Final = frozenset(
    "lead lede dek deck standfirst strapline subhead subheadline subheading subtitle subtitulo "
    "sottotitolo untertitel unterzeile chapo chapeau vorspann teaser anriss bajada copete "
    "entradilla sumario summary sommario occhiello catenaccio ingress ingres manchet perex "
    "podtytul zajawka spot anons excerpt abstract linhafina gravata bajante accroche inleiding "
    "preamble underrubrik ingressi bevezeto sapo lid podzagolovok intro introtext "
    "blurb dropline entete introduccion".split()
)
"""Words in class and id that a line below the headline is named with, in many languages."""
_PAIRS: Final = (
    frozenset(("linha", "fina")),
    frozenset(("sous", "titre")),
    *(frozenset(("sub", word)) for word in ("title", "heading", "headline", "head", "titulo")),
)
"""Such names of two words."""
_OF_PICTURES: Final = frozenset("image images img media photo picture video figure asset".split())
"""Words beside them that say what such a line is really of: ``lead-image-credit``."""
_NO_LEAD: Final = (traits.NO_TEXT & ~traits.RELATED_NAME) | traits.CAPTION | traits.CAPTION_NAME
"""Where a lead never stands; ``teaser`` names both leads and related links."""
_DECK: Final = 36
"""What a line weighs at least that is a lead by its place alone: as much as a short sentence."""
_DECKS: Final = frozenset(("h2", "h3", "h4", "p"))


def leads(blocks: list[Block], keep: AbstractSet[int], meta: ArticleMeta) -> Iterator[int]:
    """Lines below the headline that are named leads, or by which the page describes itself.

    So is a heading or a paragraph right below it in the same element, if it says enough.
    """
    gap = gap_below_headline(blocks, keep, meta.headline)
    if gap is None:
        return
    described = fold(meta.summary or "")
    for position in range(gap.headline + 1, gap.text):
        block = blocks[position]
        if block.links or block.weight < _LEAST or block.traits & _NO_LEAD:
            continue
        is_described = bool(described) and fold(block.text) == described
        may_lead = is_described or _is_named(block) or _is_deck(blocks, gap, position)
        if may_lead and not (label(block) or announces(block)):
            yield position


def _is_deck(blocks: list[Block], gap: Gap, position: int) -> bool:
    """Whether a line is the next thing in the element of the headline, and says enough."""
    headline, block = blocks[gap.headline].box, blocks[position]
    if position != gap.headline + 1 or block.box.tag not in _DECKS or block.weight < _DECK:
        return False
    is_beside = headline.tag == "h1" and block.box.parent is headline.parent
    return is_beside and find_date(block.text) is None


def _is_named(block: Block) -> bool:
    """Whether the element of a line, or the one right around it, is named for leads."""
    near = (block.box, *islice(ancestors(block.box), 1))
    found = frozenset[str]().union(*map(traits.words_in_names, near))
    is_named = not _NAMES.isdisjoint(found) or any(pair <= found for pair in _PAIRS)
    return is_named and _OF_PICTURES.isdisjoint(found)
