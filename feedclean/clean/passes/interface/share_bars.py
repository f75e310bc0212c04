"""Share bars: buttons and names of services, alone or in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, is_picture, named_groups, quote, zones
from feedclean.clean.wording.hosts import is_share_dialog
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import is_share, label
from feedclean.clean.wording.marks import without_count
from feedclean.clean.wording.prose import is_prose
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces, targets

_LONGEST: Final = 160
_MOST_SERVICES: Final = 24
_FIGURE: Final = re.compile(r"(?<=\s)\d")
"""What is more than a count beside a button tells of shares, and of housing that is social."""
_LONGEST_BAR: Final = 320
_LONGEST_OF_BAR: Final = 80
_SEPARATORS: Final = " |·•,、/"
_SPLIT: Final = re.compile(r"\s*[|·•,、/]\s*|\s{1,}")


class _Edges:
    """What stands before and after the text, looked up once for all rows of a page."""

    def __init__(self, page: Page) -> None:
        self._blocks = page.blocks
        self._head, self._tail = zones(page)
        self._positions = {block: position for position, block in enumerate(page.blocks)}

    def hold(self, row: list[Block]) -> bool:
        """Whether names without links stand beside the text, and are no list it announces."""
        first, last = self._positions[row[0]], self._positions[row[-1]]
        announced = first > 0 and announces(self._blocks[first - 1])
        return not announced and (first in self._head or last in self._tail)


def share(page: Page) -> Iterator[Finding]:
    """Takes out share bars: labels and names of services, alone or in a row.

    A row goes if all of it is linked, if its element is named so, or if it stands beside the
    text. Sentences on sharing stay, and so does a heading that names a service.
    """
    row: list[Block] = []
    edges = _Edges(page)
    for block in page.blocks:
        if _is_share(page, block):
            row.append(block)
            continue
        if is_picture(block) and row and not block.links:
            continue
        yield from _row(edges, row)
        row = []
    yield from _row(edges, row)
    yield from _named_for_sharing(page, edges)


def _is_share(page: Page, block: Block) -> bool:
    if block.weight > _LONGEST:
        return False
    links = targets(block)
    if links and all(is_share_dialog(link) for link in links):
        return not page.reads_like_body(block)  # a sentence may cite a post by such an address
    if not block.chars:
        return False
    labels = page.label(block)
    if labels and labels & Label.SHARE:
        return True
    # most lines begin with anything else: to part them all took 2 million instructions a page
    start, *others = _SPLIT.split(block.text.lstrip(_SEPARATORS), maxsplit=1)
    if not others or not is_share(start):  # most lines in Chinese are one word
        return False
    words = [word for word in _SPLIT.split(block.text) if word]
    if len(words) > _MOST_SERVICES or page.is_datum(block):
        return False
    return len(words) > 1 and all(is_share(word) for word in words)


def _row(edges: _Edges, row: list[Block]) -> Iterator[Finding]:
    if not row or all(label(block) & Label.COMMENTS for block in row):
        return  # a button to comment is one of such a row, and alone it is none
    linked = all(block.links for block in row)
    named = any(block.traits & traits.SHARE_NAME for block in row)
    alone = len(row) == 1 and row[0].is_heading and not named  # a section on an app of that name
    if (linked and not alone) or named or edges.hold(row):
        yield finding("share", row, _share_reason(row, is_named=named))


def _named_for_sharing(page: Page, edges: _Edges) -> Iterator[Finding]:
    """Elements beside the text that are named for sharing and hold no sentence, in any language."""
    for named in named_groups(page, traits.SHARE_NAME):
        shown = [block for block in named if block.chars]
        if not shown or sum(block.weight for block in shown) > _LONGEST_BAR:
            continue
        if all(map(_may_be_of_bar, shown)) and edges.hold(shown):
            told = f"in an element named for sharing, beside the text: {quote(shown[0])}"
            yield finding("share-name", named, told)


def _may_be_of_bar(block: Block) -> bool:
    is_set_apart = block.traits & (traits.QUOTE | traits.CELL | traits.CODE | traits.FIGURE)
    if block.weight > _LONGEST_OF_BAR or is_set_apart or is_prose(block):
        return False
    return not _FIGURE.search(block.text) or bool(without_count(block.text))


def _links(links: list[str]) -> str:
    return "1 link" if len(links) == 1 else f"{len(links) or 'no'} links"


def _share_reason(row: list[Block], *, is_named: bool) -> str:
    """What a share bar says and leads to; without links it was taken for its place."""
    links = [link for block in row for link in targets(block)]
    dialogs = sum(map(is_share_dialog, links))
    said = next((block for block in row if block.chars), None)
    facts = [
        f"from {quote(said)} on" if said and len(row) > 1 else quote(said) if said else "no words",
        f"{dialogs} of {_links(links)} to share" if dialogs else _links(links),
    ]
    if not is_named and not all(block.links for block in row):
        facts.append("beside the text")
    if is_named:
        facts.append("in an element named for sharing")
    return f"share bar of {len(row)} {'lines' if len(row) > 1 else 'line'}: {', '.join(facts)}"
