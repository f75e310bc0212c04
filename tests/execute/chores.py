"""What the workers of the tests do, where a process of its own can import it."""

from __future__ import annotations

import logging
import os
import signal
import time
from pathlib import Path

from feedclean.errors import StateError

Chore = tuple[str, str]
"""What to do, and where to note that it was begun."""


def work(chores: tuple[Chore, ...]) -> list[object]:
    """Does the chores of a shard one after the other."""
    return [_do(what, note) for what, note in chores]


def say_nothing(_pipe: object, _level: int) -> None:
    """A worker that never gets ready."""
    time.sleep(60)


def _do(what: str, note: str) -> object:
    if note:
        with Path(note).open("a", encoding="utf-8") as notes:
            notes.write(f"{what} {os.getpid()}\n")
    name, _, seconds = what.partition("-")
    if name in _DEEDS:
        return _DEEDS[name]()
    if name in ("hang", "nap"):
        time.sleep(float(seconds or 3600))
    if name == "once" and Path(note).read_text("utf-8").count("once ") == 1:
        _die()  # in its first attempt only
    return what.upper()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _leave() -> None:
    os._exit(3)


def _raise() -> None:
    raise StateError("state.sqlite", "cannot be written")


def _raise_odd() -> None:
    raise Unportable(1, 2)


def _say() -> None:
    logging.getLogger("feedclean.test").warning("it was said")


def _give_what_cannot_travel() -> object:
    return lambda: None


_DEEDS = {
    "die": _die,
    "leave": _leave,
    "raise": _raise,
    "odd": _raise_odd,
    "say": _say,
    "lambda": _give_what_cannot_travel,
}


class Unportable(Exception):
    """An error that no other process can make again."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} and {other}")
