"""One run at a time in a folder: the system lets go of it whatever ends the run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from feedclean.errors import StateError

LOCK: Final = "lock"


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keeps other runs out of a folder. Raises: StateError, if there is one."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOCK
    with path.open("ab") as file:
        try:
            _lock(file.fileno())
            if not _is_at(path, file.fileno()):
                raise BlockingIOError
        except OSError as error:
            problem = "another run is at work there; wait until it is done, or name another --out"
            raise StateError(folder.parent, problem) from error
        yield


def _is_at(path: Path, handle: int) -> bool:
    """Whether a file is still what a path leads to: whoever had it before may have removed it."""
    return os.path.samestat(path.stat(), os.fstat(handle))


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
