"""Labels of advertising, and what stands in elements named for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.boxes.named_boxes import named_boxes
from feedclean.clean.passes.common import finding, in_verse, measures, named_groups, quote
from feedclean.clean.wording.kinds import Label
from feedclean.dom import traits

_LONGEST: Final = 80


def ads(page: Page) -> Iterator[Finding]:
    """Takes out labels of advertising and elements named for it.

    A label goes by its wording if the line is short, an element by its name (``class``, ``id``) if
    nothing in it reads like running text.
    """
    for block in page.blocks:
        labels = page.label(block)
        if labels and labels & Label.AD and block.weight <= _LONGEST and not in_verse(page, block):
            told = f"worded like an advertising label: {quote(block)}, {measures(block)}"
            yield finding("ad-label", [block], told)
    yield from named_boxes(page, "ads")
    for named in named_groups(page, traits.AD_NAME):
        if not any(page.is_body(block) for block in named):
            told = "in an element named for advertising that holds no running text"
            yield finding("ad-name", named, told)
