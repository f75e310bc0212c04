"""What receipts of blocks outside the main content say: where they stood, and how they scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from feedclean.clean.scoring.grounds import Grounds
from feedclean.dom import traits
from feedclean.dom.blocks import Block

_PLACES: Final = (
    (traits.HIDDEN | traits.NOSCRIPT, "hidden"),
    (traits.NAV, "in <nav>"),
    (traits.FOOTER, "in <footer>"),
    (traits.ASIDE, "in <aside>"),
    (traits.FORM | traits.CONTROL, "in a form or control"),
    (traits.COMMENT_NAME, "named for comments"),
    (traits.RELATED_NAME, "named for related links"),
    (traits.LEGAL_NAME, "named for legal or consent text"),
    (traits.AD_NAME | traits.PROMO_NAME, "named for advertising or promotion"),
    (traits.SHARE_NAME, "named for sharing"),
    (traits.NAV_NAME | traits.SIDE_NAME, "named for navigation or a side bar"),
    (traits.META_NAME, "named for author, date or tags"),
)
"""What a reason says of the elements around a block; the first that holds."""


@dataclass(frozen=True, slots=True)
class Outside:
    """Tells of blocks that are not the article what was measured, as their receipt has it."""

    scores: Mapping[int, float]
    least: float
    text: range
    """From the first to behind the last block that is kept."""
    grounds: Grounds | None

    def __call__(self, blocks: Sequence[Block]) -> tuple[str, float | None]:
        """Reason and score: where the blocks stand, what they are like, how they scored."""
        size = sum(block.chars for block in blocks)
        facts = [self._place(blocks)]
        if named := _named(blocks):
            facts.append(named)
        if size:
            density = sum(block.link_chars for block in blocks) / size
            facts.append(f"{_counted(blocks)}, link density {density:.2f}")
        found = [self.scores[block.index] for block in blocks if block.index in self.scores]
        if not found:
            told = (
                "short or linked and outside the elements of the text, so not weighed"
                if size
                else "it shows something, but not in an element of the text"
            )
            return f"{', '.join(facts)}; {told}", None
        best = max(found)
        most = "at most " if len(found) > 1 else ""
        told = f"scores {most}{best:.2f} as article text, kept from {self.least:.2f} on"
        if self.grounds is not None:
            index = next(block.index for block in blocks if self.scores.get(block.index) == best)
            told += self.grounds.told(index)
        return f"{', '.join(facts)}; {told}", round(1.0 - best, 3)

    def _place(self, blocks: Sequence[Block]) -> str:
        if blocks[-1].index < self.text.start:
            return "before the text"
        if blocks[0].index >= self.text.stop:
            return "after the text"
        is_within = all(block.index in self.text for block in blocks)
        return "among the text" if is_within else "around the text"


def _counted(blocks: Sequence[Block]) -> str:
    size = sum(block.chars for block in blocks)
    if len(blocks) == 1:
        return f"1 block of {size} characters"
    return f"{len(blocks)} blocks of about {round(size / len(blocks))} characters"


def _named(blocks: Sequence[Block]) -> str:
    """What the elements around all the blocks are, or are named for; empty if nothing is known."""
    shared = blocks[0].traits
    for block in blocks:
        shared &= block.traits
    return next((place for bits, place in _PLACES if shared & bits), "")
