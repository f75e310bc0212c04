"""Shards on a Ray cluster, or on a small one that is started on this machine for the build.

Ray is asked for little: each shard is a task that it tries once. What becomes of shards that are
lost, with their worker or their node, is settled here as it is for processes.
"""

from __future__ import annotations

import logging
import os
import pickle
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from threading import Event, Thread
from typing import Any, Final, Generic, TypeVar

import ray
from ray.exceptions import RayError, RayTaskError

from feedclean.errors import ExecuteError
from feedclean.execute.backlog import LIMIT_S, Backlog, Part, out_of_time, worker_lost
from feedclean.execute.base import Done
from feedclean.execute.garbage import collect_seldom
from feedclean.execute.worker import Answer, loudness, repeat, work_on

T = TypeVar("T")
R = TypeVar("R")

_STORE_BYTES: Final = 200 * 2**20
"""Of shared memory for a Ray of our own; its default is a third of the machine. A shard is half a
megabyte, and so is what comes of it."""
_AT_HAND: Final = 2
"""Shards for each core: the next one is there when one is done, 3 ms before it could be sent."""
_KNOCK_S: Final = 10.0
_LOOK_S: Final = 5.0
"""Between two looks at the clock, and at whether the cluster is still there."""


class RayExecutor:
    """As many shards at once as the cluster has cores, ``jobs`` at most."""

    sees_files = False  # a node may be any machine

    def __init__(
        self,
        jobs: int | None = None,
        *,
        address: str = "",
        limit_s: float = LIMIT_S,
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        """``address`` is of a cluster, ``auto`` or ``ray://…``; without one, Ray starts here."""
        self._most = jobs
        self._address = address
        self._limit_s = limit_s
        self._stopwatch = stopwatch
        self._stay: _Stay | None = None

    @property
    def jobs(self) -> int:
        """How many shards there may be at once: of a cluster nobody has asked yet, some."""
        is_there = self._stay is not None and self._stay.is_there
        return self._slots() if is_there else self._most or 2

    def call_in(self) -> None:
        """Begins to start Ray: it takes two seconds, and as many of processors."""
        if self._stay is None:
            self._stay = _Stay(self._enter)

    def map(
        self, function: Callable[[tuple[T, ...]], R], shards: Iterable[tuple[T, ...]]
    ) -> Iterator[Done[T, R]]:
        """Applies ``function`` to every shard, as ``Executor`` says."""
        self._start()
        backlog, told = Backlog(shards), ray.put(pickle.dumps(function))
        busy: dict[Any, _Task[T]] = {}
        try:
            while self._hand_out(told, backlog, busy):
                ready, _ = ray.wait(list(busy), timeout=_LOOK_S)
                heard = [self._hear(ref, busy.pop(ref), backlog) for ref in ready]
                heard += self._end_late(busy, backlog)
                if any(heard):  # nobody waits for what is made of these
                    self._hand_out(told, backlog, busy)
                yield from (done for done in heard if done is not None)
        except (RayError, ConnectionError) as error:
            raise ExecuteError(_gone(error)) from error
        finally:
            for ref in busy:  # whoever leaves early wants nothing more of what is under way
                ray.cancel(ref, force=True)

    def dismiss(self) -> None:
        """Begins to leave the cluster, or to end the one that was started here: a second."""
        if self._stay is not None:
            self._stay.leave()

    def close(self) -> None:
        """The same, to its end."""
        if self._stay is not None:
            self._stay.end()
            self._stay = None

    def _start(self) -> None:
        if self._stay is not None and self._stay.is_left:
            self.close()
        self.call_in()
        assert self._stay is not None  # it has just been made
        try:
            self._stay.await_start()
        except BaseException:
            self.close()
            raise

    def _enter(self) -> None:
        """Joins the cluster, or starts one here. Raises: ExecuteError."""
        try:
            if self._address:
                _knock(self._address)
                ray.init(address=self._address, log_to_driver=False, logging_level=logging.ERROR)
                return
            os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # it tells nobody anything
            ray.init(
                address="local",
                num_cpus=self._most,
                include_dashboard=False,
                object_store_memory=_STORE_BYTES,
                log_to_driver=False,
                logging_level=logging.ERROR,
            )
        except (RayError, ConnectionError, ValueError, RuntimeError, OSError) as error:
            where = f"the Ray cluster at {self._address}" if self._address else "Ray"
            raise ExecuteError(f"{where} cannot be had: {error}") from error

    def _slots(self) -> int:
        cores = int(ray.cluster_resources().get("CPU", 0))
        return min(cores, self._most) if self._most else cores

    def _hand_out(self, told: Any, backlog: Backlog[T], busy: dict[Any, _Task[T]]) -> bool:
        """Sends a shard for each core, and some to have at hand; gives whether any are under way.

        Ray begins with them in their order.
        """
        slots = self._slots()
        while len(busy) < _AT_HAND * slots and (part := backlog.next()) is not None:
            ref = _task.remote(told, pickle.dumps(part.items), loudness())
            busy[ref] = _Task(part=part)
        now = self._stopwatch()
        for task in islice(busy.values(), slots):
            task.since = now if task.since is None else task.since
        if not busy and slots <= 0:
            raise ExecuteError(_gone("no node has a core left"))
        return bool(busy)

    def _hear(self, ref: Any, task: _Task[T], backlog: Backlog[T]) -> Done[T, Any] | None:
        part = task.part
        try:
            answer: Answer = pickle.loads(ray.get(ref))  # noqa: S301 - of our own task
        except RayTaskError as error:  # our own errors come as answers: the task could not be run
            told = f"a node cannot run our tasks; is this version of feedclean there? {error.cause}"
            raise ExecuteError(told) from error
        except RayError as error:
            told = str(error).partition("\n")[0].strip()
            return backlog.lose(part, worker_lost(f"{type(error).__name__}: {told}"))
        repeat(answer.said)
        if answer.error is not None:
            raise answer.error
        return part.done(answer.result)

    def _end_late(self, busy: dict[Any, _Task[T]], backlog: Backlog[T]) -> Iterator[Done[T, Any]]:
        """Ends what takes too long; what of it is given up."""
        now = self._stopwatch()
        for ref, task in list(busy.items()):
            limit_s = task.part.limit_s(self._limit_s)
            if task.since is not None and now - task.since > limit_s:
                ray.cancel(ref, force=True)
                del busy[ref]
                done = backlog.lose(task.part, out_of_time(limit_s))
                if done is not None:
                    yield done


class _Stay:
    """A thread that is with Ray from its start to its end, so that nobody else waits for either.

    One for both: the system ends what Ray has started when the thread ends that started it.
    """

    def __init__(self, enter: Callable[[], None]) -> None:
        self._entered: Future[None] = Future()
        self._is_over = Event()
        self._thread = Thread(target=self._be_there, args=(enter,), name="ray", daemon=True)
        self._thread.start()

    @property
    def is_there(self) -> bool:
        """Whether it has started, and nobody wants it to end."""
        return not self.is_left and self._entered.done() and self._entered.exception() is None

    @property
    def is_left(self) -> bool:
        """Whether it is ending, or has ended."""
        return self._is_over.is_set()

    def await_start(self) -> None:
        """Waits until it has started. Raises: ExecuteError, if it cannot be had."""
        self._entered.result()

    def leave(self) -> None:
        """Has it end."""
        self._is_over.set()

    def end(self) -> None:
        """The same, and waits for it."""
        self.leave()
        self._thread.join()

    def _be_there(self, enter: Callable[[], None]) -> None:
        try:
            enter()
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            self._entered.set_exception(error)
            return
        self._entered.set_result(None)
        self._is_over.wait()
        ray.shutdown()


@dataclass(slots=True, kw_only=True)
class _Task(Generic[T]):
    part: Part[T]
    since: float | None = None
    """When somebody had a core for it."""


def _run(told: bytes, items: bytes, level: int) -> bytes:
    collect_seldom()  # a worker of Ray works for one job, and so for us alone
    return work_on(_function(told), pickle.loads(items), level)  # noqa: S301 - from the driver


@lru_cache(maxsize=1)  # of an archive of a million articles it says which are copies
def _function(told: bytes) -> Callable[[Any], object]:
    found: Callable[[Any], object] = pickle.loads(told)  # noqa: S301 - as above
    return found


_task: Final = ray.remote(max_retries=0, num_cpus=1)(_run)


def _knock(address: str) -> None:
    """Sees whether anybody listens at an address: Ray itself would try for minutes.

    Raises: OSError.
    """
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), timeout=_KNOCK_S).close()


def _gone(reason: object) -> str:
    return f"the Ray cluster is gone ({reason}); what was published stands, run it again to go on"
