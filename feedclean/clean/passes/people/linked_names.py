"""Lines that begin with the name of somebody as a link to the page about them.

``<a href="/authors/roe">Jane Roe</a><span>Harbour correspondent</span>`` above a text is a byline,
though no phrase says so.
"""

from __future__ import annotations

from typing import Final

from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.tree import Element, raw_text
from feedclean.names import is_group, is_page_of_person, is_person, is_post, joins_names
from feedclean.text import collapse

_LONGEST: Final = 120
_MARKS: Final = " \u00a0,，、;|｜·•/–—-()（）"


def name_in_link(link: Element) -> str | None:
    """Whose page a link leads to, by its address and its text; None where it is nobody's."""
    if not is_page_of_person(link.get("href")):
        return None
    name = collapse(raw_text(link))
    return name if is_person(name) and not is_group(name) else None


def linked_names(block: Block) -> tuple[str, ...]:
    """The people a line is made of, each a link to a page of theirs, an office behind them."""
    if not block.links or block.weight > _LONGEST or block.is_heading or block.images:
        return ()
    if block.traits & traits.STRUCTURED:
        return ()
    names: list[str] = []
    rest: list[str] = []
    for part in _parts(block.box):
        name = name_in_link(part) if isinstance(part, Element) and part.tag == "a" else None
        told = part if isinstance(part, str) else collapse(raw_text(part))
        if name is None and not (told := told.strip(_MARKS)):
            continue
        if name is not None and not rest:
            names.append(name)
        elif name is not None or not names:
            return ()
        elif not joins_names(told):
            rest.append(told)
    return tuple(names) if all(map(is_post, rest)) else ()


def _parts(box: Element) -> tuple[Element | str, ...]:
    while box.tag != "a" and len(box.children) == 1 and isinstance(box.children[0], Element):
        box = box.children[0]
    return (box,) if box.tag == "a" else tuple(box.children)
