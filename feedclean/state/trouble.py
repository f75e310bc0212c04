"""What is wrong with a state that cannot be used, and what helps."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from feedclean.errors import StateError

_BESIDE: Final = ("-wal", "-shm")
"""Files that SQLite keeps beside a database."""


def unusable(path: Path, error: Exception) -> StateError:
    """What is wrong with the state, and what to do: nothing is lost by a wrong owner of a file."""
    closed = closed_at(path)
    if closed is not None:
        problem = f"cannot be used ({error}); let the user who builds read and write {closed}"
        return StateError(path, problem)
    if "full" in str(error):
        return StateError(path, f"cannot be written ({error}); make room on its disk")
    advice = "nothing published is touched; feedclean doctor looks into it, and can repair it"
    return StateError(path, f"cannot be used ({error}); {advice}")


def closed_at(path: Path) -> Path | None:
    """What keeps us from a database: its folder, itself or a file beside it; None: nothing does."""
    places = (path.parent, path, *(path.with_name(f"{path.name}{end}") for end in _BESIDE))
    return next((one for one in places if os.path.lexists(one) and not _is_open(one)), None)


def _is_open(place: Path) -> bool:
    wanted = os.R_OK | os.W_OK
    return os.access(place, wanted | os.X_OK if place.is_dir() else wanted)
