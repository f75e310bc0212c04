from __future__ import annotations

from pathlib import Path

import pytest

from feedclean.golden.folder import META, case_folders, read_case, written
from feedclean.golden.run import outcome
from tests.making import ROOT

CASES = case_folders(ROOT / "tests" / "articles")


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_an_article_leaves_as_expected(folder: Path) -> None:
    case = read_case(folder)
    found = written(case.given, outcome(case, None))

    assert found.html == (folder / "expected.html").read_text("utf-8")
    assert found.removals == (folder / "removals.toml").read_text("utf-8")
    assert found.meta == (folder / META).read_text("utf-8")


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_case_says_why_it_is_here(folder: Path) -> None:
    why = (folder / "why.md").read_text("utf-8").strip()

    assert why
    assert not why.startswith("Accepted:")
