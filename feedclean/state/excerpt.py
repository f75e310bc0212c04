"""What is remembered of one source, cut out of the database, for work on it in another process."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from feedclean.model.article import SourceId

_BODIES: Final = (
    "digest IN (SELECT body FROM capture WHERE source = :source UNION ALL "
    "SELECT json_extract(kept, '$.fallback') FROM capture WHERE source = :source)"
)
_ROWS: Final = {
    "entry": "source = :source",
    "body": _BODIES,
    "health": "source = :source",
    "sample": "source = :source",
}
"""Which rows of which tables are of a source; its captures and requests are no secret to whoever
works on it: they were recalled before."""
_SIZES: Final = (
    ("entry", "length(article) + length(profile)"),
    ("body", "length(bytes)"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Rows of one source, as they lie in the tables; what is compressed there is so here."""

    tables: tuple[tuple[str, tuple[tuple[object, ...], ...]], ...] = ()
    """Names of tables, each with its rows."""


def cut_out(db: sqlite3.Connection, source: SourceId, most_bytes: int) -> Excerpt | None:
    """What is remembered of a source; None, if that is more than somebody wants to carry."""
    sizes = (_rows(db, f"sum({size})", table, source)[0][0] or 0 for table, size in _SIZES)
    if sum(sizes) > most_bytes:
        return None
    found = ((table, _rows(db, "*", table, source)) for table in _ROWS)
    return Excerpt(tables=tuple((table, rows) for table, rows in found if rows))


def _rows(
    db: sqlite3.Connection, what: str, table: str, source: SourceId
) -> tuple[tuple[Any, ...], ...]:
    query = f"SELECT {what} FROM {table} WHERE {_ROWS[table]}"  # noqa: S608 - words of ours alone
    return tuple(db.execute(query, {"source": source}))


def put_in(db: sqlite3.Connection, excerpts: Iterable[Excerpt]) -> None:
    """Puts what was cut out into the same tables of another database."""
    for excerpt in excerpts:
        for table, rows in excerpt.tables:
            marks = ", ".join("?" * len(rows[0]))
            # A body may be that of two sources.
            db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows)  # noqa: S608
