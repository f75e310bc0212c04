"""Lines of a fragment that stay whatever they score, and so does what stands above them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final
from urllib.parse import unquote

from feedclean.clean.lines.fragment import Lines
from feedclean.clean.page import Page
from feedclean.clean.passes.people.stamps import has_time_of_day, is_date_line
from feedclean.clean.wording.references import announces_references, is_line_of_references
from feedclean.dom.blocks import Block
from feedclean.dom.measures import targets
from feedclean.dom.tree import Element, find_all, walk
from feedclean.later import later

_LONGEST_SIGNATURE: Final = 60
_SIGNED: Final = later(
    r"[\u3400-\u9fff·　 ]{2,12}"
    r"(?:[敬谨謹叩拜泣百]?上|[敬谨謹]?[启啟书書]|顿首|頓首|叩首|亲笔|親筆)"
)
"""How letters are signed in Chinese."""


def is_bound(page: Page, lines: Lines, at: int, named: AbstractSet[str]) -> bool:
    """Whether a line may be a caption, or is a note, a reference, a signature or what heads those.

    ``named`` are the places that links of the article lead to, as ``linked`` gives them.
    """
    position = lines.positions[at]
    block = page.blocks[position]
    if position > 0 and page.blocks[position - 1].images > 0:
        return True  # below a picture it may be its caption
    if _is_note(block, named) or is_line_of_references(block, page.meta.url or ""):
        return True
    if _is_signature(page, lines, at) or _explains_a_mark(page, block):
        return True
    return heads_references(page, lines, at)


def heads_references(page: Page, lines: Lines, at: int) -> bool:
    """Whether a line is there and says that references follow."""
    return at >= 0 and announces_references(page.blocks[lines.positions[at]])


def linked(root: Element) -> frozenset[str]:
    """The names of places that links of an article lead to, in it or elsewhere."""
    parts = (link.get("href").partition("#")[2] for link in find_all(root, "a"))
    return frozenset(unquote(part) for part in parts if part)


def _is_note(block: Block, named: AbstractSet[str]) -> bool:
    """Whether a line leads back to a place in the text, or is such a place itself."""
    if any(link.startswith("#") for link in targets(block)):
        return True
    holder = block.box.parent
    around = (block.box, *walk(block.box), *([holder] if holder is not None else []))
    names = {unquote(one.get(key)) for one in around for key in ("id", "name")}
    return not named.isdisjoint(names - {""})


def _is_signature(page: Page, lines: Lines, at: int) -> bool:
    """Whether a short line stands below one that ends with a comma: *Yours,* and who wrote it.

    Or is a day below a name: when it was signed; or has the word that signs.
    """
    block = page.blocks[lines.positions[at]]
    if at == 0 or block.links or block.weight > _LONGEST_SIGNATURE:
        return False
    if _SIGNED.fullmatch(block.text):
        return True
    above = page.blocks[lines.positions[at - 1]]
    if above.text.endswith((",", "，", "、", "،")):
        return True
    is_name = not above.links and above.weight <= _LONGEST_SIGNATURE
    return is_name and is_date_line(block.text) and not has_time_of_day(block.text)


def _explains_a_mark(page: Page, block: Block) -> bool:
    """Whether a line begins with a star, and a word above has one, as where a name was changed."""
    if not block.text.startswith(("*", "＊", "†")):
        return False
    mark = block.text[0]
    return any(_marked(one.text, mark) for one in page.blocks if one is not block)


def _marked(text: str, mark: str) -> bool:
    at = text.find(mark, 1)
    return at > 0 and text[at - 1].isalpha()
