from __future__ import annotations

import pytest

from feedclean.clean.scoring.evidence import Evidence
from feedclean.clean.scoring.features import measure
from feedclean.clean.scoring.learned import Tables
from feedclean.clean.scoring.surroundings import NAMES, with_surroundings
from feedclean.dom.cut import read_page

SENTENCE = "The bridge was closed on Monday after inspectors found a crack in one of its beams."
MENU = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(6))
PAGE = (
    f"<ul>{MENU}</ul><h1>The bridge</h1><p>Share</p><p>{SENTENCE}</p><p>{SENTENCE} Again.</p>"
    "<p>Share</p><p>Share</p><p>1234</p>"
)


def around(html: str) -> dict[str, list[float]]:
    """By name what is measured of all blocks; all of them are candidates here."""
    blocks = read_page(html)[1]
    measured = measure(blocks, Evidence(), Tables())
    assert measured.positions == list(range(len(blocks)))
    rows = with_surroundings(measured, blocks).rows
    return {name: [row[at - len(NAMES)] for row in rows] for at, name in enumerate(NAMES)}


def test_rows_get_longer_by_a_number_for_every_name() -> None:
    blocks = read_page(PAGE)[1]
    measured = measure(blocks, Evidence(), Tables())
    longer = with_surroundings(measured, blocks)

    assert longer.positions == measured.positions
    for before, after in zip(measured.rows, longer.rows, strict=True):
        assert tuple(after[: len(before)]) == tuple(before)
        assert len(after) == len(before) + len(NAMES)


def test_runs_of_links_and_of_short_lines_are_counted() -> None:
    found = around(PAGE)

    assert found["linked_run"] == [6] * 6 + [0] * 7
    assert found["linked_above"][:6] == [0, 1, 2, 3, 4, 5]
    assert found["item_run"] == [6] * 6 + [0] * 7
    assert found["short_run"] == [8] * 8 + [0, 0, 3, 3, 3]


def test_copies_are_counted_and_those_above() -> None:
    found = around(PAGE)

    assert found["copies"][7:] == [3, 1, 1, 3, 3, 1]
    assert found["copies_above"][7:] == [0, 0, 0, 1, 2, 0]


def test_what_stands_near_is_summed_up() -> None:
    found = around(PAGE)

    assert found["linked_before5"][:7] == [-1, 1, 1, 1, 1, 1, 1]
    assert found["text_after5"][7] == pytest.approx(139 / (139 + 14), abs=0.02)
    assert found["short_before5"][8] == 1
    assert found["ended_before5"][10] == pytest.approx(2 / 5)
    assert found["digits"][-1] == 1


def test_the_text_above_is_found() -> None:
    found = around(PAGE)

    assert found["from_body"] == [41] * 9 + [1, 1, 2, 3]
    assert found["gap_back"][9:] == [0, 0, 5, 10]


def test_a_page_of_one_block_is_measured() -> None:
    found = around(f"<p>{SENTENCE}</p>")

    assert {len(values) for values in found.values()} == {1}
    assert found["text_before5"] == found["text_after15"] == [-1]
