"""Feeds of different tempers, asked by a half-hourly cron: nothing twice, nothing unread again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from random import Random

import feedparser
import pytest

from feedclean.build import Tools, build_site
from feedclean.codec import digest
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


@dataclass
class World:
    """What the servers say at each moment, and what they saw."""

    now: datetime = START
    asked: dict[str, list[datetime]] = field(default_factory=dict)
    conditional: Counter[str] = field(default_factory=Counter)

    def fetch(self, request: Request) -> Fetched | Unmodified:
        temper = request.url.rpartition("/")[2].replace("-", " ")
        self.asked.setdefault(temper, []).append(self.now)
        self.conditional[temper] += request.validators.etag is not None
        body = self.feed(temper).encode()
        etag = f'"{digest(body)}"'
        if request.validators.etag == etag:
            return Unmodified(url=request.url)
        return Fetched(
            url=request.url,
            body=body,
            media_type="application/rss+xml",
            charset=None,
            validators=Validators(etag=etag),
        )

    def feed(self, temper: str) -> str:
        """The ten newest entries; some post every two hours, some every three days."""
        dice = Random(f"{temper} {self.now}")
        hours = (2, 5, 24, 72)[TEMPERS.index(temper) % 4]
        newest = int((self.now - START) / timedelta(hours=hours)) + 10
        entries = (
            entry(temper, n, START + timedelta(hours=(n - 9) * hours), dice)
            for n in range(newest - 1, newest - 11, -1)
        )
        return f'<rss version="2.0"><channel><title>T</title>{"".join(entries)}</channel></rss>'


def shown(folder: Path, temper: str) -> list[tuple[str, tuple[str, str, str]]]:
    feed = feedparser.parse((folder / f"{temper.replace(' ', '-')}.atom").read_bytes())
    return [(one.title, (one.id, one.published, one.updated)) for one in feed.entries]


@pytest.mark.slow
def test_nothing_comes_twice_and_nothing_is_unread_again(site: MakeSite) -> None:
    names = {temper: temper.replace(" ", "-") for temper in TEMPERS}
    config = site(
        *(
            source(name, f"https://feeds.example.org/{name}", kind="feed", full_text="never")
            for name in names.values()
        )
    )
    world, seen = World(), {temper: dict[str, tuple[str, str, str]]() for temper in TEMPERS}
    loaded = load_config(config)
    for step in range(4 * 48):
        world.now = START + timedelta(minutes=30 * step)
        report = build_site(loaded, Tools(now=world.now, fetch=world.fetch))
        assert not any(one.failures for one in report.sources)
        for temper, one in zip(TEMPERS, report.sources, strict=True):
            if not one.files_written:
                continue
            entries = shown(config.parent / "public", temper)
            assert len(dict(entries)) == len(entries), f"twice: {temper}"
            assert seen[temper].items() <= dict(entries).items(), f"moved or lost: {temper}"
            seen[temper] = dict(entries)
    for temper in TEMPERS:
        times = world.asked[temper]
        gaps = [later - earlier for earlier, later in pairwise(times)]
        assert min(gaps) >= timedelta(minutes=55)
        assert world.conditional[temper] == len(times) - 1
    assert len(seen["calm"]) > 40
