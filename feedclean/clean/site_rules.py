"""The first stage: what a person wrote down about a site.

Rules speak of elements, all other stages of blocks: an element that holds blocks takes them with
it, one within a line is cut out of the line, which is measured anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from feedclean.clean.declared import with_declared
from feedclean.clean.given import Wishes
from feedclean.clean.ledger import take_out, take_out_elements
from feedclean.clean.page import Finding, Page
from feedclean.clean.rewrite import Rewritten, rewrite
from feedclean.clean.scoring.main_content import beside
from feedclean.dom.blocks import Block
from feedclean.dom.cut import number_again, read_again
from feedclean.dom.generator import generator_of
from feedclean.dom.tree import Element, ancestors
from feedclean.model.article import RawArticle, Scope
from feedclean.model.plan import CleanPlan, Selector, SiteRules
from feedclean.model.removal import Stage
from feedclean.urls import host_of, without_tracking

if TYPE_CHECKING:
    from feedclean.dom.match import Matches

NO_BODY: Final = "rule-body-matched-nothing"
"""Caution: what a person takes for the main content of such pages was not there."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """An article under the rules that hold for it."""

    raw: RawArticle
    """With all that is to be replaced in its source."""
    rules: SiteRules
    matches: Matches
    """What they find in it, once it is looked at."""
    rewritten: Rewritten


TOO_SLOW: Final = "rule-too-slow"
"""Caution: a rule was not tried, as it might take too long on so large a page."""
SPONSORED: Final = "native-ad"
"""Caution: a rule says that somebody paid for this article."""


def rules_for(raw: RawArticle, rules: Sequence[SiteRules]) -> SiteRules | None:
    """Those of the rules that hold for an article, by the host of its address.

    Where there are several for a host, those for whole pages, and for pages of the program that
    made it, are the ones.
    """
    url, is_page = raw.meta.url, raw.scope is Scope.PAGE
    host = host_of(without_tracking(url)) if url and rules else ""
    held = [one for one in rules if one.host == host and one.of_pages and is_page]
    named = {one.generator: one for one in held}
    programs = [name for name in named if name]
    made_by = generator_of(raw.html, programs) if programs else ""
    return named.get(made_by) or named.get("") or rules_for_url(url, rules)


def rules_for_url(url: str | None, rules: Sequence[SiteRules]) -> SiteRules | None:
    """Those of the rules that hold for an address, or for none."""
    by_host = {one.host: one for one in rules if not one.of_pages}
    host = host_of(without_tracking(url)) if url and by_host else ""
    return by_host.get(host) or by_host.get("")


def ruled(raw: RawArticle, plan: CleanPlan) -> Ruled | None:
    """An article under the rules of a plan; None where none hold for it."""
    rules = rules_for(raw, plan.rules)
    if rules is None:
        return None
    from feedclean.dom.match import Matches  # noqa: PLC0415 - loads what knows CSS and XPath

    matches = Matches(
        (*rules.keep, *rules.strip, *rules.body, *rules.unwrap, *_named_elsewhere(rules)),
        whole=(*rules.keep, *rules.body),
        texts=(*rules.title, *rules.author, *rules.date),
        attributes=rules.strip_attributes,
    )
    rewritten = rewrite(raw.html, rules.replace)
    return Ruled(replace(raw, html=rewritten.html), rules, matches, rewritten)


def _named_elsewhere(rules: SiteRules) -> Iterator[Selector]:
    """Selectors of elements that belong to something more."""
    yield from (one.selector for one in rules.wrap)
    for move in rules.move:
        yield from (move.selector, move.into)
    yield from rules.sponsored


def apply_rules(ruled: Ruled, page: Page) -> None:
    """Protects what is to be kept, takes out what is to go and what is beside the main content."""
    rules, matches = ruled.rules, ruled.matches
    page.cautions += ruled.rewritten.cautions
    page.cautions += [TOO_SLOW] if matches.untried else []
    page.meta = with_declared(rules, matches, page)
    if any(matches.is_there(selector) for selector in rules.sponsored):
        page.cautions.append(SPONSORED)
    for element, name in matches.attributes(rules.strip_attributes, page.root):
        element.attrs = {key: value for key, value in element.attrs.items() if key != name}
    kept = set(_found(rules.keep, ruled, page))
    holders = _Holders(page.blocks, kept)
    page.wishes = Wishes(
        kept=frozenset(block for element in kept for block in holders.of(element)),
        unwrapped=tuple(_found(rules.unwrap, ruled, page)),
        wrapped=tuple(
            (element, one.tag)
            for one in rules.wrap
            for element in _found([one.selector], ruled, page)
        ),
        moved=tuple(_moves(ruled, page)),
        lazy=rules.lazy,
        met=tuple(sorted({*ruled.rewritten.met, *(one.rule for one in matches.hits())})),
    )
    stripped = matches.elements(rules.strip, page.root)
    if stripped and ruled.raw.scope is Scope.PAGE and not rules.body:
        page.beside = beside(page, ruled.raw.html)
    take_out_found(stripped, kept, page)
    if rules.body:
        _settle_body(ruled, page)
    number_again(page.blocks)


def _found(selectors: Sequence[Selector], ruled: Ruled, page: Page) -> list[Element]:
    """The elements that any of the selectors has found, in document order."""
    return [element for element, _ in ruled.matches.elements(selectors, page.root)]


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


def without_kept(elements: Sequence[Element], page: Page) -> list[Element]:
    """Those that neither hold a block that is to be kept nor are a part of one."""
    holders = _Holders(page.blocks, elements)
    return [one for one in elements if page.wishes.kept.isdisjoint(holders.of(one))]


def take_out_found(
    found: Sequence[tuple[Element, Selector]], kept: set[Element], page: Page
) -> None:
    """Takes elements out of the page, as far as nothing in them is to be kept.

    Of elements within each other the outermost goes, with a receipt for all of it.
    """
    around = {above for element in kept for above in ancestors(element)}
    goes: dict[Element, Selector] = {}
    for element, selector in found:
        above = set(ancestors(element))
        if element not in kept and above.isdisjoint(kept) and goes.keys().isdisjoint(above):
            goes[element] = selector
    holders = _Holders(page.blocks, goes)
    inside = {block for one in goes for block in holders.inside(one)}
    page.body_chars_ruled += sum(one.chars for one in inside if page.reads_like_body(one))
    take_out(
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
    take_out_elements(
        [(one, goes[one].rule, _reason("strip", goes[one])) for one in parts],
        Stage.SITE_RULE,
        page,
    )
    for line in {line for one in parts if (line := holders.line(one)) is not None}:
        line.gone = not read_again(line)
    page.blocks = [block for block in page.blocks if not block.gone]


def _settle_body(ruled: Ruled, page: Page) -> None:
    """Takes out all but what the first rule for the main content finds that finds any.

    The text of a feed is the main content without being told so; there it is no matter if none is
    found.
    """
    for selector in ruled.rules.body:
        elements = _found([selector], ruled, page)
        elements += _moved_into(elements, ruled, page)
        holders = _Holders(page.blocks, elements)
        body = {block for element in elements for block in holders.of(element)}
        if not any(block.chars or block.images for block in body):
            continue
        finding = Finding(
            blocks=tuple(block for block in page.blocks if block not in body),
            rule=selector.rule,
            stage=Stage.SITE_RULE,
            reason=f"outside what {_reason('body', selector)} finds",
        )
        take_out([finding], page)
        is_pruned = ruled.rules.prune is not False
        page.wishes = replace(page.wishes, has_body=True, is_pruned=is_pruned)
        return
    if ruled.raw.scope is Scope.PAGE:
        page.cautions.append(NO_BODY)


def _moved_into(body: Sequence[Element], ruled: Ruled, page: Page) -> list[Element]:
    """What is to stand in the main content although it stands beside it; its place stays."""
    found: list[Element] = []
    for move in ruled.rules.move:
        targets = _found([move.into], ruled, page)[:1]
        if any(one in body or not set(ancestors(one)).isdisjoint(body) for one in targets):
            found += _found([move.selector], ruled, page)
    return found


def _moves(ruled: Ruled, page: Page) -> Iterator[tuple[Element, Element]]:
    """What is to stand in another element, in document order, and the first that is meant."""
    for move in ruled.rules.move:
        for into in _found([move.into], ruled, page)[:1]:
            for element in _found([move.selector], ruled, page):
                yield element, into


def _reason(key: str, selector: Selector) -> str:
    where = f" ({selector.where})" if selector.where else ""
    return f"{selector.said or f'{key} rule {selector.expression}'}{where}"
