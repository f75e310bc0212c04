"""Rule packs through the installed program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedclean.cli import program
from tests.making import article, source

MakeSite = Callable[..., Path]

WRONG = "strip: “//p[a()]”: no valid XPath: there is no function a()"


def run(*args: object) -> Result:
    return CliRunner().invoke(program, [str(arg) for arg in args])


@pytest.fixture
def config(site: MakeSite) -> Path:
    return site(source("news", "dump/*.txt"), files={"dump/one.txt": article("one")})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "their-rules"
    folder.mkdir()
    texts = {
        "example.org.txt": "# theirs\nbody: //main\ntidy: no\nstirp: //aside\nstrip: //p[a()]\n",
        "fingerprint.blogspot.com.txt": "strip: //aside",
        "global.txt": "http_header(cookie): id=1234\nnext_page_link: //a\nif_page_contains: //nav",
        "UNLICENSE": "free",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_pack_is_added_listed_shown_and_removed(config: Path, folder: Path) -> None:
    added = run("rules", "add", folder, "--config", config)
    listed = run("rules", "list", "--config", config)
    shown = run("rules", "show", "https://www.example.org/a", "--config", config)
    again = run("rules", "add", folder, "--config", config)
    removed = run("rules", "remove", "their-rules", "--config", config)
    empty = run("rules", "list", "--config", config)

    assert (added.exit_code, listed.exit_code, shown.exit_code) == (0, 0, 0)
    assert added.output.startswith("added: their-rules: 3 rule files, digest ")
    assert again.output.startswith("replaced: their-rules")
    assert "UNLICENSE" in listed.output
    assert f"from {folder}" in listed.output
    assert shown.output.splitlines() == [
        "example.org.txt (their-rules)",
        "     2  body: //main",
        "     3  tidy: no  (no effect: broken markup is always repaired)",
        '     4  not used: there is no directive “stirp”; did you mean "strip"?',
        f"     5  not used: {WRONG}",
        "global.txt (their-rules)",
        "     1  http_header(cookie): (7 characters, not shown)",
        "     2  next_page_link: //a  (if the page has //nav)",
        "fingerprint.blogspot.com.txt (their-rules, for pages made by blogger)",
        "     1  strip: //aside",
    ]
    assert removed.output == "removed: their-rules; the next build goes without it\n"
    assert "there are no rule packs" in empty.output


def test_lint_names_file_and_line_and_counts(config: Path, folder: Path) -> None:
    there = run("rules", "lint", folder, "--config", config)
    run("rules", "add", folder, "--config", config, "--name", "mine")
    kept = run("rules", "lint", "--config", config)

    assert (there.exit_code, kept.exit_code) == (1, 1)
    assert kept.output.splitlines() == [
        'mine: example.org.txt: line 4: there is no directive “stirp”; did you mean "strip"?',
        f"mine: example.org.txt: line 5: {WRONG}",
        "3 files, 7 rules: 4 honoured, 1 accepted without effect, 2 not used",
    ]
    assert there.output.replace(str(folder), "mine") == kept.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["add", "nowhere"], "nowhere: is not there; name a folder, a ZIP file or a git checkout"),
        (["add", "FOLDER", "--name", "My rules"], '"My rules" is no name of a pack'),
        (["lint", "their-rule"], 'no rule pack is called so, and no file; did you mean "their-'),
        (["remove", "zzz"], "no rule pack is called so, and no file; there are: their-rules"),
        (["show", "a b"], "“a b” is no host; write example.org"),
    ],
)
def test_what_cannot_be_used_is_told(
    config: Path, folder: Path, arguments: list[str], told: str
) -> None:
    run("rules", "add", folder, "--config", config)
    given = [str(folder) if one == "FOLDER" else one for one in arguments]
    done = run("rules", *given, "--config", config)

    assert done.exit_code == 2
    assert told in done.output


def test_a_host_without_rules_is_told(config: Path, folder: Path) -> None:
    (folder / "global.txt").unlink()
    (folder / "fingerprint.blogspot.com.txt").unlink()
    done = run("rules", "show", "example.net", "--config", config, "--in", folder)

    assert done.exit_code == 1
    assert done.output == "no rule pack has anything for example.net\n"
