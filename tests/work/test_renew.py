from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from feedclean.cli import program
from feedclean.work import rework as work
from tests.making import article, source


def test_a_source_that_cannot_be_worked_on_costs_itself_only(
    site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = site(
        source("bad", "bad/"),
        source("good", "good/"),
        files={"bad/a.html": article("a"), "good/a.html": article("b")},
    )
    sound = work.rework

    def broken(intake: Any, *rest: Any) -> Any:
        if intake.source.id == "bad":
            raise RecursionError("too deep")
        return sound(intake, *rest)

    monkeypatch.setattr(work, "rework", broken)
    failed = CliRunner().invoke(program, ["build", "--config", str(config)])
    monkeypatch.setattr(work, "rework", sound)
    mended = CliRunner().invoke(program, ["build", "--config", str(config)])

    assert failed.exit_code == 1
    assert "bad could not be worked on (RecursionError: too deep)" in failed.output
    assert mended.exit_code == 0
    assert (config.parent / "public" / "good.atom").exists()
    assert (config.parent / "public" / "bad.atom").exists()
