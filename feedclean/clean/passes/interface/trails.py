"""The way from the front page to an article, beside its text: ``Home › News › This article``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, measures, quote
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from feedclean.dom import traits
from feedclean.dom.ways import leads_to, steps_from_home, steps_of
from feedclean.model.removal import RuleId

_LONGEST: Final = 200
_NEAR: Final = 2
_HEADS: Final = frozenset(
    RuleId(f"block/{name}") for name in ("title-repeat", "date-line", "byline", "source-line")
)


def trails(page: Page, edges: set[int]) -> Iterator[Finding]:
    """Takes out ways from the front page at positions in ``edges``.

    A linked one begins with the front page or a menu. One without links begins so or ends with the
    title, or it is the first line and the title, the author or the day went right below it.
    """
    for position in sorted(edges):
        block = page.blocks[position]
        if block.weight > _LONGEST or block.is_heading or block.traits & traits.STRUCTURED:
            continue
        if not block.links and _is_at_the_top(page, position) and steps_of(block.text):
            told = f"{quote(block)}: steps to the article, right above its title or day"
            yield finding("trail", [block], told)
        elif steps := _steps_to_article(page, block.text, is_linked=block.links > 0):
            told = f"{quote(block)}: {len(steps)} steps from the front page, {measures(block)}"
            yield finding("trail", [block], told)


def _is_at_the_top(page: Page, position: int) -> bool:
    """Whether right below a line stood the title, who wrote the article or when; nothing above."""
    block = page.blocks[position]
    if page.is_datum(block) or any(one.chars for one in page.blocks[:position]):
        return False
    below = range(block.index + 1, block.index + 1 + _NEAR)
    return any(rule in _HEADS and taken.index in below for rule, taken in page.taken)


def _steps_to_article(page: Page, text: str, *, is_linked: bool) -> tuple[str, ...]:
    steps = steps_of(text)
    if is_linked:
        return steps if steps and label_text(steps[0]) & Label.INTERFACE else ()
    return steps_from_home(text) or (steps if leads_to(text, page.meta.title) else ())
