"""A process that works on the shards it is sent, until nobody sends any more."""

from __future__ import annotations

import logging
import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any, Final

from feedclean.errors import FeedcleanError
from feedclean.execute.garbage import collect_seldom

READY: Final = b"ready"

_OURS: Final = "feedclean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a worker says of a shard."""

    result: object = None
    error: Exception | None = None
    """What the function raised."""
    said: tuple[tuple[str, int, str], ...] = ()
    """For the log: name of the logger, level, message."""


def serve(pipe: Connection, level: int) -> None:
    """Answers messages of a pipe until it is closed, and ends this process."""
    _answer_all(pipe, level)
    sys.stderr.flush()
    # What a worker remembers of texts is let go piece by piece otherwise: 0.4 s behind an archive.
    os._exit(0)


def _answer_all(pipe: Connection, level: int) -> None:
    """Answers messages until nobody sends any: a function, as bytes or none, and a shard."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # what Ctrl-C means is for the parent to say
    Thread(target=_end_with_parent, daemon=True).start()
    collect_seldom()
    said = _listen(level)
    function: Callable[[Any], object] | None = None
    pipe.send_bytes(READY)
    while True:
        try:
            told, items = pickle.loads(pipe.recv_bytes())  # noqa: S301 - of our own parent
        except (EOFError, OSError):
            return
        if told is not None:
            function = pickle.loads(told)  # noqa: S301 - the same
        assert function is not None  # the first message has one
        answer = _answer(function, items)
        try:
            pipe.send_bytes(_as_bytes(answer, said))
        except OSError:
            return
        said.clear()


def work_on(function: Callable[[Any], object], items: object, level: int) -> bytes:
    """The answer to one shard, as bytes, in a process that somebody else looks after."""
    return _as_bytes(_answer(function, items), _listen(level))


def _answer(function: Callable[[Any], object], items: object) -> Answer:
    try:
        return Answer(result=function(items))
    except Exception as error:  # noqa: BLE001 - it is raised again where the function was given
        return Answer(error=portable(error))


def _as_bytes(answer: Answer, said: list[tuple[str, int, str]]) -> bytes:
    try:
        return pickle.dumps(Answer(result=answer.result, error=answer.error, said=tuple(said)))
    except Exception as error:  # noqa: BLE001 - what cannot travel is an error of the function
        return pickle.dumps(Answer(error=portable(error)))


def portable(error: Exception) -> Exception:
    """An error that survives the way to another process, as itself if it can."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - written in the same line
    except Exception:  # noqa: BLE001 - whatever its class makes of that
        if isinstance(error, FeedcleanError):
            return FeedcleanError(str(error))
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _end_with_parent() -> None:
    """Ends this process when its parent is gone, whatever it is busy with."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


class _Listener(logging.Handler):
    """Keeps what is said for the parent, who knows who may hear it."""

    def __init__(self, said: list[tuple[str, int, str]]) -> None:
        super().__init__()
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append((record.name, record.levelno, record.getMessage()))


def _listen(level: int) -> list[tuple[str, int, str]]:
    said: list[tuple[str, int, str]] = []
    logger = logging.getLogger(_OURS)
    logger.handlers = [_Listener(said)]
    logger.setLevel(level)
    logger.propagate = False
    return said


def loudness() -> int:
    """The level from which our log is of interest to anybody."""
    return logging.getLogger(_OURS).getEffectiveLevel()


def repeat(said: tuple[tuple[str, int, str], ...]) -> None:
    """Says here what a worker has said."""
    for name, level, message in said:
        logging.getLogger(name).log(level, "%s", message)
