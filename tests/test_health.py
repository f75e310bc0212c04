"""Redesigns, failures and silence in whole builds, and what the installed program tells of them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedclean.cli import program
from feedclean.conductor import Order, Tools, build_site
from feedclean.config import load_config
from feedclean.gather.fetcher import Fetcher
from feedclean.gather.hosts import HostGate
from feedclean.model.output import SourceReport
from tests.gather.serving import START, Reply, Server, rss, serving
from tests.making import article, source

MakeSite = Callable[..., Path]
WORDS = (
    "harbour council bridge teacher morning window garden letter station winter market doctor "
    "river mountain engine paper captain village question answer summer evening kitchen orange"
).split()


def sentences(name: str, count: int) -> list[str]:
    dice = random.Random(name)
    return [
        f"The {dice.choice(WORDS)} of {name} said that {' '.join(dice.choices(WORDS, k=14))}, "
        f"which was new to the {dice.choice(WORDS)}."
        for _ in range(count)
    ]


def old(name: str, paragraphs: int = 9) -> str:
    """A page as the site has always made them."""
    body = "".join(
        f'<p class="story-text">{" ".join(sentences(f"{name}-{n}", 3))}</p>'
        for n in range(paragraphs)
    )
    menu = "".join(f'<li class="menu-entry"><a href="/m{n}">Part {n}</a></li>' for n in range(8))
    return (
        f"<!doctype html><html><head><title>Item {name}</title></head><body class='site-page'>"
        f"<header class='top-bar'><nav class='main-menu'><ul class='menu-list'>{menu}</ul></nav>"
        f"</header><main class='story-page'><article class='story'><h1 class='story-title'>Item "
        f"{name}</h1><div class='story-body'>{body}</div></article></main>"
        f"<aside class='side-column'><h3 class='side-title'>More</h3><ul class='side-list'>{menu}"
        f"</ul></aside><footer class='page-end'><p class='imprint'>Imprint and contact</p></footer>"
        f"</body></html>"
    )


def new(name: str, paragraphs: int = 9) -> str:
    """The same after a redesign: other names, other nesting."""
    body = "".join(
        f'<section data-b><div class="prose-block"><p>{" ".join(sentences(f"{name}-{n}", 3))}</p>'
        f"</div></section>"
        for n in range(paragraphs)
    )
    menu = "".join(f'<a class="chip" href="/m{n}">Part {n}</a>' for n in range(8))
    return (
        f"<!doctype html><html><head><title>Item {name}</title></head><body class='app'>"
        f"<div class='shell'><div class='rail'><div class='chips'>{menu}</div></div>"
        f"<div class='canvas'><div class='sheet'><h1 class='headline'>Item {name}</h1>{body}</div>"
        f"</div><div class='dock'><div class='chips'>{menu}</div><div>Imprint and contact</div>"
        f"</div></div></body></html>"
    )


def lost(name: str) -> str:
    """A redesign that shows next to nothing without its script."""
    return new(name, 0).replace(
        "</h1>", "</h1><div class='teaser'><p>Listen to what moves the town tonight.</p></div>"
    )


class World:
    """A feed with a new article every six hours, built as often."""

    def __init__(self, config: Path, server: Server) -> None:
        self.config, self.server = config, server
        self.hours, self.count = 0.0, 0
        self.entries: list[tuple[str, str, str]] = []
        self.fetcher = Fetcher(
            contact=None,
            private_hosts=frozenset({server.host}),
            gate=HostGate(page_delay_s=0.0),
            wall=lambda: START + timedelta(hours=self.hours),
        )

    def publish(self, design: Callable[[str], str]) -> str:
        self.count += 1
        path = f"/a{self.count}"
        when = format_datetime(START + timedelta(hours=self.hours), usegmt=True)
        teaser = f"<p>{sentences(f'{path}-0', 1)[0][:-1]} […]</p>"
        self.entries.insert(0, (self.server.url(path), when, teaser))
        self.server.answers[path] = Reply(design(path))
        self.server.answers["/f"] = Reply(rss(*self.entries[:20]))
        return path

    def build(self, hours: float = 6) -> SourceReport:
        self.hours += hours
        tools = Tools(now=START + timedelta(hours=self.hours), fetch=self.fetcher.ask)
        [report] = build_site(load_config(self.config), tools, Order()).sources
        return report

    def grow(self, count: int, design: Callable[[str], str]) -> list[SourceReport]:
        reports = []
        for _ in range(count):
            self.publish(design)
            reports.append(self.build())
        return reports

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(program, [*arguments, "--config", str(self.config)])

    def file(self, name: str) -> str:
        return (self.config.parent / "public" / name).read_text("utf-8")

    @property
    def published(self) -> str:
        return self.file("s.atom")


@pytest.fixture
def town(site: MakeSite) -> Iterator[World]:
    with serving({}) as server:
        yield World(site(source("s", server.url("/f"), kind="feed", interval_minutes=60)), server)


def codes(report: SourceReport) -> list[str]:
    return [alarm.code for alarm in report.alarms]


def test_a_redesign_is_told_in_its_first_build_and_got_used_to(town: World) -> None:
    before = town.grow(14, old)
    first, *later = town.grow(6, new)

    assert [codes(report) for report in before] == [[]] * 14
    assert codes(first) == ["layout-changed"]
    assert [codes(report) for report in later][-1] == []
    assert not any(report.held for report in (first, *later))
    assert sentences("/a20-5", 3)[0] in town.published


def test_a_redesign_after_a_first_build_that_brought_a_whole_feed_is_told(town: World) -> None:
    for _ in range(16):
        town.publish(old)
    assert codes(town.build()) == []

    [report] = town.grow(1, lost)

    assert codes(report) == ["layout-changed"]
    assert "Listen to what moves" not in town.published


def test_after_a_redesign_lost_texts_replace_nothing(town: World) -> None:
    town.grow(14, old)
    before = town.published
    path = town.publish(lost)

    report = town.build()

    assert codes(report) == ["layout-changed"]
    [(where, why)] = report.held
    assert where.endswith(path)
    assert "its layout is new" in why
    assert "moves the town" not in town.published
    assert sentences(f"{path}-0", 1)[0][:-1] in town.published
    assert all(part in town.published for part in before.split("<entry>")[2:-1])


def test_what_stands_is_not_replaced_when_its_page_is_asked_for_again(town: World) -> None:
    town.grow(14, old)
    path = town.publish(lost)
    town.build()
    town.server.answers[path] = Reply(lost(path))

    again = town.build(48)

    assert town.server.count(path) == 2
    assert again.held
    assert "moves the town" not in town.published


def begging(name: str) -> str:
    """A redesign whose pages show a text about the site itself, as long as an article."""
    line = "This town tells people everywhere what is new, and they read it each day. "
    return lost(name).replace("Listen to what moves the town tonight.", line * 30)


def test_a_foreign_text_is_not_published_when_its_page_alone_comes_again(town: World) -> None:
    """Its feed says nothing new then, and is not kept: what it said is not at hand."""
    config = town.config.read_text("utf-8")
    town.config.write_text(f"{config}\nkeep_captures_days = 0\n")
    town.grow(14, old)
    path = town.publish(begging)
    held = town.build()
    town.server.answers[path] = Reply(begging(path).replace("Imprint", "About, imprint"))

    again = town.build(48)

    assert town.server.count(path) == 2
    assert held.held
    assert again.held
    assert "tells people everywhere" not in town.published
    assert sentences(f"{path}-0", 1)[0][:-1] in town.published


def test_the_article_comes_when_the_site_is_mended(town: World) -> None:
    town.grow(14, old)
    path = town.publish(lost)
    town.build()
    town.server.answers[path] = Reply(old(path))

    report = town.build(48)

    assert not report.held
    assert sentences(f"{path}-5", 3)[0] in town.published


def test_status_tells_and_strict_ends_with_a_status_of_its_own(town: World) -> None:
    town.grow(14, old)
    well = town.run("status")
    town.grow(1, lost)
    ill, as_json = town.run("status"), town.run("status", "s", "--json")
    strict = town.run("build", "--offline", "--strict")

    assert well.exit_code == 0, well.output
    assert ill.exit_code == 1
    assert "s: layout-changed since" in ill.output
    assert "are built like none" in ill.output
    [told] = json.loads(as_json.output)
    assert [alarm["code"] for alarm in told["alarms"]] == ["layout-changed"]
    assert told["figures"]["chars"] > 0
    assert strict.exit_code == 3
    assert town.run("build", "--offline").exit_code == 0


def test_nobody_knows_after_a_first_build_how_many_are_new_a_day(site: MakeSite) -> None:
    config = site(source("s", "dump/"), files={"dump/a.html": article("a")})
    CliRunner().invoke(program, ["build", "--config", str(config)])

    shown, as_json = (
        CliRunner().invoke(program, ["status", "--config", str(config), *more])
        for more in ((), ("--json",))
    )

    columns, _, row, *_ = (line.split("  ") for line in shown.output.splitlines())
    told = dict(zip(filter(None, columns), filter(None, row), strict=True))
    assert told[" new a day"].strip() == "-"
    assert json.loads(as_json.output)[0]["figures"]["a_day"] is None


def test_a_misspelt_source_is_answered_with_its_name(town: World) -> None:
    town.grow(1, old)

    told = town.run("status", "ss")

    assert told.exit_code == 2
    assert 'no source "ss"; did you mean "s"?' in told.output


def test_status_of_what_was_never_built_says_so(town: World) -> None:
    told = town.run("status")

    assert told.exit_code == 0
    assert "not built yet" in told.output
    assert not (town.config.parent / ".feedclean").exists()


def test_a_source_that_fails_stays_alarmed_while_it_is_left_alone(town: World) -> None:
    town.grow(2, old)
    town.server.answers["/f"] = Reply(status=503, headers={"Retry-After": "86400"})
    failed, left_alone = town.build(), town.build(1)
    town.server.answers["/f"] = Reply(rss(*town.entries))

    well = town.build(48)

    assert codes(failed) == codes(left_alone) == ["fetch-failing"]
    assert left_alone.waiting
    assert codes(well) == []


def test_a_source_that_is_gone_or_has_moved_is_told_without_its_address(town: World) -> None:
    town.grow(2, old)
    town.server.answers["/f"] = Reply(
        status=301, headers={"Location": town.server.url("/secret-token")}
    )
    town.server.answers["/secret-token"] = Reply(rss(*town.entries))
    moved = [town.build(24) for _ in range(4)][-1]
    town.server.answers["/secret-token"] = Reply(status=410)
    town.server.answers["/f"] = Reply(status=410)
    gone = [town.build(48) for _ in range(5)][-1]

    assert codes(moved) == ["moved"]
    assert "secret" not in moved.alarms[0].told
    assert codes(gone) == ["gone"]


def test_a_source_that_falls_silent_is_told_and_heard_again(town: World) -> None:
    for _ in range(12):
        town.publish(old)
        town.build(24)
    quiet = [town.build(24) for _ in range(8)]
    town.publish(old)
    again = town.build(24)

    assert codes(quiet[0]) == []
    assert codes(quiet[-1]) == ["source-silent"]
    assert codes(again) == []


def ruled(town: World, line: str) -> None:
    """Gives the source a rule, in the place of the one before."""
    lines = town.config.read_text("utf-8").splitlines()
    kept = [one for one in lines if not one.startswith(("body", "strip"))]
    town.config.write_text("\n".join([*kept, line, ""]))


def test_a_rule_that_finds_nothing_any_more_is_told_until_it_is_mended(town: World) -> None:
    ruled(town, 'strip = [".side-column"]')
    town.grow(14, old)
    before = town.grow(9, lambda name: old(name).replace("side-column", "side-bar"))
    told = town.grow(1, lambda name: old(name).replace("side-column", "side-bar"))
    quiet = [town.build(1) for _ in range(2)]
    ruled(town, 'strip = [".side-bar"]')

    assert [codes(report) for report in before] == [[]] * 9
    assert [codes(report) for report in (*told, *quiet)] == [["rule-dead"]] * 3
    assert ".side-column" in told[0].alarms[0].told
    assert codes(town.build(1)) == []


def test_a_page_without_the_main_content_of_a_rule_is_told_at_once(town: World) -> None:
    ruled(town, 'body = [".story-body"]')
    town.grow(14, old)
    [lost] = town.grow(1, lambda name: old(name).replace("story-body", "tale-body"))
    quiet = town.build(1)
    [found] = town.grow(1, old)

    assert codes(lost) == codes(quiet) == ["rule-dead"]
    assert ".story-body" in lost.alarms[0].told
    assert codes(found) == []


def test_a_page_that_fails_for_days_makes_nothing_change_back_and_forth(town: World) -> None:
    config = town.config.read_text("utf-8")
    town.config.write_text(config.replace('formats = ["atom"]', 'formats = ["atom", "html"]'))
    town.grow(4, old)
    path = town.publish(old)
    town.server.answers[path] = Reply(status=503)
    failed = town.build()
    told = [town.file(name) for name in ("health.json", "status.atom", "index.html")]
    later = []
    for _ in range(60):
        later.append(codes(town.build(0.5)))
        now = [town.file(name) for name in ("health.json", "status.atom", "index.html")]
        assert now == told
    town.server.answers[path] = Reply(old(path))
    mended = [codes(town.build(12)) for _ in range(4)][-1]

    assert codes(failed) == ["fetch-failing"]
    assert later == [["fetch-failing"]] * 60
    assert town.server.count(path) > 2
    assert mended == []


def test_a_page_that_still_fails_opens_nothing_again(town: World) -> None:
    town.grow(4, old)
    path = town.publish(old)
    town.server.answers[path] = Reply(status=503)
    town.build()
    [well] = town.grow(1, old)

    assert codes(well) == []
    assert [codes(town.build(0.5)) for _ in range(40)] == [[]] * 40
    assert town.server.count(path) > 2


def test_the_index_says_in_plain_words_what_is_wrong(town: World) -> None:
    config = town.config.read_text("utf-8")
    town.config.write_text(config.replace('formats = ["atom"]', 'formats = ["atom", "html"]'))
    town.grow(14, old)
    town.grow(1, lost)

    index = town.file("index.html")

    assert "Something is wrong with 1 of 1 feed" in index
    assert "layout changed" in index.lower()


def test_a_build_with_nothing_new_writes_nothing_while_an_alarm_is_open(town: World) -> None:
    town.grow(14, old)
    town.grow(1, lost)

    report = town.build(0)

    assert codes(report) == ["layout-changed"]
    assert report.files_written == 0


def test_alarms_are_published_apart_from_the_feeds(town: World) -> None:
    town.grow(14, old)
    town.grow(1, lost)

    assert '"code": "layout-changed"' in town.file("health.json")
    assert town.file("status.atom").count("<entry>") == 1
    assert "layout changed" in town.file("status.atom")
    assert "layout changed" not in town.published
    assert "status" not in town.file("feeds.opml")

    town.grow(6, old)
    assert town.file("status.atom").count("<entry>") == 2
    assert '"state": "well"' in town.file("health.json")


def test_the_feed_of_alarms_can_be_left_out_and_metrics_be_written(town: World) -> None:
    config = town.config.read_text("utf-8")
    more = 'status_feed = false\nmetrics = "m/builds.jsonl"\nprometheus = "m/builds.prom"\n'
    town.config.write_text(config.replace("[[source]]", f"{more}[[source]]"))
    town.grow(2, old)

    assert not (town.config.parent / "public" / "status.atom").exists()
    lines = (town.config.parent / "m" / "builds.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["sources"][0]["cleaned"] for line in lines] == [1, 1]
    prom = (town.config.parent / "m" / "builds.prom").read_text("utf-8")
    assert 'feedclean_source_entries{source="s"} 2' in prom


def test_metrics_go_where_the_command_says(town: World, tmp_path: Path) -> None:
    town.grow(2, old)
    path = tmp_path / "elsewhere" / "builds.jsonl"

    told = town.run("build", "--offline", "--metrics", str(path))

    assert told.exit_code == 0, told.output
    [line] = path.read_text("utf-8").splitlines()
    assert json.loads(line)["sources"][0]["id"] == "s"


@pytest.mark.parametrize("key", ["metrics", "prometheus"])
@pytest.mark.parametrize("name", ["", ".", "m/", ".."])
def test_a_file_of_metrics_without_a_name_is_told(town: World, key: str, name: str) -> None:
    config = town.config.read_text("utf-8")
    town.config.write_text(config.replace("[[source]]", f'{key} = "{name}"\n[[source]]'))

    told = town.run("build", "--offline")

    assert told.exit_code == 2
    assert f"site.{key}" in told.output
    assert "names no file; write its path" in told.output


def test_no_source_can_be_called_as_a_file_of_the_site(site: MakeSite) -> None:
    for name in ("status", "health"):
        told = CliRunner().invoke(program, ["status", "--config", str(site(source(name, "dump/")))])

        assert told.exit_code == 2
        assert "is what a file of the site is called" in told.output
