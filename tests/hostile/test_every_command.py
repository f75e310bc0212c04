"""Every command on a site whose addresses hold secrets and whose texts would steer a terminal."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

from feedclean.cli import program
from feedclean.cli.table import COMMANDS
from tests.gather.serving import WHOLE, Reply, Server, page, serving
from tests.making import ROOT, article, source

SECRETS: Final = ("sesame-user", "sesame-word", "pa55word", "hunter2-token", "cookie-of-mine")
STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]")
ODD: Final = "\x1b[31mred\x07\u202egnp.exe\r\n::error::taken over\x9b2J"
ENTRY: Final = "https://x.example/1"

HOOK: Final = "import pathlib, sys; pathlib.Path('heard.txt').write_text(sys.stdin.read())"
CONFIG: Final = """
[site]
title = "Test{odd}"
base_url = "https://feeds.example.org/"
formats = ["atom", "rss", "json", "html"]
article_pages = true
on_change = ["{python}", "-c", "{hook}"]
metrics = "metrics.jsonl"
prometheus = "metrics.prom"

[fetch]
allow_private_hosts = ["{host}"]
page_delay = 0
"""

ALL: Final = {
    "init": [["init", "new", "--example"], ["init", "new"]],
    "add": [
        ["add", "{private}/added?access_token=hunter2-token", "--yes"],
        ["add", "{private}/gone"],
    ],
    "import": [["import", "list.opml", "--dry-run"], ["import", "list.opml"]],
    "completion": [["completion", "bash"]],
    "build": [
        ["build", "-vv"],
        ["build", "--json", "--refresh"],
        ["build", "--offline", "--reclean"],
        ["build", "nobody\x1b[31m"],
    ],
    "archive": [["archive", "dump"], ["archive", "dump", "--json", "--out", "other"]],
    "schedule": [
        ["schedule", "--cron"],
        ["schedule", "--systemd"],
        ["schedule", "--github-actions"],
    ],
    "host": [["host", "nginx"]],
    "status": [["status"], ["status", "--json"], ["status", "nobody\x1b[31m"]],
    "explain": [
        ["explain", ENTRY],
        ["explain", ENTRY, "--json"],
        ["explain", "dump/a.html", "--html", "report.html"],
        ["explain", "{private}/page?token=hunter2-token"],
        ["explain", "{private}/gone"],
        ["explain", "nothing\x1b[31m"],
    ],
    "extract": [
        ["extract", "{private}/page?token=hunter2-token", "--removals", "-v"],
        ["extract", "{private}/gone"],
        ["extract", "dump/odd.html", "--format", "text"],
        ["extract", "no\x1b[31msuch.html"],
    ],
    "doctor": [["doctor"], ["doctor", "--json"]],
    "diff": [["diff"], ["diff", "--json"]],
    "config": [["config", "schema"]],
    "rules": [
        ["rules", "used"],
        ["rules", "list"],
        ["rules", "lint", "pack"],
        ["rules", "add", "pack"],
        ["rules", "show", "x.example"],
        ["rules", "test"],
        ["rules", "suggest", ENTRY, "--strip", "council"],
    ],
    "accept": [
        ["accept", ENTRY, "--tests", "cases"],
        ["accept", "{private}/gone", "--tests", "cases"],
    ],
    "check": [["check", "--tests", "cases"], ["check", "nobody\x1b[31m", "--tests", "cases"]],
}
LASTING: Final = {"watch", "serve"}
"""These end when they are told to; what they say of a build is what ``build`` says."""
PRIVATE_FILES: Final = ("config.toml", "list.opml", "state.sqlite3", ".schema.json")
"""Where addresses stand as their owner wrote them, readable for the owner alone or made by them."""


@dataclass
class Place:
    folder: Path
    server: Server

    @property
    def private(self) -> str:
        return f"http://sesame-user:sesame-word@{self.server.host}"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    with serving({}) as server:
        made = Place(tmp_path, server)
        items = [
            {"id": ENTRY, "url": ENTRY, "title": f"Quay{ODD}", "content_html": f"{WHOLE}<p>{ODD}"},
            {"id": f"tag:{ODD}", "title": f"{ODD}", "content_html": WHOLE.replace("quay", "pier")},
        ]
        feed = json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "title": ODD, "items": items}
        )
        for path in (
            "/feed/pa55word?auth_token=hunter2-token",
            "/added?access_token=hunter2-token",
        ):
            server.answers[path] = Reply(feed)
        server.answers["/page?token=hunter2-token"] = Reply(page(f"Quay{ODD}"))
        rest = source(
            "private", f"{made.private}/feed/${{SECRET}}?auth_token=hunter2-token", kind="feed"
        )
        rest += 'headers = "Cookie: a=${COOKIE}"\n'
        rest += source(
            "gone", f"{made.private}/gone/${{SECRET}}?auth_token=hunter2-token", kind="feed"
        )
        rest += source("files", "dump", title="Files")
        head = CONFIG.format(
            host=server.host,
            python=sys.executable,
            hook=HOOK,
            odd="\\u001b[31m\\u202e",
        )
        (tmp_path / "config.toml").write_text(head + rest, encoding="utf-8")
        for name, text in {
            "dump/a.html": article("a"),
            "dump/odd.html": page(f"Odd{ODD}"),
            "dump/x\x1b[31m\u202e.html": "%PDF-1.4",
            "pack/x.example.txt": f"body: //div\nbodi{ODD}: //p\nstrip: //p[\x1b\nstrip: //x[\n",
            "list.opml": "<opml><body><outline type='rss' text='L&#x202e;' "
            f"xmlUrl='{made.private}/listed?token=hunter2-token'/></body></opml>",
        }.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("SECRET", "pa55word")
        monkeypatch.setenv("COOKIE", "cookie-of-mine")
        yield made


def told(place: Place, command: list[str]) -> str:
    arguments = [one.replace("{private}", place.private) for one in command]
    result = CliRunner().invoke(program, arguments, color=False)
    assert result.exit_code in (0, 1, 2, 3), (arguments, result.output, result.exception)
    assert "bug in feedclean" not in result.output, arguments
    return result.output + result.stderr


def test_no_command_is_missing() -> None:
    assert set(ALL) | LASTING == set(COMMANDS)


def test_no_command_tells_a_secret_or_lets_a_text_steer_the_terminal(place: Place) -> None:
    commands = [*ALL["build"], *(one for name in ALL if name != "build" for one in ALL[name])]
    wrong = []
    for command in commands:
        text = told(place, command)
        found = [secret for secret in SECRETS if secret in text]
        is_data = "--json" in command or command[0] in ("config", "extract")
        lines = [line for line in text.splitlines() if line.startswith("::error")]
        steering = [] if is_data else sorted(set(STEERING.findall(text)))
        if found or steering or lines:
            wrong.append((command, found, steering, lines, text[:600]))
    assert not wrong, "\n".join(map(str, wrong))


def test_no_file_but_those_of_the_owner_holds_a_secret(place: Place) -> None:
    for command in (*ALL["build"], *ALL["explain"], *ALL["accept"], *ALL["schedule"]):
        told(place, command)

    files = [path for path in place.folder.rglob("*") if path.is_file()]
    names = {path.name for path in files}
    assert {"private.atom", "health.json", "metrics.jsonl", "heard.txt", "metrics.prom"} <= names
    wrong = [
        (str(path.relative_to(place.folder)), secret)
        for path in files
        if path.name not in PRIVATE_FILES and not path.name.startswith("state.")
        for secret in SECRETS
        if secret.encode() in path.read_bytes()
    ]
    assert not wrong


def test_state_is_for_the_owner_and_what_is_published_for_all(place: Place) -> None:
    for command in (*ALL["build"], *ALL["rules"], *ALL["doctor"]):
        told(place, command)

    state = place.folder / ".feedclean"
    assert state.stat().st_mode & 0o077 == 0  # so nobody gets at what lies within
    assert all(path.stat().st_mode & 0o077 == 0 for path in state.glob("state.*"))
    public = place.folder / "public"
    for path in public.rglob("*"):
        assert path.stat().st_mode & 0o444 == 0o444, path
        assert path.stat().st_mode & 0o022 == 0, path
    assert ROOT not in public.parents
