"""The article cut into blocks: the first of the stages, and what must leave before any guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from feedclean.clean.finishing.sanitize import PLAYERS, forbidden_blocks
from feedclean.clean.ledger import take_out, take_out_texts
from feedclean.clean.left_calls import is_left_call, is_spoken_of
from feedclean.clean.media.embeds import EMBEDS, Embed, embed, lead_to_fallback
from feedclean.clean.page import Finding, Page
from feedclean.clean.site_rules import Ruled, apply_rules, ruled
from feedclean.clean.style_sheets import is_shown, is_style_sheet
from feedclean.dom.blocks import Block
from feedclean.dom.cut import Look, read, read_page
from feedclean.dom.kept import read_kept
from feedclean.dom.measures import announces
from feedclean.dom.tree import Element
from feedclean.model.article import RawArticle, Scope
from feedclean.model.plan import CleanPlan, Selector
from feedclean.model.removal import RuleId, Stage
from feedclean.text import printable, utf8

if TYPE_CHECKING:
    from feedclean.dom.match import Matches

_RIGHT_TO_LEFT: Final = re.compile(r"<html\b[^>]*?\sdir\s*=\s*[\"']?rtl", re.IGNORECASE)
_PLAYER: Final = re.compile(rf"<(?:{'|'.join(sorted(PLAYERS))})", re.IGNORECASE)
_HEAD_CHARS: Final = 4_000
"""Where the tag of a page is found, if it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What an article holds, in the whole."""

    chars: int
    links: int
    images: int


def open_page(raw: RawArticle, plan: CleanPlan, under: Ruled | None) -> tuple[Page, Count]:
    """The article cut into blocks, and what it held as it came.

    What may not stay whatever it says (forms, the text in players) leaves a fragment first, so that
    the passes never take its words for text. On a page its place tells where the article is not.
    """
    root, blocks = _read(raw, under)
    page = Page(root=root, blocks=blocks, meta=raw.meta, plan=plan)
    before = Count(
        chars=sum(block.chars for block in blocks),
        links=sum(block.links for block in blocks),
        images=sum(block.images for block in blocks),
    )
    if under is not None:
        apply_rules(under, page)
    for block in page.blocks:
        if block.box.tag == "iframe" and block.chars:
            lead_to_fallback(block.box)
    if raw.scope is Scope.FRAGMENT:
        take_out(list(_players(page)), page)
    take_out_texts(list(_fallbacks(page)), page)
    take_out(list(_style_sheets(page)), page)
    take_out(list(_left_calls(page)), page)
    return page, before


def first_parsed(raw: RawArticle, plan: CleanPlan) -> Element:
    """The article before anything is removed: the tree that paths of removals are in."""
    under = ruled(raw, plan)
    return _read(raw if under is None else under.raw, under)[0]


def parsed_for(
    raw: RawArticle, plan: CleanPlan, selectors: Sequence[Selector]
) -> tuple[Element, list[Block], Matches]:
    """The same, cut into blocks, with what selectors find in it."""
    from feedclean.dom.match import Matches  # noqa: PLC0415 - loads what knows CSS and XPath

    under = ruled(raw, plan)
    matches = Matches(selectors, whole=selectors)
    root, blocks = _read_through(raw if under is None else under.raw, matches.look)
    return root, blocks, matches


def _read(raw: RawArticle, under: Ruled | None) -> tuple[Element, list[Block]]:
    return _read_through(raw, None if under is None else under.matches.look)


def _read_through(raw: RawArticle, look: Look | None) -> tuple[Element, list[Block]]:
    if raw.scope is not Scope.PAGE:
        html = printable(raw.html)
        if look is None and not _PLAYER.search(html):  # nothing is folded or looked for
            return read_kept(html)
        return read(html, folded=PLAYERS, look=look)
    root, blocks = _read_page(raw.html, look)
    if _RIGHT_TO_LEFT.search(raw.html, 0, _HEAD_CHARS):
        root.attrs.setdefault("dir", "rtl")
    return root, blocks


def base_of(page: Page) -> str | None:
    """The address that relative ones of a page are meant from."""
    return page.meta.url or page.plan.options.base_url


def _players(page: Page) -> Iterator[Finding]:
    for block, verdict in forbidden_blocks(page.blocks, base_of(page)):
        if not isinstance(verdict, Embed):
            yield _finding_in(block, verdict.reason)


def _fallbacks(page: Page) -> Iterator[Finding]:
    """The text in players that become a link: for those whose browser plays nothing."""
    for block in page.blocks:
        tag = block.box.tag
        has_text = tag in EMBEDS and block.chars > 0 and block.weight < PLAYERS[tag]
        if has_text and isinstance(embed(block.box, base_of(page)), Embed):
            yield _finding_in(block, f"text in <{tag}>, which is a link now")


def _style_sheets(page: Page) -> Iterator[Finding]:
    """What editors paste with a text and a filter has left of its ``<style>``."""
    is_fenced = False
    for block in page.blocks:
        is_fenced ^= block.text.startswith("```")
        if is_fenced or not block.text.endswith("}") or not is_style_sheet(block.text):
            continue
        if not is_shown(block.box):
            yield _finding_in(block, "a style sheet that has lost its element", "style")


def _left_calls(page: Page) -> Iterator[Finding]:
    """What services are called with, where the text of ``<script>`` was kept as text.

    It stays where a fence, a table or a colon shows it, and where the text names what it calls.
    """
    called: list[Block] = []
    others: list[str] = []
    is_fenced = False
    above: Block | None = None
    for block in page.blocks:
        is_fenced ^= block.text.startswith("```")
        if not is_left_call(block.text):
            above = block if block.chars else above
            others.append(block.text)
        elif not (is_fenced or is_shown(block.box) or (above is not None and announces(above))):
            called.append(block)
    for block in called:
        if not is_spoken_of(block.text, others):
            yield _finding_in(block, "calls of a service that have lost their element", "script")


def _finding_in(block: Block, reason: str, what: str = "") -> Finding:
    rule = RuleId(f"sanitize/{what or block.box.tag}")
    return Finding(blocks=(block,), rule=rule, stage=Stage.SANITIZE, reason=reason)


def _read_page(html: str, look: Look | None) -> tuple[Element, list[Block]]:
    """A page without control characters, which are looked for in its text alone.

    To search the whole source took 0.8 ms a page, the few blocks with anything unusual nothing.
    """
    data = utf8(html)
    # parsers write another character for it; in wide text it is looked for 0.1 ms
    if "\0" in html if data is None else b"\0" in data:
        html = printable(html)
    root, blocks = read_page(html, look=look)
    texts = [block.text for block in blocks if not block.text.isprintable()]
    if all(printable(text) == text for text in texts):
        return root, blocks
    return read_page(printable(html), look=look)
