"""A folder to begin with: what is asked, what is written, what to type next."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedclean.cli import program
from feedclean.config import load_config

BIN = Path(sys.executable).parent


def test_answers_may_be_given_as_options(tmp_path: Path) -> None:
    given = ["--title", 'Its "best"', "--url", "https://me.example.org/f/", "--host", "caddy"]
    done = CliRunner().invoke(program, ["init", str(tmp_path / "new"), *given])

    assert done.exit_code == 0, done.output
    site = load_config(tmp_path / "new" / "config.toml").site
    assert (site.head.title, site.head.url, site.host) == (
        'Its "best"',
        "https://me.example.org/f/",
        "caddy",
    )


def test_the_lines_at_the_end_can_be_typed_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(program, ["init", "--yes", "--host", "nginx", "--schedule", "cron"])

    _, _, todo = done.stdout.partition("next:\n")
    lines = [line for line in todo.splitlines() if line.startswith("  ")]
    typed = [line.strip().partition("  ")[0].split()[1:] for line in lines]
    assert [one[0] for one in typed] == ["build", "serve", "add", "host", "schedule"]
    for one in typed:
        if one[0] not in ("serve", "add"):
            assert CliRunner().invoke(program, one).exit_code == 0, one


def test_feeds_are_for_this_machine_until_an_address_is_given(tmp_path: Path) -> None:
    here = CliRunner().invoke(program, ["init", str(tmp_path / "a"), "--yes"])
    given = ["--yes", "--url", "https://me.example.org/"]
    far = CliRunner().invoke(program, ["init", str(tmp_path / "b"), *given])

    config = load_config(tmp_path / "a" / "config.toml")
    assert config.site.head.url == "http://127.0.0.1:8080/"
    assert config.fetch.contact == "", "nobody finds us there"
    assert "before others subscribe, set base_url" in here.stdout
    assert "before others subscribe" not in far.stdout
    assert "this machine alone" not in (tmp_path / "b" / "config.toml").read_text("utf-8")


def test_a_folder_elsewhere_is_named_in_what_to_type(tmp_path: Path) -> None:
    folder = tmp_path / "my feeds"
    done = CliRunner().invoke(program, ["init", str(folder), "--yes"])

    assert f"feedclean build --config '{folder / 'config.toml'}'" in done.stdout


def test_an_address_that_cannot_be_used_is_told_before_anything_is_written(tmp_path: Path) -> None:
    done = CliRunner().invoke(program, ["init", str(tmp_path / "new"), "--url", "feeds"])

    assert done.exit_code == 2
    assert "base_url" in done.stderr
    assert not (tmp_path / "new").exists()


def test_a_terminal_is_asked_what_was_not_given(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="there are no terminals of this kind on Windows")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [BIN / "feedclean", "init", "--title", "Given"],
        cwd=tmp_path,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        os.write(ours, b"https://me.example.org/\nnginx\nsystemd\n")
        out, err = running.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)

    assert running.returncode == 0, err
    site = load_config(tmp_path / "config.toml").site
    assert (site.head.title, site.head.url, site.host) == (
        "Given",
        "https://me.example.org/",
        "nginx",
    )
    assert b"Title of your feeds" not in out
    assert b"feedclean schedule --systemd" in out
