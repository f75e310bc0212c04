"""What a shell is offered: commands, options, ids of sources, names of entries."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedclean.cli import program
from tests.making import article, source

MakeSite = Callable[..., Path]
BIN = Path(sys.executable).parent
SHELLS = ("bash", "zsh", "fish")


@pytest.fixture
def config(site: MakeSite) -> Path:
    files = {f"harbor/{name}.txt": article(name) for name in ("quay-1", "quay-2", "mole-3")}
    made = site(source("harbor", "harbor"), source("hills", "harbor/quay-1.txt"), files=files)
    assert CliRunner().invoke(program, ["build", "--config", str(made)]).exit_code == 0
    return made


def offered(folder: Path, *words: str) -> list[str]:
    """What is offered for the last of the words."""
    env = {
        "_FEEDCLEAN_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["feedclean", *words]),
        "COMP_CWORD": str(len(words)),
    }
    done = subprocess.run(
        [BIN / "feedclean"],
        cwd=folder,
        env=os.environ | env,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    pairs = [line.partition(",") for line in done.stdout.splitlines()]
    return [value for kind, _, value in pairs if kind == "plain"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["st"], ["status"]),
        (["rules", "l"], ["list", "lint"]),
        (["build", "--off"], ["--offline"]),
        (["host", "n"], ["netlify", "nginx"]),
        (["build", ""], ["harbor", "hills"]),
        (["build", "harbor", ""], ["hills"]),
        (["status", "--source", "hi"], ["hills"]),
        (["explain", "quay"], ["quay-1", "quay-2"]),
        (["accept", "--source", "harbor", "mo"], ["mole-3"]),
    ],
    ids=" ".join,
)
def test_a_word_is_completed(config: Path, words: list[str], expected: list[str]) -> None:
    assert offered(config.parent, *words) == expected


def test_an_address_is_completed_once_it_is_begun(site: MakeSite) -> None:
    page = f"---\ntitle: T\nurl: https://river.example.org/ice-1\n---\n\n{'The ice holds. ' * 20}\n"
    made = site(source("river", "river"), files={"river/a.md": page})
    assert CliRunner().invoke(program, ["build", "--config", str(made)]).exit_code == 0

    assert offered(made.parent, "explain", "https://riv") == ["https://river.example.org/ice-1"]
    assert offered(made.parent, "explain", "https://hill") == []
    assert offered(made.parent, "explain", "ic") == ["ice-1"]


def test_sources_of_a_list_are_completed_once_they_were_built(site: MakeSite) -> None:
    outline = "<outline text='Far' xmlUrl='http://127.0.0.1:9/f'/>"
    listed = f"<opml version='2.0'><body>{outline}</body></opml>"
    made = site(
        source("harbor", "harbor"),
        '[[sources_from]]\nopml = "feeds.opml"\n',
        files={"harbor/a.txt": article("a"), "feeds.opml": listed},
    )
    assert offered(made.parent, "build", "f") == []
    CliRunner().invoke(program, ["build", "--config", str(made)])

    assert offered(made.parent, "build", "f") == ["far"]


def test_the_configuration_that_was_named_is_asked(config: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    assert offered(elsewhere, "build", "") == []
    assert offered(elsewhere, "build", "--config", str(config), "") == ["harbor", "hills"]


@pytest.mark.parametrize("text", ["nonsense", "source = 3", "[site]\nstate = 3", ""])
def test_what_cannot_be_read_offers_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")

    assert offered(tmp_path, "build", "") == []
    assert offered(tmp_path, "explain", "x") == []


def test_an_entry_is_found_by_the_name_that_is_offered(config: Path) -> None:
    args = ["explain", "quay-2", "--config", str(config), "--json"]

    assert CliRunner().invoke(program, args).exit_code == 0


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_takes_its_script(shell: str, tmp_path: Path) -> None:
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "script"
    script.write_text(CliRunner().invoke(program, ["completion", shell]).stdout, encoding="utf-8")
    done = subprocess.run([path, "-n", script], capture_output=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes_a_source(config: Path, tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text(CliRunner().invoke(program, ["completion", "bash"]).stdout, encoding="utf-8")
    typed = (
        f"source {script}; COMP_WORDS=(feedclean build ha); COMP_CWORD=2; "
        '_feedclean_completion feedclean; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", typed],
        cwd=config.parent,
        env=os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.stdout.strip() == "harbor", done.stderr
