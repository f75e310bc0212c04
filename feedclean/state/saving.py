"""What a build found out about a source, as rows of the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from feedclean.codec import canonical_json, plain
from feedclean.model.article import Digest, SourceId
from feedclean.model.entry import Archived, Kept, Saving, Standing
from feedclean.model.health import Event, Health, Sample
from feedclean.model.memory import FetchRecord
from feedclean.state.bodies import as_text, pack, squeeze

_FINE_SAMPLES: Final = 400
"""Samples of a source that are all kept: a month of one every two hours."""
_DAILY_SAMPLES: Final = 400
"""And of those before them, of which there is one a day."""
_MOST_EVENTS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What is dear to write, as it will lie in the database: made wherever there is time."""

    entries: Iterable[tuple[object, ...]]
    archives: Iterable[tuple[object, ...]]
    bodies: Iterable[tuple[Digest, bytes]]


def rows_of(saving: Saving) -> Rows:
    """Entries that changed, archives that were closed, bodies of captures: each row in its turn."""
    return Rows(
        entries=(_row(saving.source, one) for one in saving.changed),
        archives=(_archive_row(saving.source, one) for one in saving.closed),
        bodies=((digest, squeeze(body)) for digest, body in saving.bodies),
    )


def made_rows(saving: Saving) -> tuple[Saving, Rows]:
    """The same at once, so that it can travel, and what is left of the saving besides."""
    rows = rows_of(saving)
    made = Rows(
        entries=tuple(rows.entries), archives=tuple(rows.archives), bodies=tuple(rows.bodies)
    )
    return replace(saving, changed=(), closed=(), bodies=()), made


def write(db: sqlite3.Connection, saving: Saving, rows: Rows) -> None:
    """Writes all of it, within the transaction of whoever calls."""
    db.execute(
        "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?)",
        (
            saving.source,
            saving.plan,
            saving.basis,
            "",
            canonical_json(saving.outputs),
            saving.published,
        ),
    )
    db.executemany(
        "DELETE FROM entry WHERE source = ? AND id = ?",
        [(saving.source, name) for name in saving.removed],
    )
    db.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?)", rows.entries)
    db.executemany(
        "UPDATE entry SET is_gone = ?, ledger = ? WHERE source = ? AND id = ?",
        [(int(entry.is_gone), as_text(entry), saving.source, entry.id) for entry in saving.touched],
    )
    db.executemany("INSERT OR REPLACE INTO archive VALUES (?, ?, ?, ?, ?, ?)", rows.archives)
    put_records(db, saving.source, saving.records)
    db.executemany(
        "DELETE FROM fetch WHERE source = ? AND url = ?",
        [(saving.source, url) for url in saving.forgotten],
    )
    if saving.captures is not None:
        _replace_captures(db, saving.source, saving.captures, rows.bodies)


def put_records(db: sqlite3.Connection, source: SourceId, records: Iterable[FetchRecord]) -> None:
    """Writes what became of requests."""
    db.executemany(
        "INSERT OR REPLACE INTO fetch VALUES (?, ?, ?)",
        [(source, record.url, as_text(record)) for record in records],
    )


def write_health(
    db: sqlite3.Connection, health: Health, sample: Sample | None, events: Iterable[Event]
) -> None:
    """Writes how a source is, what was measured of it, and what became of its alarms."""
    after = None if health.rhythm is None else plain(health.rhythm.silent_after)
    db.execute(
        "INSERT OR REPLACE INTO health VALUES (?, ?, ?, ?)",
        (health.source, int(not health.alarms), after, pack(health)),
    )
    if sample is not None:
        db.execute(
            "INSERT INTO sample (source, at, sample) VALUES (?, ?, ?)",
            (health.source, plain(sample.at), canonical_json(sample)),
        )
        _thin_out(db, health.source)
    db.executemany(
        "INSERT INTO event (event) VALUES (?)", [(canonical_json(one),) for one in events]
    )
    db.execute(
        "DELETE FROM event WHERE number <= (SELECT max(number) FROM event) - ?", (_MOST_EVENTS,)
    )


def _thin_out(db: sqlite3.Connection, source: SourceId) -> None:
    """Of old samples one a day is kept, and in the end none."""
    older = (
        "DELETE FROM sample WHERE source = :source AND number <= (SELECT number FROM sample "
        "WHERE source = :source ORDER BY number DESC LIMIT 1 OFFSET :most)"
    )
    but_one_a_day = (
        "AND number NOT IN (SELECT max(number) FROM sample WHERE source = :source "
        "GROUP BY substr(at, 1, 10))"
    )
    every, most = _FINE_SAMPLES, _FINE_SAMPLES + _DAILY_SAMPLES
    db.execute(f"{older} {but_one_a_day}", {"source": source, "most": every})
    db.execute(older, {"source": source, "most": most})


def _replace_captures(
    db: sqlite3.Connection,
    source: SourceId,
    captures: Iterable[Kept],
    bodies: Iterable[tuple[Digest, bytes]],
) -> None:
    captures = tuple(captures)
    before = db.execute(
        "SELECT body, json_extract(kept, '$.fallback') FROM capture WHERE source = ?", (source,)
    ).fetchall()
    db.execute("DELETE FROM capture WHERE source = ?", (source,))
    db.executemany(
        "INSERT OR REPLACE INTO capture VALUES (?, ?, ?, ?)",
        [(source, kept.location, kept.body, as_text(kept)) for kept in captures],
    )
    db.executemany("INSERT OR IGNORE INTO body VALUES (?, ?)", bodies)
    named = {digest for kept in captures for digest in (kept.body, kept.fallback)}
    if any(digest not in named for row in before for digest in row if digest is not None):
        _sweep(db)  # looks through all sources: at 10,000 half of what a first build took


def _sweep(db: sqlite3.Connection) -> None:
    """Removes bodies no capture stands for any more."""
    db.execute(
        "DELETE FROM body WHERE digest NOT IN (SELECT body FROM capture UNION ALL "
        "SELECT json_extract(kept, '$.fallback') FROM capture "
        "WHERE json_extract(kept, '$.fallback') IS NOT NULL)"
    )


def _row(source: SourceId, one: Standing) -> tuple[object, ...]:
    entry = one.entry
    return (
        source,
        entry.id,
        int(entry.is_gone),
        as_text(entry),
        pack(one.article),
        pack(one.profile),
    )


def _archive_row(source: SourceId, one: Archived) -> tuple[object, ...]:
    ids = sorted(article.meta.id for article in one.articles)
    head = None if one.head is None else canonical_json(one.head)
    return (source, one.name, one.next, canonical_json(ids), pack(one.articles), head)
