from __future__ import annotations

import json
import pickle
import sqlite3
import stat
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from feedclean.codec import plain
from feedclean.errors import SchemaTooNew, StateError
from feedclean.model.article import (
    ArticleId,
    ArticleMeta,
    CleanArticle,
    CleanStats,
    Digest,
    Fingerprint,
    SourceId,
)
from feedclean.model.entry import Archived, Entry, Kept, Saving, Standing
from feedclean.model.health import Alarm, Event, Health, Rhythm, Sample
from feedclean.model.memory import FetchRecord
from feedclean.model.plan import BlockCount, BlockProfile
from feedclean.model.removal import Removal, RuleId, Stage
from feedclean.state.bodies import read
from feedclean.state.excerpt import Excerpt
from feedclean.state.migrations import MIGRATIONS, migrate, version
from feedclean.state.opening import NAME, open_store
from feedclean.state.saving import made_rows
from feedclean.state.store import Run, Store
from feedclean.state.trouble import unusable

S = SourceId("s")
NOW = datetime(2026, 1, 1, 12, 30, tzinfo=UTC)


def standing(name: str = "a") -> Standing:
    article = CleanArticle(
        meta=ArticleMeta(
            id=ArticleId(name), source=S, url=None, title="标题 \U0001f4a1", published=NOW
        ),
        html="<p>正文</p>",
        removals=(
            Removal(
                rule=RuleId("r"),
                stage=Stage.BLOCK,
                reason="why",
                path="/p",
                excerpt="e",
                chars=1,
                links=0,
                images=0,
                score=0.5,
            ),
        ),
        stats=CleanStats(
            chars_in=3, chars_out=2, links_in=0, links_out=0, images_in=0, images_out=0
        ),
        fingerprint=Fingerprint(raw=Digest("r"), plan=Digest("p")),
        cautions=("c",),
    )
    entry = Entry(
        id=ArticleId(name),
        first_seen=None,
        published=NOW,
        updated=None,
        last_seen=NOW,
        names=("id:a",),
        place="1.txt",
        capture=Digest("b"),
        raw=Digest("r"),
        plan=Digest("p"),
        text=Digest("t"),
    )
    count = BlockCount(articles=(1, 2), head=1, tail=0, between=0, sample="x")
    profile = BlockProfile(source=S, articles=(1,), blocks={Digest("f"): count})
    return Standing(entry=entry, article=article, profile=profile)


def kept(location: str, body: str) -> Kept:
    return Kept(
        location=location,
        body=Digest(body),
        mark=Digest("m"),
        raws=(Digest("r"),),
        media_type="text/html",
        charset=None,
        captured_at=NOW,
        listed=standing().article.meta,
    )


def saving(**more: object) -> Saving:
    values: dict[str, object] = {
        "source": S,
        "plan": Digest("p"),
        "basis": Digest("b"),
        "feed": Digest("f"),
        "outputs": (("s.atom", Digest("d")),),
        "published": 1,
        **more,
    }
    return Saving(**values)  # type: ignore[arg-type]


def test_what_is_saved_is_recalled() -> None:
    store = Store.in_memory()
    record = FetchRecord(url="https://example.org/feed", last_fetched=NOW)
    one, capture = standing(), kept("u", "b")

    store.save(
        saving(
            changed=(one,),
            captures=(capture,),
            bodies=((Digest("b"), b"x" * 999),),
            records=(record,),
        )
    )

    memory = store.recall(S)
    assert not memory.is_new
    assert memory.entries == (one.entry,)
    assert memory.captures == (capture,)
    assert memory.records == (record,)
    assert (memory.outputs, memory.published) == ((("s.atom", Digest("d")),), 1)
    assert store.standing(S) == {one.entry.id: one}
    assert store.body(Digest("b")) == b"x" * 999


def test_files_are_out_of_date_until_they_are_published() -> None:
    store = Store.in_memory()

    store.save(saving())
    assert store.recall(S).feed == ""
    store.note_published(saving())

    assert store.recall(S).feed == "f"


def test_an_unknown_source_is_new() -> None:
    memory = Store.in_memory().recall(S)

    assert memory.is_new
    assert memory.entries == memory.captures == memory.records == ()


def test_sources_do_not_see_one_another() -> None:
    store = Store.in_memory()
    store.save(saving(changed=(standing(),), captures=(kept("u", "b"),)))

    assert store.recall(SourceId("other")).entries == ()


def test_a_body_goes_with_its_last_capture() -> None:
    store = Store.in_memory()
    store.save(saving(captures=(kept("u", "b"),), bodies=((Digest("b"), b"1"),)))
    store.save(saving(source=SourceId("o"), captures=(kept("u", "b"),)))

    store.save(saving(captures=()))
    assert store.body(Digest("b")) == b"1"
    store.save(saving(source=SourceId("o"), captures=()))
    assert store.body(Digest("b")) is None


def test_a_failed_save_changes_nothing() -> None:
    store = Store.in_memory()
    store.save(saving(changed=(standing("a"),)))

    with pytest.raises(TypeError):
        store.save(saving(removed=(ArticleId("a"),), outputs=object()))
    with pytest.raises(AttributeError):
        store.save(saving(removed=(ArticleId("a"),), captures=(None,)))

    assert [entry.id for entry in store.recall(S).entries] == ["a"]


def test_the_last_run_is_known() -> None:
    store = Store.in_memory()
    assert store.last_run() is None
    store.note_run(NOW, [])
    store.note_run(NOW, [{"source": "s", "cleaned": 1}])

    assert store.last_run() == Run(started_at=NOW, report=[{"source": "s", "cleaned": 1}])


def test_of_runs_the_latest_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedclean.state.store._MOST_RUNS", 3)
    with open_store(tmp_path) as store:
        for n in range(9):
            store.note_run(NOW, [n])

    with closing(sqlite3.connect(tmp_path / NAME)) as db:
        kept = [report for (report,) in db.execute("SELECT report FROM run ORDER BY number")]
    assert kept == ["[6]", "[7]", "[8]"]


def test_disk_space_is_given_back_once_there_is_much_of_it(tmp_path: Path) -> None:
    noise = Random(1).randbytes
    bodies = tuple((Digest(str(n)), noise(300_000)) for n in range(20))
    captures = tuple(kept(f"u{n}", str(n)) for n in range(20))
    with open_store(tmp_path) as store:
        store.save(saving(captures=captures, bodies=bodies))
    before = (tmp_path / "state.sqlite3").stat().st_size
    with open_store(tmp_path) as store:
        store.save(saving(captures=captures[:2]))

    after = (tmp_path / "state.sqlite3").stat().st_size
    assert before > 6_000_000
    assert after < 1_000_000
    with open_store(tmp_path) as store:
        assert store.body(Digest("1")) == bodies[1][1]


def test_a_record_that_is_forgotten_is_gone() -> None:
    store = Store.in_memory()
    store.save(saving(records=(FetchRecord(url="a"), FetchRecord(url="b"))))
    store.save(saving(forgotten=("a",)))

    assert [record.url for record in store.recall(S).records] == ["b"]


def test_the_text_of_a_feed_stays_as_long_as_its_page() -> None:
    store = Store.in_memory()
    page = replace(kept("u", "b"), fallback=Digest("f"))
    store.save(saving(captures=(page,), bodies=((Digest("b"), b"1"), (Digest("f"), b"2"))))
    assert store.body(Digest("f")) == b"2"

    store.save(saving(captures=(kept("u", "b"),)))
    assert store.body(Digest("f")) is None


def test_a_second_build_gives_way(tmp_path: Path) -> None:
    running = pytest.raises(StateError, match="another build is running")

    with open_store(tmp_path), running, open_store(tmp_path):
        pass


def test_a_build_after_another_is_welcome(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.save(saving(changed=(standing(),)))

    with open_store(tmp_path) as store:
        assert len(store.recall(S).entries) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    with open_store(tmp_path / "state"):
        pass

    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700


def test_a_dry_run_makes_nothing_and_changes_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "none", dry_run=True) as store:
        store.save(saving())
    assert not (tmp_path / "none").exists()

    with open_store(tmp_path / "some") as store:
        store.save(saving(changed=(standing(),)))
    before = (tmp_path / "some" / NAME).read_bytes()
    with open_store(tmp_path / "some", dry_run=True) as store:
        assert len(store.recall(S).entries) == 1
        store.save(saving(removed=(ArticleId("a"),)))
    assert (tmp_path / "some" / NAME).read_bytes() == before


def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / NAME) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()

    with pytest.raises(SchemaTooNew, match="upgrade feedclean"), open_store(tmp_path):
        pass
    with sqlite3.connect(tmp_path / NAME) as db:
        assert version(db) == 99
    db.close()


def test_a_file_that_is_no_database_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"hello" * 99)

    with pytest.raises(StateError, match="feedclean doctor looks into it"), open_store(tmp_path):
        pass


def test_a_migration_that_fails_leaves_the_schema_it_found() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db, "x")

    with pytest.raises(sqlite3.Error):
        migrate(db, "x", (*MIGRATIONS, "CREATE TABLE more (a TEXT) STRICT;\nCREATE nonsense;"))

    assert version(db) == len(MIGRATIONS)
    assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'more'").fetchall()


def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    db.execute("PRAGMA max_page_count = 3")

    with pytest.raises(sqlite3.OperationalError, match="full") as full:
        migrate(db, "x")

    db.close()
    assert "make room on its disk" in str(unusable(tmp_path / NAME, full.value))


def test_an_older_schema_is_brought_forward() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db, "x")

    migrate(db, "x", (*MIGRATIONS, "ALTER TABLE source ADD COLUMN more TEXT;"))

    assert version(db) == len(MIGRATIONS) + 1


def test_all_tables_are_strict() -> None:
    store = Store.in_memory()
    rows = store._db.execute("SELECT sql FROM sqlite_master WHERE type = 'table'").fetchall()

    assert len(rows) == 12
    assert all(sql.rstrip().endswith("STRICT") for (sql,) in rows)


KINDS = {kind.__name__: kind for kind in (Entry, CleanArticle, BlockProfile, Kept, FetchRecord)}
WRITTEN = json.loads(Path(__file__).with_name("written_by_0.1.json").read_text("utf-8"))


def still_says(now: object, then: object) -> bool:
    """Whether all that was written is there; a field more is no harm."""
    if isinstance(then, dict) and isinstance(now, dict):
        return all(still_says(now[name], value) for name, value in then.items())
    if isinstance(then, list) and isinstance(now, list):
        return len(now) == len(then) and all(map(still_says, now, then))
    return now == then


@pytest.mark.parametrize("name", KINDS)
def test_what_an_earlier_version_wrote_can_be_read(name: str) -> None:
    """If this fails: a new field needs a default, and a changed one a migration."""
    value = read(json.dumps(WRITTEN[name]), KINDS[name])

    assert isinstance(value, KINDS[name])
    assert still_says(plain(value), WRITTEN[name])


def test_a_state_of_another_user_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Moving it away, as for one that is broken, would lose what is remembered for nothing."""
    (tmp_path / NAME).write_bytes(b"no database")
    monkeypatch.setattr("os.access", lambda *_: False)

    with (
        pytest.raises(StateError, match="let the user who builds read and write"),
        open_store(tmp_path),
    ):
        pass


def sampled(days: float) -> Sample:
    return Sample(at=NOW + timedelta(days=days), entries=3)


def test_of_old_samples_one_a_day_is_kept_and_in_the_end_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("feedclean.state.saving._FINE_SAMPLES", 6)
    monkeypatch.setattr("feedclean.state.saving._DAILY_SAMPLES", 4)
    store = Store.in_memory()
    for n in range(60):
        store.save_health(Health(source=S), sampled(n / 4))

    kept = store.samples(S)

    assert len(kept) == 10
    assert [one.at for one in kept[-6:]] == [sampled(n / 4).at for n in range(54, 60)]
    assert len({one.at.date() for one in kept[:4]}) == 4


def test_health_and_events_come_back_as_they_were() -> None:
    store = Store.in_memory()
    alarm = Alarm(code="moved", since=NOW, facts=(("to", "https://example.org/"),))
    rhythm = Rhythm(newest=NOW, pause_s=86_400.0, silent_after=NOW + timedelta(days=3))
    health = Health(source=S, alarms=(alarm,), rhythm=rhythm)
    events = [Event(source=S, at=NOW, is_open=is_open, alarm=alarm) for is_open in (True, False)]

    store.save_health(health, None, events)

    assert store.health(S) == health
    assert store.events() == tuple(reversed(events))
    assert store.last_event() == 2
    assert store.conditions() == {S: (False, plain(rhythm.silent_after))}
    assert store.health(SourceId("other")) == Health(source=SourceId("other"))


def test_what_is_saved_at_once_is_saved_together_or_not_at_all() -> None:
    store = Store.in_memory()

    def save(*, to_the_end: bool) -> None:
        with store.at_once():
            store.save(saving(changed=(standing("a"),)))
            store.save_health(Health(source=S), sampled(0))
            if not to_the_end:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save(to_the_end=False)
    assert store.recall(S).is_new
    assert store.samples(S) == ()

    save(to_the_end=True)
    assert [one.id for one in store.recall(S).entries] == ["a"]
    assert store.samples(S) == (sampled(0),)


def test_an_excerpt_holds_what_is_remembered_of_one_source() -> None:
    store, other = Store.in_memory(), SourceId("other")
    captures = replace(kept("1", "body"), fallback=Digest("text")), kept("2", "not kept")
    bodies = ((Digest("body"), b"<p>1"), (Digest("text"), b"<p>2"))
    store.save(saving(changed=(standing("a"), standing("b")), captures=captures, bodies=bodies))
    store.save(saving(source=other, changed=(standing("c"),)))
    store.save_health(Health(source=S), Sample(at=NOW, entries=2, new=(), count=0))

    excerpt = store.excerpt(S, 1_000_000)
    assert excerpt is not None
    there = Store.holding([pickle.loads(pickle.dumps(excerpt)), Excerpt()])

    assert there.standing(S) == store.standing(S) != {}
    assert there.standing(other) == {}
    assert (there.health(S), there.samples(S)) == (store.health(S), store.samples(S))
    assert [there.body(mark) for mark, _ in bodies] == [body for _, body in bodies]
    assert there.body(Digest("not kept")) is None
    assert store.excerpt(S, 100) is None


def test_rows_made_elsewhere_are_the_rows_made_here() -> None:
    here, there = Store.in_memory(), Store.in_memory()
    found = saving(
        changed=(standing("a"),),
        closed=(Archived(name="2026-01", next="2026-02", articles=(standing().article,)),),
        captures=(kept("1", "body"),),
        bodies=((Digest("body"), b"<p>1"),),
    )

    here.save(found)
    there.save(*pickle.loads(pickle.dumps(made_rows(found))))

    assert there.standing(S) == here.standing(S) != {}
    assert there.archived(S, "2026-01") == here.archived(S, "2026-01")
    assert there.body(Digest("body")) == here.body(Digest("body")) == b"<p>1"
