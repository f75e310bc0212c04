"""Single decisions; what they amount to over several builds is in ``test_remembering``."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feedclean.clean.digests import raw_digest
from feedclean.clean.process import process
from feedclean.identity import (
    Arrival,
    Recognised,
    Sight,
    names_of,
    recognise,
    url_key,
)
from feedclean.learn import profile
from feedclean.model.article import (
    ArticleId,
    ArticleMeta,
    CleanArticle,
    Digest,
    Origin,
    RawArticle,
    Scope,
    SourceId,
)
from feedclean.model.entry import Reading, Standing
from feedclean.model.plan import CleanOptions, CleanPlan

S = SourceId("s")
NOW = datetime(2026, 3, 1, tzinfo=UTC)
BEFORE = datetime(2026, 2, 1, tzinfo=UTC)
PLAN = CleanPlan(source=S, options=CleanOptions())
PARTS = ("The {0} opened", "Its {0} master spoke", "Nobody in {0} was hurt", "More {0} to follow")


def html(topic: str, times: int = 2) -> str:
    dice = random.Random(topic)
    word = "".join(dice.choices("abcdefghijklmnop", k=9))
    return "".join(
        f"<p>{part.format(word)}, {dice.random():.9f} of it, {word[::-1]} in all, he said.</p>"
        for part in PARTS * times
    )


def raw(
    topic: str,
    id_: str = "",
    *,
    url: str | None = None,
    place: str = "list",
    offset: int | None = 0,
    body: str | None = None,
    **meta: object,
) -> RawArticle:
    values = {"title": topic, **meta}
    name = id_ or url or f"tag:feedclean.invalid,2026:s/{place}#{offset}"
    return RawArticle(
        meta=ArticleMeta(id=ArticleId(name), source=S, url=url, **values),  # type: ignore[arg-type]
        html=html(topic) if body is None else body,
        scope=Scope.FRAGMENT,
        origin=Origin(dialect="rss", location=place, offset=offset),
    )


def arrival(one: RawArticle) -> Arrival:
    article = process(one, PLAN)
    assert isinstance(article, CleanArticle)
    reading = Reading(
        raw=one, digest=raw_digest(one), location=one.origin.location, body=Digest("b")
    )
    return Arrival(reading=reading, article=article, profile=profile(one))


def sight(now: datetime = NOW, *, is_archive: bool = False, is_first: bool = False) -> Sight:
    return Sight(
        now=now,
        first_seen=None if is_first else now,
        plan=Digest("plan"),
        is_archive=is_archive,
    )


def seen(*raws: RawArticle, now: datetime = BEFORE) -> dict[ArticleId, Standing]:
    found = recognise([arrival(one) for one in raws], {}, (), sight(now))
    return {one.entry.id: one for one in found.changed}


def then(known: dict[ArticleId, Standing], *raws: RawArticle) -> Recognised:
    return recognise([arrival(one) for one in raws], known, (), sight())


ADDRESSES = {
    "scheme": "http://example.org/a",
    "www": "https://www.example.org/a",
    "slash": "https://example.org/a/",
    "tracking": "https://example.org/a?utm_source=feed",
    "host in capitals": "https://EXAMPLE.org/a",
    "fragment": "https://example.org/a#comments",
}


@pytest.mark.parametrize("url", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_spellings_of_one_address_are_one_key(url: str) -> None:
    assert url_key(url) == url_key("https://example.org/a")


@pytest.mark.parametrize("url", ["https://example.org/b", "https://example.org/a?page=2"])
def test_other_addresses_are_other_keys(url: str) -> None:
    assert url_key(url) != url_key("https://example.org/a")


def test_a_place_in_a_list_names_nothing_that_has_a_name() -> None:
    assert names_of(raw("x", "urn:ab:1")) == ("id:urn:ab:1",)
    assert names_of(raw("x", "urn:ab:1", offset=None)) == ("id:urn:ab:1", "place:list")
    assert names_of(raw("x")) == ("place:list#0",)


def test_an_id_is_believed_whatever_became_of_the_text() -> None:
    found = then(seen(raw("a", "urn:ab:1")), raw("b", "urn:ab:1"))

    assert [one.entry.id for one in found.changed] == ["urn:ab:1"]
    assert found.changed[0].article.meta.title == "b"


def test_an_address_is_not_believed_without_a_look_at_the_text() -> None:
    url = "https://example.org/changes"
    found = then(seen(raw("a", url=url)), raw("b", url=url))

    [new] = found.changed
    assert new.entry.id != url
    assert new.entry.id.startswith(url)


def test_a_rewritten_text_with_title_and_date_is_the_same() -> None:
    url = "https://example.org/a"
    date = {"published": BEFORE}
    found = then(seen(raw("a", url=url, **date)), raw("a", url=url, body=html("b"), **date))

    assert [one.entry.id for one in found.changed] == [url]


def test_the_order_of_arrivals_does_not_matter() -> None:
    raws = [
        raw("a", "urn:ab:1", published=BEFORE),
        raw("b", "urn:ab:1", published=BEFORE),
        raw("a", "urn:ab:1", published=BEFORE, body=html("a") + "<p>One sentence more.</p>"),
        raw("c", url="https://example.org/c"),
        raw("c", "urn:ab:2", url="https://example.org/c"),
        raw("d", offset=3),
        raw("e", offset=4, published=NOW),
    ]
    known = seen(raw("b", "urn:ab:1"), raw("d", offset=9))
    expected = then(known, *raws)
    shuffle = random.Random(7).shuffle

    for _ in range(12):
        shuffle(raws)
        assert then(known, *raws) == expected


def test_of_two_copies_in_one_run_the_full_and_later_stands() -> None:
    short = raw("a", "urn:ab:1", body=html("a", 1), published=BEFORE)
    full = raw("a", "urn:ab:1", published=BEFORE + timedelta(days=1))
    found = recognise([arrival(full), arrival(short)], {}, (), sight())

    [one] = found.changed
    assert one.entry.raw == raw_digest(full)
    assert one.entry.aside == (raw_digest(short),)
    assert one.entry.published == BEFORE
    assert [dropped.rule for dropped in found.dropped] == ["feed/duplicate"]


def test_an_entry_this_run_saw_unchanged_is_not_given_away() -> None:
    known = seen(raw("a", "urn:ab:1"))
    found = recognise([arrival(raw("b", "urn:ab:1"))], known, known, sight())

    assert [one.entry.id == "urn:ab:1" for one in found.changed] == [False]


def test_all_names_an_entry_ever_had_are_kept() -> None:
    known = seen(raw("a", "urn:ab:1", url="https://example.org/a"))
    found = then(known, raw("a", "urn:ab:2", url="http://www.example.org/a/?utm_source=x"))

    assert found.changed[0].entry.names == ("id:urn:ab:1", "id:urn:ab:2", "url:example.org/a")


def test_an_id_that_was_anothers_gives_way_to_address_and_text() -> None:
    known = seen(
        raw("a", "urn:ab:1", url="https://example.org/a"),
        raw("b", "urn:ab:2", url="https://example.org/b"),
    )
    found = then(known, raw("a", "urn:ab:2", url="https://example.org/a"))

    assert [one.entry.id for one in found.changed] == ["urn:ab:1"]


def test_an_id_that_a_source_gives_to_everything_loses_no_text() -> None:
    known = seen(raw("a", "urn:ab:1", published=BEFORE))
    found = then(known, raw("b", "urn:ab:1", published=NOW))

    assert [one.entry.id == "urn:ab:1" for one in found.changed] == [False]


def test_a_wall_at_a_known_address_is_no_new_article() -> None:
    url = "https://example.org/a"
    known = seen(raw("a", url=url, body=html("a", 9)))
    wall = raw("Sign in", url=url, body="<p>Please sign in or subscribe to read on today.</p>")

    found = then(known, replace(wall, scope=Scope.PAGE))

    assert [one.article.meta.title for one in found.changed] == ["a"]
    assert [one.rule for one in found.dropped] == ["feed/last-good"]


def test_names_do_not_grow_for_ever() -> None:
    known = seen(raw("a", "urn:ab:1", url="https://example.org/a"))
    for n in range(99):
        found = then(known, raw("a", f"urn:cd:{n}", url="https://example.org/a"))
        known = {one.entry.id: one for one in found.changed}

    [entry] = [one.entry for one in known.values()]
    assert len(entry.names) < 20
    assert {"id:urn:ab:1", "id:urn:cd:98", "url:example.org/a"} <= set(entry.names)


def test_an_archive_read_for_the_first_time_keeps_dates_as_they_are() -> None:
    future = datetime(2077, 1, 1, tzinfo=UTC)
    first = sight(is_archive=True, is_first=True)
    found = recognise(
        [arrival(raw("a", "urn:ab:1")), arrival(raw("b", "urn:ab:2", published=future))],
        {},
        (),
        first,
    )

    assert [one.entry.published for one in found.changed] == [None, future]
    assert [one.entry.first_seen for one in found.changed] == [None, None]


def test_a_date_found_later_fills_a_gap_but_replaces_none() -> None:
    first = sight(BEFORE, is_archive=True, is_first=True)
    found = recognise([arrival(raw("a", "urn:ab:1"))], {}, (), first)
    known = {one.entry.id: one for one in found.changed}

    dated = recognise(
        [arrival(raw("a", "urn:ab:1", published=BEFORE))], known, (), sight(is_archive=True)
    )
    assert dated.changed[0].article.meta.published == BEFORE

    known = {one.entry.id: one for one in dated.changed}
    again = recognise(
        [arrival(raw("a", "urn:ab:1", published=NOW))], known, (), sight(is_archive=True)
    )
    assert again.changed[0].article.meta.published == BEFORE


def test_the_update_upstream_tells_is_believed_if_the_text_changed() -> None:
    said = BEFORE + timedelta(days=3)
    known = seen(raw("a", "urn:ab:1", published=BEFORE))
    more = html("a") + "<p>And one whole sentence more, about something else altogether.</p>"

    same = then(known, raw("a", "urn:ab:1", published=BEFORE, updated=said))
    changed = then(known, raw("a", "urn:ab:1", published=BEFORE, updated=said, body=more))
    future = then(known, raw("a", "urn:ab:1", updated=NOW + timedelta(days=900), body=more))

    assert same.changed[0].article.meta.updated is None
    assert changed.changed[0].article.meta.updated == said
    assert future.changed[0].article.meta.updated == NOW


def test_cleaning_the_same_article_anew_moves_nothing() -> None:
    one = raw("a", "urn:ab:1", published=BEFORE, body=html("a") + "<p>A long last line of it.</p>")
    known = seen(one)
    again = arrival(one)
    shorter = process(raw("a", "urn:ab:1", published=BEFORE), PLAN)
    assert isinstance(shorter, CleanArticle)
    other = Arrival(reading=again.reading, article=shorter, profile=again.profile)

    found = recognise([other], known, (), sight())

    assert found.changed[0].article.meta.updated is None
    assert found.changed[0].article.html == shorter.html


def of_content(topic: str) -> str:
    return f"tag:feedclean.invalid,2026:s/#{topic}"


@pytest.mark.parametrize("offset", [0, 3])
def test_an_entry_that_was_named_by_its_place_keeps_that_name(offset: int) -> None:
    known = seen(raw("a", offset=0), raw("b", offset=1))

    found = then(known, raw("a", of_content("a"), offset=offset))

    assert [one.entry.id for one in found.changed] == ["tag:feedclean.invalid,2026:s/list#0"]


def test_records_without_names_that_share_a_title_are_not_one() -> None:
    known = seen(raw("a", of_content("t"), title="News"))

    found = then(known, raw("b", of_content("t"), title="News"), raw("a", of_content("t")))

    assert len({one.article.html for one in found.changed}) == 2


def test_of_records_without_names_the_nearest_text_is_the_same() -> None:
    known = seen(raw("a", of_content("a"), offset=0), raw("b", of_content("b"), offset=1))
    edited = raw("b", of_content("c"), offset=0, title="Other", body=html("b") + "<p>And more.</p>")

    found = then(known, edited)

    assert [one.entry.id for one in found.changed] == [of_content("b")]


@pytest.mark.parametrize(("hour", "entries"), [(8, 1), (18, 2)], ids=["same time", "same day"])
def test_the_same_notice_of_another_hour_is_another_entry(hour: int, entries: int) -> None:
    url, then_at = "https://example.org/{}", datetime(2026, 1, 2, 8, tzinfo=UTC)
    known = seen(raw("a", url=url.format(8), published=then_at))

    found = then(known, raw("a", url=url.format(18), published=then_at.replace(hour=hour)))

    assert len({*known, *(one.entry.id for one in found.changed)}) == entries
