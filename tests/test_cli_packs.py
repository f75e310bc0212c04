"""Rule packs through the installed program."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedclean.cli import program
from tests.making import article, source
from tests.test_remembering import text

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
    for name, said in texts.items():
        (folder / name).write_text(said, encoding="utf-8")
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


def test_what_is_shown_as_json_has_no_secrets(config: Path, folder: Path) -> None:
    (folder / "example.org.txt").write_text(
        "body: //main\nhttp_header(Cookie): abc-secret-1\ntidy: no\nstirp: //p\n", encoding="utf-8"
    )
    added = run("rules", "add", folder, "--config", config, "--json")
    shown = run("rules", "show", "example.org", "--config", config, "--json")
    listed = run("rules", "list", "--config", config, "--json")
    linted = run("rules", "lint", "--config", config, "--json")
    [file] = [one for one in json.loads(shown.stdout)["files"] if one["file"] == "example.org.txt"]

    assert json.loads(added.stdout)["is_new"] is True
    assert [one["value"] for one in file["rules"]] == ["//main", None, "no"]
    assert [one["no_effect"] is None for one in file["rules"]] == [True, True, False]
    assert file["not_used"][0]["line"] == 4
    assert json.loads(listed.stdout)[0]["is_as_added"] is True
    assert (linted.exit_code, json.loads(linted.stdout)["wrong"]) == (1, 1)
    assert "abc-secret-1" not in shown.output + added.output + listed.output + linted.output


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


PAGE = """<!doctype html><html lang="en"><head><title>{0}</title>
<link rel="canonical" href="https://www.example.org/{0}"></head><body><h1>{0}</h1>
<div class="story">{1}</div></body></html>"""


@pytest.fixture
def tested(site: MakeSite, tmp_path: Path) -> Path:
    """A configuration whose pages a pack has tests for."""
    files = {f"pages/{name}.html": PAGE.format(name, text(name)) for name in ("river", "bridge")}
    config = site(source("news", "pages/*.html"), files=files)
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "example.org.txt").write_text(
        "body: //div[@class='story']\n"
        "test_url: http://example.org/river?utm_source=x\ntest_contains: The river said\n"
        "test_url: https://www.example.org/bridge\ntest_contains: The bridge said\n"
        "test_contains: The ferry said\n"
        "test_url: https://www.example.org/ferry\ntest_contains: The ferry said\n",
        encoding="utf-8",
    )
    assert run("rules", "add", folder, "--config", config).exit_code == 0
    assert run("build", "--config", config).exit_code == 0
    return config


LACKS = "lacks “The ferry said”, which it should contain"


def test_packs_are_tried_on_what_is_kept_of_their_pages(tested: Path) -> None:
    short = run("rules", "test", "--config", tested)
    long = run("rules", "test", "mine", "-v", "--config", tested)

    assert (short.exit_code, long.exit_code) == (1, 1)
    unmet = f"unmet     mine: example.org.txt, line 4: https://www.example.org/bridge: {LACKS}"
    last = "3 tests: 1 met, 1 unmet, 1 not kept"
    assert short.output.splitlines() == [unmet, last]
    assert long.output.splitlines() == [
        "met       mine: example.org.txt, line 2: http://example.org/river?utm_source=x",
        unmet,
        "not kept  mine: example.org.txt, line 7: https://www.example.org/ferry",
        last,
    ]


def test_a_body_rule_that_finds_nothing_any_more_fails_its_test(tested: Path) -> None:
    for page in (tested.parent / "pages").iterdir():
        page.write_text(page.read_text("utf-8").replace("story", "relaunch"), encoding="utf-8")
    run("build", "--config", tested)
    told = run("rules", "test", "--config", tested)

    assert told.exit_code == 1
    assert "/river?utm_source=x: no body rule finds anything" in told.output


def test_check_counts_them_as_cases_where_their_page_is_kept(tested: Path) -> None:
    told = run("check", "--config", tested)

    assert told.exit_code == 1
    assert told.output.splitlines() == [
        "same        mine: example.org.txt, line 2: http://example.org/river?utm_source=x",
        f"differs     mine: example.org.txt, line 4: https://www.example.org/bridge: {LACKS}",
        "2 cases: 1 same, 1 differs",
    ]


def test_there_is_nothing_to_try_without_a_pack(config: Path) -> None:
    told = run("rules", "test", "--config", config)

    assert told.exit_code == 2
    assert "there are no rule packs; add one" in told.output
