"""The database: read before a source is built, written after it is published."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

from feedclean.codec import canonical_json, plain
from feedclean.model.article import ArticleId, CleanArticle, Digest, SourceId
from feedclean.model.entry import (
    Archived,
    ArchiveName,
    Entry,
    Kept,
    Made,
    Saving,
    SourceMemory,
    Standing,
)
from feedclean.model.health import Event, Health, Sample
from feedclean.model.memory import FetchRecord
from feedclean.model.output import Card, FeedHead
from feedclean.model.plan import BlockProfile
from feedclean.state.bodies import read, stretch, unpack
from feedclean.state.excerpt import Excerpt, cut_out, put_in
from feedclean.state.migrations import migrate
from feedclean.state.saving import Rows, put_records, rows_of, write, write_health
from feedclean.state.trouble import unusable

_MOST_RUNS: Final = 1_500
"""Builds remembered: a month of one every half hour; 20 sources took 90 MB a year."""
_FREE_SHARE: Final = 0.5
_FREE_BYTES: Final = 4_000_000
"""A file half of which is free, and so much of it, is written anew: it will not fill up again soon,
and with less SQLite uses the free pages itself."""

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A build of the history."""

    started_at: datetime
    report: Any
    """What ``work.summary.numbers`` kept of it."""


def _translated(method: Callable[P, R]) -> Callable[P, R]:
    """The method, with the errors of the database and of its contents as ours."""

    @wraps(method)
    def translated(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return method(*args, **kwargs)
        except (sqlite3.Error, ValueError, OSError) as error:  # ValueError: JSON of another shape
            store = args[0]
            assert isinstance(store, Store)
            raise unusable(store.path, error) from error

    return translated


class Store:
    """One connection to the state; every method may raise StateError."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path

    @classmethod
    def in_memory(cls) -> Store:
        """A store that is forgotten with the process."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        migrate(connection, ":memory:")
        return cls(connection, Path(":memory:"))

    @classmethod
    def holding(cls, excerpts: Iterable[Excerpt]) -> Store:
        """The same with what another store remembers of some sources."""
        store = cls.in_memory()
        with store._transaction() as db:  # noqa: SLF001 - its own
            put_in(db, excerpts)
        return store

    def close(self) -> None:
        """Lets the database go."""
        self._db.close()

    @_translated
    def excerpt(self, source: SourceId, most_bytes: int) -> Excerpt | None:
        """What work on a source asks for besides ``recall``, its archives aside.

        None, if that is more than ``most_bytes``.
        """
        return cut_out(self._db, source, most_bytes)

    @_translated
    def entry_ids(self, part: str, most: int) -> tuple[str, ...]:
        """Ids of entries that hold ``part``, sorted; ``most`` of them."""
        query = (
            "SELECT DISTINCT id FROM entry WHERE instr(id, ?) AND NOT is_gone ORDER BY id LIMIT ?"
        )
        return tuple(id_ for (id_,) in self._db.execute(query, (part, most)))

    @_translated
    def recall(self, source: SourceId) -> SourceMemory:
        """What is known of a source, its articles aside."""
        row = self._db.execute(
            "SELECT plan, basis, feed, outputs, published FROM source WHERE id = ?", (source,)
        ).fetchone()
        plan, basis, feed, outputs, published = row or ("", "", "", "[]", 0)
        return SourceMemory(
            source=source,
            is_new=row is None,
            plan=Digest(plan),
            basis=Digest(basis),
            feed=Digest(feed),
            outputs=read(outputs, tuple[tuple[str, Digest], ...]),
            published=published,
            entries=self._values("SELECT ledger FROM entry", source, Entry),
            captures=self._values("SELECT kept FROM capture", source, Kept),
            records=self._values("SELECT record FROM fetch", source, FetchRecord),
        )

    @_translated
    def standing(self, source: SourceId) -> dict[ArticleId, Standing]:
        """All entries of a source with their articles, those that are gone included."""
        rows = self._db.execute(
            "SELECT ledger, article, profile FROM entry WHERE source = ? ORDER BY id", (source,)
        )
        found = (
            Standing(
                entry=read(ledger, Entry),
                article=unpack(article, CleanArticle),
                profile=unpack(profile, BlockProfile),
            )
            for ledger, article, profile in rows
        )
        return {one.entry.id: one for one in found}

    @_translated
    def body(self, digest: Digest) -> bytes | None:
        """The bytes of a capture as they were sent, while they are kept."""
        row = self._db.execute("SELECT bytes FROM body WHERE digest = ?", (digest,)).fetchone()
        return stretch(row[0]) if row else None

    @_translated
    def archive_names(self, source: SourceId) -> tuple[ArchiveName, ...]:
        """The closed archives of a source, oldest first, without what is in them."""
        rows = self._db.execute(
            "SELECT name, next, ids FROM archive WHERE source = ? ORDER BY name", (source,)
        )
        return tuple(
            ArchiveName(name=name, next=next_, ids=read(ids, frozenset[ArticleId]))
            for name, next_, ids in rows
        )

    @_translated
    def archived(self, source: SourceId, name: str) -> Archived:
        """A closed archive. Raises: StateError, where there is none of this name."""
        row = self._db.execute(
            "SELECT next, articles, head FROM archive WHERE source = ? AND name = ?", (source, name)
        ).fetchone()
        if row is None:
            raise ValueError(f"no archive {name} of {source}")
        articles = unpack(row[1], tuple[CleanArticle, ...])
        head = read(row[2], FeedHead) if row[2] else None
        return Archived(name=name, next=row[0], articles=articles, head=head)

    @_translated
    def cards(self) -> dict[SourceId, str]:
        """The cards of all feeds as the JSON of a ``Card``."""
        return dict(self._db.execute("SELECT source, card FROM card"))

    @_translated
    def save_card(self, card: Card) -> None:
        """Remembers how the index shows a feed."""
        with self._transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO card VALUES (?, ?)",
                (card.head.source, canonical_json(card)),
            )

    @_translated
    def outputs(self) -> dict[SourceId, str]:
        """What is published of each source, as JSON: equal texts, equal files."""
        return dict(self._db.execute("SELECT id, outputs FROM source"))

    @_translated
    def made(self, owner: SourceId) -> Made:
        """What files made of several sources were made of, and which they are."""
        row = self._db.execute(
            "SELECT basis, outputs FROM made WHERE owner = ?", (owner,)
        ).fetchone()
        basis, outputs = row or ("", "[]")
        return Made(basis=Digest(basis), outputs=read(outputs, tuple[tuple[str, Digest], ...]))

    @_translated
    def save_made(self, owner: SourceId, made: Made) -> None:
        """Remembers the files made of several sources."""
        with self._transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO made VALUES (?, ?, ?)",
                (owner, made.basis, canonical_json(made.outputs)),
            )

    @_translated
    def save(self, saving: Saving, rows: Rows | None = None) -> None:
        """Remembers what a build found out about a source: all of it or nothing.

        ``rows`` stand for what of it has been made rows before, and is not in ``saving`` any more.
        Its files count as out of date until ``note_published``.
        """
        with self._transaction() as db:
            write(db, saving, rows or rows_of(saving))

    @_translated
    def note_published(self, saving: Saving) -> None:
        """Remembers that the files of a source are those of what was saved."""
        with self._transaction() as db:
            db.execute("UPDATE source SET feed = ? WHERE id = ?", (saving.feed, saving.source))

    @_translated
    def save_records(self, source: SourceId, records: Iterable[FetchRecord]) -> None:
        """Remembers what became of requests, where nothing else is worth remembering."""
        with self._transaction() as db:
            put_records(db, source, records)

    @_translated
    def conditions(self) -> dict[SourceId, tuple[bool, str | None]]:
        """Of every source whether it is well, and when it counts as silent (ISO 8601)."""
        rows = self._db.execute("SELECT source, is_well, silent_after FROM health")
        return {source: (bool(is_well), after) for source, is_well, after in rows}

    @_translated
    def health(self, source: SourceId) -> Health:
        """What is remembered of how a source is, its samples aside."""
        row = self._db.execute("SELECT health FROM health WHERE source = ?", (source,)).fetchone()
        return unpack(row[0], Health) if row else Health(source=source)

    @_translated
    def samples(self, source: SourceId) -> tuple[Sample, ...]:
        """What was measured of a source, oldest first."""
        rows = self._db.execute(
            "SELECT sample FROM sample WHERE source = ? ORDER BY number", (source,)
        )
        return tuple(read(text, Sample) for (text,) in rows)

    @_translated
    def events(self) -> tuple[Event, ...]:
        """The latest alarms that were opened or closed, newest first."""
        rows = self._db.execute("SELECT event FROM event ORDER BY number DESC")
        return tuple(read(text, Event) for (text,) in rows)

    @_translated
    def last_event(self) -> int:
        """Number of the latest of them; 0 where there is none."""
        return int(self._db.execute("SELECT ifnull(max(number), 0) FROM event").fetchone()[0])

    @_translated
    def save_health(
        self, health: Health, sample: Sample | None = None, events: Iterable[Event] = ()
    ) -> None:
        """Remembers how a source is: all of it or nothing."""
        with self._transaction() as db:
            write_health(db, health, sample, events)

    @_translated
    def note_run(self, started_at: datetime, report: object) -> None:
        """Adds a build to the history."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO run (started_at, report) VALUES (?, ?)",
                (plain(started_at), canonical_json(report)),
            )
            db.execute(
                "DELETE FROM run WHERE number <= (SELECT max(number) FROM run) - ?", (_MOST_RUNS,)
            )

    @_translated
    def tidy(self) -> None:
        """Gives disk space back, once there is much of it."""
        free, pages, size = (
            int(self._db.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("freelist_count", "page_count", "page_size")
        )
        if free * size >= _FREE_BYTES and free >= _FREE_SHARE * pages:
            self._db.execute("VACUUM")

    @_translated
    def last_run(self) -> Run | None:
        """The latest build; None: there has been none."""
        row = self._db.execute(
            "SELECT started_at, report FROM run ORDER BY number DESC LIMIT 1"
        ).fetchone()
        if row is None:
            return None
        return Run(started_at=datetime.fromisoformat(row[0]), report=json.loads(row[1]))

    def _values(self, query: str, source: SourceId, kind: type[R]) -> tuple[R, ...]:
        rows = self._db.execute(f"{query} WHERE source = ? ORDER BY 1", (source,))
        return tuple(read(text, kind) for (text,) in rows)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Has all that is saved within be saved together, or none of it."""
        try:
            with self._transaction():
                yield
        except sqlite3.Error as error:
            raise unusable(self.path, error) from error

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """One of its own, or the one that is open."""
        if self._db.in_transaction:
            yield self._db
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
            self._db.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # it may have been rolled back already
                self._db.execute("ROLLBACK")
            raise
