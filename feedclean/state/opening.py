"""The door to the state: one build at a time, in a dry run a copy, and a look at any time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from feedclean.errors import StateError
from feedclean.state.migrations import MIGRATIONS, migrate, version
from feedclean.state.store import Store
from feedclean.state.trouble import unusable

NAME: Final = "state.sqlite3"
LOCK: Final = "lock.sqlite3"
ENGINE: Final = f"SQLite {sqlite3.sqlite_version}"
_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600
"""What somebody reads is nobody else's business."""


@contextmanager
def open_store(folder: Path, *, dry_run: bool = False) -> Iterator[Store]:
    """The store in a folder, made where there is none; no other build runs beside it.

    In a dry run the folder is not touched: what is there is copied to memory.
    Raises: StateError, if another build is running or the state cannot be used.
    """
    path = place_of(folder)
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
    with alone(folder / LOCK), closing(connected(path)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            migrate(connection, str(path))
        except sqlite3.Error as error:
            raise unusable(path, error) from error
        store = Store(connection, path)
        yield store
        store.tidy()


def place_of(folder: Path) -> Path:
    """Where the database of a folder lies, or will lie.

    Raises: StateError, for what can hold none: files in the place of folders, or the reverse, and a
    folder nobody may look into.
    """
    try:
        is_file, is_folder = folder.is_file(), folder.is_dir()
    except OSError as error:
        raise _closed(folder) from error
    if is_file:
        raise StateError(folder, "is a file; move it away, or choose another folder for state")
    if is_folder and not os.access(folder, os.X_OK):
        raise _closed(folder)
    for path in (folder / LOCK, folder / NAME):
        if path.is_dir():
            raise StateError(path, "is a folder; move it away, a file of ours belongs there")
    return folder / NAME


def _closed(folder: Path) -> StateError:
    return StateError(folder, "cannot be used; let the user who builds read and write it")


@contextmanager
def look_in(folder: Path) -> Iterator[Store]:
    """The store in a folder as it is at this moment, to read in; empty where there is none.

    Builds go on beside it, and nothing it does can change the state. One of an older program is
    brought up to date in memory alone.
    Raises: StateError, if the state cannot be used.
    """
    path = place_of(folder)
    if not path.exists():
        yield Store.in_memory()
        return
    with closing(_watched(path)) as there:
        try:
            if version(there) == len(MIGRATIONS):
                there.execute("BEGIN")  # so that all that is read is of one moment
                yield Store(there, path)
                return
            memory = sqlite3.connect(":memory:", isolation_level=None)
            there.backup(memory)
        except sqlite3.Error as error:
            raise unusable(path, error) from error
    with closing(memory):
        migrate(memory, str(path))
        yield Store(memory, path)


def _watched(path: Path) -> sqlite3.Connection:
    """A connection that cannot write.

    SQLite wants two files beside a database that others may write to, and removes them; where we
    may make none, nobody is writing, unless they are there already.
    """
    try:
        connection = _asking(path, "mode=rw")
    except sqlite3.OperationalError:
        try:
            connection = _asking(path, "immutable=1")
        except sqlite3.Error as error:
            raise unusable(path, error) from error
    except sqlite3.Error as error:
        raise unusable(path, error) from error
    return connection


def _asking(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None
    )
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def connected(path: Path) -> sqlite3.Connection:
    """A connection to the file, made where there is none. Raises: StateError."""
    try:
        _made(path)
        return sqlite3.connect(path, isolation_level=None)
    except sqlite3.Error as error:
        raise unusable(path, error) from error


def _made(path: Path) -> None:
    """Makes the file for its owner alone, where there is none; SQLite gives its others the same."""
    with suppress(OSError):  # what is wrong SQLite tells better
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, _FILE_MODE))


def _copied(path: Path) -> sqlite3.Connection:
    """The database in memory; empty where there is none."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    if path.exists():
        try:
            with closing(_watched(path)) as there:
                there.backup(memory)
        except sqlite3.Error as error:
            raise unusable(path, error) from error
    return memory


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody else holds the lock while this is held; it goes with the process, however that ends.

    A database of its own, so that looking into the state is never in the way; SQLite knows how to
    lock a file on every system.
    """
    with closing(connected(path)) as lock:
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
