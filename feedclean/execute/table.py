"""The engines: what shards can be worked on by."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import Final

from feedclean.errors import ExecuteError
from feedclean.execute.base import Executor
from feedclean.execute.late import LateExecutor
from feedclean.execute.serial import SerialExecutor


def executor_of(
    engine: str, jobs: int | None, address: str = "", *, is_apart: bool = False
) -> Executor:
    """The executor of an engine's name; without ``jobs``, as many at once as it has room for.

    ``address`` is of a cluster. With ``is_apart`` a single process is one of its own, too, so that
    what ends it does not end the program. Raises: ExecuteError, for an engine that is not
    installed.
    """
    if is_apart and engine == "processes":
        return LateExecutor(jobs or cores())
    return ENGINES[engine](jobs, address)


def _serial(_jobs: int | None, _address: str) -> Executor:
    return SerialExecutor()


def _processes(jobs: int | None, _address: str) -> Executor:
    wanted = jobs or cores()
    return SerialExecutor() if wanted == 1 else LateExecutor(wanted)


def _ray(jobs: int | None, address: str) -> Executor:
    try:
        from feedclean.execute.engine import RayExecutor  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        if error.name != "ray":
            raise
        problem = 'the engine ray is not installed; type: pip install "feedclean[ray]"'
        raise ExecuteError(problem) from error
    return RayExecutor(jobs, address=address)


ENGINES: Final[Mapping[str, Callable[[int | None, str], Executor]]] = {
    "serial": _serial,
    "processes": _processes,
    "ray": _ray,
}


def cores() -> int:
    """How many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
