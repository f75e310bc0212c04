"""What is known of a page before the passes look at it: a person's rules, and its weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from feedclean.dom.blocks import Block
from feedclean.dom.tree import Element
from feedclean.model.removal import RuleId


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a person's rules want of one page, by the blocks and elements that they have found."""

    kept: frozenset[Block] = frozenset()
    """Blocks that are to stay; nothing but the allow-list takes them."""
    has_body: bool = False
    """Whether they say what the main content is, and it was found."""
    is_pruned: bool = True
    """Whether the block passes look at what they say is the main content."""
    unwrapped: tuple[Element, ...] = ()
    """Elements that leave at the end, and let stay what they hold."""
    wrapped: tuple[tuple[Element, str], ...] = ()
    """Elements that are to stand in one of their own at the end, and its tag."""
    moved: tuple[tuple[Element, Element], ...] = ()
    """Elements that are to stand in another one at the end, and that."""
    lazy: tuple[str, ...] = ()
    """Attributes in which pictures have their address."""
    met: tuple[RuleId, ...] = ()
    """The rules that found something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """How the blocks of a whole page were weighed as article text; empty for a fragment."""

    trusted: frozenset[Block] = frozenset()
    """Running text that the page as a whole shows to be the article's; its wording is not read."""
    scores: Mapping[int, float] = field(default_factory=dict)
    """By the indexes of the blocks that were weighed."""
    least: float = 0.0
    """The score from which a block of this page is kept."""
    company: Mapping[int, str] = field(default_factory=dict)
    """What blocks are, by their indexes, that are kept for what stands around them."""
    given_back: frozenset[Block] = frozenset()
    """Blocks that stay because a second opinion takes them for the article."""
