"""The one door to readability-lxml: an independent view of the main content, for unsure pages."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from feedclean.clean.page import Finding
from feedclean.dom.blocks import Block
from feedclean.dom.tree import parse, raw_text
from feedclean.text import squeeze

_LEAST_TEXT: Final = 300
"""Characters a second opinion must see before it overrules the first."""
_TOO_LITTLE: Final = 0.3
"""Share of what the second opinion sees below which the first is taken to have missed the text."""
_AGREEMENT: Final = 0.5
_LEAST_BLOCK: Final = 12


def seen_by_readability(blocks: Iterable[Block], html: str) -> frozenset[Block]:
    """The blocks that readability takes for the main content; none where it finds no article.

    Source: readability-lxml, a port of Arc90's readability.
    """
    from readability import Document  # noqa: PLC0415 - few builds have a page that needs it

    logging.getLogger("readability.readability").setLevel(logging.CRITICAL)
    try:
        summary = str(Document(html).summary(html_partial=True))
    except Exception:  # noqa: BLE001 - whatever it stumbles over, its opinion is then missing
        return frozenset()
    text = squeeze(raw_text(parse(summary)))
    return frozenset(
        block for block in blocks if block.chars >= _LEAST_BLOCK and squeeze(block.text) in text
    )


def reconcile(
    findings: Sequence[Finding], blocks: Sequence[Block], html: str
) -> tuple[tuple[Finding, ...], bool]:
    """The findings less what only we would lose, and whether the two views disagree."""
    theirs = seen_by_readability(blocks, html)
    gone = {block for finding in findings for block in finding.blocks}
    ours = {block for block in blocks if block not in gone}
    kept, seen = _chars(ours), _chars(theirs)
    if seen >= _LEAST_TEXT and kept < _TOO_LITTLE * seen:
        return tuple(_less(finding, theirs) for finding in findings), True
    return tuple(findings), _chars(ours & theirs) < _AGREEMENT * max(kept, seen)


def _less(finding: Finding, spared: frozenset[Block]) -> Finding:
    blocks = tuple(block for block in finding.blocks if block not in spared)
    return replace(finding, blocks=blocks)


def _chars(blocks: Iterable[Block]) -> int:
    return sum(block.chars for block in blocks)
