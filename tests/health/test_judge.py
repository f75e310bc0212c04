from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feedclean.health import Signs, judge
from feedclean.health.judge import RULES
from feedclean.health.rhythm import rhythm
from feedclean.health.words import codes, told
from feedclean.model.article import SourceId
from feedclean.model.health import Alarm, Health, Measured, Rhythm, Sample

START = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
S = SourceId("s")
WELL = Health(source=S)


def entry(chars: int = 3_000, **more: object) -> Measured:
    values = {
        "paragraphs": 9,
        "images": 1,
        "removed": 0.7,
        "is_page": True,
        "has_template": True,
        "fit": 0.8,
    }
    return Measured(chars=chars, **{**values, **more})  # type: ignore[arg-type]


def history(*batches: Sequence[Measured], days: int = 30) -> list[Sample]:
    """A month of one or two entries a day, then what was read on each of the following days."""
    dice = random.Random(7)
    past = [
        [entry(int(3_000 * dice.lognormvariate(0, 0.4))) for _ in range(dice.randint(1, 2))]
        for _ in range(days)
    ]
    return [
        Sample(at=START + n * DAY, entries=20, new=tuple(batch), count=len(batch))
        for n, batch in enumerate((*past, *batches))
    ]


def open_now(samples: Sequence[Sample], health: Health = WELL, **signs: object) -> list[str]:
    found = judge(health, samples, Signs(now=samples[-1].at, **signs))  # type: ignore[arg-type]
    return [alarm.code for alarm in found]


def test_a_usual_month_opens_nothing() -> None:
    assert open_now(history()) == []


@pytest.mark.parametrize("count", [1, 2])
def test_one_or_two_short_entries_are_no_alarm(count: int) -> None:
    assert open_now(history(*[[entry(40)]] * count)) == []
    assert open_now(history([entry(40)] * count)) == []


def test_a_row_of_short_entries_is_an_alarm() -> None:
    assert open_now(history(*[[entry(40)]] * 4)) == ["extraction-collapsed"]


def test_a_whole_batch_of_short_entries_is_an_alarm() -> None:
    assert open_now(history([entry(40), entry(2_900), *[entry(50)] * 6])) == [
        "extraction-collapsed"
    ]


def test_a_source_that_mixes_notices_with_essays_needs_a_longer_row() -> None:
    mixed = [[entry(3_000), entry(3_100), entry(60)] for _ in range(20)]
    samples = history(*mixed, days=0)
    later = [
        replace(samples[-1], at=samples[-1].at + (n + 1) * DAY, new=(entry(60),)) for n in range(12)
    ]

    assert open_now([*samples, *later[:4]]) == []
    assert "extraction-collapsed" in open_now([*samples, *later])


def test_constant_values_are_not_told_of_at_a_trifle() -> None:
    constant = [[entry(1_000)] for _ in range(20)]

    assert open_now(history(*constant, *[[entry(700)]] * 6, days=0)) == []


def test_nothing_is_judged_without_a_past() -> None:
    assert open_now(history(*[[entry(3_000)]] * 5, *[[entry(1)]] * 6, days=0)) == []


def test_texts_of_the_feed_are_not_compared_with_pages() -> None:
    assert open_now(history(*[[entry(40, is_page=False, fit=None)]] * 8)) == []


def test_an_alarm_closes_when_entries_are_as_they_were() -> None:
    samples = history(*[[entry(40)]] * 4)
    [alarm] = judge(WELL, samples, Signs(now=samples[-1].at))
    after = [*samples, Sample(at=samples[-1].at + DAY, entries=20, new=(entry(2_900),), count=1)]

    assert open_now(after, replace(WELL, alarms=(alarm,))) == []


def test_an_alarm_keeps_its_beginning() -> None:
    samples = history(*[[entry(40)]] * 5)
    since = samples[-2].at
    before = replace(WELL, alarms=(Alarm(code="extraction-collapsed", since=since),))

    [alarm] = judge(before, samples, Signs(now=samples[-1].at))

    assert alarm.since == since
    assert dict(alarm.facts)["count"] == "5"


def test_what_is_so_for_a_month_is_how_it_is() -> None:
    samples = history(*[[entry(40), entry(41)]] * 45)
    before = replace(WELL, alarms=(Alarm(code="extraction-collapsed", since=samples[31].at),))

    assert open_now(samples[:50], before) == ["extraction-collapsed"]
    assert open_now(samples, before) == []


def test_too_much_taken_out_is_an_alarm() -> None:
    usual = [[entry(removed=0.1, is_page=False, fit=None)] for _ in range(20)]
    much = [entry(removed=0.6, is_page=False, fit=None)] * 5

    assert open_now(history(*usual, much, days=0)) == ["over-removal"]


def test_guesses_that_had_to_be_undone_are_an_alarm() -> None:
    usual = [[entry(removed=0.1, is_page=False, fit=None)] for _ in range(20)]
    undone = entry(removed=0.0, is_page=False, fit=None, cautions=("over-removal-reverted",))

    assert open_now(history(*usual, [undone] * 5, days=0)) == ["over-removal"]


def test_a_template_that_is_found_no_more_is_an_alarm() -> None:
    assert open_now(history([entry(has_template=False)] * 5)) == ["template-drift"]
    assert open_now(history([entry(has_template=False)] * 2)) == []


def test_a_rule_that_is_dead_is_an_alarm_as_long_as_it_is_there() -> None:
    usual = [[entry(rules=("site/a/strip/x",))] for _ in range(30)]
    samples = history(*usual, *[[entry()]] * 12, days=0)

    assert open_now(samples, rules=frozenset({"site/a/strip/x"})) == ["rule-dead"]
    assert open_now(samples[:-6], rules=frozenset({"site/a/strip/x"})) == []
    assert open_now(samples) == []


def test_a_redesign_is_told_in_the_first_build_after_it() -> None:
    assert open_now(history([entry(fit=0.03)])) == ["layout-changed"]
    assert open_now(history([entry(fit=0.1), entry(fit=0.15), entry(fit=0.05)])) == [
        "layout-changed"
    ]


def test_a_special_page_among_others_is_no_redesign() -> None:
    assert open_now(history([entry(fit=0.03), entry(), entry()])) == []


def test_a_list_of_links_to_everywhere_has_no_layout() -> None:
    everywhere = [[entry(fit=0.1)] for _ in range(30)]

    assert open_now(history(*everywhere, [entry(fit=0.01)], days=0)) == []


def test_a_new_layout_is_got_used_to_once_its_pages_are_read_well() -> None:
    samples = history(*[[entry(fit=0.03)]] * 5)
    before = replace(WELL, alarms=(Alarm(code="layout-changed", since=samples[30].at),))

    assert open_now(samples[:34], before) == ["layout-changed"]
    assert open_now(samples, before) == []


def test_a_new_layout_whose_text_is_lost_is_not_got_used_to() -> None:
    samples = history(*[[entry(30, fit=0.03)]] * 8)
    before = replace(WELL, alarms=(Alarm(code="layout-changed", since=samples[30].at),))

    assert "layout-changed" in open_now(samples, before)


def test_a_new_layout_whose_text_is_not_believed_is_not_got_used_to() -> None:
    samples = history(*[[entry(fit=0.03, cautions=("text-doubted",))]] * 8)
    before = replace(WELL, alarms=(Alarm(code="layout-changed", since=samples[30].at),))

    assert open_now(samples, before) == ["layout-changed"]


def test_a_first_wall_is_told_and_a_usual_one_is_not() -> None:
    walled = Sample(at=START + 31 * DAY, entries=20, walls=(("bot-check", 1),))
    often = [
        Sample(at=START + n * DAY, entries=9, new=(entry(),), count=1, walls=(("paywall", 1),))
        for n in range(30)
    ]

    assert open_now([*history(), walled]) == ["wall-met"]
    assert open_now([*often, walled]) == []


def test_walls_before_every_page_of_a_new_source_are_told() -> None:
    assert open_now([Sample(at=START, entries=0, walls=(("consent", 4),))]) == ["wall-met"]


def test_two_walls_are_told_of_a_source_that_has_shown_nothing_else() -> None:
    both = Sample(at=START, entries=2, walls=(("paywall", 2),))
    one = [Sample(at=START + n * DAY, entries=2, walls=(("paywall", 1),)) for n in range(2)]
    beside = Sample(at=START, entries=2, new=(entry(),), count=1, walls=(("paywall", 2),))

    assert open_now([both]) == open_now(one) == ["wall-met"]
    assert open_now(one[:1]) == open_now([beside]) == []


def test_walls_are_told_of_no_more_once_pages_have_come_in_their_place() -> None:
    walled = Sample(at=START, entries=4, walls=(("paywall", 4),))
    come = Sample(at=START + DAY, entries=4, came=4)
    half = Sample(at=START + DAY, entries=4, came=1, walls=(("paywall", 3),))

    assert open_now([walled, come]) == []
    assert open_now([walled, half]) == ["wall-met"]


def test_dates_ahead_are_told() -> None:
    samples = history([entry()] * 3)
    ahead = [*samples[:-1], replace(samples[-1], early=2)]

    assert open_now(ahead) == ["clock-odd"]


@pytest.mark.parametrize(
    ("signs", "code"),
    [
        ({"failing": "the server answered 503"}, "fetch-failing"),
        ({"unread": "x.txt: no dialect recognises this"}, "file-unread"),
        ({"missing": "matches no file any more"}, "files-missing"),
        ({"gone": START, "failing": "gone"}, "gone"),
        ({"moved_to": "https://new.example.org/feed"}, "moved"),
        ({"asked_ahead": START + 400 * DAY}, "clock-odd"),
    ],
)
def test_what_the_host_says_is_told(signs: dict[str, object], code: str) -> None:
    assert open_now(history(), **signs) == [code]


def test_of_a_source_nothing_ever_came_of_the_address_is_doubted() -> None:
    def advice(entries: int) -> str:
        sample = Sample(at=START, entries=entries)
        [alarm] = judge(WELL, [sample], Signs(now=START, failing="the server answered 404"))
        return told(alarm, S).advice

    assert "write the right one as location of source s" in advice(0)
    assert advice(20).startswith("try it now: feedclean build s --refresh")


def test_silence_is_told_by_the_usual_pause_and_only_if_the_server_answers() -> None:
    found = rhythm(START + n * DAY for n in range(30))
    assert found is not None
    health = replace(WELL, rhythm=found)
    late = history()[-1].at + 9 * DAY

    assert found.silent_after == START + 36 * DAY
    assert open_now(history(), health, answered=late) == ["source-silent"]
    assert open_now(history(), health, answered=START + 35 * DAY) == []
    assert open_now(history(), health) == []


def test_who_writes_rarely_may_pause_longer() -> None:
    weekly = rhythm(START + n * 7 * DAY for n in range(12))
    assert isinstance(weekly, Rhythm)
    assert weekly.silent_after - weekly.newest == 14 * DAY
    assert rhythm(START + n * DAY for n in range(6)) is None


def test_every_code_has_words_and_every_word_is_filled_in() -> None:
    assert codes() == tuple(sorted(RULES))
    samples = history(*[[entry(40)]] * 4)
    [alarm] = judge(WELL, samples, Signs(now=samples[-1].at))

    words = told(alarm, S)

    assert "the last 4 new entries have 40 characters" in words.sentence
    assert "…" not in words.sentence + words.advice


def test_addresses_are_told_by_their_host_alone() -> None:
    alarm = Alarm(
        code="moved", since=START, facts=(("to", "https://me:secret@example.org/f?token=secret"),)
    )

    words = told(alarm, S)

    assert "secret" not in words.sentence
    assert "example.org" in words.sentence
