"""How far a build is: bars on a terminal, lines in a log where wanted, nothing in a pipe."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedclean.cli import program
from tests.making import article, source

pty = pytest.importorskip("pty", reason="there are no terminals of this kind on Windows")
MakeSite = Callable[..., Path]
COMMAND = Path(sys.executable).parent / "feedclean"


@pytest.fixture
def config(site: MakeSite) -> Path:
    files = {f"{name}/{n}.txt": article(f"{name}{n}") for name in "abc" for n in range(20)}
    return site(*(source(name, name) for name in "abc"), files=files)


def on_a_terminal(*args: object, environment: dict[str, str] | None = None) -> str:
    """What a command writes on standard error, where that is a terminal."""
    ours, theirs = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    running = subprocess.Popen(
        [COMMAND, *map(str, args)],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=env | {"TERM": "xterm", "COLUMNS": "100"} | (environment or {}),
    )
    os.close(theirs)
    written = bytearray()
    try:
        while some := os.read(ours, 4096):
            written += some
    except OSError:  # as Linux says that the other end is closed
        pass
    os.close(ours)
    assert running.wait(60) == 0
    return written.decode("utf-8", "replace")


def test_a_terminal_sees_how_many_sources_are_done(config: Path) -> None:
    told = on_a_terminal("build", "--config", config)

    assert "sources" in told
    assert re.search(r"[0-3]/3", told)
    assert told.endswith("\x1b[2K")  # and nothing of it when all is done


def test_what_is_counted_anew_has_no_total_of_before(config: Path) -> None:
    told = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", on_a_terminal("build", "--config", config))

    assert re.search(r"\d+/20\s+cleaned", told)
    assert re.search(r"\d+/\?\s+read", told)
    assert not re.search(r"\d+/20\s+read", told)


@pytest.mark.parametrize(
    ("args", "environment"),
    [(["--quiet"], {}), ([], {"TERM": "dumb"})],
    ids=["quiet", "dumb"],
)
def test_who_wants_no_bars_sees_none(
    config: Path, args: list[str], environment: dict[str, str]
) -> None:
    assert on_a_terminal("build", "--config", config, *args, environment=environment) == ""


def test_a_pipe_sees_nothing(config: Path) -> None:
    assert CliRunner().invoke(program, ["build", "--config", str(config)]).stderr == ""


def test_a_log_has_a_line_for_each_source_where_it_is_wanted(config: Path) -> None:
    told = CliRunner().invoke(program, ["build", "-v", "--config", str(config)]).stderr

    lines = [re.sub(r"[\d.]+ s", "N s", line) for line in told.splitlines()]
    assert [line for line in lines if " of 3)" in line] == [
        f"{name}: 20 read, 20 of 20 cleaned, N s ({n} of 3)" for n, name in enumerate("abc", 1)
    ]


def test_an_interrupt_leaves_what_is_done_and_says_so(site: MakeSite) -> None:
    files = {f"{name}/{n}.txt": article(f"{name}{n}") for name in "abc" for n in range(150)}
    config = site(*(source(name, name) for name in "abc"), files=files)
    with subprocess.Popen(
        [COMMAND, "build", "--config", str(config)], stderr=subprocess.PIPE
    ) as running:
        deadline = time.monotonic() + 60
        while not (config.parent / "public" / "a.atom").exists():
            assert time.monotonic() < deadline
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)

    assert running.returncode == 130
    assert b"interrupted; what was published stands, run it again to go on" in err
    again = CliRunner().invoke(program, ["build", "--config", str(config)])
    assert again.exit_code == 0
    rows = [line.split() for line in again.stdout.splitlines()]
    assert [row[2] for row in rows if row[:1] == ["a"]] == ["0"]  # nothing is cleaned twice


def test_of_many_sources_the_table_shows_those_that_did_something(site: MakeSite) -> None:
    names = [f"s{n:02}" for n in range(50)]
    files = {f"{name}/1.txt": article(name) for name in names}
    config = site(*(source(name, name) for name in names), files=files)
    CliRunner().invoke(program, ["build", "--config", str(config)])
    (config.parent / "s07" / "2.txt").write_text(article("more"), encoding="utf-8")

    told = CliRunner().invoke(program, ["build", "--config", str(config)]).stdout
    every = CliRunner().invoke(program, ["build", "-v", "--config", str(config)]).stdout

    assert [name for name in names if name in told] == ["s07"]
    assert "and 49 more sources, 0 of them with a file written; -v lists all" in told
    assert all(name in every for name in names)


def test_of_very_many_copies_forty_are_told_and_how_many_more(site: MakeSite) -> None:
    body = article("x").partition("<p>")[2].partition("</p>")[0]
    files = {f"a/{n}.txt": article(f"{n:02}", body=body) for n in range(50)}
    config = site(source("a", "a"), files=files)

    told = CliRunner().invoke(program, ["build", "--dry-run", "--config", str(config)]).stdout
    every = (
        CliRunner().invoke(program, ["build", "--dry-run", "-v", "--config", str(config)]).stdout
    )

    assert told.count("a: left out https://example.org/") == 40
    assert "a: left out https://example.org/12 (12.txt): another version" in told
    assert "a: left out 9 more; -v says which" in told
    assert every.count("a: left out https://example.org/") == 49


def test_the_last_line_says_how_all_of_it_stands(site: MakeSite) -> None:
    files = {"a/1.txt": article("a"), "b/1.txt": article("b")}
    config = site(source("a", "a"), source("b", "b"), files=files)
    first, again = (
        CliRunner().invoke(program, ["build", "--config", str(config)]).stdout for _ in range(2)
    )
    (config.parent / "b" / "x.txt").write_text("a,b\n1,2\n", encoding="utf-8")
    ill = CliRunner().invoke(program, ["build", "--config", str(config)]).stdout

    where = config.parent / "public"
    assert first.splitlines()[-1] == f"2 sources, all well: 2 feeds written to {where}"
    assert again.splitlines()[-1] == f"2 sources, all well: nothing new in {where}"
    assert ill.splitlines()[-1] == (
        f"2 sources, 1 not well (b): nothing new in {where}; feedclean status says what helps"
    )


def test_build_and_status_call_the_same_sources_well(site: MakeSite) -> None:
    config = site(source("a", "a"), files={"a/1.txt": article("a")})
    CliRunner().invoke(program, ["build", "--config", str(config)])
    (config.parent / "a" / "x.txt").write_text("a,b\n1,2\n", encoding="utf-8")
    built = CliRunner().invoke(program, ["build", "--config", str(config)]).stdout
    status = CliRunner().invoke(program, ["status", "--config", str(config), "--json"]).stdout

    is_well = '"state": "well"' in status
    assert is_well is ("not well" not in built)


def test_articles_without_a_date_are_told_once(site: MakeSite) -> None:
    text = "The ice\n\nThe ice on the river was thick enough to walk on this week, said Ana.\n"
    config = site(source("a", "a"), files={"a/1.txt": text, "a/2.txt": article("b")})
    first, again = (
        CliRunner().invoke(program, ["build", "--config", str(config)]).stdout for _ in range(2)
    )

    assert "a: 1 article without a date last, as of 1970" in first
    assert "without a date" not in again
