"""The door to the state: one build at a time, and in a dry run a copy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from feedclean.errors import StateError
from feedclean.state.migrations import migrate
from feedclean.state.store import Store, unusable

NAME: Final = "state.sqlite3"
LOCK: Final = "lock.sqlite3"
_FOLDER_MODE: Final = 0o700
"""What somebody reads is nobody else's business."""


@contextmanager
def open_store(folder: Path, *, dry_run: bool = False) -> Iterator[Store]:
    """The store in a folder, made where there is none; no other build runs beside it.

    In a dry run the folder is not touched: what is there is copied to memory.
    Raises: StateError, if another build is running or the state cannot be used.
    """
    path = folder / NAME
    if dry_run:
        with closing(_copied(path)) as connection:
            migrate(connection, str(path))
            yield Store(connection, path)
        return
    try:
        folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    except OSError as error:
        problem = f"cannot be made ({error.strerror}); choose another folder for state"
        raise StateError(folder, problem) from error
    with _alone(folder / LOCK), closing(_connected(path)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            migrate(connection, str(path))
        except sqlite3.Error as error:
            raise unusable(path, error) from error
        store = Store(connection, path)
        yield store
        store.tidy()


def _connected(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(path, isolation_level=None)
    except sqlite3.Error as error:
        raise unusable(path, error) from error


def _copied(path: Path) -> sqlite3.Connection:
    """The database in memory; empty where there is none."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    if path.exists():
        try:
            with closing(sqlite3.connect(path)) as there:
                there.backup(memory)
        except sqlite3.Error as error:
            raise unusable(path, error) from error
    return memory


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Nobody else holds the lock while this is held; it goes with the process, however that ends.

    A database of its own, so that looking into the state is never in the way; SQLite knows how to
    lock a file on every system.
    """
    with closing(_connected(path)) as lock:
        try:
            lock.execute("PRAGMA busy_timeout = 0")
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise unusable(path, error) from error
            problem = "another build is running with this state; nothing was fetched or written"
            raise StateError(path.parent, problem) from error
        except sqlite3.Error as error:
            raise unusable(path, error) from error
        yield
