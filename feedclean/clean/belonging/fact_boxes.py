"""Boxes of facts that a text holds: named for that, without a link, in the element of the text.

They are short lines in an ``<aside>``, and score like other boxes beside a text. Their name and
their place tell them apart, in any language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Final

from feedclean.clean.wording.labels import label
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container

_NAMES: Final = frozenset(
    "fact facts factbox factsheet keyfacts fakta faktabox faktaboks faktaruta faktarutan fakten "
    "faktalaatikko tietolaatikko faktenbox faktum infobox infokasten infokader infoboks infoboite "
    "kasten kader encadre encart recuadro ficha despiece scheda riquadro boxinfo ramka explainer "
    "steckbrief".split()
)
"""Words in class and id that a box of facts is named with, in many languages."""
_LEVELS: Final = 2
"""Elements around a line among which the box is looked for."""
_FEWEST: Final = 2
_HEAVIEST: Final = 1_200
_NO_FACTS: Final = traits.NO_TEXT & ~traits.ASIDE


def fact_boxes(
    blocks: Sequence[Block], keep: AbstractSet[int], homes: AbstractSet[Container]
) -> Iterator[int]:
    """All of such boxes in elements of the text, ``homes``, from its first line to right below it.

    Nothing of them may be a link, or worded like a notice.
    """
    seen: set[Container] = set()
    for position in range(min(keep), len(blocks)):
        home = blocks[position].home
        if position in keep or not _may_be_in_box(home, homes):
            continue
        box = _box_of(home)
        if box is None or box in seen:
            continue
        seen.add(box)
        inside = range(box.first, box.last)
        if box.parent in homes and _are_facts([blocks[at] for at in inside]):
            yield from inside


def _may_be_in_box(home: Container, homes: AbstractSet[Container]) -> bool:
    """Whether a box around a block would be in an element of the text; names are read where so."""
    return any(one.parent in homes for one in islice(_around(home), _LEVELS))


def _box_of(home: Container) -> Container | None:
    """The nearest element around a block that is named for facts."""
    return next((one for one in islice(_around(home), _LEVELS) if _is_named(one)), None)


def _around(home: Container) -> Iterator[Container]:
    around: Container | None = home
    while around is not None:
        yield around
        around = around.parent


def _is_named(container: Container) -> bool:
    return not _NAMES.isdisjoint(traits.words_in_names(container.element))


def _are_facts(box: list[Block]) -> bool:
    told = [block for block in box if block.chars]
    return (
        len(told) >= _FEWEST
        and sum(block.weight for block in told) <= _HEAVIEST
        and not any(block.links or block.traits & _NO_FACTS or label(block) for block in box)
    )
