"""Feeds of different tempers, asked by a half-hourly cron: nothing twice, nothing unread again."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest

from feedclean.codec import digest
from feedclean.conductor import Tools, build_site
from feedclean.config import load_config
from feedclean.gather.base import Fetched, Request, Unmodified
from feedclean.model.source import Validators
from tests.making import source
from tests.test_remembering import MakeSite, item, text

START = datetime(2026, 1, 1, tzinfo=UTC)
ADS = (
    "Buy the new shoes of Maison Dupont today and save twenty percent on everything",
    "Nights of fun with free spins for every reader who signs up before this weekend",
    "A mattress you will love: one hundred nights of trial, free return and delivery",
)


def entry(temper: str, number: int, when: datetime, dice: Random) -> str:
    topic = f"{temper.replace(' ', '')}{number}"
    link, guid = f"http://{topic}.example.org/", f"tag:example.org,2026:{topic}"
    body, date = text(topic), format_datetime(when)
    match temper:
        case "labelled ad":
            ad = f"<p>Advertisement</p><p>{dice.choice(ADS)}</p>"
            body += f'<div class="ad">{ad}</div>'
        case "bare ad":
            body += f"<p>{dice.choice(ADS)}</p>"
        case "scheme":
            link = link.replace("http:", dice.choice(["http:", "https:"]))
        case "guid":
            guid = f"tag:example.org,2026:{dice.randrange(10**6)}"
        case "no date":
            date = ""
        case "counter":
            body += f"<p>Read {dice.randrange(9999)} times</p>"
        case "tracking":
            link += f"?utm_source=x{dice.randrange(99)}"
        case "no name":
            guid = link = ""
        case "related":
            links = (f'<li><a href="/{dice.randrange(99)}">{ad}</a></li>' for ad in ADS)
            body += f"<h3>Related articles</h3><ul>{''.join(links)}</ul>"
    return item(topic, guid=guid, link=link, date=date, body=body)


TEMPERS = ("calm", "labelled ad", "bare ad", "scheme", "guid", "no date", "counter", "tracking")
TEMPERS += ("no name", "related")
HOURS = (6, 12, 24, 72)
"""Between two entries: some feeds post every six hours, some every three days."""
FEEDS = {f"{temper} {pace}": HOURS[(n + 2 * pace) % 4] for n, temper in enumerate(TEMPERS)
         for pace in (0, 1)}  # fmt: skip
DAYS = 14
ATOM = "{http://www.w3.org/2005/Atom}"
MARKS = ("id", "published", "updated")
"""By which a reader tells an entry it has seen."""


@dataclass
class World:
    """What the servers say at each moment, and what they saw."""

    now: datetime = START
    asked: dict[str, list[datetime]] = field(default_factory=dict)
    conditional: Counter[str] = field(default_factory=Counter)
    unmodified: Counter[str] = field(default_factory=Counter)

    def fetch(self, request: Request) -> Fetched | Unmodified:
        name = request.url.rpartition("/")[2].replace("-", " ")
        self.asked.setdefault(name, []).append(self.now)
        self.conditional[name] += request.validators.etag is not None
        body = self.feed(name).encode()
        etag = f'"{digest(body)}"'
        if request.validators.etag == etag:
            self.unmodified[name] += 1
            return Unmodified(url=request.url)
        return Fetched(
            url=request.url,
            body=body,
            media_type="application/rss+xml",
            charset=None,
            validators=Validators(etag=etag),
        )

    def feed(self, name: str) -> str:
        """The ten newest entries."""
        dice, hours = Random(f"{name} {self.now}"), FEEDS[name]
        newest = int((self.now - START) / timedelta(hours=hours)) + 10
        entries = (
            entry(name[:-2], n, START + timedelta(hours=(n - 9) * hours), dice)
            for n in range(newest - 1, newest - 11, -1)
        )
        return f'<rss version="2.0"><channel><title>T</title>{"".join(entries)}</channel></rss>'


@dataclass
class Reader:
    """Somebody who subscribes to a published feed, and what bothers them."""

    seen: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Title to id, published, updated."""
    twice: int = 0
    moved: int = 0
    lost: int = 0

    def look(self, path: Path) -> None:
        entries = [
            tuple(str(one.findtext(f"{ATOM}{name}")) for name in ("title", *MARKS))
            for one in ET.parse(path).iter(f"{ATOM}entry")
        ]
        now = {title: (id_, published, updated) for title, id_, published, updated in entries}
        self.twice += len(entries) - len(now)
        self.moved += sum(now[title] != was for title, was in self.seen.items() if title in now)
        self.lost += len(self.seen.keys() - now.keys())
        self.seen = now


@pytest.mark.slow
def test_nothing_comes_twice_and_nothing_is_unread_again(site: MakeSite) -> None:
    names = {feed: feed.replace(" ", "-") for feed in FEEDS}
    more = {"full_text": "never", "max_entries": 300}
    config = site(
        *(
            source(name, f"https://feeds.example.org/{name}", kind="feed", **more)
            for name in names.values()
        )
    )
    world, readers = World(), {feed: Reader() for feed in FEEDS}
    loaded = load_config(config)
    for step in range(DAYS * 48):
        world.now = START + timedelta(minutes=30 * step)
        report = build_site(loaded, Tools(now=world.now, fetch=world.fetch))
        assert not any(one.failures for one in report.sources)
        for feed, one in zip(FEEDS, report.sources, strict=True):
            if one.files_written:
                readers[feed].look(config.parent / "public" / f"{names[feed]}.atom")

    sys.stdout.write(f"\n{'feed':15} requests  conditional  304  entries  twice  moved  lost\n")
    for feed, reader in readers.items():
        times = world.asked[feed]
        share = world.conditional[feed] / max(1, len(times) - 1)
        sys.stdout.write(
            f"{feed:15} {len(times):8}  {share:11.0%}  {world.unmodified[feed]:3}  "
            f"{len(reader.seen):7}  {reader.twice:5}  {reader.moved:5}  {reader.lost:4}\n"
        )
    for feed, reader in readers.items():
        times = world.asked[feed]
        assert min(later - earlier for earlier, later in pairwise(times)) >= timedelta(minutes=55)
        assert len(times) <= DAYS * 24
        assert world.conditional[feed] == len(times) - 1
        assert (reader.twice, reader.moved, reader.lost) == (0, 0, 0), feed
        assert len(reader.seen) >= DAYS * 24 / FEEDS[feed]
