"""Shards on all cores of this machine, each worker a process of its own.

No ``ProcessPoolExecutor``: there one worker that is killed ends the whole pool, and nobody knows
whose shard it had. Here each worker has a pipe and one shard at a time, so a death costs just that.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from typing import Any, Final, TypeVar, cast

from feedclean.errors import ExecuteError
from feedclean.execute.backlog import LIMIT_S, Backlog, Part, out_of_time, worker_lost
from feedclean.execute.base import Done
from feedclean.execute.worker import READY, Answer, loudness, repeat, serve

T = TypeVar("T")
R = TypeVar("R")

_START_S: Final = 600.0
"""For a worker to say that it is there. It takes a fifth of a second on an idle machine, and
minutes where many others have the processor and this program is the one that gives way."""
_STILLBORN: Final = 3
"""So many workers in a row that end before they have begun: there will be no others."""
_FAREWELL_S: Final = 2.0


class ProcessExecutor:
    """Up to ``jobs`` processes, started when there is a shard for them, and kept for the next."""

    sees_files = True

    def __init__(
        self,
        jobs: int,
        *,
        limit_s: float = LIMIT_S,
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        """``limit_s`` is how long one attempt at a shard may take."""
        self._jobs = jobs
        self._limit_s = limit_s
        self._stopwatch = stopwatch
        self._workers: list[_Worker] = []
        self._stillborn = 0

    @property
    def jobs(self) -> int:
        """How many processes there may be."""
        return self._jobs

    def call_in(self) -> None:
        """Nothing: they are there in a fifth of a second."""

    def map(
        self, function: Callable[[tuple[T, ...]], R], shards: Iterable[tuple[T, ...]]
    ) -> Iterator[Done[T, R]]:
        """Applies ``function`` to every shard, as ``Executor`` says."""
        told, backlog = pickle.dumps(function), Backlog(shards)
        for worker in self._workers:
            worker.is_told = False
        try:
            while self._hand_out(told, backlog):
                for worker in self._wait():
                    done = self._hear(worker, backlog)
                    if done is not None:
                        self._hand_out(told, backlog)  # nobody waits for what is made of this
                        yield cast("Done[T, R]", done)
        finally:  # whoever leaves early wants nothing more of what is under way
            for worker in [one for one in self._workers if one.part is not None]:
                self._bury(worker)

    def dismiss(self) -> None:
        """Nothing: they go at once."""

    def close(self) -> None:
        """Lets the processes go; one that does not is ended."""
        for worker in self._workers:
            worker.pipe.close()
        for worker in self._workers:
            worker.end(_FAREWELL_S)
        self._workers = []

    def _hand_out(self, told: bytes, backlog: Backlog[T]) -> bool:
        """Gives work to all who have none; gives whether anybody has any."""
        for worker in list(self._workers):
            if worker.part is None:
                worker.part = backlog.next()
            if worker.part is not None and worker.is_ready and worker.since is None:
                self._send(worker, told, backlog)
        while len(self._workers) < self._jobs:
            part = backlog.next()
            if part is None:
                break
            self._workers.append(_Worker(part, self._stopwatch()))
        return any(worker.part is not None for worker in self._workers)

    def _send(self, worker: _Worker, told: bytes, backlog: Backlog[T]) -> None:
        assert worker.part is not None  # it has just been given one
        message = pickle.dumps((None if worker.is_told else told, worker.part.items))
        try:
            worker.pipe.send_bytes(message)
        except OSError:  # it ended while it had nothing to do
            backlog.put_back(worker.part)
            self._bury(worker)
            return
        worker.is_told = True
        worker.since = self._stopwatch()

    def _wait(self) -> Iterator[_Worker]:
        """The workers that have something to say, or should have had."""
        busy = [worker for worker in self._workers if worker.part is not None]
        until = min((worker.due(self._limit_s) for worker in busy), default=0.0)
        heard = set(
            wait(
                [worker.pipe for worker in busy],
                timeout=max(0.0, until - self._stopwatch()),
            )
        )
        now = self._stopwatch()
        yield from [one for one in busy if one.pipe in heard or one.due(self._limit_s) <= now]

    def _hear(self, worker: _Worker, backlog: Backlog[T]) -> Done[T, object] | None:
        """What came of the part a worker had; None where it is not, or not yet, known."""
        part = worker.part
        assert part is not None  # only those at work are waited for
        try:
            message = worker.pipe.recv_bytes() if worker.pipe.poll() else None
        except (EOFError, OSError):
            return self._mourn(worker, backlog)
        if message is None and not worker.is_ready:
            self._bury(worker)
            self._begin_again(part, backlog, f"it was not ready after {_START_S:.0f} s")
            return None
        if message is None:
            self._bury(worker)
            return backlog.lose(part, out_of_time(part.limit_s(self._limit_s)))
        if message == READY:
            worker.is_ready = True
            self._stillborn = 0
            return None
        answer: Answer = pickle.loads(message)  # noqa: S301 - of our own child
        worker.part = worker.since = None
        repeat(answer.said)
        if answer.error is not None:
            raise answer.error
        return part.done(answer.result)

    def _mourn(self, worker: _Worker, backlog: Backlog[T]) -> Done[T, object] | None:
        how = self._bury(worker, _FAREWELL_S)
        assert worker.part is not None  # it had it, or was to have it
        if worker.is_ready:
            return backlog.lose(worker.part, worker_lost(how))
        self._begin_again(worker.part, backlog, how)
        return None

    def _begin_again(self, part: Part[T], backlog: Backlog[T], how: str) -> None:
        """Lets another worker have what one was to have that never began."""
        self._stillborn += 1
        if self._stillborn >= _STILLBORN:
            raise ExecuteError(f"no process can be started to work in: {how}; try --engine serial")
        backlog.put_back(part)

    def _bury(self, worker: _Worker, patience_s: float = 0.0) -> str:
        """Sees to it that a worker is gone; gives how it ended."""
        self._workers.remove(worker)
        worker.pipe.close()
        return worker.end(patience_s)


class _Worker:
    """A process, seen from here."""

    def __init__(self, part: Part[Any], born: float) -> None:
        # Spawned, not forked: this process has threads, and a fork would hold the pipes of all
        # others open, so that nobody would notice our end.
        spawning = multiprocessing.get_context("spawn")
        self.pipe, theirs = spawning.Pipe()
        self.process = spawning.Process(target=serve, args=(theirs, loudness()), daemon=True)
        self.process.start()
        theirs.close()  # else its end would not close the pipe
        self.part: Part[Any] | None = part
        """What it works on, or will when it is ready."""
        self.since: float | None = None
        """When it was sent its part."""
        self.is_ready = False
        self.is_told = False
        """Whether it has the function."""
        self._born = born

    def due(self, limit_s: float) -> float:
        """When something should have been heard of it."""
        if self.since is None or self.part is None:
            return self._born + _START_S
        return self.since + self.part.limit_s(limit_s)

    def end(self, patience_s: float) -> str:
        """Waits for its end, not for long; gives how it ended."""
        self.process.join(patience_s)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        code = self.process.exitcode or 0
        self.process.close()
        if code >= 0:
            return f"the process ended with status {code}"
        reason = " (for want of memory, perhaps)" if -code == getattr(signal, "SIGKILL", 9) else ""
        return f"the process was ended by signal {-code}{reason}"
