"""Lines around and between the paragraphs of a fragment that are no text, though no phrase says so.

Of the last lines there are three kinds of evidence, from the surest on, each asked where the one
before finds nothing more:

- how a line is scored, by itself and with such as are sure: ``last_lines``, ``end_runs``;
- how all of them are scored together: ``end_tails``;
- how much around a line is known to be no text, whatever it says: ``among_notices``.

Whatever the first two say, ``end_bounds`` holds them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from feedclean.clean.lines.fragment import Lines, lines_of
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.ends.among_notices import among_notices
from feedclean.clean.passes.ends.between import between
from feedclean.clean.passes.ends.bounds import heads_references, is_bound, linked
from feedclean.clean.passes.ends.calls import calls
from feedclean.clean.passes.ends.last_lines import LastLine, judge, told_of
from feedclean.clean.passes.ends.runs import going
from feedclean.clean.passes.ends.starts import starts
from feedclean.clean.passes.ends.tails import TAIL, tail, told_together
from feedclean.clean.wording.references import announces_references
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces
from feedclean.model.removal import RuleId

_LONGEST_NAME: Final = 60
_ENDS: Final = ".!?。！？…।۔؟"
_RULES: Final = frozenset((RuleId("block/end"), TAIL))
_LEAST_LINES: Final = 3
_MOST_LINES: Final = 8
_MOST: Final = 0.5
_MOSTLY_LINK: Final = 0.7
"""Of an entry of a list: ``林晚：江边的船``."""


def ends(page: Page) -> Iterator[Finding]:
    """Lines between paragraphs, the first and last ones, as far as each scores too little as text.

    Of more last lines than may go none does: the rest would go where it is cleaned once more.
    What has gone already counts among them, however often it is looked.
    """
    lines = lines_of(page)
    if len(lines.positions) < _LEAST_LINES:
        return
    found = [*between(page, lines), *starts(page, lines), *_last(page, lines)]
    yield from found or [*calls(page, lines)] or among_notices(page, lines)


def _last(page: Page, lines: Lines) -> Iterator[Finding]:
    run: dict[int, LastLine] = {}
    for part in _runs(page, lines):
        if _is_announced(page, lines, min(part)):
            break
        run |= part
    if run and _leaves_enough(page, lines, run):
        yield from (told_of(page, lines, at, last) for at, last in run.items())
        return
    together = tail(page, lines)
    if not together or _is_announced(page, lines, together[0].at):
        return
    if _leaves_enough(page, lines, [one.at for one in together]):
        yield from told_together(page, lines, together)


def _runs(page: Page, lines: Lines) -> Iterator[dict[int, LastLine]]:
    """The last lines that are no text, by their places: runs of them, the last one first."""
    judged = list(_judged(page, lines))
    if judged and heads_references(page, lines, judged[-1][0] - 1):
        return  # whatever they lead to, they are what it says
    gone = going(None if found is None else found.weighed for _, found in judged)
    if len(gone) > _MOST_LINES - len(_taken(page)):
        return
    run: dict[int, LastLine] = {}
    for at, found in (judged[one] for one in gone):
        if run and at + 1 not in run:
            yield run
            run = {}
        if found is not None:
            run[at] = found
    if run:
        yield run


def _judged(page: Page, lines: Lines) -> Iterator[tuple[int, LastLine | None]]:
    """The last lines by their places, from the end up to where text begins.

    None for short ones of which nothing is known.
    """
    named: frozenset[str] | None = None
    above_one_that_stays = False
    for at in range(len(lines.positions) - 1, -1, -1):
        block = page.blocks[lines.positions[at]]
        found = judge(page, lines, at)
        if above_one_that_stays and _may_head(block):
            found = None
        if found is None and (block.is_heading or page.reads_like_body(block)):
            return
        named = linked(page.root) if named is None else named
        if is_bound(page, lines, at, named):
            return
        yield at, found
        above_one_that_stays = found is None


def _may_head(block: Block) -> bool:
    """Whether a line may be what those below it are called: *Comments*, *Notes to editors*."""
    return not block.links and block.weight <= _LONGEST_NAME and block.text[-1] not in _ENDS


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
    """Whether two lines are links next to each other, maybe behind the name of who wrote them."""
    return above.home is below.home and min(above.link_density, below.link_density) > _MOSTLY_LINK


def _leaves_enough(page: Page, lines: Lines, run: Collection[int]) -> bool:
    """Whether the lesser part of an article goes, and running text stays."""
    stays = any(page.is_body(page.blocks[lines.positions[at]]) for at in range(min(run)))
    gone = sum(block.weight for block in _taken(page))
    lost = gone + lines.before[-1] - lines.before[min(run)]
    return stays and lost <= _MOST * (gone + lines.before[-1])


def _taken(page: Page) -> list[Block]:
    """What this pass took when it looked before."""
    return [block for rule, block in page.taken if rule in _RULES]
