"""Feeds without ids, or with ids that mean nothing: one article is one entry, build after build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from tests.making import source
from tests.test_remembering import URL, Site, item, text

MakeSite = Callable[..., Path]
HOME = "https://example.org/"
TOPICS = "river bridge tower market garden engine station doctor".split()


@dataclass(frozen=True)
class Story:
    topic: str
    day: int
    title: str
    edits: int = 0

    @classmethod
    def of_day(cls, day: int) -> Story:
        topic = TOPICS[day - 1] if day <= len(TOPICS) else f"place{day}"
        return cls(topic, day, topic.title())

    @property
    def body(self) -> str:
        return text(self.topic) + "".join(
            f"<p>The {self.topic} was heard of again, for the {n}. time.</p>"
            for n in range(self.edits)
        )

    @property
    def date(self) -> str:
        return f"{self.day:02} Dec 2025 10:00:00 GMT"


Write = Callable[[Story, int], str]
FEEDS: dict[str, Write] = {
    "title and date": lambda s, n: item(s.topic, title=s.title, body=s.body, date=s.date),
    "title alone": lambda s, n: item(s.topic, title=s.title, body=s.body),
    "one title and dates": lambda s, n: item(s.topic, title="News", body=s.body, date=s.date),
    "one title": lambda s, n: item(s.topic, title="News", body=s.body),
    "text alone": lambda s, n: item(s.topic, title=" ", body=s.body),
    "one guid and dates": lambda s, n: item(
        s.topic, guid="urn:x:1", title=s.title, body=s.body, date=s.date
    ),
    "one guid": lambda s, n: item(s.topic, guid="urn:x:1", title=s.title, body=s.body),
    "one guid and one title": lambda s, n: item(s.topic, guid="urn:x:1", title="N", body=s.body),
    "one link and dates": lambda s, n: item(
        s.topic, link=HOME, title=s.title, body=s.body, date=s.date
    ),
    "one link": lambda s, n: item(s.topic, link=HOME, title=s.title, body=s.body),
    "one guid for two": lambda s, n: item(
        s.topic, guid=f"urn:x:{s.day // 2}", title=s.title, body=s.body, date=s.date
    ),
    "guids that count from the top, and dates": lambda s, n: item(
        s.topic, guid=f"{n}", title=s.title, body=s.body, date=s.date
    ),
    "guids that count from the top": lambda s, n: item(
        s.topic, guid=f"{n}", title=s.title, body=s.body
    ),
    "another guid with every build": lambda s, n: item(
        s.topic, guid=f"urn:x:{Random().random()}", link=f"{HOME}{s.topic}", body=s.body
    ),
}


def shuffled(stories: list[Story], dice: Random) -> list[Story]:
    return dice.sample(stories, len(stories))


def with_one_on_top(stories: list[Story], dice: Random) -> list[Story]:
    newest = max(one.day for one in stories)
    return [Story.of_day(newest + 1), *stories]


def with_one_edited(stories: list[Story], dice: Random) -> list[Story]:
    at = dice.randrange(len(stories))
    edited = replace(stories[at], edits=stories[at].edits + 1)
    return [*stories[:at], edited, *stories[at + 1 :]]


def with_another_headline(stories: list[Story], dice: Random) -> list[Story]:
    at = dice.randrange(len(stories))
    headed = replace(stories[at], title=f"{stories[at].title} corrected")
    return [*stories[:at], headed, *stories[at + 1 :]]


def with_one_gone(stories: list[Story], dice: Random) -> list[Story]:
    at = dice.randrange(len(stories))
    is_newest = stories[at].day == max(one.day for one in stories)  # else its day comes twice
    return stories if is_newest or len(stories) < 3 else [*stories[:at], *stories[at + 1 :]]


CHANGES = {
    "order": shuffled,
    "one on top": with_one_on_top,
    "an edit": with_one_edited,
    "a headline": with_another_headline,
    "one gone": with_one_gone,
}


@pytest.fixture
def feed(site: MakeSite) -> Site:
    return Site(site(source("news", URL, kind="feed", full_text="never")))


def ids(feed: Site) -> dict[str, set[str]]:
    """Ids by topic, as readers of the feed would see them."""
    found: dict[str, set[str]] = {}
    for id_, entry in feed.entries.items():
        words = entry.content[0].value.split()
        found.setdefault(words[words.index("said") - 1], set()).add(id_)
    return found


STEPS = "one on top, order, an edit, a headline, one gone, an edit, one on top, order".split(", ")


@pytest.mark.parametrize("write", FEEDS.values(), ids=FEEDS.keys())
def test_one_article_is_one_entry_whatever_happens_around_it(feed: Site, write: Write) -> None:
    live(feed, write, STEPS, Random(4))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("write", FEEDS.values(), ids=FEEDS.keys())
def test_one_article_is_one_entry_for_long(feed: Site, write: Write, seed: int) -> None:
    dice = Random(seed)
    live(feed, write, dice.choices(list(CHANGES), k=25), dice)


def live(feed: Site, write: Write, steps: list[str], dice: Random) -> None:
    """Serves the feed again after each step; every article stays, under its one id."""
    stories = [Story.of_day(day) for day in range(1, 5)]
    everything = {one.topic for one in stories}
    feed.serve(*(write(one, n) for n, one in enumerate(stories)))
    before = ids(feed)
    assert set(before) == everything
    for step in steps:
        stories = CHANGES[step](stories, dice)
        everything |= {one.topic for one in stories}
        feed.serve(*(write(one, n) for n, one in enumerate(stories)))
        now = ids(feed)
        assert {topic: now.get(topic) for topic in before} == before, step
        assert set(now) == everything, step
        assert all(len(some) == 1 for some in now.values()), step
        before = now


def test_ids_of_a_feed_without_any_do_not_hang_on_where_an_item_stands(
    site: MakeSite, tmp_path: Path
) -> None:
    items = [
        item(topic, date=f"0{n} Dec 2025 10:00:00 GMT") for n, topic in enumerate(TOPICS[1:7], 1)
    ]
    config = site(source("news", URL, kind="feed", full_text="never"))
    found = []
    for some in (items, items[::-1], items[2:]):
        feed = Site(config)
        feed.serve(*some)
        found.append(ids(feed))
        (tmp_path / ".feedclean" / "state.sqlite3").unlink()

    assert found[0] == found[1]
    assert found[2].items() < found[0].items()


def test_an_item_without_names_stands_beside_teasers_whose_pages_fail(site: MakeSite) -> None:
    feed = Site(site(source("news", URL, kind="feed")))
    teaser = item("bridge", link=f"{HOME}bridge", body="<p>The bridge said that it was […]</p>")
    story = Story.of_day(1)
    feed.serve(FEEDS["title and date"](story, 0), teaser)
    before = ids(feed)

    corrected = replace(story, title="Quite another headline", edits=1)
    feed.serve(FEEDS["title and date"](corrected, 0), teaser)

    assert set(before) == {"river", "bridge"}
    assert ids(feed) == before


VERBATIM = (
    "https://example.org/?p=7",
    "https://example.org/?a=1&copy=2&lt=3",
    "HTTP://Example.org/A/../b?utm_source=x#c",
    "https://example.org/新闻/ä",
    "tag:example.org,2020-01-01:blog/1#c",
    "urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6",
    "yt:video:x7_-Q",
    "doi:10.1000/182",
)


@pytest.mark.parametrize("id_", VERBATIM)
def test_a_reader_that_swaps_our_address_for_the_old_one_sees_no_entry_anew(
    feed: Site, id_: str
) -> None:
    feed.serve(item("river", guid=f"\n  {id_} ", link=HOME, date="01 Dec 2025 10:00:00 GMT"))

    assert list(feed.entries) == [id_]


def test_an_id_that_is_none_to_atom_is_written_so_that_it_is_one(feed: Site) -> None:
    feed.serve(item("river", guid="7 of 9"), item("bridge", guid="10023"), item("tower", guid="%"))

    ours = "tag:feedclean.invalid,2026:news/"
    assert sorted(feed.entries) == [f"{ours}%25", f"{ours}10023", f"{ours}7%20of%209"]
