"""A look into the state: at any time, and without a trace."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from feedclean.errors import SchemaTooNew, StateError
from feedclean.model.article import SourceId
from feedclean.model.memory import FetchRecord
from feedclean.state.opening import NAME, look_in, open_store

NEWS = SourceId("news")
RECORD = FetchRecord(url="https://example.org/feed")
LATER = FetchRecord(url="https://example.org/later")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    with open_store(tmp_path / "state") as store:
        store.save_records(NEWS, [RECORD])
    return tmp_path / "state"


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_look_leaves_the_folder_as_it_was(state: Path) -> None:
    before = bytes_in(state)

    with look_in(state) as store:
        assert store.recall(NEWS).records == (RECORD,)

    assert bytes_in(state) == before


def test_where_nothing_was_built_there_is_nothing_to_see_and_nothing_is_made(
    tmp_path: Path,
) -> None:
    with look_in(tmp_path / "none") as store:
        assert store.recall(NEWS).is_new

    assert list(tmp_path.iterdir()) == []


def test_a_build_and_a_look_are_not_in_each_others_way(state: Path) -> None:
    with look_in(state) as before, open_store(state) as store:
        assert before.recall(NEWS).records == (RECORD,)
        store.save_records(NEWS, [LATER])
        with look_in(state) as after:
            assert after.recall(NEWS).records == (RECORD, LATER)
        assert before.recall(NEWS).records == (RECORD,)

    with open_store(state) as store:
        assert store.recall(NEWS).records == (RECORD, LATER)


def test_nothing_can_be_written_through_a_look(state: Path) -> None:
    with look_in(state) as store, pytest.raises(StateError):
        store.save_records(NEWS, [LATER])

    with look_in(state) as store:
        assert store.recall(NEWS).records == (RECORD,)


def test_a_state_of_an_older_program_stays_one(state: Path) -> None:
    with closing(sqlite3.connect(state / NAME)) as db:
        for table in ("health", "sample", "event"):
            db.execute(f"DROP TABLE {table}")
        db.execute("ALTER TABLE archive DROP COLUMN head")
        db.execute("PRAGMA user_version = 2")
        db.commit()
    before = bytes_in(state)

    with look_in(state) as store:
        assert store.recall(NEWS).records == (RECORD,)

    assert bytes_in(state) == before


def test_a_state_of_a_newer_program_is_refused(state: Path) -> None:
    with closing(sqlite3.connect(state / NAME)) as db:
        db.execute("PRAGMA user_version = 99")

    with pytest.raises(SchemaTooNew), look_in(state):
        pass


def test_what_is_no_state_is_refused(state: Path) -> None:
    (state / NAME).write_bytes(b"not a database at all" * 400)

    with pytest.raises(StateError, match="cannot be used"), look_in(state):
        pass
