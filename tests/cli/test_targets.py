"""What a person names: whole ids, parts of them, and what may be meant by a misspelt one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedclean.cli import program
from tests.making import article, source

MakeSite = Callable[..., Path]


def run(*args: object) -> Result:
    return CliRunner().invoke(program, [str(arg) for arg in args])


@pytest.fixture
def config(site: MakeSite) -> Path:
    files = {f"harbor/{n}.txt": article(f"harbor-post-{n}") for n in range(3, 9)}
    made = site(source("harbor", "harbor"), files=files)
    assert run("build", "--config", made).exit_code == 0
    return made


@pytest.mark.parametrize("command", ["explain", "accept"])
@pytest.mark.parametrize("typed", ["hp-4", "harbor-post4", "HARBOR-POST-4"])
def test_an_id_in_short_or_misspelt_is_answered_with_a_whole_one(
    config: Path, command: str, typed: str
) -> None:
    told = run(command, typed, "--config", config)

    assert told.exit_code == 2
    meant = told.stderr.partition("did you mean ")[2].rstrip("?\n").split(" or ")
    [whole] = [one for one in meant if one.endswith("harbor-post-4")]
    assert run("explain", whole, "--config", config).exit_code == 0


def test_what_is_like_nothing_is_answered_with_what_may_be_named(config: Path) -> None:
    told = run("explain", "zzz", "--config", config)

    assert "name an entry, a file or an address" in told.stderr


@pytest.mark.parametrize("command", ["explain", "extract"])
def test_a_folder_is_answered_with_what_to_name(config: Path, command: str) -> None:
    told = run(command, config.parent / "harbor", "--config", config)

    assert told.exit_code == 1
    assert "harbor: is a folder; name a file in it" in told.stderr


def test_an_entry_is_found_by_the_last_part_of_its_id(config: Path) -> None:
    told = run("explain", "harbor-post-4", "--config", config, "--json")

    assert json.loads(told.stdout)["metadata"]


def test_extract_takes_out_what_was_learned_of_the_source_that_is_named(site: MakeSite) -> None:
    words = ("Every quay of the town has a name, and this is number {}. " * 3).format
    files = {
        f"quays/{n}.md": f"# Quay {n}\n\n{words(n, n, n)}\n\nNobody laughed at that.\n"
        for n in range(8)
    }
    config = site(source("quays", "quays"), files=files)
    run("build", "--config", config)
    path = config.parent / "quays" / "3.md"

    alone = run("extract", path, "--config", config)
    known = run("extract", path, "--config", config, "--source", "quays", "--removals")

    assert "Nobody laughed" in alone.stdout
    assert "Nobody laughed" not in known.stdout
    assert "template: template/" in known.stderr


def test_a_file_that_is_not_read_has_an_alarm_of_its_own(config: Path) -> None:
    (config.parent / "harbor" / "x.txt").write_text("a,b\n1,2\n", encoding="utf-8")
    run("build", "--config", config)
    told = run("status", "--config", config)

    assert told.exit_code == 1
    assert "harbor: file-unread since" in told.stdout
    assert "feedclean extract FILE says more" in told.stdout
    assert "--refresh" not in told.stdout


def test_a_server_that_may_not_be_asked_is_no_file(site: MakeSite) -> None:
    config = site(source("s", "http://127.0.0.1:9/feed", kind="feed"))
    run("build", "--config", config)

    assert "s: fetch-failing since" in run("status", "--config", config).stdout
