"""Calls to follow, subscribe, donate, install; share bars; advertising."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean.clean.hosts import is_profile, is_share_dialog
from feedclean.clean.labels import Label, is_share, label
from feedclean.clean.marks import without_count
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.asides import asides
from feedclean.clean.passes.author_cards import mottos
from feedclean.clean.passes.common import (
    finding,
    in_verse,
    is_picture,
    measures,
    named_groups,
    quote,
    where,
    zones,
)
from feedclean.clean.passes.named_boxes import named_boxes
from feedclean.clean.passes.page_calls import page_calls
from feedclean.clean.passes.skipped_boxes import skipped_boxes
from feedclean.clean.prose import is_prose
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces, targets

_PROMO_WEIGHT: Final = 420
_LINE_WEIGHT: Final = 120
_LINKED: Final = 0.3
_MOSTLY_LINK: Final = 0.5
_LEAST_PROFILES: Final = 2
_MOST_OF_ROW: Final = 0.6
_MOST_SERVICES: Final = 24
_LESSER_PART: Final = 0.15
"""Share of the running text, by weight, that may stand in elements named for promotion."""
_SEPARATORS: Final = " |·•,、/"
_SPLIT: Final = re.compile(r"\s*[|·•,、/]\s*|\s{1,}")


_CODE: Final = (
    r"(?:二维码|二維碼|小程序码|QR[ -]?\w+|kod|code|Code|código|codice|код|コード|코드|رمز)"
)
_ABOVE: Final = (
    r"(?:上方|上图|上圖|上面|以上|above|oben|obige\w*|ci-dessus|arriba|acima|sopra|выше|вище"
    r"|hierboven|bovenstaande|powyżej|powyższ\w+|ovan|ovenfor|yukarıdaki|위|上の|أعلاه)"
)
_SCANS_ABOVE: Final = re.compile(
    rf"{_ABOVE}.{{0,24}}{_CODE}|{_CODE}.{{0,24}}{_ABOVE}", re.IGNORECASE
)
"""A call to scan what is shown above it: most have their picture below."""


def promo(page: Page) -> Iterator[Finding]:
    """Promotion at the edges of the text, with the picture (QR code) that goes with it."""
    head, tail = zones(page)
    edges = {*head, *tail}
    for position, block in enumerate(page.blocks):
        labels = page.label(block)
        if not labels or not labels & Label.PROMO or block.weight > _PROMO_WEIGHT:
            continue
        named = bool(block.traits & traits.PROMO_NAME)
        in_place = position in edges or named or block.link_density > _MOSTLY_LINK
        if not (in_place or _stands_over_a_button(page, position)):
            continue
        place = where(position, head, tail)
        told = f"call to readers {quote(block)} {place}, {measures(block)}"
        group = [block]
        if position in tail and position + 1 < len(page.blocks):
            picture = page.blocks[position + 1]
            if is_picture(picture):
                group.append(picture)
                told = f"{told}, with the picture below it"
        if position in tail and position and _SCANS_ABOVE.search(block.text):
            picture = page.blocks[position - 1]
            if is_picture(picture):
                group.insert(0, picture)
                told = f"{told}, with the picture above it that it names"
        named_so = ", in an element named for promotion" if named else ""
        yield finding("promo", group, f"{told}{named_so}")
    for motto in mottos(page, head):
        told = f"{quote(motto)} between the name of a member and a button to follow them"
        yield finding("card", [motto], told)
    yield from _named(page)
    yield from named_boxes(page, "promo")
    yield from asides(page)
    yield from page_calls(page)
    yield from skipped_boxes(page)
    yield from _profiles(page, head, tail)
    yield from _boxes(page, range(len(head), len(page.blocks) - len(tail)))


def _boxes(page: Page, within: range) -> Iterator[Finding]:
    """Several lines in a row within the text that call to subscribe, and what stands among them.

    One line alone may be text; a heading, a call and a notice on privacy in a row are a box.
    """
    box: list[Block] = []
    for position in within:
        block = page.blocks[position]
        if _calls(page, block) or (box and _may_be_in_box(block) and len(box) < _LONGEST_BOX):
            box.append(block)
        else:
            yield from _box(page, box)
            box = []
    yield from _box(page, box)


def _box(page: Page, box: list[Block]) -> Iterator[Finding]:
    while box and not _calls(page, box[-1]):
        box = box[:-1]
    calls = sum(_calls(page, block) for block in box)
    gone = bool(box) and any(
        rule in _BESIDE_A_BOX and block.index in (box[0].index - 1, box[-1].index + 1)
        for rule, block in page.taken
    )
    if calls + gone >= _LEAST_CALLS and 2 * calls >= len(box):
        told = f"{calls} of {len(box)} lines in a row call to subscribe, from {quote(box[0])} on"
        yield finding("promo-box", box, told)


def _calls(page: Page, block: Block) -> bool:
    labels = page.label(block)
    if not labels or not labels & _OF_BOX or block.weight > _PROMO_WEIGHT:
        return False
    return not (block.is_heading and not labels & Label.PROMO) and not page.is_datum(block)


def _may_be_in_box(block: Block) -> bool:
    """Whether a line may be the middle of a box: short, and nothing shown."""
    return bool(block.chars) and block.weight <= _LINE_WEIGHT and not block.is_heading


_OF_BOX: Final = Label.PROMO | Label.COOKIE | Label.AD | Label.PLATFORM
_BESIDE_A_BOX: Final = frozenset(("block/ad-label", "block/promo", "block/interface"))
_LEAST_CALLS: Final = 3
_LONGEST_BOX: Final = 8


def _stands_over_a_button(page: Page, position: int) -> bool:
    """Whether the line right below is a link and calls for the same."""
    if position + 1 == len(page.blocks):
        return False
    below = page.blocks[position + 1]
    return below.link_density > _MOSTLY_LINK and bool(page.label(below) & Label.PROMO)


def _profiles(page: Page, head: range, tail: range) -> Iterator[Finding]:
    """Short linked lines in a row beside the text, most of them to profiles or channels."""
    row: list[Block] = []
    for position in (*head, *tail):
        block = page.blocks[position]
        if _is_linked_line(block) and (not row or row[-1] is page.blocks[position - 1]):
            row.append(block)
            continue
        yield from _profile_row(row)
        row = [block] if _is_linked_line(block) else []
    yield from _profile_row(row)


def _profile_row(row: list[Block]) -> Iterator[Finding]:
    profiles = sum(
        all(is_profile(link) or is_share_dialog(link) for link in targets(block)) for block in row
    )
    if profiles >= _LEAST_PROFILES and profiles >= _MOST_OF_ROW * len(row):
        yield finding(
            "profiles", row, f"{profiles} of {len(row)} lines link to profiles or dialogs"
        )


def _is_linked_line(block: Block) -> bool:
    if not block.links or block.weight > _LINE_WEIGHT:
        return False
    return bool(targets(block)) and (not block.chars or block.link_density >= _LINKED)


def _named(page: Page) -> Iterator[Finding]:
    named = [
        block
        for block in page.blocks
        if block.traits & traits.PROMO_NAME and block.weight <= _PROMO_WEIGHT
    ]
    if not named:
        return
    body = page.running_weight()
    inside = sum(block.weight for block in named)
    if inside <= _LESSER_PART * body:
        told = f"{inside} letters in such, {body} in the text, wide ones counted twice"
        told = f"in an element named for promotion; {told}"
        yield finding("promo-name", named, told)


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
    """Share bars: labels and names of services, alone or in a row."""
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
    if block.weight > 160:
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


_FIGURE: Final = re.compile(r"(?<=\s)\d")
"""What is more than a count beside a button tells of shares, and of housing that is social."""
_LONGEST_BAR: Final = 320
_LONGEST_OF_BAR: Final = 80


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


def ads(page: Page) -> Iterator[Finding]:
    """Advertising labels, and elements named for advertising that hold no running text."""
    for block in page.blocks:
        labels = page.label(block)
        if labels and labels & Label.AD and block.weight <= 80 and not in_verse(page, block):
            told = f"worded like an advertising label: {quote(block)}, {measures(block)}"
            yield finding("ad-label", [block], told)
    yield from named_boxes(page, "ads")
    for named in named_groups(page, traits.AD_NAME):
        if not any(page.is_body(block) for block in named):
            told = "in an element named for advertising that holds no running text"
            yield finding("ad-name", named, told)
