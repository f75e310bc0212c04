"""What would change of what is published, held against the build that then changes it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from feedclean.cli import program
from feedclean.config import load_config
from feedclean.model.article import SourceId
from feedclean.state.opening import look_in
from tests.gather.serving import Reply, Server, page, serving
from tests.making import article, source
from tests.test_remembering import text
from tests.work.test_verdicts import TEASER, WALL, Site, part

MakeSite = Callable[..., Path]


def run(*args: object) -> Result:
    return CliRunner().invoke(program, [str(arg) for arg in args])


def diff(config: Path, *more: object) -> Result:
    return run("diff", "--config", config, *more)


def told(config: Path) -> dict[str, Any]:
    [one] = json.loads(diff(config, "--json").output)["sources"]
    found: dict[str, Any] = one
    return found


def add(config: Path, line: str) -> None:
    config.write_text(config.read_text("utf-8") + line + "\n", encoding="utf-8")


def everything(folder: Path) -> dict[str, bytes]:
    """All files but those SQLite keeps beside a database while it is read."""
    return {
        str(path): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }


def stands(config: Path, name: str = "s") -> dict[str, tuple[str, object]]:
    """Text and date of what is published, by id."""
    with look_in(load_config(config).site.state) as store:
        standing = store.standing(SourceId(name))
    return {id_: (one.article.html, one.entry.updated) for id_, one in standing.items()}


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({}) as server:
        yield server


@pytest.fixture
def news(site: MakeSite, server: Server) -> Site:
    """A feed of six pages, two of them with a paragraph that a rule may take."""
    news = Site(site(source("s", server.url("/f"), kind="feed")), server)
    paths = [f"/{n}" for n in range(6)]
    news.feed(*paths)
    for n, path in enumerate(paths):
        more = "<p class=note>The editors note that the tide was high.</p>" if n < 2 else ""
        body = text(f"quay number {n}") + more + text(f"ferry number {n}", 2)
        server.answers[path] = Reply(page(f"The old quay is rebuilt, {n}", body))
    news.build()
    return news


def test_nothing_would_change_right_after_a_build(news: Site) -> None:
    asked, before = len(news.server.log), everything(news.config.parent)

    found = diff(news.config)

    assert found.exit_code == 0, found.output
    assert found.output == "s: 6 entries: 0 would change, 6 would stay\n"
    assert len(news.server.log) == asked
    assert everything(news.config.parent) == before


def test_what_a_rule_would_take_is_what_the_build_then_takes(news: Site) -> None:
    before = stands(news.config)
    add(news.config, 'strip = ["p.note"]')

    found = diff(news.config)
    one = told(news.config)

    assert found.exit_code == 1
    assert "s: 6 entries: 2 would change, 4 would stay" in found.output
    assert "text: 66 characters lost in 2 entries, 0 gained in 0" in found.output
    assert "rule: site/s/strip/p.note would take 66 characters more" in found.output
    assert "      - The editors note that the tide was high." in found.output
    assert "dates: 0 would be told as updated" in found.output
    assert "<p" not in found.output
    assert (one["lost"], one["gained"]) == (66, 0)
    assert stands(news.config) == before

    news.build(1)
    after = stands(news.config)
    assert {id_ for id_ in after if after[id_][0] != before[id_][0]} == {
        change["id"] for change in one["changed"]
    }
    assert {id_: date for id_, (_, date) in after.items()} == {
        id_: date for id_, (_, date) in before.items()
    }
    assert diff(news.config).exit_code == 0


def test_a_rule_taken_back_would_bring_its_text_back(news: Site) -> None:
    text_before = news.config.read_text("utf-8")
    add(news.config, 'strip = ["p.note"]')
    news.build(1)
    news.config.write_text(text_before, encoding="utf-8")

    found = diff(news.config)

    assert found.exit_code == 1
    assert "0 characters lost in 0 entries, 66 gained in 2" in found.output
    assert "rule: site/s/strip/p.note would take 66 characters less" in found.output


def test_a_rule_that_moves_down_a_line_changes_nothing(news: Site) -> None:
    add(news.config, 'strip = ["p.note"]')
    news.build(1)
    moved = news.config.read_text("utf-8").replace("strip =", "# a remark\n\nstrip =")
    news.config.write_text(moved, encoding="utf-8")

    assert diff(news.config).exit_code == 0


def test_an_option_that_moves_metadata_is_told_by_field(site: MakeSite) -> None:
    config = site(
        source("s", "*.txt", timezone="Europe/Paris"),
        files={"one.txt": article("one"), "two.txt": article("two")},
    )
    run("build", "--config", config)
    add(config, 'language = "ja"')

    found = diff(config)

    assert found.exit_code == 1
    assert "  metadata: language of 2\n" in found.output
    assert 'language: "zh" → "ja"' in found.output or 'language: none → "ja"' in found.output


def test_entries_whose_capture_is_not_kept_are_counted_and_named(
    site: MakeSite, server: Server
) -> None:
    config = site(source("s", server.url("/f"), kind="feed", keep_captures_days=0))
    news = Site(config, server)
    news.feed(
        "/1",
        html=text("quay"),
    )
    server.answers["/1"] = Reply(page("Quay", text("quay")))
    news.build()
    add(config, 'strip = ["p"]')

    found = diff(config)

    assert found.exit_code == 0
    assert "s: 1 entry: 0 would change, 0 would stay, 1 not kept any more" in found.output
    assert "keep_captures_days = 0" in found.output
    assert told(config)["missing"][0]["reason"]


def test_a_text_that_would_collapse_is_told_as_refused(news: Site) -> None:
    before = stands(news.config)
    add(news.config, 'strip = ["h1", "p"]')

    found = diff(news.config)
    one = told(news.config)
    news.build(1)

    assert found.exit_code == 0  # what stands would stay
    assert one["changed"] == []
    assert len(one["refused"]) == 6
    assert "the text that stands would stay: " in found.output
    assert stands(news.config) == before
    again = diff(news.config)
    assert again.exit_code == 0  # a build has found it so, nothing is to come
    assert "6 refused" in again.output


def test_a_file_that_says_something_else_by_now_is_not_counted_as_a_change(
    site: MakeSite,
) -> None:
    config = site(source("s", "*.txt"), files={"one.txt": article("one")})
    run("build", "--config", config)
    (config.parent / "one.txt").write_text(article("one", title="另一个题目"), encoding="utf-8")

    found = diff(config)

    assert found.exit_code == 0
    assert "1 changed at the source" in found.output


def test_the_installed_commands_print_the_same_under_any_hash_seed(site: MakeSite) -> None:
    body = f"{text('quay')}{text('wall')}"
    files = {f"{n}.txt": article(str(n), f"Title {n}", body) for n in range(12)}
    config = site(source("s", "*.txt"), files=files)
    run("build", "--config", config)
    add(config, 'strip = ["p:last-of-type", "p:nth-last-of-type(1)", "div.gone"]')
    folder = Path(sys.executable).parent

    for command in (["diff"], ["rules", "used"]):
        printed = [
            subprocess.run(
                [folder / "feedclean", *command, "--config", config, *more],
                env=os.environ | {"PYTHONHASHSEED": seed},
                capture_output=True,
                check=False,
            )
            for more in ((), ("--json",))
            for seed in ("1", "2")
        ]
        assert [one.returncode for one in printed] == [1] * 4, printed
        assert printed[0].stdout == printed[1].stdout
        assert printed[2].stdout == printed[3].stdout


def test_a_title_that_steers_terminals_is_printed_without_it(site: MakeSite) -> None:
    line = json.dumps(
        {
            "id": "x\x1b[31m",
            "title": "Red \x1b]0;alert\x07 title",
            "content_html": f"<p>{text('quay')}</p><p>Gone \x1b[2J.</p>",
        }
    )
    config = site(source("s", "*.jsonl"), files={"a.jsonl": line})
    assert run("build", "--config", config).exit_code == 0
    add(config, 'strip = ["p"]')

    found = diff(config)

    assert found.exit_code == 0
    assert "\x1b" not in found.output
    assert "\x07" not in found.output


def test_the_number_of_entries_shown_is_limited(news: Site) -> None:
    add(news.config, 'strip = ["p.note"]')

    found = diff(news.config, "--entries", 1)

    assert "  … and 1 entry more; --entries N shows more" in found.output
    assert found.output.count("- The editors note") == 1


def test_a_source_that_was_never_built_has_nothing_to_change(site: MakeSite) -> None:
    config = site(source("s", "*.txt"), files={"one.txt": article("one")})

    found = diff(config)

    assert found.exit_code == 0
    assert "nothing is published yet" in found.output
    assert not (config.parent / ".feedclean").exists()


def test_an_unknown_source_is_answered_with_the_nearest(news: Site) -> None:
    found = diff(news.config, "--source", "ss")

    assert found.exit_code == 2
    assert 'did you mean "s"?' in found.output


def test_the_text_of_a_feed_in_the_place_of_its_page_stays_as_it_is(
    site: MakeSite, server: Server
) -> None:
    news = Site(site(source("s", server.url("/f"), kind="feed")), server)
    news.feed("/1", html=text("quay", 12) + TEASER)
    server.answers["/1"] = Reply(page("Item", "<p>Short.</p>"))
    news.build()

    assert diff(news.config).exit_code == 0


def listed(news: Site) -> set[str]:
    return set(re.findall(r"<id>(http[^<]*)</id>", news.published))


def test_nothing_would_change_after_a_build_that_met_a_wall(site: MakeSite, server: Server) -> None:
    news = Site(site(source("s", server.url("/f"), kind="feed")), server)
    news.feed(*(f"/{n}" for n in range(10)))
    for n in range(6):
        server.answers[f"/{n}"] = Reply(part(n))
    for n in (6, 7):
        server.answers[f"/{n}"] = Reply(page("Same", text("the copy")))
    server.answers["/8"] = Reply(WALL)
    server.answers["/9"] = Reply(page("Short", "<p>Short.</p>"))
    assert {failure.error for failure in news.build().failures} == {"WallMet"}
    before = stands(news.config)

    found = diff(news.config)

    assert found.exit_code == 0, found.output
    news.build(2)
    assert stands(news.config) == before


@pytest.mark.parametrize("rule", ['block = ["title: item 3"]', 'block = ["url: regex:/[34]$"]'])
def test_entries_that_a_rule_would_leave_out_are_those_the_build_leaves_out(
    news: Site, rule: str
) -> None:
    server = news.server
    news.feed(*(f"/{n}" for n in range(6)))
    before = listed(news)
    rule = rule.replace("title: item 3", f"title: Item {server.url('/3')}")
    add(news.config, rule)

    found = diff(news.config)
    one = told(news.config)

    names = {entry["id"] for entry in one["left_out"]}
    assert found.exit_code == 1
    assert names
    assert all(f"{name}  would not be published: block rule" in found.output for name in names)
    assert one["entries"] == 6
    news.build(1)
    assert before - listed(news) == names
    assert diff(news.config).exit_code == 0


def test_entries_beyond_a_shorter_feed_are_those_the_build_leaves_out(news: Site) -> None:
    before = listed(news)
    add(news.config, "max_entries = 4")

    found = diff(news.config)
    one = told(news.config)

    assert found.exit_code == 1
    assert "4 would stay, 2 beyond max_entries" in found.output
    assert len(one["beyond"]) == 2
    news.build(1)
    assert before - listed(news) == set(one["beyond"])
    assert diff(news.config).exit_code == 0


def test_a_language_is_given_to_the_pages_that_are_there_already(news: Site) -> None:
    add(news.config, 'language = "fr"')

    one = told(news.config)
    news.build(0.1)  # before anything of it is due

    assert [change["difference"]["meta"][0]["after"] for change in one["changed"]] == ['"fr"'] * 6
    with look_in(load_config(news.config).site.state) as store:
        found = {one.article.meta.language for one in store.standing(SourceId("s")).values()}
    assert found == {"fr"}
    assert diff(news.config).exit_code == 0


def test_secrets_are_hidden_in_json_however_they_are_written(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTED", 'pa"ss\\word')
    monkeypatch.setenv("WORD", "false")
    config = site(
        source("f", "http://127.0.0.1:1/${QUOTED}?${WORD}", kind="feed"),
        source("t", "dump/*.html"),
        files={
            "dump/a.html": page('The pa"ss\\word of the quay is false', text("quay") + text("wall"))
        },
    )
    run("build", "--config", config)
    add(config, 'strip = "p:last-of-type"')

    found = diff(config, "--json")

    [_, one] = json.loads(found.output)["sources"]
    assert "ss\\\\word" not in found.output
    assert "The *** of the quay is ***" in [entry["title"] for entry in one["changed"]]
