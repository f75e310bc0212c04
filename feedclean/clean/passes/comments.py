"""Comments of readers below a heading that says so: each a name, a colon and what was said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from feedclean.clean.labels import Label, label_text
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote
from feedclean.clean.passes.stamps import parts_of
from feedclean.clean.prose import is_prose
from feedclean.clean.statements import heads_statements, is_said
from feedclean.dom.blocks import Block

_HEADING_WEIGHT: Final = 60
_MOST_SAID: Final = 40
_LESSER_PART: Final = 0.34
"""Share of the running text above that comments may have."""


def quoted_comments(page: Page) -> Iterator[Finding]:
    """A heading for comments below the text, and the lines right below it that are such.

    Where a paragraph of another kind follows further down, they may be letters the article quotes.
    """
    for position, block in enumerate(page.blocks[:-1]):
        # below most lines stands nothing of the kind, which is seen sooner
        if not _says(page.blocks[position + 1]) or not _heads_comments(block):
            continue
        # what showed that readers wrote them may have gone since it was asked what the heading says
        if not page.label(block) and heads_statements(page.blocks, block):
            continue
        below = page.blocks[position + 1 :]
        said = list(takewhile(_says, below[:_MOST_SAID]))
        if any(map(page.is_body, below[len(said) :])):
            continue
        above = sum(one.weight for one in page.blocks[:position] if page.is_body(one))
        if sum(one.weight for one in said) <= _LESSER_PART * above:
            told = f"{len(said)} lines of somebody's words below {quote(block)}"
            yield finding("comments", [block, *said], told)
            return


def _heads_comments(block: Block) -> bool:
    if not block.chars or block.weight > _HEADING_WEIGHT or is_prose(block):
        return False
    if label_text(block.text) & Label.COMMENTS:
        return not is_said(block.text)
    first = next(parts_of(block.text), "")
    return first != block.text and bool(label_text(first) & Label.COMMENTS)


def _says(block: Block) -> bool:
    return not block.is_heading and is_said(block.text)
