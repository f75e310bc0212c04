from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from benchmarks import floors as command
from benchmarks.floor_table import (
    Floor,
    Standing,
    Verdict,
    WouldLower,
    compare,
    load,
    table,
    updated,
    written,
)

KEEP = Floor(name="dumps: keep", least=100, why="counted")
F1 = Floor(name="pages: F1", least=0.95, allowance=0.002, why="versions of a parser differ")


def standing(floor: Floor, measured: float) -> Standing:
    [verdict] = compare([floor], {floor.name: measured})
    return verdict.standing


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        (101, Standing.RAISED),
        (100, Standing.HELD),
        (99, Standing.BELOW),
        (float("nan"), Standing.GONE),
    ],
)
def test_a_count_may_not_fall_by_one(measured: float, expected: Standing) -> None:
    assert standing(KEEP, measured) is expected


@pytest.mark.parametrize(
    ("measured", "expected"),
    [(0.9501, Standing.RAISED), (0.948, Standing.WITHIN), (0.9479, Standing.BELOW)],
)
def test_a_share_may_fall_by_its_allowance_only(measured: float, expected: Standing) -> None:
    assert standing(F1, measured) is expected


def test_digits_beyond_those_written_are_no_difference() -> None:
    assert standing(F1, 0.95 + 1e-6) is Standing.HELD


def test_floors_of_what_was_not_measured_are_not_compared() -> None:
    assert [verdict.name for verdict in compare([KEEP, F1], {"dumps: keep": 100})] == [KEEP.name]


def test_a_figure_that_vanishes_from_its_group_fails() -> None:
    verdicts = compare([KEEP], {"dumps: drop": 7})

    assert [(one.name, one.standing) for one in verdicts] == [
        ("dumps: keep", Standing.GONE),
        ("dumps: drop", Standing.NEW),
    ]
    assert [one.standing.is_failure for one in verdicts] == [True, False]


def update(measured: dict[str, float], reason: str | None = None) -> list[Floor]:
    floors = [KEEP, F1]
    return updated(floors, compare(floors, measured), reason)


def test_an_update_raises_and_keeps_allowance_and_reason() -> None:
    keep, f1 = update({"dumps: keep": 104, "pages: F1": 0.96004})

    assert (keep.least, f1.least) == (104, 0.96)
    assert (f1.allowance, f1.why) == (F1.allowance, F1.why)


def test_an_update_does_not_lower_by_itself_not_even_for_another_gain() -> None:
    with pytest.raises(WouldLower, match="dumps: keep"):
        update({"dumps: keep": 99, "pages: F1": 0.99})


def test_an_update_lowers_with_a_reason_and_writes_it_down() -> None:
    keep, _ = update({"dumps: keep": 99, "pages: F1": 0.95}, "a label was wrong")

    assert keep.least == 99
    assert keep.lowered == ("100 to 99: a label was wrong",)


def test_small_losses_within_the_allowance_cannot_add_up() -> None:
    _, f1 = update({"dumps: keep": 100, "pages: F1": 0.949}, "whatever")

    assert f1 == F1


def test_an_update_leaves_floors_of_other_groups_alone() -> None:
    assert update({"dumps: keep": 101})[1] == F1


def test_an_update_adds_what_has_no_floor_yet() -> None:
    added = update({"dumps: keep": 100, "dumps: drop": 7})[-1]

    assert added == Floor(name="dumps: drop", least=7)


def test_a_table_can_be_written_and_read_back(tmp_path: Path) -> None:
    floors = [KEEP, F1, Floor(name='x: "q"', least=1, lowered=("2 to 1: 全文\x7f",))]
    path = tmp_path / "floors.toml"
    path.write_text(written(floors), encoding="utf-8")

    assert load(path) == floors
    assert load(tmp_path / "none.toml") == []


def test_the_table_for_a_person_names_figure_floor_and_outcome() -> None:
    verdict = Verdict(name=F1.name, floor=F1, measured=0.9, standing=Standing.BELOW)

    line = table([verdict]).splitlines()[1]

    assert line.split() == ["pages:", "F1", "0.9500", "0.9000", "LOWER", "(allowance", "0.0020)"]


SNIPPETS = {"a": {"keep": ["first words", "last"], "drop": ["Share this"]}}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>First words? first <b>wo</b>rds</p><p>last</p>", (2, 1, 1)),
        ("<p>first words</p>", (1, 1, 0)),
        ("<p>first words last</p><p>Share\nthis</p>", (2, 0, 0)),
    ],
    ids=["as it should be", "text lost", "boilerplate left"],
)
def test_snippets_of_the_repository_are_counted(html: str, expected: tuple[int, ...]) -> None:
    wrong = list(command.amiss(SNIPPETS, {"a": html}))

    assert tuple(command.counts(SNIPPETS, wrong).values()) == expected


def test_the_sample_names_golden_cases_and_its_floors_hold_it_whole() -> None:
    from feedclean.golden.folder import case_folders

    sample = tomllib.loads(command.SAMPLE.read_text("utf-8"))
    floors = {floor.name: floor.least for floor in load(command.FLOORS)}

    assert set(sample) <= {case.name for case in case_folders(command.CASES)}
    assert floors["repository: cases clean"] == len(sample)
    for which, name in (("keep", "kept"), ("drop", "dropped")):
        assert floors[f"repository: snippets {name}"] == sum(len(c[which]) for c in sample.values())


def test_an_allowance_has_its_reason() -> None:
    assert [f.name for f in load(command.FLOORS) if f.allowance and not f.why] == []


def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, measured: float, *words: str) -> int:
    import argparse

    path = tmp_path / "floors.toml"
    if not path.exists():
        path.write_text(written([KEEP]), encoding="utf-8")
    monkeypatch.setattr(command, "FLOORS", path)
    monkeypatch.setattr(command, "repository", lambda: {"dumps: keep": measured})
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", type=Path)
    command.add_arguments(parser)
    return command.run(parser.parse_args(words), None)


def test_the_command_fails_where_a_floor_is_not_held(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, tmp_path, 100) == 0
    assert run(monkeypatch, tmp_path, 99) == 1
    told = capsys.readouterr().out
    assert "below the floor: dumps: keep" in told
    assert "no labelled data beside the checkout: its floors are left out" in told


def test_the_command_refuses_to_lower_and_then_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert run(monkeypatch, tmp_path, 99, "--update") == 1
    assert load(tmp_path / "floors.toml") == [KEEP]
    assert run(monkeypatch, tmp_path, 99, "--update", "--lower", "a label was wrong") == 0
    assert run(monkeypatch, tmp_path, 99) == 0


PAGES = [
    {"p": 0.5, "r": 1.0, "f1": 0.7},
    {"p": None, "r": 0.0, "f1": 0.0},
    {"tp": 3, "fp": 1, "fn": 0, "tn": 2, "f1": 0.8},
]


def test_pages_of_both_kinds_of_truth_are_summed() -> None:
    found = command.of_pages({"gold": PAGES[:2], "strings": PAGES[2:]})

    assert found["pages: precision"] == pytest.approx((0.5 + 0.0 + 0.75) / 3)
    assert found["pages: recall"] == pytest.approx((1.0 + 0.0 + 1.0) / 3)
    assert found["pages: not damaged"] == 2
    assert found["pages: F1"] == pytest.approx(0.5)
    assert found["pages: F1, gold"] == pytest.approx(0.35)


def test_the_choice_of_pages_is_the_same_in_any_order() -> None:
    pages = [("large", {"id": str(n)}, b"") for n in range(300)]
    pages += [("small", {"id": str(n)}, b"") for n in range(12)]

    found = command.chosen(pages)

    assert [name for name, *_ in found].count("large") == 50
    assert [name for name, *_ in found].count("small") == 12
    assert sorted(one[1]["id"] for one in command.chosen(reversed(pages))) == sorted(
        one[1]["id"] for one in found
    )
