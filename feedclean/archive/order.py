"""What is to be made of which inputs, and who is told how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from feedclean.archive.values import Intent, OutputKind, Rules
from feedclean.execute.base import Executor
from feedclean.model.output import SiteHead

WORK: Final = ".feedclean-archive"
"""Folder within the output in which an archive is worked on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to make of which inputs, and where."""

    inputs: tuple[str, ...]
    output: Path
    kind: OutputKind
    site: SiteHead
    intent: Intent = field(default_factory=Intent)
    rules: Rules = field(default_factory=Rules)
    newest: int = 100
    """Entries in the feed people subscribe to."""
    title: str | None = None
    """Of the one source there is."""
    is_compressed: bool = False
    keep: bool = False
    """Keep what was worked out, for a later run with more inputs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a stage has come."""

    stage: str
    done: int
    total: int
    articles: int = 0
    before: int = 0
    """Shards that an earlier run had done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What working on an archive is given besides the order."""

    executor: Executor
    tell: Callable[[Step], None] = lambda _: None
    may_be_here: bool = False
    """Whether a small archive may be worked on in this process, whoever the executor is."""
