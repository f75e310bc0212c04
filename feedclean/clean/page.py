"""The article while it is being cleaned; lives and dies inside this room."""

from __future__ import annotations

from dataclasses import dataclass, field

from feedclean.clean.labels import Label, label
from feedclean.dom.blocks import Block
from feedclean.dom.measures import reads_like_body
from feedclean.dom.tree import Element
from feedclean.model.article import ArticleMeta
from feedclean.model.plan import CleanPlan
from feedclean.model.removal import Removal, RuleId, Stage

_TOP = 8
_BOTTOM = 24
"""Blocks at either end whose wording is always read. Reading it costs more than all the rest, and
within the text only short or linked lines can be anything but text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Blocks a pass would take out, and why."""

    blocks: tuple[Block, ...]
    rule: RuleId
    stage: Stage
    reason: str
    score: float | None = None


@dataclass(slots=True, kw_only=True)
class Page:
    """A tree, its blocks in document order, and the receipts written so far."""

    root: Element
    blocks: list[Block]
    """Live blocks only; ``take_out`` keeps it so."""
    meta: ArticleMeta
    plan: CleanPlan
    removals: list[Removal] = field(default_factory=list)
    labels: dict[Block, Label] = field(default_factory=dict)
    bodies: dict[Block, bool] = field(default_factory=dict)
    trusted: frozenset[Block] = frozenset()
    """Running text that the page as a whole shows to be the article's; its wording is not read."""
    depths: range = range(0)
    """Indexes of blocks far from both ends, where running text is not asked what it says."""
    taken: list[tuple[RuleId, Block]] = field(default_factory=list)
    """Blocks taken out so far, with the rule that took them."""
    body_chars_lost: int = 0
    """Characters of running text that a guess took out."""

    def sound(self) -> None:
        """Finds the depths: once the region is known and before the passes look at it."""
        if len(self.blocks) > _TOP + _BOTTOM:
            self.depths = range(self.blocks[_TOP].index, self.blocks[-_BOTTOM].index)

    def label(self, block: Block) -> Label:
        """What the wording of a block says it is; read once."""
        known = self.labels.get(block)
        if known is None:
            quiet = block in self.trusted or (
                block.index in self.depths and self.reads_like_body(block)
            )
            known = self.labels[block] = Label(0) if quiet else label(block)
        return known

    def reads_like_body(self, block: Block) -> bool:
        """Whether a block has the form of running text; measured once."""
        known = self.bodies.get(block)
        if known is None:
            known = self.bodies[block] = reads_like_body(block)
        return known

    def is_body(self, block: Block) -> bool:
        """Whether a block reads like running text of an article and says nothing else."""
        return self.reads_like_body(block) and not self.label(block)

    def body_span(self) -> tuple[int, int]:
        """Positions in ``blocks`` of the first and last block that read like running text.

        ``(len(blocks), -1)`` where none does.
        """
        first, last = len(self.blocks), -1
        for position, block in enumerate(self.blocks):
            if self.is_body(block):
                first = position
                break
        for position in range(len(self.blocks) - 1, -1, -1):
            if self.is_body(self.blocks[position]):
                last = position
                break
        return first, last
