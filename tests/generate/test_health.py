from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import feedparser

from feedclean.generate.health import Report, render_health, render_status
from feedclean.model.article import SourceId
from feedclean.model.output import Figures
from tests.site import SITE, alarm, card, seed_feed

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HOSTILE = '"><script>alert(1)</script>'


def report(*, is_open: bool = True, **more: object) -> Report:
    values = {
        "source": SourceId("news"),
        "title": "News",
        "at": NOW + timedelta(days=not is_open),
        "is_open": is_open,
        "notice": replace(alarm("the server answered 503"), since=NOW),
        "advice": "try it now: feedclean build news --refresh",
    }
    return Report(**{**values, **more})  # type: ignore[arg-type]


def test_health_says_of_each_feed_how_it_is() -> None:
    feed = seed_feed("rfi")
    well, ill = card(feed), card(feed, "the server answered 503")
    well = replace(well, figures=Figures(chars=4_200, removed=0.4, a_day=1.5))

    told = json.loads(render_health([well, ill]).body)

    assert [one["state"] for one in told["feeds"]] == ["well", "alarm"]
    assert told["feeds"][0]["figures"] == {"chars": 4_200, "removed": 0.4, "a_day": 1.5}
    assert told["feeds"][1]["alarms"][0]["code"] == "fetch-failing"
    assert "://" not in render_health([well, ill]).body.decode()


def test_an_alarm_that_opens_and_one_that_closes_are_entries_of_their_own() -> None:
    body = render_status(SITE, [report(is_open=False), report()]).body

    found = feedparser.parse(body)

    assert not found.bozo
    assert [one.title for one in found.entries] == [
        "News: over: not up to date",
        "News: not up to date",
    ]
    assert len({one.id for one in found.entries}) == 2
    assert "feedclean build news --refresh" in found.entries[1].content[0].value
    assert "The cause is gone" in found.entries[0].content[0].value
    assert found.feed.updated == "2026-01-02T00:00:00+00:00"
    assert [one.href for one in found.feed.links if one.rel == "self"] == [f"{SITE.url}status.atom"]


def test_ids_stand_and_equal_input_gives_equal_bytes() -> None:
    first = render_status(SITE, [report()])

    assert render_status(SITE, [report()]) == first
    ids = [one.id for one in feedparser.parse(first.body).entries]
    later = render_status(SITE, [report(is_open=False), report()])
    assert [one.id for one in feedparser.parse(later.body).entries][1:] == ids


def test_a_site_without_alarms_has_an_empty_feed() -> None:
    found = feedparser.parse(render_status(SITE, []).body)

    assert not found.bozo
    assert found.entries == []


def test_what_strangers_wrote_is_text() -> None:
    body = render_status(SITE, [report(title=HOSTILE, notice=alarm(HOSTILE), advice=HOSTILE)]).body

    [entry] = feedparser.parse(body, sanitize_html=False).entries

    assert "<script" not in body.decode()
    assert entry.content[0].value.count("&lt;script&gt;") == 2
    assert "<script" not in entry.content[0].value
