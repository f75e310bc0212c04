"""Small archives are worked on in this process: that is sooner than calling others in.

What ends whoever reads or cleans it would end the program. So a mark is left while it is at work
here, and a run that finds one calls others in, however little there is to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from feedclean.archive.order import Tools
from feedclean.archive.values import Place
from feedclean.execute.base import Executor
from feedclean.execute.serial import SerialExecutor

ENOUGH: Final = 1_000_000
"""Bytes of inputs, a second of work or two: about what it costs to start a process for it."""
MARK: Final = "here"


@contextmanager
def executor_of(size: int, tools: Tools, place: Place) -> Iterator[Executor]:
    """Who works on inputs of so many bytes."""
    mark = place.folder / MARK
    is_here = tools.may_be_here and size < ENOUGH and not mark.exists()
    if is_here:
        mark.touch()
    try:
        yield SerialExecutor() if is_here else tools.executor
    except Exception:  # an error we know of is nothing that ends a program; the mark is for others
        if is_here:
            mark.unlink(missing_ok=True)
        raise
    mark.unlink(missing_ok=True)
