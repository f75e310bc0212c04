"""The loop in a world whose time passes when it waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from feedclean.conductor import Tools, build_site
from feedclean.config import Config, load_config
from feedclean.errors import ConfigError
from feedclean.gather.base import Fetched, Request
from feedclean.model.output import BuildReport
from feedclean.model.source import NO_VALIDATORS
from feedclean.state.opening import open_store
from feedclean.watch import Call, World, watch
from feedclean.work.progress import Stage, Step
from tests.gather.serving import START, WHOLE, rss
from tests.making import article, source

MakeSite = Callable[..., Path]
HOUR = timedelta(hours=1)
DATE = "Mon, 02 Mar 2026 08:00:00 GMT"
FEED = rss(("https://example.org/1", DATE, WHOLE))


def answered(url: str, body: str = FEED) -> Fetched:
    return Fetched(
        url=url,
        body=body.encode(),
        media_type="application/rss+xml",
        charset=None,
        validators=NO_VALIDATORS,
    )


@dataclass
class Fake:
    """Stops at the end; in between ``plan`` says what happens at which time."""

    end: timedelta
    plan: dict[timedelta, Callable[[], Call | None]] = field(default_factory=dict)
    now: datetime = START
    builds: list[timedelta] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    waits: int = 0
    is_stopped: bool = False
    build: Callable[[Config, Tools], BuildReport] = build_site
    answer: Callable[[str], Fetched] = answered

    def wait(self, seconds: float) -> Call | None:
        assert seconds > 0
        self.waits += 1
        target = self.now + timedelta(seconds=seconds)
        for at in sorted(self.plan):
            if START + at <= target:
                self.now = max(self.now, START + at)
                if (call := self.plan.pop(at)()) is not None:
                    return self.hear(call)
                if self.now < START + at:  # somebody has set the clock
                    return None
        self.now = target
        return self.hear(Call.STOP) if self.now >= START + self.end else None

    def hear(self, call: Call) -> Call:
        self.is_stopped = call is Call.STOP
        return call

    def fetch(self, request: Request) -> Fetched:
        self.asked.append(request.url)
        return self.answer(request.url)

    def world(self) -> World:
        def build(config: Config, tools: Tools) -> BuildReport:
            self.builds.append(self.now - START)
            return self.build(config, tools)

        return World(
            load=load_config,
            fetch=lambda _: self.fetch,
            clock=lambda: self.now,
            wait=self.wait,
            is_stopped=lambda: self.is_stopped,
            tell=self.told.append,
            remark=self.told.append,
            build=build,
        )


def feed(id_: str, **more: object) -> str:
    return source(id_, f"https://{id_}.example/feed", kind="feed", **more)


def published(config: Path) -> list[str]:
    """Ids of the sources that have a feed."""
    stems = {path.stem for path in (config.parent / "public").glob("*.atom")}
    return sorted(stems - {"status"})


def test_sources_are_asked_when_they_are_due_and_no_oftener(site: MakeSite) -> None:
    config = site(feed("a", interval_minutes=120), feed("b", interval_minutes=360))
    fake = Fake(end=13 * HOUR)

    watch(config, fake.world())

    assert published(config) == ["a", "b"]
    assert fake.asked.count("https://a.example/feed") == 7
    assert fake.asked.count("https://b.example/feed") == 3
    assert len(fake.builds) <= 10


def test_a_build_is_told_in_one_line_and_one_with_nothing_new_in_none(site: MakeSite) -> None:
    config = site(feed("a"))
    fake = Fake(end=5 * HOUR)

    watch(config, fake.world())

    assert len(fake.builds) == 6
    assert fake.told == [f"watching {config} (1 source)", "built a: 4 files written"]


def test_a_file_that_comes_into_a_folder_is_built_within_a_minute(site: MakeSite) -> None:
    config = site(source("a", "dump"), files={"dump/1.txt": article("a")})
    new = config.parent / "dump" / "2.txt"
    fake = Fake(end=HOUR, plan={HOUR / 2: lambda: new.write_text(article("b"), "utf-8") and None})

    watch(config, fake.world())

    assert len(fake.builds) == 2
    assert HOUR / 2 <= fake.builds[1] <= HOUR / 2 + timedelta(minutes=1)
    assert "https://example.org/b" in (config.parent / "public" / "a.atom").read_text("utf-8")


def test_a_changed_configuration_is_built_soon(site: MakeSite) -> None:
    config = site(feed("a"))
    fake = Fake(end=HOUR / 2, plan={HOUR / 6: lambda: site(feed("a"), feed("b")) and None})

    watch(config, fake.world())

    assert published(config) == ["a", "b"]
    assert fake.builds[1] <= HOUR / 6 + timedelta(seconds=70)
    assert f"{config}: has changed" in fake.told


def test_half_a_configuration_is_not_taken_for_a_whole_one(site: MakeSite) -> None:
    config = site(feed("a"), feed("b"))
    fake = Fake(
        end=HOUR / 2,
        plan={
            HOUR / 6: lambda: site(feed("a")) and None,
            HOUR / 6 + timedelta(seconds=3): lambda: site(feed("a"), feed("b")) and None,
        },
    )

    watch(config, fake.world())

    assert published(config) == ["a", "b"]
    assert len(fake.builds) == 1


def test_a_broken_configuration_is_told_once_and_the_old_one_goes_on(site: MakeSite) -> None:
    config = site(feed("a"))
    fake = Fake(
        end=5 * HOUR,
        plan={
            HOUR / 2: lambda: config.write_text("[site") and None,
            4 * HOUR: lambda: site(feed("a"), feed("b")) and None,
        },
    )

    watch(config, fake.world())

    assert fake.asked.count("https://a.example/feed") >= 4
    assert sum("going on with the configuration as it was" in line for line in fake.told) == 1
    assert published(config) == ["a", "b"]


def test_a_configuration_broken_from_the_start_is_an_error(site: MakeSite) -> None:
    config = site("nonsense")

    with pytest.raises(ConfigError):
        watch(config, Fake(end=HOUR).world())


def test_a_call_to_build_builds_at_once_with_what_is_configured_now(site: MakeSite) -> None:
    config = site(feed("a"))

    def call() -> Call:
        site(feed("b"))
        return Call.BUILD

    fake = Fake(end=HOUR / 2, plan={HOUR / 6: call})
    watch(config, fake.world())

    assert fake.builds == [timedelta(0), HOUR / 6]
    assert published(config) == ["b"]


def test_another_build_under_way_is_waited_for(site: MakeSite) -> None:
    config = site(feed("a"))
    fake = Fake(end=HOUR / 4)

    def build(config: Config, tools: Tools) -> BuildReport:
        if fake.now < START + HOUR / 12:
            with open_store(config.site.state):
                return build_site(config, tools)
        return build_site(config, tools)

    fake.build = build
    watch(config, fake.world())

    assert published(config) == ["a"]
    assert sum("another build is running" in line for line in fake.told) == 1
    assert fake.told[-1] == "built a: 4 files written"


def test_a_mistake_of_ours_does_not_end_it(
    site: MakeSite, caplog: pytest.LogCaptureFixture
) -> None:
    fake = Fake(end=HOUR)

    def build(config: Config, tools: Tools) -> BuildReport:
        raise ZeroDivisionError("by mistake")

    fake.build = build
    watch(site(feed("a")), fake.world())

    assert len(fake.builds) == 6
    assert fake.told[1:] == ["the build broke off: ZeroDivisionError: by mistake"]
    assert "Traceback" in caplog.text


def test_trouble_is_told_when_it_begins_and_not_with_every_build(site: MakeSite) -> None:
    config = site(feed("a"))
    fake = Fake(end=5 * HOUR, answer=lambda url: answered(url, "<html>no feed</html>"))

    watch(config, fake.world())

    assert len(fake.builds) > 2
    assert sum(line.startswith("failed: a: ") for line in fake.told) == 1


def test_trouble_of_one_source_is_not_told_again_when_another_is_asked(site: MakeSite) -> None:
    config = site(feed("bad", interval_minutes=120), feed("good", interval_minutes=30))
    good = answered
    fake = Fake(
        end=15 * HOUR,
        answer=lambda url: good(url, "<html>no feed</html>") if "bad" in url else good(url),
    )

    watch(config, fake.world())

    assert fake.asked.count("https://bad.example/feed") > 2
    assert sum(line.startswith("failed: bad: ") for line in fake.told) == 1


def test_a_stop_between_two_sources_saves_the_first_and_leaves_the_second(site: MakeSite) -> None:
    files = {f"{name}/1.txt": article(name) for name in "ab"}
    config = site(source("a", "a"), source("b", "b"), files=files)
    fake = Fake(end=HOUR)

    def build(config: Config, tools: Tools) -> BuildReport:
        answers = iter((False, True, True, True))
        return build_site(
            config, Tools(now=tools.now, fetch=tools.fetch, is_stopped=answers.__next__)
        )

    fake.build = build
    watch(config, fake.world())

    assert published(config) == ["a"]
    with open_store(load_config(config).site.state) as store:
        assert not store.recall(load_config(config).sources[0].id).is_new
        assert store.recall(load_config(config).sources[1].id).is_new


def test_a_source_that_is_not_done_soon_after_a_stop_is_left_as_it_was(site: MakeSite) -> None:
    texts = {f"b/{at}.txt": article(f"text {at}") for at in range(40)}
    config = site(source("a", "a"), source("b", "b"), files={"a/1.txt": article("a"), **texts})
    fake, begun = Fake(end=HOUR), list[int]()

    def build(config: Config, tools: Tools) -> BuildReport:
        def heed(step: Step) -> None:
            if step.source == "b" and step.stage is Stage.CLEANED:
                begun.append(step.done)
                fake.is_stopped = True
                fake.now += timedelta(seconds=1)
            tools.heed(step)

        return build_site(config, replace(tools, heed=heed))

    fake.build = build
    watch(config, fake.world())

    assert begun == [1, 2, 3, 4, 5]
    assert published(config) == ["a"]
    with open_store(load_config(config).site.state) as store:
        assert not store.recall(load_config(config).sources[0].id).is_new
        assert store.recall(load_config(config).sources[1].id).is_new
    watch(config, Fake(end=HOUR).world())
    assert published(config) == ["a", "b"]


def test_a_stop_while_a_source_is_asked_leaves_what_was_published(site: MakeSite) -> None:
    config = site(feed("a"), feed("b"))
    fake = Fake(end=3 * HOUR)
    watch(config, fake.world())
    before = {path: path.read_bytes() for path in (config.parent / "public").iterdir()}

    def stopped(url: str) -> Fetched:
        later.is_stopped = True
        return answered(url, rss(("https://example.org/2", DATE, WHOLE)))

    later = Fake(end=20 * HOUR, now=START + 10 * HOUR, answer=stopped)
    watch(config, later.world())

    after = {path: path.read_bytes() for path in (config.parent / "public").iterdir()}
    assert after == before
    assert len(later.builds) == 1


def test_a_clock_put_back_does_not_stop_the_builds(site: MakeSite) -> None:
    config = site(feed("a"))
    fake = Fake(end=HOUR)

    def put_back() -> None:
        fake.now = START - timedelta(days=400)
        fake.end = -timedelta(days=400) + HOUR
        fake.plan.clear()

    fake.plan[HOUR / 2] = put_back
    watch(config, fake.world())

    assert len(fake.builds) >= 2


def test_it_sleeps_most_of_the_time(site: MakeSite) -> None:
    fake = Fake(end=24 * HOUR)

    watch(site(feed("a", interval_minutes=1440)), fake.world())

    assert fake.waits <= 24 * 60 + 10
    assert len(fake.builds) <= 2
