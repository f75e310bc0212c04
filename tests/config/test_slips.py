"""What a configuration that was edited by hand gets told, through the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from feedclean.cli import program

SITE = '[site]\ntitle = "x"\nbase_url = "https://feeds.example.org/"\n'

SLIPS = {
    "one bracket": ('[source]\nid = "a"\n[source]\nid = "b"\n', "[[source]], with two brackets"),
    "a path of Windows": ('[[source]]\nlocation = "C:\\Users\\me"\n', "between single quotes"),
    "curly quotes": ("[[source]]\nid = “a”\n", "straight quotation marks"),
    "as in YAML": ("[[source]]\nid: a\n", "an equals sign"),
    "no quotes": ("[[source]]\nid = a\n", "between quotation marks"),
}


def told(tmp_path: Path, text: str) -> str:
    config = tmp_path / "config.toml"
    config.write_text(SITE + text, encoding="utf-8")
    done = CliRunner().invoke(program, ["build", "--config", str(config)])
    assert done.exit_code == 2
    return done.stderr


@pytest.mark.parametrize(("text", "advice"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_told_with_what_to_write_instead(tmp_path: Path, text: str, advice: str) -> None:
    said = told(tmp_path, text)

    assert "not valid TOML" in said
    assert advice in said


@pytest.mark.parametrize(
    "text",
    ['[[source]]\nid = "a', "[[source]]\nmax_entries = 20 30\n", "[[source]]\nstrip = [1\n"],
    ids=["no end", "two numbers", "no bracket"],
)
def test_where_nothing_can_be_told_the_parser_alone_speaks(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text).rstrip().endswith(")")
