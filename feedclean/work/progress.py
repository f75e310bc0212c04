"""How far a build is, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from feedclean.model.article import SourceId
from feedclean.model.source import Gathered

T = TypeVar("T")


class Stage(StrEnum):
    """What is counted."""

    BEGUN = "begun"
    """Sources, of which this one is begun now."""
    READ = "read"
    """Files and answers of the source; how many there will be is not known."""
    CLEANED = "cleaned"
    """Articles of the source."""
    DONE = "done"
    """Sources, this one among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a build."""

    stage: Stage
    source: SourceId
    done: int
    total: int | None = None


Heed = Callable[[Step], None]
"""What is told of every step; it must be quick, and changes nothing."""


def heedless(_step: Step) -> None:
    """Nobody waits."""


def counted(found: Iterable[T], source: SourceId, total: int, heed: Heed) -> Iterator[T]:
    """What is found of each article, each a step once it is there."""
    for number, one in enumerate(found, 1):
        yield one
        heed(Step(stage=Stage.CLEANED, source=source, done=number, total=total))


def noted(gathered: Iterable[Gathered], source: SourceId, heed: Heed) -> Iterator[Gathered]:
    """What is gathered, each item a step once it is taken in."""
    for number, item in enumerate(gathered, 1):
        yield item
        heed(Step(stage=Stage.READ, source=source, done=number))
