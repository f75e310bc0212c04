"""What disk, network or machine did not give is asked for again by the next run."""

from __future__ import annotations

import bz2
import errno
import gzip
import io
import os
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from feedclean.archive.cleaning import ToClean
from feedclean.archive.doors import open_file
from feedclean.archive.members import files as documents
from feedclean.archive.members import lines, mails, tars, warcs, zips
from feedclean.archive.order import WORK
from feedclean.archive.unpack import UNPACK, unpacked
from feedclean.archive.values import Piece
from feedclean.errors import LoadError, NotReadable
from tests.archive.inputs import KINDS, pages, tree, warc_gz
from tests.archive.running import entries, files, rows, run
from tests.archive.test_lost import make


class Torn(io.BytesIO):
    """A file of which the disk gives so many bytes and no more."""

    def __init__(self, body: bytes, most: int) -> None:
        super().__init__(body)
        self._most = most

    def read(self, size: int | None = -1, /) -> bytes:
        self._check()
        return super().read(size)

    def readline(self, size: int | None = -1, /) -> bytes:
        self._check()
        return super().readline(size)

    def readinto(self, buffer: Any, /) -> int:
        self._check()
        return super().readinto(buffer)

    def _check(self) -> None:
        if self.tell() >= self._most:
            raise OSError(errno.EIO, os.strerror(errno.EIO))


def unreadable(monkeypatch: pytest.MonkeyPatch, name: str, most: int = 0) -> None:
    """Has the disk give no more than so many bytes of a file."""

    def torn(path: str) -> BinaryIO:
        if Path(path).name == name:
            return Torn(Path(path).read_bytes(), most)
        return open_file(path)

    for module in (documents, lines, mails, tars, warcs, zips):
        monkeypatch.setattr(module, "open_file", torn)


@pytest.mark.parametrize("kind", ["feeds", "jsonl"])
def test_what_the_disk_did_not_give_is_read_by_the_next_run(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some, out = pages(36), tmp_path / "out"
    folder = tmp_path / "in"
    folder.mkdir()
    for at in range(3):
        (folder / f"{at}.warc.gz").write_bytes(warc_gz(some[at * 12 : at * 12 + 12]))
    run(folder, "--out", tmp_path / "undisturbed", "--format", kind)

    with monkeypatch.context() as patched:
        unreadable(patched, "1.warc.gz")
        first = run(folder, "--out", out, "--format", kind, "--json")
    second = run(folder, "--out", out, "--format", kind, "--json")
    third = run(folder, "--out", out, "--format", kind)

    assert (first.status, first.report["again"], first.report["standing"]) == (1, 1, 24)
    assert (second.status, second.report["again"], second.report["standing"]) == (0, 0, 36)
    assert second.report["redone"] == ["1 failure may have passed"]
    assert second.report["before"] >= 2
    assert files(out) == files(tmp_path / "undisturbed")
    assert not (out / WORK).exists()
    assert "nothing to do" in third.output


def test_it_is_said_that_another_run_may_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path / "in", pages(4))
    unreadable(monkeypatch, "00002.html")

    done = run(tmp_path / "in", "--out", tmp_path / "out")

    (failure,) = rows(tmp_path / "out", "failures.jsonl")
    assert failure["error"] == "NotReadable"
    assert "1 failure of disk, network or machine: run it again" in done.output
    assert (tmp_path / "out" / WORK).is_dir()


@pytest.mark.parametrize("name", ["pages.jsonl", "letters.mbox", "pages.tar", "pages.jsonl.gz"])
def test_a_file_that_ends_for_want_of_the_disk_is_whole_the_next_time(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = KINDS[name](pages(60))
    (tmp_path / name).write_bytes(body)

    with monkeypatch.context() as patched:
        unreadable(patched, name, len(body) // 2)
        run(tmp_path / name, "--out", tmp_path / "out")
    (failure,) = rows(tmp_path / "out", "failures.jsonl")
    run(tmp_path / name, "--out", tmp_path / "out")

    assert failure["error"] == "NotReadable"
    assert len(entries(tmp_path / "out")) == 60
    assert rows(tmp_path / "out", "failures.jsonl") == []


def test_a_file_that_is_broken_is_broken_for_good(tmp_path: Path) -> None:
    body = KINDS["pages.jsonl.gz"](pages(60))
    (tmp_path / "pages.jsonl.gz").write_bytes(body[: len(body) // 2])
    run(tmp_path / "pages.jsonl.gz", "--out", tmp_path / "out")

    done = run(tmp_path / "pages.jsonl.gz", "--out", tmp_path / "out")

    told = " ".join(done.output.split())
    assert "nothing to do:" in told
    assert "has all that can be read already" in told
    assert not (tmp_path / "out" / WORK).exists()


@pytest.mark.parametrize(("packed", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress)])
def test_a_broken_stream_is_told_from_a_broken_disk(packed: str, pack: Any) -> None:
    body = pack(os.urandom(400_000))
    assert packed in UNPACK
    half = len(body) // 2

    with pytest.raises(NotReadable, match="cannot be read"):
        unpacked(Torn(body, half), packed, "a", len(body)).seek(400_000)
    broken = body[:half] + b"\xff\x00" * 50 + body[half + 100 :]
    with pytest.raises(LoadError, match="cannot be unpacked") as caught:
        unpacked(io.BytesIO(broken), packed, "a", len(body)).seek(500_000)
    assert not isinstance(caught.value, NotReadable)


def test_what_was_lost_with_its_worker_is_tried_by_the_next_run(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc_gz(pages(20)))

    def kills(items: tuple[Any, ...]) -> bool:
        one = items[0]
        return getattr(one, "first", 99) <= 13 < getattr(one, "last", 0)

    lost = make(tmp_path / "a.warc.gz", tmp_path / "out", kills)
    again = make(tmp_path / "a.warc.gz", tmp_path / "out", lambda _: False)

    assert (lost.standing, lost.again) == (19, 1)
    assert (again.standing, again.again, again.failures) == (20, 0, 0)
    assert len(entries(tmp_path / "out")) == 20


def test_what_was_lost_in_two_runs_is_not_tried_by_a_third(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc_gz(pages(20)))
    asked = []

    def kills(items: tuple[Any, ...]) -> bool:
        one = items[0]
        if isinstance(one, ToClean):
            asked.append(one)
            return one.first <= 13 < one.last
        return False

    first = make(tmp_path / "a.warc.gz", tmp_path / "out", kills)
    second = make(tmp_path / "a.warc.gz", tmp_path / "out", kills)
    before = len(asked)
    third = make(tmp_path / "a.warc.gz", tmp_path / "out", kills)

    (failure,) = rows(tmp_path / "out", "failures.jsonl")
    assert (first.again, second.again, third.was_done) == (1, 0, True)
    assert len(asked) == before
    assert failure["error"] == "GivenUp"
    assert "not tried again" in failure["message"]
    assert not (tmp_path / "out" / WORK).exists()


def test_a_piece_nobody_can_read_in_two_runs_is_given_up(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for page in pages(4):
        (folder / f"{page.number:02}.html").write_text(page.html)

    def kills(items: tuple[Any, ...]) -> bool:
        return any(isinstance(one, Piece) and one.name == "02.html" for one in items)

    first = make(folder, tmp_path / "out", kills)
    second = make(folder, tmp_path / "out", kills)
    third = make(folder, tmp_path / "out", kills)

    (failure,) = rows(tmp_path / "out", "failures.jsonl")
    assert (first.again, second.again, third.was_done) == (1, 0, True)
    assert failure["error"] == "GivenUp"
    assert len(entries(tmp_path / "out")) == 3
