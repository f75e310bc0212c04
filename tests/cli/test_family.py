"""What holds for every command: options, words and exit codes are the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from feedclean.cli import program
from feedclean.cli.table import COMMANDS
from tests.cli.scenarios import SCENARIOS, build_house, house_of
from tests.making import ROOT

ALONE = {"init", "completion"}
"""Commands that have no configuration yet, or need none."""


def commands() -> dict[str, click.Command]:
    """All commands that do something, by what is typed."""
    return dict(_below("", program))


def _below(called: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield called, command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        one = command.get_command(context, name)
        assert one is not None
        yield from _below(f"{called} {name}".strip(), one)


def spellings(command: click.Command) -> set[str]:
    return {spelling for one in command.params for spelling in one.opts}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_house(tmp_path_factory.mktemp("built"))


def exit_table() -> dict[str, dict[int, str]]:
    """What docs/commands.md says of each command and status."""
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    lines = page.partition("\n## Exit status\n")[2].splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    at = next(n for n, row in enumerate(cells) if row[0] == "command")
    statuses = [int(head) for head in cells[at][1:]]
    return {
        row[0].strip("`"): {s: told for s, told in zip(statuses, row[1:], strict=True) if told}
        for row in cells[at + 2 :]
    }


def test_every_command_has_its_row_of_exit_codes() -> None:
    assert list(exit_table()) == list(commands())


def test_every_exit_code_that_is_told_is_met_by_a_call() -> None:
    told = {name: sorted(row) for name, row in exit_table().items()}

    assert {name: sorted(calls) for name, calls in SCENARIOS.items()} == told


@pytest.mark.parametrize(
    ("name", "status"),
    [pytest.param(n, s, id=f"{n}-{s}") for n, calls in SCENARIOS.items() for s in calls],
)
def test_a_command_ends_with_the_status_that_is_told(
    name: str, status: int, built: Path, tmp_path: Path
) -> None:
    told = SCENARIOS[name][status](house_of(built, tmp_path))

    assert told.status == status, told
    assert "Traceback" not in told.err
    if status == 2:
        assert told.err.strip()


@pytest.mark.parametrize("name", commands())
def test_an_interrupt_is_status_130_whatever_was_done(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **_options: object) -> None:
        raise KeyboardInterrupt

    one = commands()[name]
    monkeypatch.setattr(one, "callback", interrupted)
    needed = [
        p.type.choices[0] if isinstance(p.type, click.Choice) else "x"
        for p in one.params
        if isinstance(p, click.Argument) and p.required
    ]
    told = CliRunner().invoke(program, [*name.split(), *needed])

    assert told.exit_code == 130
    assert told.stderr.startswith("feedclean: interrupted")


@pytest.mark.parametrize("name", commands())
def test_a_command_has_the_options_of_the_family(name: str) -> None:
    given = spellings(commands()[name])

    assert {"-q", "--quiet", "-v", "--verbose"} <= given
    assert ("--config" in given) == (name not in ALONE)


@pytest.mark.parametrize(
    ("option", "meanings"),
    [
        *((name, 1) for name in ("--config", "--json", "--quiet", "--verbose", "--entry")),
        *((name, 1) for name in ("--dialect", "--timezone", "--yes", "--force")),
        ("--source", 3),  # those to work on; the one an article is of; the one of an archive
    ],
)
def test_an_option_means_the_same_everywhere(option: str, meanings: int) -> None:
    helps = {
        one.help
        for command in commands().values()
        for one in command.params
        if isinstance(one, click.Option) and option in one.opts
    }

    assert len(helps) == meanings, helps


def test_the_first_list_says_something_short_of_each_command() -> None:
    told = CliRunner().invoke(program, ["--help"]).stdout

    for name, line in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(line)}$", told, re.MULTILINE), name


@pytest.mark.parametrize(
    "name",
    [
        n
        for n, one in commands().items()
        if "--json" in spellings(one) and n not in ("watch", "serve")
    ],
)
def test_json_is_all_that_standard_output_holds(
    name: str, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = house_of(built, tmp_path)
    monkeypatch.chdir(house)
    args = {
        "schedule": ["--cron"],
        "host": ["nginx"],
        "explain": ["harbor/1.md"],
        "extract": ["harbor/1.md"],
        "accept": ["harbor/3.md"],
        "init": ["new"],
        "add": ["harbor/1.md"],
        "import": ["feeds.opml"],
        "rules add": ["their"],
        "rules remove": ["their"],
        "rules show": ["example.org"],
        "rules suggest": ["other/a.md", "--strip", "the other quay"],
        "archive": ["harbor", "--jobs", "1"],
    }.get(name, [])
    told = CliRunner().invoke(program, [*name.split(), *args, "--json"])

    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)
    assert told.stderr == ""


@pytest.mark.parametrize("name", ["build", "status", "diff", "check", "doctor", "init"])
def test_quiet_says_nothing_where_all_is_well(
    name: str, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(house_of(built, tmp_path))
    args = ["new", "--yes"] if name == "init" else []
    told = CliRunner().invoke(program, [name, *args, "-q"])

    assert (told.exit_code, told.output) == (0, "")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(["biuld"], "build"), (["rules", "tset"], "test"), (["Status"], "status")],
)
def test_a_misspelt_command_is_answered_with_the_right_one(typed: list[str], meant: str) -> None:
    told = CliRunner().invoke(program, typed)

    assert told.exit_code == 2
    assert f'did you mean "{meant}"?' in told.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["host", "ngnix"], 'did you mean "nginx"?'),
        (["schedule", "--cron", "--every", "5min"], 'did you mean "5m"?'),
        (["extract", "x", "--format", "markdwon"], 'did you mean "markdown"?'),
        (["completion", "csh"], "zsh"),
        (["init", "--host", "github"], 'did you mean "github-pages"?'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_misspelt_word_of_a_few_is_answered_with_the_right_one(
    typed: list[str], meant: str
) -> None:
    told = CliRunner().invoke(program, typed)

    assert told.exit_code == 2
    assert meant in told.stderr


def test_a_figure_is_not_taken_for_another_one() -> None:
    told = CliRunner().invoke(program, ["schedule", "--cron", "--every", "45m"])

    assert told.exit_code == 2
    assert '"45m" is none of them; there are: 5m, 10m, 15m, 20m, 30m, 1h,' in told.output


def test_a_missing_configuration_is_answered_with_what_begins_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(program, ["build"])

    assert told.exit_code == 2
    assert "feedclean init begins one" in told.stderr


def test_a_misspelt_option_is_answered_with_the_right_one() -> None:
    assert "--offline" in CliRunner().invoke(program, ["build", "--ofline"]).stderr


@pytest.mark.parametrize(
    ("environment", "is_coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
@pytest.mark.parametrize("args", [("doctor",), ("explain", "harbor/1.md"), ("status",)])
def test_colours_follow_the_environment(
    args: tuple[str, ...],
    environment: dict[str, str],
    *,
    is_coloured: bool,
    built: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(built)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    told = CliRunner(env=environment).invoke(program, args)

    assert ("\x1b[" in told.stdout) == is_coloured
