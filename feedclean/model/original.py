"""An article as it came, with what became of each part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An element, or a run of text that has none of its own; then ``tag`` is empty."""

    tag: str
    attrs: tuple[tuple[str, str], ...]
    """As they were written, and as hostile."""
    children: tuple[Part | str, ...]
    removal: int | None = None
    """Index of the removal that took it, and all in it that no other took."""
    doubt: int | None = None
    """Index of the doubt it was kept with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """What a site rule can call a block by; None where nothing names it."""

    keep: str | None = None
    """A CSS selector of this block alone."""
    strip: str | None = None
    """A CSS selector of this block, and of others like it that went, too."""
    alike: int = 0
    """How many elements of the article ``strip`` finds."""


NO_HANDLE: Final = Handle()


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The whole of it: all text is kept, or within the part of a removal."""

    root: Part
    chars: int
    """Non-space characters of text."""
    found: tuple[int, ...]
    """For each removal, the characters found where it says that they were."""
    removals: tuple[Handle, ...]
    doubts: tuple[Handle, ...]
