"""Several builds of one source, one after the other: what stands still, and what moves."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from random import Random

import feedparser
import pytest

from feedclean.conductor import Order, Tools, build_site, no_network
from feedclean.config import load_config
from feedclean.errors import FetchError, StateError
from feedclean.gather.base import Fetched, Request
from feedclean.model.output import BuildReport, SourceReport
from feedclean.model.source import Validators
from feedclean.state.opening import open_store
from feedclean.state.store import Store
from tests.making import UNREADABLE, article, source

MakeSite = Callable[..., Path]
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
URL = "https://example.org/feed"


WORDS = (
    "harbour council bridge teacher morning window garden letter station winter market doctor "
    "river mountain engine paper captain village question answer summer evening kitchen orange "
    "silver machine history picture journey weather"
).split()


def text(topic: str, times: int = 6) -> str:
    """Running text nobody would take for boilerplate, quite another one for each topic."""
    dice = Random(topic)
    lines = (" ".join(dice.choices(WORDS, k=24)) for _ in range(times))
    return "".join(f"<p>The {topic} said that {line}, which was new.</p>" for line in lines)


def item(
    topic: str, *, guid: str = "", link: str = "", title: str = "", body: str = "", date: str = ""
) -> str:
    parts = [f"<title>{escape(title or topic.title())}</title>"]
    parts += [f'<guid isPermaLink="false">{escape(guid)}</guid>'] if guid else []
    parts += [f"<link>{escape(link)}</link>"] if link else []
    parts += [f"<pubDate>{date}</pubDate>"] if date else []
    return f"<item>{''.join(parts)}<description>{escape(body or text(topic))}</description></item>"


@dataclass
class Site:
    """One feed and a clock, built again and again."""

    config: Path
    now: datetime = NOW
    asked: int = 0
    answer: str | None = None
    reports: list[BuildReport] = field(default_factory=list)

    def serve(self, *items: str) -> SourceReport:
        """A build two days later, of a feed with these items."""
        self.answer = (
            f'<rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'
        )
        return self.build()

    def build(self, *, offline: bool = False) -> SourceReport:
        self.now += timedelta(days=2)
        fetch = no_network if offline else self.fetch
        report = build_site(load_config(self.config), Tools(now=self.now, fetch=fetch), Order())
        self.reports.append(report)
        [one] = report.sources
        return one

    def fetch(self, request: Request) -> Fetched:
        self.asked += 1
        if request.url != URL or self.answer is None:
            raise FetchError(request.url, "the server answered 404", status=404)
        return Fetched(
            url=URL,
            body=self.answer.encode(),
            media_type="application/rss+xml",
            charset=None,
            validators=Validators(),
        )

    @property
    def path(self) -> Path:
        return self.config.parent / "public" / "news.atom"

    @property
    def entries(self) -> dict[str, feedparser.FeedParserDict]:
        return {entry.id: entry for entry in feedparser.parse(self.path.read_bytes()).entries}


@pytest.fixture
def feed(site: MakeSite) -> Site:
    return Site(site(source("news", URL, kind="feed", full_text="never")))


DATE = "Mon, 01 Dec 2025 10:00:00 GMT"
OLDER = "Sun, 30 Nov 2025 10:00:00 GMT"
A = {"guid": "urn:xx:1", "link": "http://example.org/a", "date": DATE}

SAME_ENTRY = {
    "https": {"link": "https://example.org/a"},
    "www": {"link": "http://www.example.org/a"},
    "closing slash": {"link": "http://example.org/a/"},
    "tracking": {"link": "http://example.org/a?utm_source=rss&utm_medium=feed"},
    "another guid": {"guid": "urn:xx:999"},
    "no guid any more": {"guid": ""},
    "another guid and https": {"guid": "urn:xx:999", "link": "https://example.org/a"},
    "another slug": {"link": "http://example.org/a-better-slug"},
    "another slug and guid": {"guid": "urn:xx:2", "link": "http://example.org/a-better-slug"},
    "another title": {"title": "Quite another headline"},
    "another date": {"date": "Tue, 02 Dec 2025 10:00:00 GMT"},
    "no date any more": {"date": ""},
    "another title, guid and date": {
        "guid": "urn:xx:4",
        "title": "Other",
        "date": "Tue, 02 Dec 2025 10:00:00 GMT",
    },
}


@pytest.mark.parametrize("edit", SAME_ENTRY.values(), ids=SAME_ENTRY.keys())
def test_an_edit_upstream_makes_no_entry_twice_or_unread(feed: Site, edit: dict[str, str]) -> None:
    other = item("bridge", guid="urn:xx:b", link="http://example.org/b", date=DATE)
    feed.serve(item("river", **A), other)
    before = feed.entries

    feed.serve(item("river", **{**A, **edit}), other)

    assert sorted(feed.entries) == sorted(before) == ["urn:xx:1", "urn:xx:b"]
    entry, known = feed.entries["urn:xx:1"], before["urn:xx:1"]
    assert (entry.published, entry.updated) == (known.published, known.updated)
    feed.serve(item("river", **A), other)
    assert sorted(feed.entries) == sorted(before)


LINK_ONLY = {"guid": "", "link": "http://example.org/a", "body": "Comments"}


@pytest.mark.parametrize("date", [DATE, ""])
@pytest.mark.parametrize(
    "edit",
    [{"title": "Another headline"}, {"guid": "urn:xx:5"}, {"title": "Other", "guid": "urn:xx:5"}],
    ids=["title", "guid", "both"],
)
def test_an_entry_of_hardly_more_than_a_link_is_known_by_it(
    feed: Site, edit: dict[str, str], date: str
) -> None:
    feed.serve(item("harbour", **LINK_ONLY | {"date": date}))
    [before] = feed.entries

    feed.serve(item("harbour", **LINK_ONLY | {"date": date} | edit))

    assert list(feed.entries) == [before]


@pytest.mark.parametrize("kept", [{"title": "News"}, {"date": DATE}])
def test_a_text_rewritten_at_its_address_is_the_same_entry(
    feed: Site, kept: dict[str, str]
) -> None:
    feed.serve(item("harbour", link="http://example.org/a", **kept))
    [before] = feed.entries

    feed.serve(item("council", link="http://example.org/a", **kept))

    assert list(feed.entries) == [before]
    assert feed.entries[before].updated > feed.entries[before].published


def test_links_of_other_days_at_one_address_stay_apart(feed: Site) -> None:
    feed.serve(item("harbour", **LINK_ONLY | {"date": OLDER}))
    feed.serve(item("council", **LINK_ONLY | {"date": DATE}))

    assert len(feed.entries) == 2


def test_a_new_title_is_shown(feed: Site) -> None:
    feed.serve(item("river", **A))
    feed.serve(item("river", **A, title="Quite another headline"))

    assert feed.entries["urn:xx:1"].title == "Quite another headline"


def test_duplicate_ids_within_a_feed_are_told_apart_and_stay_so(feed: Site) -> None:
    two = [item("river", guid="urn:xx:1", date=DATE), item("bridge", guid="urn:xx:1", date=DATE)]
    feed.serve(*two)
    before = feed.entries
    assert len(before) == 2

    feed.serve(*reversed(two), item("tower", guid="urn:xx:1", date=DATE))

    assert set(before) < set(feed.entries)
    assert len(feed.entries) == 3
    assert all(feed.entries[name].title == before[name].title for name in before)


def test_articles_that_share_one_address_stay_apart(feed: Site) -> None:
    link = "http://example.org/changes"
    feed.serve(item("river", link=link, date=DATE))
    feed.serve(item("bridge", link=link, date="Tue, 09 Dec 2025 10:00:00 GMT"))

    assert sorted(entry.title for entry in feed.entries.values()) == ["Bridge", "River"]


def test_entries_without_id_and_address_keep_theirs_when_new_ones_come_on_top(feed: Site) -> None:
    feed.serve(item("river"), item("bridge"))
    before = {name: entry.title for name, entry in feed.entries.items()}

    feed.serve(item("tower"), item("river"), item("bridge"))

    after = {name: entry.title for name, entry in feed.entries.items()}
    assert len(after) == 3
    assert before.items() < after.items()


def test_notices_of_two_days_that_read_the_same_are_two(feed: Site) -> None:
    one = {"guid": "urn:xx:1", "date": DATE, "title": "Ferry on 1 December"}
    two = {"guid": "urn:xx:2", "date": "Tue, 09 Dec 2025 10:00:00 GMT", "title": "Ferry on 9 Dec"}
    feed.serve(item("ferry", **one))

    feed.serve(item("ferry", **two))

    assert sorted(feed.entries) == ["urn:xx:1", "urn:xx:2"]


def test_a_rotating_counter_moves_nothing(feed: Site) -> None:
    feed.serve(item("river", **A, body=text("river") + "<p>Read 1043 times, 12 likes</p>"))
    before = feed.entries["urn:xx:1"].updated

    feed.serve(item("river", **A, body=text("river") + "<p>Read 2977 times, 31 likes</p>"))

    assert feed.entries["urn:xx:1"].updated == before


def test_a_material_change_is_told(feed: Site) -> None:
    feed.serve(item("river", **A))
    more = "<p>Later that day the mayor said that all of it had been a misunderstanding.</p>"

    feed.serve(item("river", **A, body=text("river") + more))

    assert feed.entries["urn:xx:1"].updated_parsed[:5] == feed.now.timetuple()[:5]
    assert feed.entries["urn:xx:1"].published.startswith("2025-12-01")
    assert "misunderstanding" in feed.entries["urn:xx:1"].content[0].value
    moved = feed.entries["urn:xx:1"].updated
    feed.serve(item("river", **A, body=text("river") + more + " "))
    assert feed.entries["urn:xx:1"].updated == moved


def test_a_text_that_returns_to_what_it_was_is_shown_as_it_is(feed: Site) -> None:
    more = "<p>Later that day the mayor said that all of it had been a misunderstanding.</p>"
    for body in (text("river"), text("river") + more, text("river")):
        feed.serve(item("river", **A, body=body))

    assert "misunderstanding" not in feed.entries["urn:xx:1"].content[0].value


def test_an_older_copy_that_turns_up_later_takes_no_place(feed: Site) -> None:
    feed.serve(item("river", **A))
    older = item("river", guid="urn:xx:9", link="http://example.org/z", date=OLDER)

    feed.serve(item("river", **A), older)

    assert list(feed.entries) == ["urn:xx:1"]
    assert feed.entries["urn:xx:1"].published.startswith("2025-12-01")


def test_a_missing_date_is_that_of_first_sight_and_never_again_now(feed: Site) -> None:
    feed.serve(item("river", guid="urn:xx:1"))
    seen = feed.now
    feed.serve(item("river", guid="urn:xx:1"), item("bridge", guid="urn:xx:2"))

    assert feed.entries["urn:xx:1"].published_parsed[:5] == seen.timetuple()[:5]
    assert feed.entries["urn:xx:2"].published_parsed[:5] == feed.now.timetuple()[:5]


def test_a_date_of_the_future_is_that_of_first_sight(feed: Site) -> None:
    feed.serve(item("river", guid="urn:xx:1", date="Fri, 01 Jan 2077 10:00:00 GMT"))
    seen = feed.now
    feed.serve(item("river", guid="urn:xx:1", date="Fri, 01 Jan 2077 10:00:00 GMT"), item("b"))

    assert feed.entries["urn:xx:1"].published_parsed[:5] == seen.timetuple()[:5]


def test_entries_that_fall_out_of_the_feed_stay(feed: Site) -> None:
    feed.serve(item("river", **A))
    feed.serve(item("bridge", guid="urn:xx:2"))
    feed.serve(item("tower", guid="urn:xx:3"))

    assert sorted(feed.entries) == ["urn:xx:1", "urn:xx:2", "urn:xx:3"]


def test_keep_days_ends_that(site: MakeSite) -> None:
    feed = Site(site(source("news", URL, kind="feed", full_text="never", keep_days=5)))
    bridge = item("bridge", guid="urn:xx:2", date=DATE)
    feed.serve(item("river", **A), bridge)
    for _ in range(3):
        feed.serve(bridge)
    assert len(feed.entries) == 2

    for _ in range(3):
        feed.serve(bridge)
    assert list(feed.entries) == ["urn:xx:2"]

    feed.serve(item("river", **A), bridge)
    assert feed.entries["urn:xx:1"].published.startswith("2025-12-01")


def test_a_server_that_is_down_for_long_expires_nothing(site: MakeSite) -> None:
    feed = Site(site(source("news", URL, kind="feed", full_text="never", keep_days=5)))
    feed.serve(item("river", **A))
    feed.answer = None

    for _ in range(10):
        feed.build()

    assert list(feed.entries) == ["urn:xx:1"]


LOST = {
    "empty": "",
    "markup-only": "<div><p> </p></div>",
    "stub": text("river", 2),
}


@pytest.mark.parametrize("body", LOST.values(), ids=LOST.keys())
def test_a_text_that_was_lost_upstream_does_not_replace_what_stood(feed: Site, body: str) -> None:
    feed.serve(item("river", **A, body=text("river", 40)))
    before = feed.path.read_bytes()

    report = feed.serve(item("river", **A, body=body or " "))

    assert feed.path.read_bytes() == before
    assert [dropped.rule for dropped in report.dropped] == ["feed/last-good"]
    assert "the earlier text stands" in report.dropped[0].reason


WALLS = (
    "<p>Please enable JavaScript to continue.</p>",
    "<p>Subscribe to continue reading.</p>",
    "<p>Checking your browser before accessing example.org.</p>",
)


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_in_the_feed_itself_does_not_replace_what_stood(feed: Site, wall: str) -> None:
    feed.serve(item("harbour", **A))
    before = feed.path.read_bytes()

    report = feed.serve(item("harbour", **A | {"body": wall}))

    assert feed.path.read_bytes() == before
    [dropped] = report.dropped
    assert dropped.rule == "feed/last-good"
    assert "says" in dropped.reason


def test_a_short_word_of_a_publisher_does_replace_it(feed: Site) -> None:
    feed.serve(item("harbour", **A))

    feed.serve(item("harbour", **A | {"body": "<p>We have withdrawn this report, sorry.</p>"}))

    assert "withdrawn" in feed.path.read_text("utf-8")


def test_a_failed_fetch_leaves_everything_as_it_was(feed: Site) -> None:
    feed.serve(item("river", **A))
    before = feed.path.read_bytes()
    feed.answer = None

    report = feed.build()

    assert report.failures
    assert report.entries == 1
    assert feed.path.read_bytes() == before


def test_every_article_ends_as_exactly_one_thing(feed: Site) -> None:
    feed.serve(item("river", **A), item("bridge", guid="urn:xx:2"), item("bridge", guid="urn:xx:2"))
    feed.serve(item("river", **A, body=" "), item("bridge", guid="urn:xx:2"), item("tower"))
    feed.build()

    for report in feed.reports:
        [one] = report.sources
        failed = sum(failure.stage == "clean" for failure in one.failures)
        assert one.parsed == one.cleaned + one.unchanged + len(one.dropped) + failed


def test_only_what_is_new_is_cleaned(feed: Site) -> None:
    feed.serve(item("river", **A), item("bridge", guid="urn:xx:2"))

    report = feed.serve(item("tower"), item("river", **A), item("bridge", guid="urn:xx:2"))

    assert (report.parsed, report.cleaned, report.unchanged) == (3, 1, 2)


def test_another_edition_cleans_everything_anew_without_a_request(
    feed: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed.serve(item("river", **A), item("bridge", guid="urn:xx:2", date=DATE))
    feed.serve(item("tower", guid="urn:xx:3", date=DATE))
    before, asked = feed.path.read_bytes(), feed.asked
    monkeypatch.setattr("feedclean.conductor.edition", lambda: "another")

    report = feed.build(offline=True)

    assert (report.cleaned, report.unchanged, report.failures) == (3, 0, ())
    assert feed.asked == asked
    assert feed.path.read_bytes() == before
    assert feed.build(offline=True).cleaned == 0


def test_captures_are_kept_only_as_long_as_configured(site: MakeSite) -> None:
    feed = Site(site(source("news", URL, kind="feed", full_text="never", keep_captures_days=0)))
    feed.serve(item("river", **A))

    with closing(sqlite3.connect(feed.config.parent / ".feedclean" / "state.sqlite3")) as db:
        assert db.execute("SELECT count(*) FROM body").fetchone() == (0,)


def test_captures_no_entry_needs_are_not_kept(feed: Site) -> None:
    for n in range(4):
        feed.serve(item("river", **A), f"<!-- {n} -->")

    with closing(sqlite3.connect(feed.config.parent / ".feedclean" / "state.sqlite3")) as db:
        assert db.execute("SELECT count(*) FROM body").fetchone() == (1,)


def test_a_second_build_does_not_even_fetch(feed: Site) -> None:
    feed.serve(item("river", **A))
    asked = feed.asked

    with open_store(feed.config.parent / ".feedclean"), pytest.raises(StateError, match="another"):
        feed.build()

    assert feed.asked == asked


def test_a_crash_after_publishing_costs_one_repeated_rendering(
    feed: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands in the files was said at the time of the build that crashed, and is not moved."""
    feed.serve(item("river", **(A | {"date": ""})))
    before = feed.path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(Store, "note_published", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            feed.serve(item("river", **(A | {"date": "", "body": text("river") + text("more")})))
    published = feed.path.read_bytes()
    assert published != before

    feed.now += timedelta(days=1)
    report = feed.build()

    assert report.cleaned == 0
    assert feed.path.read_bytes() == published


# Archives


def test_a_warm_build_parses_cleans_and_writes_nothing(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"dump/{n}.txt": article(str(n), title=f"Title {n}") for n in range(5)}
    dump = Site(site(source("news", "dump"), files=files))
    dump.build()
    os.utime(dump.path, (1, 1))

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    for name in ("feedclean.parse.read", "feedclean.work.rework.rework"):
        monkeypatch.setattr(name, never)
    report = dump.build()

    assert (report.parsed, report.cleaned, report.unchanged, report.entries) == (5, 0, 5, 5)
    assert (report.files_written, report.files_unchanged) == (0, 1)
    assert dump.path.stat().st_mtime == 1


def test_what_was_published_and_is_missing_is_published_again(site: MakeSite) -> None:
    dump = Site(site(source("news", "dump"), files={"dump/1.txt": article("a")}))
    dump.build()
    before = dump.path.read_bytes()
    dump.path.unlink()

    report = dump.build()

    assert (report.cleaned, report.unchanged, report.files_written) == (0, 1, 1)
    assert dump.path.read_bytes() == before


def test_a_file_that_fails_is_told_of_in_every_build(site: MakeSite) -> None:
    files = {"dump/1.txt": article("a"), "dump/2.txt": UNREADABLE}
    dump = Site(site(source("news", "dump"), files=files))

    assert len(dump.build().failures) == len(dump.build().failures) == 1


def test_an_article_leaves_with_its_file_and_returns_as_itself(site: MakeSite) -> None:
    files = {"dump/1.txt": article("a", title="One"), "dump/2.txt": article("b", title="Two")}
    dump = Site(site(source("news", "dump"), files=files))
    dump.build()
    before = dump.path.read_bytes()
    path = dump.config.parent / "dump" / "2.txt"
    content = path.read_bytes()

    path.unlink()
    dump.build()
    assert len(dump.entries) == 1
    path.write_bytes(content)
    dump.build()

    assert dump.path.read_bytes() == before


UNDATED = "# {0}\n\n" + "一个没有日期的故事，讲的是{0}，写得足够长，好让人知道它是正文。\n\n" * 6


def undated(topic: str) -> str:
    return UNDATED.format(topic)


def test_an_archive_read_for_the_first_time_asks_no_clock(site: MakeSite) -> None:
    dump = Site(site(source("news", "dump"), files={"dump/1.md": undated("河流")}))
    dump.build()

    [entry] = dump.entries.values()
    assert entry.updated.startswith("1970-01-01")
    assert "published" not in entry


def test_an_undated_article_that_comes_later_has_the_date_of_first_sight(site: MakeSite) -> None:
    dump = Site(site(source("news", "dump"), files={"dump/1.md": undated("河流")}))
    dump.build()
    (dump.config.parent / "dump" / "2.md").write_text(undated("高山"), encoding="utf-8")
    dump.build()
    seen, before = dump.now, dump.path.read_bytes()
    dump.build()

    first, _ = dump.entries.values()
    assert first.title == "高山"
    assert first.updated_parsed[:5] == seen.timetuple()[:5]
    assert dump.path.read_bytes() == before


def test_a_file_that_moves_is_the_same_entry(site: MakeSite) -> None:
    files = {"dump/1.md": undated("河流"), "dump/2.md": undated("高山")}
    dump = Site(site(source("news", "dump"), files=files))
    dump.build()
    before = sorted(dump.entries)

    folder = dump.config.parent / "dump"
    (folder / "1.md").rename(folder / "renamed.md")
    dump.build()

    assert sorted(dump.entries) == before


def test_the_copy_of_an_article_whose_file_goes_takes_its_place(site: MakeSite) -> None:
    files = {"dump/1.txt": article("a"), "dump/2.txt": article("a") + "\n"}
    dump = Site(site(source("news", "dump"), files=files))
    dump.build()
    before = list(dump.entries)
    assert len(before) == 1

    for name in ("1.txt", "2.txt"):
        path = dump.config.parent / "dump" / name
        content = path.read_bytes()
        path.unlink()
        dump.build()
        assert list(dump.entries) == before
        path.write_bytes(content)
        dump.build()
        assert list(dump.entries) == before


def test_a_template_learned_later_cleans_what_stood(site: MakeSite) -> None:
    footer = "<p>关注我们的频道，获取更多来自港口的消息和图片。</p>"
    body = "第{0}篇文章说的是{0}号码头的一件具体的事，写得足够长，好让清理的人知道它是正文。"

    def dumped(n: int) -> str:
        text = "</p><p>".join(body.format(f"{n}{k}") for k in range(6))
        return article(str(n), title=f"第{n}篇", body=f"{text}</p>{footer}<p>")

    dump = Site(site(source("news", "dump"), files={"dump/1.txt": dumped(1)}))
    dump.build()
    first = dump.entries
    for n in range(2, 6):
        (dump.config.parent / "dump" / f"{n}.txt").write_text(dumped(n), encoding="utf-8")
    report = dump.build()

    fresh = Site(site(source("news", "dump"), head=dump.config.read_text().split("\n[[")[0]))
    fresh.config.parent.joinpath(".feedclean", "state.sqlite3").unlink()
    after = dump.path.read_bytes()
    fresh.build()
    assert report.cleaned >= 4
    assert fresh.path.read_bytes() == after
    assert set(first) < set(dump.entries)
