"""A damaged state: what is wrong with it, and as much of it as can still be read."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from feedclean.codec import canonical_json, digest
from feedclean.errors import SchemaTooNew, StateError
from feedclean.model.article import CleanArticle
from feedclean.model.entry import Entry, Kept
from feedclean.model.health import Event, Health, Sample
from feedclean.model.memory import NO_HINTS, FetchRecord
from feedclean.model.output import Card
from feedclean.model.plan import BlockProfile
from feedclean.model.source import NO_VALIDATORS
from feedclean.state.bodies import read, stretch, unpack
from feedclean.state.migrations import MIGRATIONS, migrate, version
from feedclean.state.opening import LOCK, NAME, alone, connected, place_of
from feedclean.state.trouble import closed_at

_FIRST_ERRORS: Final = 5
"""Of what SQLite says of a file; the rest is more of the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescue:
    """What became of a damaged state."""

    aside: Path
    """Where the damaged file lies now."""
    kept: tuple[tuple[str, int], ...]
    """Table and number of rows that are in the new one."""
    lost: tuple[tuple[str, int], ...]
    """Table and number of rows that could not be understood, where there were any."""
    broken: tuple[str, ...]
    """Tables of which parts could not be read at all, nobody knows how much."""
    sources: tuple[str, ...]
    """Sources that have lost something; their servers are asked for everything once more."""


def ailments(folder: Path) -> Iterator[str]:
    """What is wrong with the state in a folder; nothing is changed.

    Raises: StateError, if a newer program wrote it, or it cannot be read.
    """
    path = place_of(folder)
    if not os.access(path, os.R_OK):
        raise _closed(path, path)
    try:
        with closing(_looked_at(path)) as db:
            _refuse_newer(db, path)
            said = [str(row[0]) for row in db.execute(f"PRAGMA integrity_check({_FIRST_ERRORS})")]
            if said != ["ok"]:
                yield from said
            for table in _tables(db):
                unread = sum(not _is_sound(table, row) for row in _rows(db, table))
                if unread:
                    yield f"{unread} of the rows in table {table} cannot be understood"
    except sqlite3.Error as error:
        yield str(error)


def rescue(folder: Path, now: datetime) -> Rescue:
    """Moves a damaged state aside and makes a new one of all that can be read of it.

    Raises: StateError, if a build is running, a newer program wrote it, or nothing can be written.
    """
    path = place_of(folder)
    closed = closed_at(path)
    if closed is not None:  # it may be sound
        raise _closed(path, closed)
    fresh = path.with_name(f"{NAME}.new")
    aside = path.with_name(f"{NAME}.damaged-{now:%Y%m%d-%H%M%S}")
    with alone(folder / LOCK):
        try:
            for leftover in _with_journals(fresh):
                leftover.unlink(missing_ok=True)
            copy = _copied(path, fresh)
            for name in _with_journals(path):  # a journal left behind would be taken for the new's
                if name.exists():
                    name.rename(str(name).replace(str(path), str(aside), 1))
            fresh.rename(path)
        except (OSError, sqlite3.Error) as error:
            problem = f"cannot be repaired ({error}); what is there was left as it is"
            raise StateError(path, problem) from error
    return Rescue(
        aside=aside,
        kept=tuple(sorted(copy.kept.items())),
        lost=tuple(sorted(copy.lost.items())),
        broken=tuple(sorted(copy.broken)),
        sources=tuple(sorted(copy.sources)),
    )


def _closed(path: Path, place: Path) -> StateError:
    return StateError(path, f"cannot be used; let the user who builds read and write {place}")


@dataclass(slots=True)
class _Copy:
    """What has been read so far, and what has not."""

    kept: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    broken: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)

    def take(self, table: str, row: sqlite3.Row, new: sqlite3.Connection) -> None:
        if _is_sound(table, row):
            self.kept[table] += _put(new, table, row)
            return
        self.lost[table] += 1
        if "source" in row.keys():  # noqa: SIM118 - a row's ``in`` looks at its values
            self.sources.add(str(row["source"]))


def _copied(path: Path, fresh: Path) -> _Copy:
    copy = _Copy()
    with closing(connected(fresh)) as new:
        migrate(new, str(fresh))
        new.execute("PRAGMA synchronous = FULL")
        tables = _tables(new)
        new.execute("BEGIN")
        old = _readable(path)
        if old is None:
            copy.broken.update(tables)
        else:
            _take_all(copy, tables, old, new)
        if copy.lost or copy.broken:
            every = {str(row[0]) for row in new.execute("SELECT id FROM source")}
            # what could not be read does not say whose it was
            copy.sources = every if copy.broken else copy.sources & every
            _ask_anew(new, copy.sources)
        new.execute("COMMIT")
    return copy


def _take_all(
    copy: _Copy, tables: Iterable[str], old: sqlite3.Connection, new: sqlite3.Connection
) -> None:
    with closing(old):
        for table in tables:
            for row in _rows(old, table, copy.broken):
                copy.take(table, row, new)


def _readable(path: Path) -> sqlite3.Connection | None:
    """The damaged file; None where it is no database at all. Raises: SchemaTooNew."""
    try:
        db = _looked_at(path)
        _refuse_newer(db, path)
        _tables(db)
    except sqlite3.DatabaseError:
        return None
    return db


def _ask_anew(new: sqlite3.Connection, chosen: Collection[str]) -> None:
    """Has servers send everything once more, and feeds written anew; 410s and moves stand."""
    for source in sorted(chosen):
        new.execute("UPDATE source SET feed = '' WHERE id = ?", (source,))
        rows = new.execute("SELECT url, record FROM fetch WHERE source = ?", (source,)).fetchall()
        for url, text in rows:
            known = read(text, FetchRecord)
            told = replace(
                known, validators=NO_VALIDATORS, digest=None, next_due=None, hints=NO_HINTS, text=""
            )
            is_news = known.gone or known.moved_to or known.retry_after
            if is_news or known.listed is not None:
                new.execute(
                    "UPDATE fetch SET record = ? WHERE source = ? AND url = ?",
                    (canonical_json(told), source, url),
                )
            else:
                new.execute("DELETE FROM fetch WHERE source = ? AND url = ?", (source, url))


def _rows(
    db: sqlite3.Connection, table: str, broken: set[str] | None = None
) -> Iterator[sqlite3.Row]:
    """All rows that can be read: from the front up to what is damaged, then from the back.

    Raises: sqlite3.DatabaseError at the first that cannot, where ``broken`` is not to be told.
    """
    seen: set[int] = set()
    for order in ("", " DESC"):
        try:
            for row in db.execute(f'SELECT rowid AS "#", * FROM "{table}" ORDER BY rowid{order}'):  # noqa: S608 - a table of ours
                if row["#"] in seen:
                    return
                seen.add(row["#"])
                yield row
        except sqlite3.DatabaseError as error:
            if "no such table" in str(error):
                return
            if broken is None:
                raise
            broken.add(table)
        else:
            return


def _put(new: sqlite3.Connection, table: str, row: sqlite3.Row) -> bool:
    names = [name for name in row.keys() if name != "#"]  # noqa: SIM118 - as above
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    done = new.execute(
        f'INSERT OR IGNORE INTO "{table}" ({columns}) VALUES ({marks})',  # noqa: S608 - names of ours
        [row[name] for name in names],
    )
    return done.rowcount > 0


def _entry(row: sqlite3.Row) -> None:
    read(row["ledger"], Entry)
    unpack(row["article"], CleanArticle)
    unpack(row["profile"], BlockProfile)


def _body(row: sqlite3.Row) -> None:
    if digest(stretch(row["bytes"])) != row["digest"]:
        raise ValueError("not the bytes that were kept")


_READERS: Final[Mapping[str, Callable[[sqlite3.Row], object]]] = {
    "body": _body,
    "capture": lambda row: read(row["kept"], Kept),
    "card": lambda row: read(row["card"], Card),
    "entry": _entry,
    "event": lambda row: read(row["event"], Event),
    "fetch": lambda row: read(row["record"], FetchRecord),
    "health": lambda row: unpack(row["health"], Health),
    "sample": lambda row: read(row["sample"], Sample),
    "source": lambda row: read(row["outputs"], list[tuple[str, str]]),
}
"""How the values of a table are understood; those of the others are taken as they are."""


def _is_sound(table: str, row: sqlite3.Row) -> bool:
    try:
        _READERS.get(table, len)(row)
    except (ValueError, TypeError, IndexError):
        return False
    return True


def _looked_at(path: Path) -> sqlite3.Connection:
    # SQLite wants files of its own beside a database, unless it is told that nobody writes to it.
    is_calm = not os.access(path.parent, os.W_OK) and not path.with_name(f"{NAME}-wal").exists()
    how = "immutable=1" if is_calm else "mode=ro"
    db = sqlite3.connect(f"file:{quote(str(path))}?{how}", uri=True, isolation_level=None)
    db.row_factory = sqlite3.Row
    return db


def _refuse_newer(db: sqlite3.Connection, path: Path) -> None:
    if version(db) > len(MIGRATIONS):
        raise SchemaTooNew(path, version(db), len(MIGRATIONS))


def _tables(db: sqlite3.Connection) -> list[str]:
    found = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [str(row[0]) for row in found if not str(row[0]).startswith("sqlite_")]


def _with_journals(path: Path) -> list[Path]:
    return [path, Path(f"{path}-wal"), Path(f"{path}-shm")]
