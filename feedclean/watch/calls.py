"""Signals of the system, as calls to whoever waits for them."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Final


class Call(StrEnum):
    """What somebody outside wants."""

    STOP = "stop"
    BUILD = "build"
    """With a configuration that is read anew."""


_STOPPING: Final = ("SIGINT", "SIGTERM", "SIGBREAK")
"""The last one is of Windows, as is the lack of SIGHUP."""
_LONGEST_DEAF_S: Final = 0.5 if sys.platform == "win32" else 3600.0
"""Nothing wakes a waiting Python on Windows."""


class Calls:
    """The calls that have come in; whoever is told to stop twice is ended by the system."""

    def __init__(self, *, has_terminal: bool = False) -> None:
        """With a terminal, SIGHUP means that its window has been closed."""
        self._hang_up = Call.STOP if has_terminal else Call.BUILD
        # Of all queues the one that may be put to while it is being put to: by a signal.
        self._waiting: SimpleQueue[Call] = SimpleQueue()
        self.is_stopped = False

    def put(self, call: Call) -> None:
        """Calls."""
        self.is_stopped = self.is_stopped or call is Call.STOP
        self._waiting.put(call)

    def wait(self, seconds: float | None = None) -> Call | None:
        """The next call; None: there was none for so long."""
        end = None if seconds is None else time.monotonic() + seconds
        while True:
            left = _LONGEST_DEAF_S if end is None else end - time.monotonic()
            try:
                return self._waiting.get(timeout=max(0.0, min(left, _LONGEST_DEAF_S)))
            except Empty:
                if end is not None and time.monotonic() >= end:
                    return None

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While this is held, signals are calls. For the main thread only."""
        meant = {**dict.fromkeys(_STOPPING, Call.STOP), "SIGHUP": self._hang_up}
        numbers = {
            getattr(signal, name): call for name, call in meant.items() if hasattr(signal, name)
        }
        before = {number: signal.getsignal(number) for number in numbers}

        def heard(number: int, _frame: FrameType | None) -> None:
            call = numbers[signal.Signals(number)]
            if call is Call.STOP:  # who asks twice does not want to wait
                for one, also in numbers.items():
                    if also is Call.STOP:
                        signal.signal(one, signal.SIG_DFL)
            self.put(call)

        for number in numbers:
            signal.signal(number, heard)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
