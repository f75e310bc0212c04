"""The pages for man are those of the commands, and man can read them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from feedclean.cli.man import man_pages
from tests.cli.test_family import commands, exit_table, spellings

PAGES = man_pages()


def test_every_command_has_a_page() -> None:
    expected = {f"feedclean-{name.replace(' ', '-')}.1" for name in commands()}

    assert expected <= set(PAGES)
    groups = {"feedclean.1", "feedclean-config.1", "feedclean-rules.1"}
    assert set(PAGES) - expected == groups


@pytest.mark.parametrize("name", commands())
def test_a_page_tells_all_options_and_exit_codes(name: str) -> None:
    page = PAGES[f"feedclean-{name.replace(' ', '-')}.1"]

    options, _, rest = page.partition("EXIT STATUS")
    told = options.replace("\\-", "-")
    assert [one for one in spellings(commands()[name]) if one[0] == "-" and one not in told] == []
    statuses = [
        line.split()[-1] for line in rest.splitlines() if line[:4] == ".B 0" or line[3:].isdigit()
    ]
    assert statuses == [*map(str, exit_table()[name]), "130"]


@pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff here to ask")
@pytest.mark.parametrize("name", PAGES)
def test_groff_has_nothing_against_a_page(name: str) -> None:
    done = subprocess.run(
        ["groff", "-man", "-ww", "-z", "-Tutf8"],
        input=PAGES[name],
        encoding="utf-8",
        capture_output=True,
        check=True,
    )

    assert done.stderr == ""


def test_the_pages_can_be_written_by_hand(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "feedclean.cli.man", tmp_path / "man"], check=True)

    written = {one.name: one.read_text("utf-8") for one in (tmp_path / "man").iterdir()}
    assert written == PAGES
