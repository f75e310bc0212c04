"""What a build publishes beside the feed of each source: combined feeds, archives, the site."""

from __future__ import annotations

import gzip
import os
import posixpath
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import brotli
import feedparser
import pytest
from lxml import etree

from feedclean.conductor import Order, Tools, build_site
from feedclean.config import load_config
from feedclean.errors import ConfigError, FetchError, PublishError
from feedclean.gather.base import Fetched, Request
from feedclean.model.output import BuildReport
from feedclean.model.source import Validators
from feedclean.publish.hook import Changes, run_hook
from tests.making import ROOT, source
from tests.test_remembering import item

MakeSite = Callable[..., Path]
HARBOUR, COUNCIL = "https://harbour.example/rss", "https://council.example/rss"
HUB = "https://hub.example/"
RIVER = '\n[[feed]]\nid = "all"\ntitle = "Everything"\nsources = ["*"]\n'


def dated(topic: str, day: datetime, site: str = "harbour.example") -> str:
    when = day.strftime("%a, %d %b %Y %H:%M:%S GMT")
    return item(topic, guid=f"https://{site}/{topic}", link=f"https://{site}/{topic}", date=when)


def day(month: int, number: int = 1, year: int = 2026) -> datetime:
    return datetime(year, month, number, 9, tzinfo=UTC)


@dataclass
class World:
    """Servers with feeds, a hub, and a clock."""

    config: Path
    now: datetime = datetime(2026, 9, 1, 12, tzinfo=UTC)
    feeds: dict[str, list[str]] = field(default_factory=dict)
    told: list[dict[str, str]] = field(default_factory=list)

    def build(self, **order: object) -> BuildReport:
        self.now += timedelta(days=2)
        return build_site(
            load_config(self.config),
            Tools(now=self.now, fetch=self.fetch),
            Order(**order),  # type: ignore[arg-type]
        )

    def fetch(self, request: Request) -> Fetched:
        if request.url == HUB and request.form:
            self.told.append(dict(request.form))
            body = b""
        elif request.url in self.feeds:
            items = "".join(self.feeds[request.url])
            body = f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'.encode()
        else:
            raise FetchError(request.url, "the server answered 503", status=503)
        return Fetched(
            url=request.url,
            body=body,
            media_type="application/rss+xml",
            charset=None,
            validators=Validators(),
        )

    @property
    def output(self) -> Path:
        return self.config.parent / "public"

    def feed(self, name: str) -> feedparser.FeedParserDict:
        return feedparser.parse((self.output / f"{name}.atom").read_bytes())

    def titles(self, name: str) -> list[str]:
        return [entry.title for entry in self.feed(name).entries]

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in self.output.rglob("*")
            if path.is_file()
        }

    def change(self, old: str, new: str) -> None:
        text = self.config.read_text()
        assert old in text
        self.config.write_text(text.replace(old, new))


@pytest.fixture
def two(site: MakeSite) -> World:
    """Two feeds and one combined of them."""
    world = World(
        site(
            source("harbour", HARBOUR, kind="feed", full_text="never")
            + source("council", COUNCIL, kind="feed", full_text="never")
            + RIVER
        )
    )
    world.feeds[HARBOUR] = [dated("bridge", day(8, 3)), dated("ferry", day(8, 1))]
    world.feeds[COUNCIL] = [dated("budget", day(8, 2), "council.example")]
    return world


def test_a_combined_feed_has_the_entries_of_its_sources_newest_first(two: World) -> None:
    two.build()

    assert two.titles("all") == ["Bridge", "Budget", "Ferry"]


def test_an_entry_has_the_same_id_in_a_combined_feed(two: World) -> None:
    two.build()

    own = {entry.id for name in ("harbour", "council") for entry in two.feed(name).entries}
    assert {entry.id for entry in two.feed("all").entries} == own


def test_a_combined_feed_follows_any_of_its_sources(two: World) -> None:
    two.build()
    two.feeds[COUNCIL].append(dated("parks", day(8, 9), "council.example"))

    report = two.build()

    assert two.titles("all")[0] == "Parks"
    assert [path.name for path in report.written][:2] == ["council.atom", "all.atom"]


def test_a_combined_feed_of_unchanged_sources_is_not_made_again(
    two: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.build()
    before = two.files()
    monkeypatch.setattr("feedclean.work.river.river_files", None)

    assert two.build().written == ()
    assert two.files() == before


def test_a_combined_feed_that_was_deleted_comes_back(two: World) -> None:
    two.build()
    before = two.files()
    (two.output / "all.atom").unlink()

    two.build()

    assert two.files() == before


def test_a_combined_feed_that_is_no_longer_configured_goes(two: World) -> None:
    two.build()
    two.change(RIVER, "")

    assert [path.name for path in two.build().removed] == ["all.atom"]


def test_a_combined_feed_may_name_its_sources(two: World) -> None:
    two.change('sources = ["*"]', 'sources = ["council"]')
    two.build()

    assert two.titles("all") == ["Budget"]


def test_an_article_that_two_sources_have_is_in_a_combined_feed_once(two: World) -> None:
    two.feeds[COUNCIL].append(dated("ferry", day(8, 1)))

    two.build()

    assert sorted(two.titles("all")) == ["Bridge", "Budget", "Ferry"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('id = "harbour"', 'a source has the id "harbour" already'),
        ('sources = ["harbor"]', 'no source "harbor"; did you mean "harbour"?'),
        ('id = "index"', "is what a file of the site is called"),
        ("sources = []", "write ids of sources"),
    ],
)
def test_what_is_wrong_with_a_combined_feed_is_told(two: World, wrong: str, told: str) -> None:
    old = 'id = "all"' if wrong.startswith("id") else 'sources = ["*"]'
    two.change(old, wrong)

    with pytest.raises(ConfigError, match=r"feed\[1\]") as error:
        load_config(two.config)
    assert told in str(error.value)


@pytest.fixture
def archived(site: MakeSite) -> World:
    """A feed of two entries at most that keeps the others in archives."""
    table = source("harbour", HARBOUR, kind="feed", full_text="never", max_entries=2)
    return World(site(f"{table}archive = true\n"))


TOPICS = (
    *(("anchor", day(6, 2)), ("barge", day(6, 20)), ("cargo", day(7, 5))),
    *(("deck", day(7, 9)), ("engine", day(8, 1))),
)


def walk(world: World, name: str = "harbour") -> list[str]:
    """The documents of a feed, as a reader finds them, from the subscription to the first."""
    found, here = [], f"https://feeds.example.org/{name}.atom"
    while here:
        found.append(here.removeprefix("https://feeds.example.org/").removesuffix(".atom"))
        links = {link.rel: link.href for link in world.feed(found[-1]).feed.links}
        assert links["self"] == here
        assert len(found) == 1 or links["current"] == f"https://feeds.example.org/{name}.atom"
        here = links.get("prev-archive", "")
    return found


def test_archives_lead_back_to_the_first_entry(archived: World) -> None:
    archived.feeds[HARBOUR] = [dated(*topic) for topic in TOPICS]

    archived.build()

    assert walk(archived) == ["harbour", "harbour/2026-08", "harbour/2026-07", "harbour/2026-06"]
    assert archived.titles("harbour") == ["Engine", "Deck"]
    assert archived.titles("harbour/2026-07") == ["Deck", "Cargo"]
    assert archived.titles("harbour/2026-06") == ["Barge", "Anchor"]


def test_the_page_of_a_feed_leads_to_each_archive(archived: World) -> None:
    archived.change('formats = ["atom"]', 'formats = ["atom", "html"]')
    archived.feeds[HARBOUR] = [dated(*topic) for topic in TOPICS]
    archived.build()
    archived.feeds[HARBOUR].append(dated("gale", day(9, 1)))

    archived.build()

    page = archived.files()["harbour.html"].decode()
    found = re.findall(r'href="(harbour/[0-9-]+\.atom)"', page)
    assert found == [f"harbour/2026-{month}.atom" for month in ("09", "08", "07", "06")]
    assert set(found) <= archived.files().keys()


def test_each_archive_names_the_next_one(archived: World) -> None:
    archived.feeds[HARBOUR] = [dated(*topic) for topic in TOPICS]

    archived.build()

    for older, newer in (("2026-06", "2026-07"), ("2026-07", "2026-08")):
        links = {link.rel: link.href for link in archived.feed(f"harbour/{older}").feed.links}
        assert links["next-archive"] == f"https://feeds.example.org/harbour/{newer}.atom"


def test_only_a_closed_document_says_that_it_is_an_archive(archived: World) -> None:
    archived.feeds[HARBOUR] = [dated(*topic) for topic in TOPICS]

    archived.build()

    says = {name for name, body in archived.files().items() if b":archive/>" in body}
    assert says == {"harbour/2026-06.atom", "harbour/2026-07.atom"}


def test_closed_archives_never_change(archived: World) -> None:
    """Whatever comes later: new months, late entries, corrections, a new title of the source."""
    archived.feeds[HARBOUR] = [dated(*topic) for topic in TOPICS]
    archived.build()
    closed = {n: b for n, b in archived.files().items() if n.endswith(("-06.atom", "-07.atom"))}
    late, corrected = dated("flood", day(6, 30)), dated("barge", day(6, 20)).replace("new", "old")
    archived.feeds[HARBOUR] = [dated("gale", day(9, 1)), late, corrected]
    archived.change('title = "harbour"', 'title = "The harbour"')

    archived.build()

    files = archived.files()
    assert {name: files[name] for name in closed} == closed
    assert archived.titles("harbour/2026-08") == ["Engine", "Flood"]
    assert walk(archived) == [
        *("harbour", "harbour/2026-09", "harbour/2026-08", "harbour/2026-07", "harbour/2026-06")
    ]


def test_every_entry_is_in_some_document_after_months_of_silence(archived: World) -> None:
    """The ledger forgets entries of long ago, but none that no closed document holds."""
    archived.feeds[HARBOUR] = [dated(*topic) for topic in TOPICS]
    archived.build()
    archived.feeds[HARBOUR] = [dated("gale", day(8, 5)), dated("hull", day(8, 6))]
    archived.build()
    for _ in range(3):
        archived.now += timedelta(days=50)
        archived.feeds[HARBOUR].append(dated(f"quay{_}", day(8, 7 + _)))
        archived.build()

    found = {title for name in walk(archived) for title in archived.titles(name)}
    assert {"Anchor", "Barge", "Cargo", "Deck", "Engine", "Gale", "Hull", "Quay0"} <= found


def test_articles_beyond_the_feed_are_fetched_for_its_archives(archived: World) -> None:
    """Each has a page of its own to be followed to; more of them than the feed has room for."""
    archived.change('full_text = "never"', 'full_text = "always"')
    archived.feeds[HARBOUR] = [dated(*topic) for topic in TOPICS]

    archived.build()

    found = {title for name in walk(archived) for title in archived.titles(name)}
    assert found == {"Anchor", "Barge", "Cargo", "Deck", "Engine"}


def test_archives_that_were_deleted_come_back_to_the_byte(archived: World) -> None:
    archived.feeds[HARBOUR] = [dated(*topic) for topic in TOPICS]
    archived.build()
    before = archived.files()
    (archived.output / "harbour" / "2026-06.atom").unlink()
    (archived.output / "harbour.atom").unlink()

    archived.build()

    assert archived.files() == before


def test_archives_that_were_switched_off_come_back_to_the_byte(archived: World) -> None:
    """Although the feed is called something else by now, and names another picture."""
    archived.feeds[HARBOUR] = [dated(*topic) for topic in TOPICS]
    archived.build()
    closed = {n: b for n, b in archived.files().items() if n.endswith(("-06.atom", "-07.atom"))}
    archived.change("archive = true", "archive = false")
    archived.build()
    assert not closed.keys() & archived.files().keys()
    archived.change("archive = false", 'archive = true\nicon = "https://harbour.example/i.png"')
    archived.change('title = "harbour"', 'title = "The harbour"')

    archived.build()

    assert {name: archived.files()[name] for name in closed} == closed


def test_archives_follow_the_site_to_another_address(archived: World) -> None:
    archived.feeds[HARBOUR] = [dated(*topic) for topic in TOPICS]
    archived.build()
    archived.change("https://feeds.example.org/", "https://news.example.net/")

    archived.build()

    old = archived.files()["harbour/2026-06.atom"]
    assert b"https://news.example.net/harbour/2026-07.atom" in old
    assert b"feeds.example.org" not in old


def test_an_archive_that_was_deleted_comes_back_although_nothing_is_new(archived: World) -> None:
    archived.feeds[HARBOUR] = [dated(*topic) for topic in TOPICS]
    archived.build()
    before = archived.files()
    (archived.output / "harbour" / "2026-06.atom").unlink()

    archived.build()

    assert archived.files() == before


def test_a_build_that_was_killed_leaves_no_file_that_nobody_owns(two: World) -> None:
    """Killed before the list of our files was written: what is there is ours all the same."""
    two.build()
    (two.output / ".feedclean-manifest.json").unlink()
    two.build()
    two.change(RIVER, "")
    two.change('[[source]]\nid = "council"', '[[source]]\nid = "other"')

    two.build()

    assert not {"council.atom", "all.atom"} & set(two.files())


class Killed(BaseException):
    """No error that anybody could make good."""


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(0, id="the first build", marks=pytest.mark.slow),
        pytest.param(1, id="a later one"),
    ],
)
def test_a_killed_build_leaves_no_mark_on_what_is_published(
    two: World, tmp_path_factory: pytest.TempPathFactory, before: int
) -> None:
    """Killed before each statement that is sent to the state, and built again."""
    two.change('formats = ["atom"]', 'formats = ["atom", "html"]')
    for _ in range(before):
        two.build()
        two.feeds[HARBOUR].insert(0, dated("crane", day(8, 5)))

    def beside() -> World:
        folder = tmp_path_factory.mktemp("world") / "copy"
        shutil.copytree(two.config.parent, folder)
        return replace(two, config=folder / two.config.name)

    undisturbed = beside()
    steps = built(undisturbed, last_step=0)
    differing = []
    for step in range(1, steps + 1):
        world = beside()
        with pytest.raises(Killed):
            built(world, last_step=step)
        world.now = two.now
        world.build()
        if world.files() != undisturbed.files():
            differing.append(step)

    assert steps > 40
    assert not differing


def built(world: World, *, last_step: int) -> int:
    """Builds up to a statement; gives how many there were. What is not committed is lost then."""
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1
        if last_step and steps >= last_step:
            raise Killed

    class Connection(sqlite3.Connection):
        def execute(self, *args: Any) -> sqlite3.Cursor:
            step()
            return super().execute(*args)

        def executemany(self, *args: Any) -> sqlite3.Cursor:
            step()
            return super().executemany(*args)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Connection))
        world.build()
    return steps


def test_archives_are_not_rendered_again(archived: World, monkeypatch: pytest.MonkeyPatch) -> None:
    archived.feeds[HARBOUR] = [dated(*topic) for topic in TOPICS]
    archived.build()
    archived.feeds[HARBOUR].append(dated("gale", day(8, 9)))
    monkeypatch.setattr("feedclean.work.archives.archive", None)

    archived.build()

    assert archived.titles("harbour") == ["Gale", "Engine"]


def test_keeping_days_and_keeping_archives_exclude_each_other(archived: World) -> None:
    archived.change("archive = true", "archive = true\nkeep_days = 3")

    with pytest.raises(ConfigError, match="archive"):
        load_config(archived.config)


def test_a_hub_is_told_of_feeds_that_changed_and_of_no_other(two: World) -> None:
    two.change("formats =", f'hub = "{HUB}"\nformats =')
    two.build()
    two.told.clear()
    two.feeds[COUNCIL].append(dated("parks", day(8, 9), "council.example"))

    two.build()
    two.build()

    assert two.told == [
        {"hub.mode": "publish", "hub.url": f"https://feeds.example.org/{name}.atom"}
        for name in ("council", "all")
    ]


def test_a_hub_is_told_of_no_file_that_says_how_the_feeds_are(two: World) -> None:
    two.change("formats =", f'hub = "{HUB}"\nformats =')
    first = two.build()
    two.feeds.pop(COUNCIL)
    two.feeds[HARBOUR].append(dated("parks", day(8, 9)))
    second = two.build()

    assert PurePosixPath("health.json") in first.written
    assert {PurePosixPath("health.json"), PurePosixPath("status.atom")} <= set(second.written)
    assert {told["hub.url"].rpartition("/")[2] for told in two.told} == {
        *("harbour.atom", "council.atom", "all.atom")
    }


def test_a_hub_that_does_not_answer_is_told_and_harms_nothing(two: World) -> None:
    two.change("formats =", 'hub = "https://down.example/"\nformats =')

    report = two.build()

    assert len(report.failures) == 3
    assert "https://down.example/: was not told of" in report.failures[0].message
    assert two.titles("harbour") == ["Bridge", "Ferry"]


def hook(program: str) -> str:
    return f"on_change = ['{sys.executable}', '-c', \"{program}\"]\nformats ="


NOTE = "import os; open('ran', 'a').write(os.environ['FEEDCLEAN_WRITTEN'] + ';')"


def test_the_command_runs_when_bytes_changed_and_only_then(two: World) -> None:
    two.change("formats =", hook(NOTE))

    two.build()
    two.build()
    two.build(dry_run=True, reclean=True)

    ran = (two.config.parent / "ran").read_text()
    assert ran.count(";") == 1
    assert ran.split()[:3] == ["harbour.atom", "council.atom", "all.atom"]


def test_a_command_that_fails_is_told_with_what_it_said(two: World) -> None:
    two.change("formats =", hook("import sys; sys.exit('no such bucket')"))

    report = two.build()

    assert (
        "ended with 1: no such bucket; the files are written, and the next build runs it"
        in report.failures[0].message
    )
    assert two.titles("harbour") == ["Bridge", "Ferry"]


def test_a_command_that_failed_is_run_again_until_it_has_heard_of_every_change(two: World) -> None:
    """Else what is on the host would stay old until something else changes, maybe for weeks."""
    fails = "import sys; sys.exit('no network')"
    two.change("formats =", hook(fails))
    two.build()
    two.feeds[COUNCIL].append(dated("parks", day(8, 9), "council.example"))
    two.build()
    assert "no network" in two.build().failures[0].message
    two.change(fails, NOTE)

    two.build()
    two.build()

    ran = (two.config.parent / "ran").read_text()
    assert ran.count(";") == 1
    assert {"harbour.atom", "council.atom", "all.atom"} <= set(ran.rstrip(";").split())


def test_a_file_that_was_written_and_then_removed_is_told_as_removed(two: World) -> None:
    fails = "import sys; sys.exit('no network')"
    two.change("formats =", hook(fails))
    two.build()
    two.change(RIVER, "")
    two.build()
    two.change(fails, "import os, shutil; shutil.copy(os.environ['FEEDCLEAN_CHANGES'], 'ran')")

    two.build()

    ran = (two.config.parent / "ran").read_text().splitlines()
    assert "removed all.atom" in ran
    assert "written all.atom" not in ran
    assert "written harbour.atom" in ran


def test_more_changes_than_are_remembered_are_told_as_that(
    two: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that takes no list for none would leave the host as it is."""
    monkeypatch.setattr("feedclean.work.tell._MOST", 3)
    fails = "import sys; sys.exit('no network')"
    two.change("formats =", hook(fails))
    two.build()
    two.change(fails, "import os; open('ran', 'w').write(str(sorted(os.environ)))")

    two.build()

    ran = (two.config.parent / "ran").read_text()
    assert "FEEDCLEAN_OUTPUT" in ran
    assert not re.search("FEEDCLEAN_(CHANGES|WRITTEN|REMOVED)", ran)


def test_a_build_that_was_broken_off_is_told_by_the_next_one(
    two: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it had written looks like files that have not changed."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    two.change("formats =", hook(NOTE))
    with monkeypatch.context() as broken:
        broken.setattr("feedclean.conductor.site_files", interrupted)
        with pytest.raises(KeyboardInterrupt):
            two.build()
    assert two.titles("harbour") == ["Bridge", "Ferry"]

    two.build(dry_run=True)
    assert not (two.config.parent / "ran").exists()
    two.build()
    two.build()

    ran = (two.config.parent / "ran").read_text()
    assert ran.count(";") == 1
    assert {"harbour.atom", "council.atom", "all.atom"} <= set(ran.rstrip(";").split())


def test_a_command_that_comes_later_hears_of_what_changes_from_then_on(two: World) -> None:
    two.change("formats =", hook("import sys; sys.exit('no network')"))
    two.build()
    without = re.sub("on_change.*\n", "", two.config.read_text("utf-8"))
    two.config.write_text(without, "utf-8")
    two.build()
    two.change("formats =", hook(NOTE))

    two.build()

    assert not (two.config.parent / "ran").exists()


def test_a_command_can_be_run_however_many_files_have_changed(tmp_path: Path) -> None:
    """Linux takes 128 kB in a variable; a first build with pages of articles writes more names."""
    program = (
        "import os; told = open(os.environ['FEEDCLEAN_CHANGES'], encoding='utf-8').readlines();"
        "open('ran', 'w').write(f\"{'FEEDCLEAN_WRITTEN' in os.environ} {len(told)} {told[-1]}\")"
    )
    many = [PurePosixPath(f"harbour/{number:016x}.html") for number in range(9_000)]

    run_hook(
        [sys.executable, "-c", program],
        folder=tmp_path,
        output=tmp_path,
        changes=Changes(written=many, removed=many[:2]),
    )

    assert (tmp_path / "ran").read_text() == f"False 9002 removed {many[1]}\n"


def test_what_a_command_leaves_running_is_not_waited_for(tmp_path: Path) -> None:
    sleeper = f"[{sys.executable!r}, '-c', 'import time; time.sleep(20)']"
    started = time.monotonic()

    run_hook(
        [sys.executable, "-c", f"import subprocess; subprocess.Popen({sleeper})"],
        folder=tmp_path,
        output=tmp_path,
        changes=None,
    )

    assert time.monotonic() - started < 15


def test_a_command_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    program = "import sys; print('x' * 100_000); sys.exit('é' * 5_000 + ' no route')"

    with pytest.raises(PublishError, match=r"ended with 1: é+ no route; the files are written"):
        run_hook(
            [sys.executable, "-X", "utf8", "-c", program],
            folder=tmp_path,
            output=tmp_path,
            changes=None,
        )


def test_the_hub_is_told_after_the_command_and_not_before_it_succeeds(two: World) -> None:
    flag = two.config.parent / "reachable"
    program = f"import os, sys; os.path.exists({str(flag)!r}) or sys.exit('no route')"
    two.change("formats =", f'hub = "{HUB}"\n{hook(program)}')

    two.build()
    assert two.told == []
    flag.touch()
    two.build()

    assert [one["hub.url"].rpartition("/")[2] for one in two.told] == [
        *("harbour.atom", "council.atom", "all.atom")
    ]


def test_a_hub_that_was_not_told_is_told_by_the_next_build(two: World) -> None:
    two.change("formats =", 'hub = "https://down.example/"\nformats =')
    two.build()
    two.change("https://down.example/", HUB)

    assert not two.build().failures
    assert len(two.told) == 3
    two.build()
    assert len(two.told) == 3


def test_nobody_is_told_of_a_build_to_another_folder(two: World, tmp_path: Path) -> None:
    two.change("formats =", f'hub = "{HUB}"\n{hook(NOTE)}')

    two.build(output=tmp_path / "elsewhere")

    assert two.told == []
    assert not (two.config.parent / "ran").exists()


def test_the_index_tells_no_address_that_may_hold_a_password(two: World) -> None:
    two.change('formats = ["atom"]', 'formats = ["atom", "html"]')
    two.change(HARBOUR, "https://joe:PASSW@harbour.example/rss?token=SEKRET")

    two.build()

    for name, body in two.files().items():
        assert b"PASSW" not in body, name
        assert b"SEKRET" not in body, name
    assert "the server answered 503" in two.files()["index.html"].decode()


def test_a_command_that_cannot_be_run_is_told(two: World) -> None:
    two.change("formats =", "on_change = ['no-such-program-here']\nformats =")

    assert "no-such-program-here" in two.build().failures[0].message


def test_a_dry_run_names_the_files_and_touches_none(two: World) -> None:
    report = two.build(dry_run=True)

    assert [path.name for path in report.written][:3] == [
        *("harbour.atom", "council.atom", "all.atom")
    ]
    assert not two.output.exists()


def test_a_source_that_failed_and_is_left_alone_says_so(two: World) -> None:
    two.build()
    feed = two.feeds.pop(HARBOUR)
    told = two.build().sources[0].failures[0].message
    assert "503" in told
    assert "it is asked again after 2026-09-0" in told
    assert told.endswith("or with --refresh")
    two.now -= timedelta(days=2) - timedelta(minutes=1)

    waiting = two.build().sources[0]

    assert waiting.failures == ()
    assert "not asked (not due before" in waiting.waiting
    assert "503" in waiting.waiting
    two.feeds[HARBOUR] = feed
    assert two.build().sources[0].waiting == ""


def with_host(world: World, host: str) -> dict[str, bytes]:
    world.change("formats =", f'host = "{host}"\nformats =')
    world.build()
    return world.files()


def test_a_server_that_sends_compressed_copies_finds_them_beside_each_file(two: World) -> None:
    files = with_host(two, "nginx")

    assert gzip.decompress(files["harbour.atom.gz"]) == files["harbour.atom"]
    assert brotli.decompress(files["all.atom.br"]) == files["all.atom"]


def test_compressed_copies_go_with_the_host_that_sends_them(two: World) -> None:
    with_host(two, "nginx")
    two.change('host = "nginx"\n', "")

    assert "harbour.atom.gz" in [path.name for path in two.build().removed]


def test_archives_have_compressed_copies_too_and_keep_them(archived: World) -> None:
    archived.feeds[HARBOUR] = [dated(*topic) for topic in TOPICS]
    files = with_host(archived, "caddy")
    archived.feeds[HARBOUR].append(dated("gale", day(8, 9)))
    archived.build()

    copy = archived.files()["harbour/2026-06.atom.gz"]
    assert copy == files["harbour/2026-06.atom.gz"]
    assert gzip.decompress(copy) == files["harbour/2026-06.atom"]


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("github-pages", ".nojekyll"),
        ("netlify", "_headers"),
        ("cloudflare-pages", "_headers"),
    ],
)
def test_a_host_gets_the_files_it_reads(two: World, host: str, name: str) -> None:
    assert name in with_host(two, host)


def dangling(files: dict[str, bytes]) -> set[tuple[str, str]]:
    """Pages, and links on them that lead to no file."""
    found = set()
    for page in [name for name in files if name.endswith(".html")]:
        folder = PurePosixPath(page).parent
        links = re.findall(r'href="([^":#?]+)(?:#[^"]*)?"', files[page].decode())
        assert links, page
        found |= {(page, posixpath.normpath((folder / link).as_posix())) for link in links}
    return {(page, link) for page, link in found if link not in files}


def test_an_article_of_two_sources_is_named_and_linked_as_one_of_them_has_it(two: World) -> None:
    """Also where the later version stands in the place of the first one."""
    two.change('formats = ["atom"]', 'article_pages = true\nformats = ["atom", "html"]')
    two.feeds[COUNCIL].append(dated("bridge", day(8, 9), "council.example"))

    two.build()

    own = {name: {one.id for one in two.feed(name).entries} for name in ("harbour", "council")}
    entries = [one for one in two.feed("all").entries if one.title == "Bridge"]
    assert len(entries) == 1
    assert entries[0].id in own[entries[0].source.title]
    assert dangling(two.files()) == set()


def test_two_articles_of_one_id_are_linked_where_their_own_feeds_have_them(two: World) -> None:
    two.change('formats = ["atom"]', 'article_pages = true\nformats = ["atom", "html"]')
    other = dated("quarry", day(8, 4)).replace("harbour.example/quarry", "harbour.example/ferry")
    two.feeds[COUNCIL].append(other)

    two.build()

    assert {"Ferry", "Quarry"} <= set(two.titles("all"))
    assert dangling(two.files()) == set()
    index = two.files()["index.html"].decode()
    assert "Ferry" in index
    assert "Quarry" in index


def test_the_index_and_the_list_name_every_feed_and_lead_to_files_that_are_there(
    two: World,
) -> None:
    two.change('formats = ["atom"]', 'formats = ["atom", "json", "rss", "html"]')
    two.change("formats =", "article_pages = true\nformats =")

    two.build()

    assert dangling(two.files()) == set()
    files = two.files()
    outlines = etree.fromstring(files["feeds.opml"]).iter("outline")
    listed = [one.get("xmlUrl") for one in outlines if one.get("xmlUrl")]
    assert sorted(listed) == [
        f"https://feeds.example.org/{name}.atom" for name in ("all", "council", "harbour")
    ]


def test_the_index_says_which_source_fails_and_since_when(two: World) -> None:
    two.change('formats = ["atom"]', 'formats = ["atom", "html"]')
    two.build()
    del two.feeds[HARBOUR]
    two.build()
    since = f"{two.now:%Y-%m-%d}"
    two.build()

    index = two.files()["index.html"].decode()
    assert "the server answered 503" in index
    assert since in index


def test_a_source_that_never_worked_is_on_the_index_and_in_no_list(two: World) -> None:
    two.change('formats = ["atom"]', 'formats = ["atom", "html"]')
    del two.feeds[HARBOUR]

    two.build()

    assert "harbour" in two.files()["index.html"].decode()
    assert "harbour.atom" not in two.files()["index.html"].decode()
    assert b"harbour.atom" not in two.files()["feeds.opml"]


MACHINES = {
    "one": {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    "other": {"PYTHONHASHSEED": "77", "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8"},
}
EVERYTHING = """formats = ["atom", "json", "rss", "html"]
article_pages = true
host = "nginx"
hub = "https://hub.example/"
"""


@pytest.mark.slow
def test_two_machines_publish_the_same_bytes(tmp_path: Path) -> None:
    """The whole site, by the installed program, at other times and in other places."""
    sites = []
    for name, machine in MACHINES.items():
        folder = tmp_path / name / ("deep/" * len(sites)) / "site"
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        text = (ROOT / "config.toml").read_text("utf-8")
        text = text.replace('state = ".feedclean"\n', f'state = ".feedclean"\n{EVERYTHING}')
        text = text.replace("[defaults]\n", "[defaults]\narchive = true\n")
        (folder / "config.toml").write_text(f"{text}{RIVER}", "utf-8")
        done = subprocess.run(
            [Path(sys.executable).parent / "feedclean", "build", "--offline"],
            cwd=folder,
            env={"PATH": os.environ["PATH"], **machine},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        output = folder / "public"
        sites.append(
            {
                path.relative_to(output).as_posix(): path.read_bytes()
                for path in output.rglob("*")
                if path.is_file()
            }
        )

    one, other = sites
    assert len(one) > 40
    assert one == other


def stale_since(page: bytes) -> str:
    found = re.search(r"Not up to date since <time[^>]*>([^<]*)</time>", page.decode())
    return found[1] if found else ""


def test_a_page_says_that_its_feed_is_not_up_to_date_as_long_as_it_is_not(two: World) -> None:
    """Else whoever reads the page alone takes old news for the latest."""
    two.change('formats = ["atom"]', 'host = "nginx"\nformats = ["atom", "html"]')
    two.build()
    well = two.files()
    council = two.feeds.pop(COUNCIL)

    failed = two.build()
    ill = two.files()
    again = two.build()

    assert stale_since(ill["council.html"]) == "5 September 2026"
    assert stale_since(ill["harbour.html"]) == ""
    changed = {name for name in ill if ill[name] != well.get(name)}
    assert {name for name in changed if ".html" in name} == {
        *("council.html", "council.html.gz", "council.html.br"),
        *("index.html", "index.html.gz", "index.html.br"),
    }
    assert {name.partition(".")[0] for name in changed} == {
        *("", "council", "index", "health", "status"),
    }
    assert gzip.decompress(ill["council.html.gz"]) == ill["council.html"]
    assert PurePosixPath("council.html") in failed.written
    assert again.written == ()
    assert two.files() == ill

    two.feeds[COUNCIL] = council
    two.now += timedelta(days=30)
    two.build()

    assert of_feeds(two.files()) == of_feeds(well)


def of_feeds(files: dict[str, bytes]) -> dict[str, bytes]:
    """Without the feed of alarms, which tells what has been, and the list of our files."""
    aside = (".feedclean-manifest", "status.")
    return {name: body for name, body in files.items() if not name.startswith(aside)}


def test_a_page_is_up_to_date_though_an_article_of_its_feed_cannot_be_had(two: World) -> None:
    """It is missing nothing that the feed names; the index tells of it."""
    two.change('formats = ["atom"]', 'formats = ["atom", "html"]')
    two.change('full_text = "never"', 'full_text = "always"')

    report = two.build()

    assert any(source.failures for source in report.sources)
    assert stale_since(two.files()["council.html"]) == ""
    assert stale_since(two.files()["index.html"]) == "3 September 2026"
