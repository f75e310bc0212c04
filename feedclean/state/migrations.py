"""From whatever schema a database has to the newest, inside one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from feedclean.errors import SchemaTooNew
from feedclean.state.schema import FIRST, FOURTH, SECOND, THIRD

MIGRATIONS: Final[Sequence[str]] = (FIRST, SECOND, THIRD, FOURTH)
"""The script that leads to version n is at n - 1. A script that has been released never changes."""


def migrate(connection: sqlite3.Connection, path: str, scripts: Sequence[str] = MIGRATIONS) -> None:
    """Brings the database to the newest schema; all of it or nothing.

    Raises: SchemaTooNew, if a newer program wrote it; then nothing is touched.
    """
    found = version(connection)
    if found > len(scripts):
        raise SchemaTooNew(path, found, len(scripts))
    if found == len(scripts):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number, script in enumerate(scripts[found:], found + 1):
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # it may have been rolled back already
            connection.execute("ROLLBACK")
        raise


def version(connection: sqlite3.Connection) -> int:
    """Number of the schema; 0 for an empty database."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> list[str]:
    """The statements of a script; ``executescript`` would end the transaction we are in."""
    statements, rest = [], ""
    for line in script.splitlines():
        rest += line + "\n"
        if sqlite3.complete_statement(rest):
            statements.append(rest.strip())
            rest = ""
    return statements
