"""Runs the stages of an archive one after the other, and tells how far they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from feedclean.archive import cleaning, reading, settling
from feedclean.archive.done import known
from feedclean.archive.order import Step
from feedclean.archive.stages import Came, Stage, run_stage
from feedclean.archive.values import CleanShard, Place, ReadShard
from feedclean.execute.base import Executor
from feedclean.model.article import Digest

_ROUNDS: Final = (reading.STAGE, cleaning.STAGE)
T = TypeVar("T")
R = TypeVar("R")


class Driver:
    """Gives the shards of stages to an executor, and finds what they came to."""

    def __init__(self, place: Place, executor: Executor, tell: Callable[[Step], None]) -> None:
        self.place = place
        self.before = 0
        """Shards of the two rounds that an earlier run had done."""
        self.used: defaultdict[str, set[str]] = defaultdict(set)
        """Of each stage, what its files are called."""
        self._executor = executor
        self._tell = tell

    def run(self, stage: Stage[T, R], todo: Iterable[tuple[T, ...]], total: int) -> Iterator[Came]:
        """What each of ``total`` shards comes to, in any order. Raises: ExecuteError."""
        before = articles = 0
        made: set[str] = set()
        tell = self._tell
        tell(Step(stage=stage.name, done=0, total=total))
        came = run_stage(stage, todo, self.place, self._executor)
        for done, one in enumerate(came, 1):
            # shards that hold the same, nothing for example, are done once, by this run
            was_before = one.was_done and one.key not in made
            if not one.was_done:
                made.add(one.key)
            before += was_before
            articles += getattr(one.result, "articles", 0)
            self.used[stage.name] |= {one.key, getattr(one.result, "key", one.key), *one.of}
            if stage.name in _ROUNDS:
                self.before += was_before
            tell(
                Step(
                    stage=stage.name,
                    done=done,
                    total=total,
                    articles=articles,
                    before=before,
                )
            )
            yield one

    def read(self, key: Digest) -> ReadShard:
        """What was read of a shard."""
        found = known(self.place, reading.STAGE, key, ReadShard)
        assert found is not None  # it has just been noted
        return found

    def clean(self, key: Digest) -> CleanShard:
        """What was cleaned of a shard."""
        found = known(self.place, cleaning.STAGE, key, CleanShard)
        assert found is not None  # as above
        return found

    def settled(self, key: Digest) -> settling.Settled:
        """What was settled of a slice."""
        found = known(self.place, settling.STAGE, key, settling.Settled)
        assert found is not None  # as above
        return found


def in_order(came: Iterable[Came]) -> list[Came]:
    """What shards came to, in the order of the shards."""
    return sorted(came, key=lambda one: one.at)
