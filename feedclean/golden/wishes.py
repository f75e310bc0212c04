"""What a person wants of a sentence, and the rule that is proposed for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from feedclean.text import excerpt

Key = Literal["keep", "strip"]
SHOWN: Final = 100
"""Characters of a sentence that is quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A sentence, and what is to become of it."""

    key: Key
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What a selector finds in the articles that were looked at."""

    selector: str
    is_lasting: bool
    """Whether it says what an element is, and not only at which place this one stands."""
    found_in: int
    articles: int
    chars: int
    """Of all it finds."""
    text_in: int
    """Articles in which it finds running text that stands in no other."""
    text: str
    """Such a text; empty: there is none."""
    against: str
    """A sentence for which the opposite is wanted and that it would concern; empty: there is none.
    """
    beside: int
    """Characters it finds in the article that was pointed at, besides the sentence."""

    @property
    def problem(self) -> str:
        """Why nobody should want it; empty: nothing speaks against it."""
        if self.against:
            return f"it concerns “{excerpt(self.against, SHOWN)}”, too"
        if self.text:
            return f"it finds what reads like article text in {self.text_in}: “{self.text}”"
        return "" if self.is_lasting else "it says only at which place this one stands"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a rule would do to the clean articles."""

    changed: int
    """Articles whose text would be otherwise."""
    lost: int
    """Characters of the text as it is now."""
    gained: int
    is_met: bool
    """Whether the article that was pointed at is as wished without a rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The best selector for a sentence, with what it does."""

    wish: Wish
    reach: Reach
    effect: Effect
    others: tuple[Reach, ...]
    """The next best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A sentence for which there is no rule."""

    wish: Wish
    problem: str
    nearest: str
    """The text that is most like it; empty: none is."""
