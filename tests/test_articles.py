from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import golden

CASES = golden.cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_article_leaves_as_expected(case: Path) -> None:
    found = golden.run(case)

    assert found.html == (case / "expected.html").read_text("utf-8")
    assert found.removals == (case / "removals.toml").read_text("utf-8")
    assert found.meta == (case / "meta.toml").read_text("utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_says_why_it_is_here(case: Path) -> None:
    why = (case / "why.md").read_text("utf-8").strip()

    assert why
    assert "TODO" not in why


DUMP = """<!--1701378901000-->
[The "second" title - News](https://example.org/a)
------

<p>A first paragraph that is long enough to be worth reading by anybody at all.</p><p>And a second
paragraph, which says some more about it, with a comma or two, and ends.</p>
"""


def test_a_case_can_be_made_and_read_back(tmp_path: Path) -> None:
    given = {"location": "a.txt", "now": datetime(2026, 1, 1, tzinfo=UTC), "timezone": "Asia/Tokyo"}
    found = golden.golden(DUMP.encode(), given)
    (tmp_path / "raw.txt").write_text(DUMP, encoding="utf-8")

    assert golden.write(tmp_path, found)
    assert not golden.write(tmp_path, golden.run(tmp_path))
    meta = tomllib.loads((tmp_path / "meta.toml").read_text("utf-8"))
    assert meta["given"] == given
    assert meta["article"]["title"] == 'The "second" title'
    assert meta["article"]["published"] == datetime(2023, 11, 30, 21, 15, 1, tzinfo=UTC)
    tomllib.loads((tmp_path / "removals.toml").read_text("utf-8"))
