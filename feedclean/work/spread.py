"""Sources brought up to date in their order, many small ones of them side by side.

A source that is worth more than one worker is shared out article by article; small ones travel as a
whole, several at once. Meanwhile this process takes in the next ones, and whoever asks for what
was made of them writes that down: it comes one by one, in the order of the sources.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import Final

from feedclean.execute.base import Done, Lost
from feedclean.execute.crew import Crew
from feedclean.execute.serial import SerialExecutor
from feedclean.model.source import Gathered, Source
from feedclean.work.apart import Parcel, Reply, may_travel, parcel_of, received, workshop_of
from feedclean.work.place import Renewed, Workplace
from feedclean.work.progress import Stage, Step, noted
from feedclean.work.renew import Begun, Outset, begin, finish

_SHARD_CHARS: Final = 200_000
"""For one worker at a time, a tenth of a second of work; to send it takes 2 ms."""
_AHEAD_CHARS: Final = 4_000_000
"""Of markup for each worker, in sources that are begun and not done: what was made of them is as
large again a few times, and waits for those before them."""
_AHEAD: Final = 500
"""So many sources at most, whatever is in them."""
_LOOKED_AT: Final = 100
"""So many to find out whether there is enough to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A source that nobody has begun with."""

    source: Source
    outset: Outset
    gathered: Iterable[Gathered] = ()
    is_there: Callable[[], bool] = lambda: True
    """Whether it has all come in; else taking it in means waiting."""


def in_turn(
    sources: Iterable[Waiting], total: int, place: Workplace
) -> Iterator[tuple[Begun, Renewed]]:
    """Each source, and what it gave; ends between two of them when that is wanted.

    Raises: ExecuteError, StateError.
    """
    line = _Line(iter(sources), total, place)
    while (begun := line.first()) is not None:
        if line.is_worth_sharing():
            results = _Round(line, place).results()
        else:
            line.leave()
            results = iter([(begun, finish(begun, place))])
        for result in results:
            yield result
            line.done += 1


class _Line:
    """Sources in their order: the first ones are begun, the others wait."""

    def __init__(self, sources: Iterator[Waiting], total: int, place: Workplace) -> None:
        self._waiting = sources
        self._next = next(sources, None)
        self._begun: deque[Begun] = deque()
        self._total = total
        self._place = place
        self.done = 0
        """Of them nothing is left to do."""

    def first(self) -> Begun | None:
        """The one whose turn it is, waited for if need be; None: that was all."""
        if self._place.tools.is_stopped():
            return None
        if not self._begun and self._next is not None:
            self._begin(self._next)
        return self._begun[0] if self._begun else None

    def ready(self) -> Begun | None:
        """The same, if it can be had without waiting."""
        return next(self._at_once(), None)

    def leave(self) -> None:
        """Lets the first one go."""
        self._begun.popleft()

    def is_worth_sharing(self) -> bool:
        """Whether the first ones can travel, and are enough to have others come for them."""
        crew = self._place.crew
        if crew.jobs == 1 or not may_travel(self._begun[0], self._place):
            return False
        many = chars = 0
        for begun in islice(self._at_once(), _LOOKED_AT):
            if not begun.is_idle and not may_travel(begun, self._place):
                break
            many, chars = many + (not begun.is_idle), chars + begun.chars
            if many > 1 and crew.is_wanted(chars):
                return True
        return False

    def _at_once(self) -> Iterator[Begun]:
        """Those that can be had without waiting, begun as they are taken."""
        for number in count():
            if number == len(self._begun):
                if self._place.tools.is_stopped() or self._next is None:
                    return
                if not self._next.is_there():
                    return
                self._begin(self._next)
            yield self._begun[number]

    def _begin(self, one: Waiting) -> None:
        heed, source = self._place.tools.heed, one.source
        heed(Step(stage=Stage.BEGUN, source=source.id, done=self.done, total=self._total))
        gathered = noted(one.gathered, source.id, heed)
        self._begun.append(begin(source, self._place, one.outset, gathered))
        self._next = next(self._waiting, None)


@dataclass(slots=True, eq=False, kw_only=True)
class _Spot:
    """The place of a source in the order of a round."""

    begun: Begun
    chars: int
    parcel: Parcel | None
    """None: it has been sent, or there is nothing to send."""
    is_ready: bool
    """Whether nobody else works on it any more."""
    is_lost: bool = False
    """Whether somebody did, and did not live to tell."""
    reply: Reply | None = None


class _Round:
    """Small sources side by side, until one has to be waited for or is worth all workers."""

    def __init__(self, line: _Line, place: Workplace) -> None:
        self._line, self._place = line, place
        self._here = replace(place, crew=Crew(SerialExecutor()))
        self._spots: deque[_Spot] = deque()
        """Sources that have left the line, and that nobody has been told of."""
        self._sent: dict[tuple[int, int], _Spot] = {}
        """Those others work on, by the number of their shard and their place in it."""
        self._chars = 0
        self._is_over = False

    def results(self) -> Iterator[tuple[Begun, Renewed]]:
        """Each source, and what it gave."""
        for done in self._place.crew.share(workshop_of(self._place), self._shards()):
            self._take(done)
            while self._spots and self._spots[0].is_ready and not self._spots[0].is_lost:
                if self._place.tools.is_stopped():
                    return
                yield self._first()
        while self._spots and not self._place.tools.is_stopped():
            yield self._first()

    def _shards(self) -> Iterator[tuple[Parcel, ...]]:
        for number in count():
            shard: list[Parcel] = []
            chars = 0
            while chars < _SHARD_CHARS and (spot := self._next()) is not None:
                if spot.parcel is not None:
                    self._sent[number, len(shard)] = spot
                    shard.append(spot.parcel)
                    spot.parcel = None
                    chars += spot.chars
            if not shard:
                return
            yield tuple(shard)

    def _next(self) -> _Spot | None:
        """The next source, where it has come in; None: the round is over, or nearly so."""
        most = self._place.crew.jobs * _AHEAD_CHARS
        if self._is_over or self._chars >= most or len(self._spots) >= _AHEAD:
            return None
        begun = self._line.ready()
        if begun is None or not (begun.is_idle or may_travel(begun, self._place)):
            return None
        parcel = None if begun.is_idle else parcel_of(begun, self._place)
        if parcel is None and not begun.is_idle:
            return None
        self._line.leave()
        spot = _Spot(begun=begun, chars=begun.chars, parcel=parcel, is_ready=parcel is None)
        self._spots.append(spot)
        self._chars += spot.chars
        return spot

    def _take(self, done: Done[Parcel, tuple[Reply | None, ...]]) -> None:
        """Notes what came of some sources."""
        lost = isinstance(done.result, Lost)
        replies = (None,) if isinstance(done.result, Lost) else done.result
        for number, reply in enumerate(replies, done.start):
            spot = self._sent.pop((done.index, number))
            spot.is_ready, spot.is_lost, spot.reply = True, lost, reply
            if reply is not None:
                spot.begun.new = ()
        self._is_over = self._is_over or lost  # to find out why needs all workers

    def _first(self) -> tuple[Begun, Renewed]:
        spot = self._spots.popleft()
        self._chars -= spot.chars
        begun = spot.begun
        if spot.reply is not None:
            return begun, received(begun, spot.reply, self._place)
        if spot.is_lost:  # once more by its parts, which tells the one that is to blame
            apart = replace(self._place, crew=self._place.crew.apart())
            return begun, finish(begun, apart)
        return begun, finish(begun, self._here)
