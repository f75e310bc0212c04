"""``feedclean doctor`` through the installed program: what it finds, and what it can repair."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from feedclean.state.opening import NAME
from tests.gather.serving import Reply, serving
from tests.making import SITE, article, source
from tests.test_remembering import item, text

pytestmark = pytest.mark.slow

MakeSite = Callable[..., Path]
ATOM = "{http://www.w3.org/2005/Atom}"
PROGRAM = Path(sys.executable).parent / "feedclean"


@dataclass(frozen=True)
class Told:
    status: int
    out: str
    err: str


def feedclean(*args: object) -> Told:
    done = subprocess.run(
        [PROGRAM, *map(str, args)],
        env=os.environ | {"NO_PROXY": "*", "no_proxy": "*"},
        capture_output=True,
        text=True,
        check=False,
    )
    return Told(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def built(site: MakeSite) -> Path:
    files = {f"dump/{n}.txt": article(str(n), title=f"Title {n}") for n in range(40)}
    config = site(source("news", "dump"), files=files)
    assert feedclean("build", "--config", config).status == 0
    return config


def state(config: Path) -> Path:
    return config.parent / ".feedclean" / NAME


def entries(config: Path, name: str = "news.atom") -> dict[str, tuple[str, ...]]:
    root = ET.fromstring((config.parent / "public" / name).read_bytes())
    fields = ("id", "published", "updated")
    found = [tuple(one.findtext(ATOM + tag) or "" for tag in fields) for one in root.iter()]
    return {one[0]: one for one in found if one[1]}


def damage(path: Path, table: str) -> None:
    """Writes over the middle of a table."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = db.execute("PRAGMA page_size").fetchone()[0]
        try:
            query = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'"
            pages = [row[0] for row in db.execute(query, (table,))]
        except sqlite3.OperationalError:
            pytest.skip("this SQLite does not say which page is whose")
    assert len(pages) > 4
    with path.open("r+b") as file:
        file.seek((pages[len(pages) // 2] - 1) * size)
        file.write(b"\xa5" * size)


def test_what_is_sound_is_told_as_such(built: Path) -> None:
    told = feedclean("doctor", "--config", built)

    assert told.status == 0
    assert "wrong" not in told.out
    for words in ("1 source\n", "40 files in dump", "as they were written", "sound"):
        assert words in told.out


def test_before_the_first_build_nothing_is_wrong_and_nothing_is_made(site: MakeSite) -> None:
    config = site(source("news", "dump"), files={"dump/a.txt": article("a")})

    told = feedclean("doctor", "--config", config)

    assert told.status == 0
    assert "will be made by the first build" in told.out
    assert sorted(path.name for path in config.parent.iterdir()) == ["config.toml", "dump"]


def test_a_configuration_that_cannot_be_used_is_told(site: MakeSite) -> None:
    config = site(source("news", "dump"), head=SITE.replace("title", "titel"))

    told = feedclean("doctor", "--config", config)

    assert told.status == 1
    assert "titel" in told.out


def test_a_folder_without_files_is_told(site: MakeSite) -> None:
    told = feedclean("doctor", "--config", site(source("news", "nowhere")))

    assert told.status == 1
    assert "wrong source news: nowhere matches no file" in told.out


def test_files_that_were_changed_or_taken_are_told_and_come_back(built: Path) -> None:
    public = built.parent / "public"
    (public / "news.atom").write_text("mine now")
    (public / "feeds.opml").unlink()

    told = feedclean("doctor", "--config", built)
    feedclean("build", "--offline", "--config", built)
    after = feedclean("doctor", "--config", built)

    assert told.status == 0
    assert "are missing, feeds.opml for one" in told.out
    assert "not as they were written, news.atom for one" in told.out
    assert "as they were written" in after.out
    assert "missing" not in after.out


def test_a_damaged_state_stops_a_build_and_harms_nothing_published(built: Path) -> None:
    before = (built.parent / "public" / "news.atom").read_bytes()
    damage(state(built), "entry")
    damaged = state(built).read_bytes()

    told = feedclean("build", "--config", built)

    assert told.status == 2
    assert "feedclean doctor" in told.err
    assert (built.parent / "public" / "news.atom").read_bytes() == before
    assert state(built).read_bytes() == damaged


def test_a_damaged_state_is_repaired_with_all_that_can_be_read(built: Path) -> None:
    before = entries(built)
    damage(state(built), "entry")
    assert feedclean("doctor", "--config", built).status == 1

    told = feedclean("doctor", "--repair", "--config", built)
    done = feedclean("build", "--config", built)

    assert told.status == 0
    assert "Lost: an unknown number of entry" in told.err
    assert "listed of: news" in told.err
    assert done.status == 0, done.err
    assert entries(built) == before
    aside = [path for path in state(built).parent.iterdir() if ".damaged-" in path.name]
    assert aside
    assert stat.S_IMODE(state(built).stat().st_mode) == 0o600
    assert feedclean("doctor", "--config", built).status == 0


def test_a_state_of_which_nothing_can_be_read_is_put_aside(built: Path) -> None:
    before = entries(built)
    for path in state(built).parent.glob(f"{NAME}-*"):
        path.unlink()
    state(built).write_bytes(b"no database" * 999)

    told = feedclean("doctor", "--repair", "--config", built)

    assert told.status == 0
    assert "Rows saved: none" in told.err
    assert feedclean("build", "--config", built).status == 0
    assert entries(built).keys() == before.keys()


def test_a_value_that_cannot_be_understood_costs_itself_and_comes_back(site: MakeSite) -> None:
    dates = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=n) for n in range(3)]
    items = [
        item(f"topic{n}", guid=f"urn:x:{n}", date=format_datetime(date), body=text(f"topic{n}"))
        for n, date in enumerate(dates)
    ]
    feed = f'<rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'
    headers = {"ETag": '"1"'}

    def answer(asked) -> Reply:
        known = asked.headers.get("if-none-match") == '"1"'
        return Reply(status=304) if known else Reply(feed, headers=headers)

    with serving({"/feed": answer}) as server:
        head = SITE + f'\n[fetch]\nallow_private_hosts = ["{server.host}"]\n'
        config = site(source("live", server.url("/feed"), kind="feed"), head=head)
        assert feedclean("build", "--config", config).status == 0
        before = entries(config, "live.atom")
        with closing(sqlite3.connect(state(config))) as db, db:
            db.execute("UPDATE entry SET article = x'00' WHERE id = 'urn:x:1'")

        told = feedclean("doctor", "--repair", "--config", config)
        done = feedclean("build", "--config", config)

    assert "Lost: 1 of entry" in told.err
    assert "all that is still listed of: live" in told.err
    assert done.status == 0, done.err
    assert entries(config, "live.atom") == before


def test_nothing_is_repaired_that_is_sound_or_in_use(built: Path) -> None:
    sound = feedclean("doctor", "--repair", "--config", built)
    damage(state(built), "entry")
    with closing(sqlite3.connect(state(built).parent / "lock.sqlite3")) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        busy = feedclean("doctor", "--repair", "--config", built)

    assert "nothing to repair" in sound.err
    assert busy.status == 2
    assert "another build is running" in busy.err
    names = [path.name for path in state(built).parent.iterdir()]
    assert not [name for name in names if "damaged" in name or "new" in name]


def test_the_state_of_a_newer_program_is_refused(built: Path) -> None:
    with closing(sqlite3.connect(state(built))) as db:
        db.execute("PRAGMA user_version = 99")

    told = feedclean("doctor", "--repair", "--config", built)

    assert told.status == 2
    assert "upgrade feedclean" in told.err


def test_findings_as_json(built: Path) -> None:
    found = json.loads(feedclean("doctor", "--json", "--config", built).out)

    assert {one["subject"] for one in found} >= {"program", "configuration", "output", "state"}
    assert {one["grade"] for one in found} == {"fine"}
