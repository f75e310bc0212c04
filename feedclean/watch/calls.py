"""Signals of the system, as calls to whoever waits for them."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
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

    def __init__(
        self, *, has_terminal: bool = False, when_busy: Callable[[], None] = lambda: None
    ) -> None:
        """With a terminal, SIGHUP means that its window has been closed.

        ``when_busy`` is called when somebody wants an end and nobody waits for calls: it may take a
        while. It runs within a signal handler, where the usual streams may be in use.
        """
        self._when_busy = when_busy
        self._is_heard = False
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
        self._is_heard = True
        try:
            return self._wait(seconds)
        finally:
            self._is_heard = False

    def _wait(self, seconds: float | None) -> Call | None:
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
            if call is Call.STOP and not self._is_heard:
                self._when_busy()

        for number in numbers:
            signal.signal(number, heard)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@contextmanager
def interruptible(when: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Gives whether Ctrl-C has come. The first one calls ``when`` and interrupts as ever.

    What has to be waited for before the interrupt gets through is ended by the second one, and all
    the rest with it, also while the program says goodbye: it cannot be asked twice. For the main
    thread only; where Ctrl-C means something else, it goes on so.
    """
    is_interrupted = False

    def heard(_number: int, _frame: FrameType | None) -> None:
        nonlocal is_interrupted
        is_interrupted = True
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        when()
        raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, heard)
    try:
        yield lambda: is_interrupted
    finally:
        if not is_interrupted:
            signal.signal(signal.SIGINT, before)
