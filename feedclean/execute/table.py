"""The engines: what shards can be worked on by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from feedclean.execute.base import Executor
from feedclean.execute.serial import SerialExecutor


def executor_of(engine: str, jobs: int | None) -> Executor:
    """The executor of an engine's name; without ``jobs``, as many at once as it has room for."""
    return ENGINES[engine](jobs)


def _serial(_jobs: int | None) -> Executor:
    return SerialExecutor()


def _processes(jobs: int | None) -> Executor:
    from feedclean.execute.processes import ProcessExecutor, cores  # noqa: PLC0415 - rarely wanted

    wanted = jobs or cores()
    return SerialExecutor() if wanted == 1 else ProcessExecutor(wanted)


ENGINES: Final[Mapping[str, Callable[[int | None], Executor]]] = {
    "serial": _serial,
    "processes": _processes,
}
