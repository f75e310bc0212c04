"""Lines around and between the paragraphs of a fragment that learned trees take for no text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from feedclean.clean.embeds import is_embed_link, is_played
from feedclean.clean.ends import Lines, lines_of, measure
from feedclean.clean.hosts import is_own_profile, is_profile
from feedclean.clean.learned import Row, lines_model
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.between import between
from feedclean.clean.passes.common import ALL_LINK, finding, measures, quote
from feedclean.clean.passes.end_forms import are_shelves, form_of_end
from feedclean.clean.passes.unlike import against_line
from feedclean.clean.prose import is_apart, is_prose
from feedclean.clean.references import (
    announces_references,
    is_line_of_references,
    leads_to_documents,
)
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces, targets
from feedclean.dom.tree import Element, find_all, walk
from feedclean.model.removal import RuleId
from feedclean.urls import site_of

_LEAST: Final = 0.12
"""Scores from which a line stays. Cross-validated by source, of the last lines of made-up articles
as if no phrases were known 122 of 766 of boilerplate go, and none of 1,464 of text; at 0.2 170 and
4. Of what goes from 1,622 dumps, a link to the next part of a series is nearest to text."""
_DOUBTFUL: Final = 0.5
_LONGEST_CALL: Final = 260
_RULE: Final = RuleId("block/end")
_LEAST_LINES: Final = 3
_MOST_LINES: Final = 8
_MOST: Final = 0.5
_FIGURE_OR_ADDRESS: Final = re.compile(r"\W*\d|https?://|www\.")
"""How data, chapters with their time and references begin."""
_STEP: Final = re.compile(r"(?<=[\w)] )[»›→](?= \w)")
_WAY: Final = 2
"""Steps of a way through menus: *Settings » Network » Proxy*. That to the article is a trail, and
another pass knows it."""
_STRUCTURED: Final = traits.CELL | traits.CODE | traits.QUOTE | traits.CAPTION


def ends(page: Page) -> Iterator[Finding]:
    """Lines between paragraphs, and the last ones, as far as each scores too little as text.

    Of more last lines than may go none does: the rest would go where it is cleaned once more.
    What has gone already counts among them, however often it is looked.
    """
    lines = lines_of(page)
    if len(lines.positions) < _LEAST_LINES:
        return
    yield from between(page, lines)
    yield from _last(page, lines)


def _last(page: Page, lines: Lines) -> Iterator[Finding]:
    run = _run(page, lines)
    if not run or _is_announced(page, lines, min(run)):
        return
    if _leaves_enough(page, lines, run):
        yield from (_finding(page, lines, at, last) for at, last in run.items())


def _run(page: Page, lines: Lines) -> dict[int, _Last]:
    """The last lines that are no text, by their places."""
    run: dict[int, _Last] = {}
    named: frozenset[str] | None = None
    most = _MOST_LINES - len(_taken(page))
    for at in range(len(lines.positions) - 1, -1, -1):
        position = lines.positions[at]
        block = page.blocks[position]
        found = _judge(page, lines, at)
        if found is None or (position > 0 and page.blocks[position - 1].images > 0):
            break  # below a picture it may be its caption
        named = _linked(page.root) if named is None else named
        if _is_note(block, named) or is_line_of_references(block, page.meta.url or ""):
            break
        if len(run) >= most:
            return {}
        run[at] = found
    return run


@dataclass(frozen=True, slots=True)
class _Last:
    """A last line that is no text: why, and how little it scores."""

    row: Row
    score: float
    form: str | None


def _judge(page: Page, lines: Lines, at: int) -> _Last | None:
    """Why a line is no text, by its form or its score; None where it may be."""
    block, own = page.blocks[lines.positions[at]], page.meta.url or ""
    form = form_of_end(page, block)
    if form is None and (page.is_datum(block) or is_short_text(block)):
        return None
    model = lines_model()
    row = measure(page, lines, at, model.words)
    score = model.last(row)
    if form is None and score >= _LEAST:
        if calls_to_profiles(block, own):
            form = "all of it links to profiles of the site"
        elif score < _DOUBTFUL and are_shelves(block, own):
            form = "links to shelves of the site, side by side"
        else:
            return None
    return _Last(row, score, form)


def calls_to_profiles(block: Block, own: str) -> bool:
    """Whether all links of a short line lead to profiles: of the site itself, or of two services.

    In no language a sentence of an article has that form and ends it.
    """
    links = targets(block)
    if not links or block.weight > _LONGEST_CALL or not all(map(is_profile, links)):
        return False
    services = {site_of(link) for link in links}
    return len(services) > 1 or any(is_own_profile(link, site_of(own)) for link in links)


def _linked(root: Element) -> frozenset[str]:
    """The names of places that links of an article lead to, in it or elsewhere."""
    parts = (link.get("href").partition("#")[2] for link in find_all(root, "a"))
    return frozenset(unquote(part) for part in parts if part)


def _is_note(block: Block, named: frozenset[str]) -> bool:
    """Whether a line leads back to a place in the text, or is such a place itself."""
    if any(link.startswith("#") for link in targets(block)):
        return True
    holder = block.box.parent
    around = (block.box, *walk(block.box), *([holder] if holder is not None else []))
    names = {unquote(one.get(key)) for one in around for key in ("id", "name")}
    return not named.isdisjoint(names - {""})


def is_short_text(block: Block) -> bool:
    """Whether a line has the form of a short text: a sentence, figures, a film, a document."""
    if block.traits & _STRUCTURED or _FIGURE_OR_ADDRESS.match(block.text):
        return True
    if len(_STEP.findall(block.text)) >= _WAY and block.link_density < 1.0:
        return True
    if not block.links:
        return is_prose(block) and not is_apart(block)
    if leads_to_documents(block):
        return True
    return is_embed_link(block) or any(map(is_played, targets(block)))


def _is_announced(page: Page, lines: Lines, first: int) -> bool:
    """Whether the line above, which stays, is a heading or ends with a colon.

    Of a list of links none goes where the list as a whole is announced so.
    """
    blocks = [page.blocks[position] for position in lines.positions[: first + 1]]
    while len(blocks) > 1 and _is_linked_alike(*blocks[-2:]):
        blocks.pop()
    if len(blocks) == 1:
        return False
    above = blocks[-2]
    return above.is_heading or announces(above) or announces_references(above)


def _is_linked_alike(above: Block, below: Block) -> bool:
    return above.home is below.home and min(above.link_density, below.link_density) > ALL_LINK


def _leaves_enough(page: Page, lines: Lines, run: Collection[int]) -> bool:
    """Whether the lesser part of an article goes, and running text stays."""
    stays = any(page.is_body(page.blocks[lines.positions[at]]) for at in range(min(run)))
    gone = sum(block.weight for block in _taken(page))
    lost = gone + lines.before[-1] - lines.before[min(run)]
    return stays and lost <= _MOST * (gone + lines.before[-1])


def _taken(page: Page) -> list[Block]:
    """What this pass took when it looked before."""
    return [block for rule, block in page.taken if rule == _RULE]


def _finding(page: Page, lines: Lines, at: int, last: _Last) -> Finding:
    block = page.blocks[lines.positions[at]]
    told = f"{quote(block)} at the end, {measures(block)}"
    if last.form is not None:
        return finding("end", [block], f"{told}: {last.form}")
    told = f"{told}: score {last.score:.2f} as article text{against_line('last', last.row)}"
    return finding("end", [block], told, round(1.0 - last.score, 3))
