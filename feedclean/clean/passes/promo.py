"""Calls to follow, subscribe, donate, install, and boxes of such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import and_
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.boxes.asides import asides
from feedclean.clean.passes.boxes.gates import gates
from feedclean.clean.passes.boxes.named_boxes import named_boxes
from feedclean.clean.passes.boxes.page_calls import page_calls
from feedclean.clean.passes.boxes.skipped_boxes import skipped_boxes
from feedclean.clean.passes.common import (
    finding,
    is_picture,
    measures,
    quote,
    where,
    zones,
)
from feedclean.clean.passes.people.author_cards import mottos
from feedclean.clean.passes.people.letters import is_within_letter
from feedclean.clean.wording.hosts import is_profile, is_share_dialog
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.prose import is_prose
from feedclean.clean.wording.words import any_of
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import targets
from feedclean.later import later

_PROMO_WEIGHT: Final = 420
_LINE_WEIGHT: Final = 120
_LINKED: Final = 0.3
_MOSTLY_LINK: Final = 0.5
_OF_BOX: Final = Label.PROMO | Label.COOKIE | Label.AD | Label.PLATFORM
_BESIDE_A_BOX: Final = frozenset(("block/ad-label", "block/promo", "block/interface"))
_LEAST_CALLS: Final = 3
_LONGEST_BOX: Final = 8
_LEAST_PROFILES: Final = 2
_MOST_OF_ROW: Final = 0.6
_LESSER_PART: Final = 0.15
"""Share of the running text, by weight, that may stand in elements named for promotion."""
_CODE: Final = rf"(?:{any_of('codes')}|QR[ -]?\w+)"
_ABOVE: Final = any_of("above")
_SCANS_ABOVE: Final = later(rf"{_ABOVE}.{{0,24}}{_CODE}|{_CODE}.{{0,24}}{_ABOVE}", re.IGNORECASE)
"""A call to scan what is shown above it: most have their picture below."""


def promo(page: Page) -> Iterator[Finding]:
    """Takes out calls to follow, subscribe, donate or install, with their pictures and boxes.

    Wording alone is not enough: a call stands at an edge, is mostly a link, or is in an element
    named for promotion; within the text three of them stand in a row. Sentences of letters and
    single calls without a link between paragraphs stay.
    """
    head, tail = zones(page)
    yield from _worded_so(page, head, tail)
    for motto in mottos(page, head):
        told = f"{quote(motto)} between the name of a member and a button to follow them"
        yield finding("card", [motto], told)
    yield from _named(page)
    yield from named_boxes(page, "promo")
    yield from asides(page)
    yield from page_calls(page)
    yield from gates(page)
    yield from skipped_boxes(page)
    yield from _profiles(page, head, tail)
    yield from _boxes(page, range(len(head), len(page.blocks) - len(tail)))


def _worded_so(page: Page, head: range, tail: range) -> Iterator[Finding]:
    """Lines worded like a call, at the edges, in an element named so, or linked."""
    edges = {*head, *tail}
    for position, block in enumerate(page.blocks):
        labels = page.label(block)
        if not labels or not labels & Label.PROMO or block.weight > _PROMO_WEIGHT:
            continue
        named = bool(block.traits & traits.PROMO_NAME)
        in_place = position in edges or named or block.link_density > _MOSTLY_LINK
        if not (in_place or _stands_over_a_button(page, position)):
            continue
        if not block.links and is_prose(block) and is_within_letter(page, position):
            continue
        place = where(position, head, tail)
        told = f"call to readers {quote(block)} {place}, {measures(block)}"
        group = [block]
        if position in tail:
            above, below = _pictures_beside(page, position)
            group = [*above, block, *below]
            told += ", with the picture below it" if below else ""
            told += ", with the picture above it that it names" if above else ""
        named_so = ", in an element named for promotion" if named else ""
        yield finding("promo", group, f"{told}{named_so}")


def _pictures_beside(page: Page, position: int) -> tuple[list[Block], list[Block]]:
    """The picture above a call, where that says to scan it, and the one below."""
    above = page.blocks[max(0, position - 1) : position]
    if not _SCANS_ABOVE.search(page.blocks[position].text):
        above = []
    below = page.blocks[position + 1 : position + 2]
    return list(filter(is_picture, above)), list(filter(is_picture, below))


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
    calling = [_calls(page, block) for block in box]
    if not any(map(and_, calling, calling[1:])) and any(map(page.reads_like_body, box)):
        return  # each over a paragraph: headings, or notices all through a text
    calls = sum(calling)
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
