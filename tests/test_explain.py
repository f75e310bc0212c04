"""``feedclean explain``: entries, files and addresses, as text, as data and as a page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from feedclean.cli import program
from feedclean.state.opening import open_store
from tests.gather.serving import Reply, Server, page, serving
from tests.making import ROOT, article, source
from tests.test_remembering import text
from tests.work.test_verdicts import Site

MakeSite = Callable[..., Path]
SEEDS = sorted(path for path in (ROOT / "seeds").rglob("*.txt"))
KEYS = (
    "format source location dialect captured_at published is_feed_text missing metadata plan "
    "removals doubts cautions sums unplaced html"
).split()


def run(*args: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(program, ["explain", *map(str, args)], input=stdin)


def told(*args: object) -> dict[str, Any]:
    result = run(*args, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({}) as server:
        yield server


@pytest.fixture
def news(site: MakeSite, server: Server) -> Site:
    made = Site(site(source("news", server.url("/f"), kind="feed")), server)
    made.feed(*(f"/{n}" for n in range(4)))
    for n in range(4):
        share = f"<div class='share-bar'><a href='/s{n}'>Share</a> <a href='/t{n}'>Post</a></div>"
        body = text(f"quay number {n}") + share
        server.answers[f"/{n}"] = Reply(page(f"The old quay is rebuilt, {n}", body))
    made.build()
    return made


@pytest.fixture
def dump(site: MakeSite) -> Path:
    config = site(source("s", "dump"))
    folder = config.parent / "dump"
    folder.mkdir()
    for n in range(4):
        (folder / f"{n}.html").write_text(article(str(n), f"第{n}篇"), "utf-8")
    CliRunner().invoke(program, ["build", "--config", str(config)])
    return config


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_seed_is_explained_by_itself_in_every_form(seed: Path, tmp_path: Path) -> None:
    copy = tmp_path / seed.name
    shutil.copy(seed, copy)

    known = told(copy)
    shown = run(copy).stdout

    sums = known["sums"]
    assert list(known) == KEYS
    assert known["unplaced"] == 0
    assert known["removals"]
    assert sums["chars_in"] + sums["chars_written"] == sums["chars_out"] + sums["chars_removed"]
    assert sums["chars_removed"] == sum(one["chars"] for one in known["removals"])
    for one in known["removals"]:
        assert one["is_placed"]
        assert one["reason"] in " ".join(shown.replace("│", "").split()) or len(one["reason"]) > 60
    assert "\x1b" not in shown


def test_a_page_is_found_by_its_address_and_by_its_id_and_asked_for_no_more(news: Site) -> None:
    asked = news.server.count("/1")

    by_address = told(news.server.url("/1"), "--config", news.config)
    by_id = told(by_address["published"]["id"], "--config", news.config)

    assert news.server.count("/1") == asked
    assert by_address == by_id
    assert by_address["source"] == "news"
    assert by_address["published"] == {
        "id": by_address["published"]["id"],
        "is_gone": False,
        "is_by_plan": True,
        "is_by_edition": True,
        "is_same_raw": True,
        "is_same_text": True,
    }
    assert by_address["plan"]["template"]["articles"] == 4
    assert "quay number 1" in by_address["html"]


def test_an_entry_is_explained_while_a_build_runs(news: Site) -> None:
    with open_store(news.config.parent / ".feedclean"):
        assert told(news.server.url("/1"), "--config", news.config)["published"]["is_same_text"]


def test_without_its_capture_an_entry_is_explained_from_the_record(
    site: MakeSite, server: Server
) -> None:
    made = Site(site(source("s", server.url("/f"), kind="feed", keep_captures_days=0)), server)
    made.feed("/1")
    share = "<div class='share-bar'><a href='/s'>Share</a> <a href='/t'>Post</a></div>"
    server.answers["/1"] = Reply(page("The old quay", text("quay") + share))
    made.build()

    known = told(server.url("/1"), "--config", made.config)
    result = run(server.url("/1"), "--config", made.config, "--html", made.config.parent / "r.html")

    assert "keep_captures_days = 0" in known["missing"]
    assert known["removals"]
    assert known["unplaced"] is None
    assert result.exit_code == 0
    assert "The original cannot be shown" in (made.config.parent / "r.html").read_text("utf-8")


def test_a_changed_option_is_told_from_what_is_published(news: Site) -> None:
    news.config.write_text(news.config.read_text("utf-8") + "max_removed_share = 0.5\n", "utf-8")

    known = told(news.server.url("/1"), "--config", news.config)

    assert known["plan"]["options"]["max_removed_share"] == 0.5
    assert not known["published"]["is_by_plan"]


def test_a_file_of_a_dump_is_the_entry_it_became(dump: Path) -> None:
    known = told(dump.parent / "dump" / "2.html", "--config", dump)

    assert known["source"] == "s"
    assert known["location"] == "2.html"
    assert known["captured_at"] is None
    assert known["published"]["is_same_text"]
    assert told("2.html", "--config", dump) == known


def test_a_file_of_a_source_that_was_not_built_is_read_as_of_it(site: MakeSite) -> None:
    config = site(source("s", "dump", strip="p.ad"), files={"dump/1.html": article("1")})

    known = told(config.parent / "dump" / "1.html", "--config", config)

    assert (known["source"], known["published"]) == ("s", None)
    assert known["plan"]["rules"][0]["expression"] == "p.ad"
    assert "config.toml" in known["plan"]["rules"][0]["where"]


def test_a_file_of_a_source_is_read_by_the_dialect_that_is_typed(dump: Path) -> None:
    file = dump.parent / "dump" / "2.html"

    known = told(file, "--config", dump, "--dialect", "plain-text")

    assert (known["source"], known["dialect"]) == ("s", "plain-text")
    assert known["published"] is None


def test_standard_input_is_explained_as_it_is_extracted(dump: Path) -> None:
    page = (dump.parent / "dump" / "2.html").read_text("utf-8")

    with_sources = run("-", "--config", dump, "--json", stdin=page)
    alone = run("-", "--json", stdin=page)

    assert json.loads(with_sources.stdout)["location"] == "standard-input"
    assert json.loads(alone.stdout)["sums"] == json.loads(with_sources.stdout)["sums"]


def test_what_is_misspelt_is_answered_with_what_is_near(news: Site) -> None:
    near = news.server.url("/1")[:-1] + "11"

    result = run(near.removeprefix("http://"), "--config", news.config)

    assert result.exit_code == 2
    assert "did you mean" in result.stderr
    assert news.server.url("/1").removeprefix("http://") in result.stderr


def test_what_two_sources_have_is_listed(site: MakeSite) -> None:
    files = {f"{where}/1.html": article("1") for where in ("a", "b")}
    config = site(source("a", "a"), source("b", "b"), files=files)
    CliRunner().invoke(program, ["build", "--config", str(config)])

    result = run("1.html", "--config", config)

    assert result.exit_code == 2
    assert "2 entries are called so" in result.stderr
    assert "a: https://example.org/1" in result.stderr
    assert told("1.html", "--config", config, "--source", "b")["source"] == "b"


def test_of_a_file_with_several_articles_one_has_to_be_named(tmp_path: Path) -> None:
    lines = [json.dumps({"title": f"Title {n}", "content": text(f"quay {n}")}) for n in range(3)]
    path = tmp_path / "all.jsonl"
    path.write_text("\n".join(lines), "utf-8")

    result = run(path)

    assert result.exit_code == 2
    assert "holds 3 articles; say which with --entry N" in result.stderr
    assert "“Title 1”" in result.stderr
    assert {"field": "title", "value": "Title 2", "from": None} in [
        one | {"from": None} for one in told(path, "--entry", 3)["metadata"]
    ]
    assert "4 is too many" in run(path, "--entry", 4).stderr


def test_what_cannot_be_written_or_opened_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "name another file" in run(SEEDS[0], "--html", tmp_path / "no" / "r.html").stderr
    assert "--open opens the page of --html" in run(SEEDS[0], "--open").stderr
    (tmp_path / "bare.html").mkdir()
    assert run("bare.html").exit_code == 1
    assert "bare.html: is a folder" in run("bare.html").stderr


def test_a_rule_taken_from_a_report_works_in_a_build(news: Site) -> None:
    known = told(news.server.url("/1"), "--config", news.config)
    [bar] = [one for one in known["removals"] if "Share" in one["excerpt"]]
    before = news.config.read_text("utf-8")

    news.config.write_text(f"{before}{bar['strip']['toml']}\n", "utf-8")
    news.build(1.0)
    stripped = told(news.server.url("/1"), "--config", news.config)
    news.config.write_text(f"{before}{bar['keep']['toml']}\n", "utf-8")
    news.build(1.0)
    kept = told(news.server.url("/1"), "--config", news.config)

    assert [one["stage"] for one in stripped["removals"] if "Share" in one["excerpt"]] == [
        "site-rule"
    ]
    assert stripped["published"]["is_same_text"]
    assert "Share" in kept["html"]
    assert kept["published"]["is_same_text"]


def test_no_password_of_an_address_is_shown(server: Server) -> None:
    server.answers["/1"] = Reply(page("The old quay", text("quay")))
    address = server.url("/1?token=hush-hush")
    server.answers["/1?token=hush-hush"] = server.answers["/1"]

    assert "hush-hush" not in told(address)["location"]


def test_no_rule_is_offered_to_keep_what_no_feed_may_hold(tmp_path: Path) -> None:
    file, report = tmp_path / "a.html", tmp_path / "report.html"
    form = '<form class="poll"><input name="vote"></form>'
    file.write_text(page("The quay", text("the quay") + form), encoding="utf-8")

    [one] = [one for one in told(file)["removals"] if one["rule"] == "sanitize/input"]
    run(file, "--html", report)

    assert (one["keep"], one["strip"]) == (None, None)
    assert "No rule keeps what is not allowed in a feed" in report.read_text("utf-8")


def test_an_entry_gives_reasons_as_full_as_those_of_a_file(news: Site) -> None:
    found = told(news.server.url("/1"), "--config", news.config)["removals"]

    reasons = [one["reason"] for one in found if one["stage"] == "main-content"]
    assert reasons
    assert all("against it, in log odds" in reason for reason in reasons)


def test_a_template_of_nothing_is_told_as_none(site: MakeSite) -> None:
    config = site(source("s", str(ROOT / "seeds" / "rfi")))
    CliRunner().invoke(program, ["build", "--config", str(config)])
    said = run(next((ROOT / "seeds" / "rfi").iterdir()), "--config", config).stdout
    alone = run("-", stdin=article("1")).stdout

    assert "template: none, nothing is common to the 3 articles of its source" in said
    assert "template: none, it is read by itself" in alone


@pytest.mark.parametrize("target", ["nonsense", "no/such.html", "gopher://x"])
def test_what_is_no_file_is_called_so(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = run(target)

    assert result.exit_code == 2
    assert f"{target}: is no file" in result.stderr


def test_what_nobody_can_read_is_advised_on_as_this_command_takes_it(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("1,2\n", "utf-8")

    result = run(tmp_path / "x.csv")

    assert result.exit_code == 1
    assert "--dialect NAME" in result.stderr
    assert "extract" not in result.stderr
