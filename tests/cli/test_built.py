"""What a build tells of, for a person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from feedclean.cli import program
from tests.making import article, source

MakeSite = Callable[..., Path]


def test_a_file_that_is_left_out_is_named_by_the_first_build_that_does(site: MakeSite) -> None:
    files = {f"dump/{n:02}.pdf": f"%PDF-1.4 {n}" for n in range(45)}
    config = site(source("t", "dump"), files={"dump/a.html": article("a"), **files})

    def left_out(*more: str) -> list[str]:
        shown = CliRunner().invoke(program, ["build", "--config", str(config), *more])
        return [line for line in shown.output.splitlines() if line.startswith("t: left out ")]

    first = left_out()
    (config.parent / "dump" / "new.pdf").write_text("%PDF-1.4 new")
    second, third, fourth = left_out(), left_out(), left_out("-v")

    assert len(first) == 41
    assert first[0].startswith("t: left out 00.pdf: is a PDF file;")
    assert first[-1] == "t: left out 5 more; -v says which"
    as_before = "files as the build before did; -v says which"
    assert [line[:24] for line in second[:-1]] == ["t: left out new.pdf: is "]
    assert second[-1] == f"t: left out 45 {as_before}"
    assert third == [f"t: left out 46 {as_before}"]
    assert len(fourth) == 46
