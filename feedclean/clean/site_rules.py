"""The first stage: what a person wrote down about a site.

Rules speak of elements, all other stages of blocks: an element that holds blocks takes them with
it, one within a line is cut out of the line, which is measured anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedclean.clean.ledger import take_out_all, take_out_element
from feedclean.clean.page import Finding, Page
from feedclean.dom.blocks import Block
from feedclean.dom.cut import number_again, read_again
from feedclean.dom.tree import Element, ancestors
from feedclean.model.plan import CleanPlan, Selector, SiteRules
from feedclean.model.removal import Stage
from feedclean.urls import host_of, without_tracking

if TYPE_CHECKING:
    from feedclean.dom.match import Matches


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rules that hold for an article, and what they find in it once it is looked at."""

    rules: SiteRules
    matches: Matches


def rules_for(plan: CleanPlan, url: str | None) -> Ruled | None:
    """The rules that hold for an article with this address."""
    by_host = {rules.host: rules for rules in plan.rules}
    host = host_of(without_tracking(url)) if url and by_host else ""
    rules = by_host.get(host) or by_host.get("")
    if rules is None:
        return None
    from feedclean.dom.match import Matches  # noqa: PLC0415 - loads what knows CSS and XPath

    return Ruled(rules, Matches((*rules.keep, *rules.strip), whole=rules.keep))


def apply_rules(ruled: Ruled, page: Page) -> None:
    """Protects what is to be kept, then takes out what is to go."""
    rules, matches = ruled.rules, ruled.matches
    page.rules_met = tuple(sorted({selector.rule for selector in matches.hits()}))
    kept = {element for element, _ in matches.elements(rules.keep, page.root)}
    holders = _Holders(page.blocks, kept)
    page.kept = frozenset(block for element in kept for block in holders.of(element))
    _strip(matches.elements(rules.strip, page.root), kept, page)
    number_again(page.blocks)


class _Holders:
    """Which blocks some elements have to do with."""

    def __init__(self, blocks: Sequence[Block], elements: Iterable[Element]) -> None:
        self._boxes = {block.box: block for block in blocks}
        self._inside: dict[Element, list[Block]] = {element: [] for element in elements}
        for block in blocks if self._inside else ():
            for element in (block.box, *ancestors(block.box)):
                if element in self._inside:
                    self._inside[element].append(block)

    def inside(self, element: Element) -> list[Block]:
        """The blocks that an element holds, or is."""
        return self._inside[element]

    def line(self, element: Element) -> Block | None:
        """The block that an element is a part of."""
        boxes = (self._boxes.get(above) for above in ancestors(element))
        return next((block for block in boxes if block is not None), None)

    def of(self, element: Element) -> list[Block]:
        """The blocks an element holds; else the one it is a part of."""
        line = None if self.inside(element) else self.line(element)
        return self.inside(element) if line is None else [line]


def _strip(found: Sequence[tuple[Element, Selector]], kept: set[Element], page: Page) -> None:
    """Takes elements out of the page, as far as nothing in them is to be kept.

    Of elements within each other the outermost goes, with a receipt for all of it.
    """
    around = {above for element in kept for above in ancestors(element)}
    goes: dict[Element, Selector] = {}
    for element, selector in found:
        above = set(ancestors(element))
        if element not in kept and above.isdisjoint(kept) and above.isdisjoint(goes):
            goes[element] = selector
    holders = _Holders(page.blocks, goes)
    take_out_all(
        [
            Finding(
                blocks=tuple(holders.inside(element)),
                rule=selector.rule,
                stage=Stage.SITE_RULE,
                reason=_reason("strip", selector),
            )
            for element, selector in goes.items()
        ],
        page,
    )
    parts = [one for one in goes if not holders.inside(one) and one not in around]
    for element in parts:
        selector = goes[element]
        take_out_element(element, selector.rule, Stage.SITE_RULE, _reason("strip", selector), page)
    for line in {line for one in parts if (line := holders.line(one)) is not None}:
        line.gone = not read_again(line)
    page.blocks = [block for block in page.blocks if not block.gone]


def _reason(key: str, selector: Selector) -> str:
    where = f" ({selector.where})" if selector.where else ""
    return f"{key} rule {selector.expression}{where}"
