from __future__ import annotations

import json
from pathlib import Path

import pytest

from feedclean.archive import sampling
from feedclean.archive.order import WORK
from tests.archive.inputs import Page, warc_gz
from tests.archive.running import run

SOME = [Page(number, "river.example") for number in range(60)]


def profiled(folder: Path) -> list[int]:
    """How many articles of each shard were looked at to learn from."""
    found = (folder / WORK / sampling.STAGE).glob("*.json")
    return [json.loads(one.read_text("utf-8").splitlines()[1])["profiles"] for one in found]


@pytest.mark.parametrize("cuts", [(60,), (30, 60), (7, 20, 60)], ids=str)
def test_the_sample_of_a_source_does_not_depend_on_how_it_was_cut(
    cuts: tuple[int, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampling, "SAMPLE", 20)
    for start, stop in zip((0, *cuts), cuts, strict=False):
        (tmp_path / f"{stop}.warc.gz").write_bytes(warc_gz(SOME[start:stop]))

    run(*sorted(tmp_path.glob("*.gz")), "--out", tmp_path / "out", "--keep")

    assert len(profiled(tmp_path / "out")) == len(cuts)
    assert sum(profiled(tmp_path / "out")) == 22


def test_all_articles_of_a_small_source_are_learned_from(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc_gz(SOME))

    run(tmp_path / "a.warc.gz", "--out", tmp_path / "out", "--keep")

    assert profiled(tmp_path / "out") == [60]


def test_some_more_articles_of_a_large_source_change_nothing_of_what_was_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a thousand more of a million, all of its shards were looked at anew."""
    monkeypatch.setattr(sampling, "SAMPLE", 20)
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.warc.gz").write_bytes(warc_gz(SOME[:28]))
    (folder / "b.warc.gz").write_bytes(warc_gz(SOME[28:56]))
    run(folder, "--out", out, "--keep")
    before = set((out / WORK / sampling.STAGE).glob("*.json"))
    (folder / "c.warc.gz").write_bytes(warc_gz(SOME[56:]))

    run(folder, "--out", out, "--keep")

    assert len(before) == 2
    assert before < set((out / WORK / sampling.STAGE).glob("*.json"))
