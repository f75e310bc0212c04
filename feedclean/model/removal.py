"""What was taken out of an article, and why; and what nearly was."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

RuleId = NewType("RuleId", str)
"""Names the rule that acted: ``site/example.org/strip/.ad``, ``template/9f``, ``block/byline``."""


class Stage(StrEnum):
    """The stages of cleaning in running order: from most certain to least, then housekeeping."""

    SITE_RULE = "site-rule"
    TEMPLATE = "template"
    MAIN_CONTENT = "main-content"
    BLOCK = "block"
    TIDY = "tidy"
    SANITIZE = "sanitize"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """The receipt for one block taken out."""

    rule: RuleId
    stage: Stage
    reason: str
    """One sentence with the measured facts in it."""
    path: str
    """XPath in the tree as first parsed, before any removal."""
    excerpt: str
    """Collapsed text, at most ``CleanOptions.excerpt_chars`` characters."""
    chars: int
    """Non-space code points taken out; text that stood behind the block is not included."""
    links: int
    images: int
    score: float | None = None
    """Confidence from 0 to 1, where the rule has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A block that was kept although something spoke against it; fields as in ``Removal``."""

    path: str
    excerpt: str
    chars: int
    links: int
    reason: str
    """What spoke against the block, what was measured, and why it was kept all the same."""
    score: float | None = None
    """How surely it is boilerplate, from 0 to 1, by the measure that spoke against it, if any."""
