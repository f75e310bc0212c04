from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from feedclean.watch import Call, Calls

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="no signals to send there")


def test_a_call_that_came_before_is_heard_at_once() -> None:
    calls = Calls()
    calls.put(Call.BUILD)

    assert calls.wait(10) is Call.BUILD
    assert calls.wait(0.01) is None
    assert not calls.is_stopped


@needs_signals
def test_a_closed_terminal_is_a_call_to_stop() -> None:
    calls = Calls(has_terminal=True)
    with calls.listening():
        os.kill(os.getpid(), signal.SIGHUP)

        assert calls.wait(10) is Call.STOP


def test_a_call_wakes_who_waits() -> None:
    calls = Calls()
    threading.Timer(0.05, calls.put, [Call.STOP]).start()
    started = time.monotonic()

    assert calls.wait() is Call.STOP
    assert calls.is_stopped
    assert time.monotonic() - started < 5


@needs_signals
@pytest.mark.parametrize(
    ("name", "call"),
    [("SIGTERM", Call.STOP), ("SIGINT", Call.STOP), ("SIGHUP", Call.BUILD)],
)
def test_a_signal_is_a_call_that_wakes(name: str, call: Call) -> None:
    number = getattr(signal, name)
    before = signal.getsignal(number)
    calls = Calls()
    with calls.listening():
        threading.Timer(0.05, os.kill, [os.getpid(), number]).start()

        assert calls.wait(10) is call
        assert calls.is_stopped is (call is Call.STOP)
        if call is Call.STOP:  # the second one is not for us
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert signal.getsignal(number) == before


@needs_signals
def test_a_second_interrupt_ends_a_program_that_says_goodbye_without_a_word() -> None:
    goodbye = """
import os, signal
from feedclean.watch import interruptible

try:
    with interruptible(lambda: print("stopping")):
        os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt:
    print("interrupted", flush=True)
os.kill(os.getpid(), signal.SIGINT)
"""
    done = subprocess.run([sys.executable, "-c", goodbye], capture_output=True, check=False)

    assert done.stdout.split() == [b"stopping", b"interrupted"]
    assert (done.returncode, done.stderr) == (-signal.SIGINT, b"")
