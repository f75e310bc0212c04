from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from feedclean.archive import lock
from feedclean.archive import run as conductor
from feedclean.archive.done import FILES as SHARDS
from feedclean.archive.lock import alone_in
from feedclean.archive.order import WORK
from feedclean.errors import StateError
from tests.archive.inputs import Page, pages, tree, warc_gz
from tests.archive.running import command, entries, files, installed, rows, run
from tests.needing import needs_ray

FILES = 10
EACH = 12
BEHIND = {
    "read": ("sample", "learn", "clean", "file"),
    "sample": ("learn", "clean", "file"),
    "learn": ("clean", "file"),
    "clean": ("file",),
    "file": (),
}
"""Of the stages whose shards have files: which of them come behind."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Several WARC files, each a shard of its own."""
    folder = tmp_path_factory.mktemp("warcs")
    some = pages(FILES * EACH)
    for at in range(FILES):
        part = some[at * EACH : (at + 1) * EACH]
        (folder / f"{at:02}.warc.gz").write_bytes(warc_gz(part))
    return folder


@pytest.fixture(scope="module")
def undisturbed(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("undisturbed")
    assert run(archive, "--out", out, "-q").status == 0
    return files(out)


def stop_when(process: subprocess.Popen[bytes], is_time: Callable[[], bool]) -> bool:
    """Waits until it is time, or the process has ended; gives whether it is still there."""
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        if is_time():
            return True
        time.sleep(0.002)
    return False


def done_in(out: Path, stage: str) -> int:
    return len(list((out / WORK / stage).glob("[!.]*.json")))


def test_two_processes_and_other_hashes_give_the_same_bytes(
    archive: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    done = installed(archive, "--out", tmp_path, "--jobs", "2", seed="77")

    assert done.returncode == 0, done.stderr
    assert files(tmp_path) == undisturbed
    assert not (tmp_path / WORK).exists()


@needs_ray
@pytest.mark.ray
@pytest.mark.slow
def test_ray_gives_the_same_bytes(
    archive: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    done = installed(archive, "--out", tmp_path, "--jobs", "2", "--engine", "ray")

    assert done.returncode == 0, done.stderr
    assert files(tmp_path) == undisturbed


@pytest.mark.slow
@pytest.mark.parametrize(("stage", "jobs"), [("read", 2), ("clean", 2), ("clean", 1)])
@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_killed_run_goes_on_from_its_finished_shards(
    stage: str, jobs: int, archive: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    process = subprocess.Popen(
        command(archive, "--out", tmp_path, "--jobs", jobs), stderr=subprocess.DEVNULL
    )
    was_there = stop_when(process, lambda: done_in(tmp_path, stage) >= 3)
    process.kill()
    process.wait()
    assert was_there, "it ended before it could be stopped"
    before = {
        path: path.stat().st_mtime_ns for path in (tmp_path / WORK / stage).glob("[!.]*.json")
    }

    done = installed(archive, "--out", tmp_path, "--jobs", "2", "--json", "--keep")

    report = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert report["before"] >= 3
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert files(tmp_path) == undisturbed


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")
def test_a_killed_worker_costs_nothing(
    jobs: int, archive: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    process = subprocess.Popen(
        command(archive, "--out", tmp_path, "--jobs", jobs), stderr=subprocess.DEVNULL
    )
    assert stop_when(process, lambda: done_in(tmp_path, "clean") >= 1)
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    workers = [
        pid for pid in found if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ] or found
    os.kill(int(workers[-1]), signal.SIGKILL)

    assert process.wait() == 0
    assert files(tmp_path) == undisturbed


def test_two_runs_do_not_work_in_one_folder(archive: Path, tmp_path: Path) -> None:
    with alone_in(tmp_path / WORK):
        done = run(archive, "--out", tmp_path)

    assert done.status == 2
    assert "another run is at work there" in done.output


def test_what_is_written_is_never_read_as_input(tmp_path: Path) -> None:
    tree(tmp_path, pages(4))

    done = run(tmp_path, "--out", tmp_path / "out")

    assert done.status == 2
    assert "name another --out" in done.output
    assert not (tmp_path / "out").exists()


def test_a_finished_archive_has_nothing_to_do(archive: Path, tmp_path: Path) -> None:
    run(archive, "--out", tmp_path)
    before = files(tmp_path)

    done = run(archive, "--out", tmp_path)

    assert "nothing to do" in done.output
    assert files(tmp_path) == before


def test_a_file_that_is_lost_is_made_again(
    archive: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    run(archive, "--out", tmp_path)
    (tmp_path / "river.example" / "2024-01.atom").unlink()

    done = run(archive, "--out", tmp_path)

    assert "files that it had written are missing" in done.output
    assert files(tmp_path) == undisturbed


@pytest.mark.parametrize(("stage", "ending"), [(s, e) for s, ends in SHARDS.items() for e in ends])
def test_a_shard_whose_files_are_not_whole_is_done_again(
    stage: str, ending: str, archive: Path, tmp_path: Path
) -> None:
    """A list of keys that had lost its end cost entries, and no word was said."""
    order = (archive / "00.warc.gz", "--out", tmp_path, "--keep", "--engine", "serial", "-q")
    assert run(*order).status == 0
    before = files(tmp_path)
    (tmp_path / "manifest.json").unlink()
    for later in ("settle", "fronts", "documents", *BEHIND[stage]):
        shutil.rmtree(tmp_path / WORK / later)
    for path in (tmp_path / WORK / stage).glob(f"*.{ending}"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    assert run(*order).status == 0
    assert files(tmp_path) == before


def test_a_file_that_was_changed_is_made_again_also_where_its_size_is_the_same(
    archive: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    run(archive, "--out", tmp_path, "--keep")
    path = tmp_path / "river.example" / "2024-01.atom"
    body = path.read_bytes()
    path.write_bytes(body.replace(b"Report", b"Rumour"))

    done = run(archive, "--out", tmp_path, "--keep")

    assert "files that it had written are missing or others" in done.output
    assert path.read_bytes() == body
    assert files(tmp_path) == undisturbed


def test_what_was_kept_for_inputs_that_are_gone_goes(tmp_path: Path) -> None:
    folder, out, fresh = tmp_path / "in", tmp_path / "out", tmp_path / "fresh"
    folder.mkdir()
    for at in range(3):
        some = [Page(number, f"site{at}.example") for number in range(8)]
        (folder / f"{at}.warc.gz").write_bytes(warc_gz(some))
    run(folder, "--out", out, "--keep", "--format", "jsonl")
    run(folder, "--out", out, "--keep")
    (folder / "1.warc.gz").unlink()

    done = run(folder, "--out", out, "--keep", "--json")
    run(folder, "--out", fresh, "--keep")

    def kept(of: Path) -> set[str]:
        return {
            path.relative_to(of).as_posix() for path in (of / WORK).rglob("*") if path.is_file()
        }

    assert done.report["before"] == 2 * 2
    assert kept(out) == kept(fresh)


def test_another_archive_among_the_inputs_redoes_no_shard_it_does_not_change(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for at in range(3):
        some = [Page(number, f"site{at}.example") for number in range(8)]
        (folder / f"{at}.warc.gz").write_bytes(warc_gz(some))
    out = tmp_path / "out"
    run(folder, "--out", out, "--keep")
    (folder / "9.warc.gz").write_bytes(warc_gz([Page(1, "new.example")]))

    done = run(folder, "--out", out, "--keep", "--json")

    assert done.report["before"] == 2 * 3
    assert done.report["redone"] == ["the inputs have changed"]
    assert (out / "new.example.atom").exists()
    fresh = tmp_path / "fresh"
    run(folder, "--out", fresh)
    assert files(fresh) == files(out)


def test_other_options_take_away_the_files_of_the_old_ones(tmp_path: Path) -> None:
    tree(tmp_path / "in", pages(6))
    out = tmp_path / "out"
    run(tmp_path / "in", "--out", out)
    (out / "mine.txt").write_text("not ours")

    done = run(tmp_path / "in", "--out", out, "--format", "jsonl")

    assert "the options are others" in done.output
    assert not list(out.rglob("*.atom"))
    assert not (out / "river.example").exists()
    assert (out / "mine.txt").exists()
    assert len(rows(out, "articles/articles-00001.jsonl")) == 6


def test_the_manifest_says_what_is_in_which_shard(archive: Path, tmp_path: Path) -> None:
    run(archive, "--out", tmp_path, "--format", "jsonl")

    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert [shard["inputs"] for shard in manifest["shards"]] == [
        [f"{at:02}.warc.gz"] for at in range(FILES)
    ]
    assert [shard["cleaned"] for shard in manifest["shards"]] == [EACH] * FILES
    for shard in manifest["shards"]:
        assert len(rows(tmp_path, shard["output"])) == EACH
    named = {one["path"] for one in manifest["files"]}
    assert named == set(files(tmp_path)) - {"manifest.json"}


def test_no_article_is_lost_and_none_is_there_twice(archive: Path, tmp_path: Path) -> None:
    run(archive, "--out", tmp_path)

    titles = sorted(one.title for one in entries(tmp_path).values())
    assert titles == sorted(page.title for page in pages(FILES * EACH))


def test_what_killed_runs_left_of_files_is_removed(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    left = [
        tmp_path / "articles" / ".articles-00001.jsonl.0a1b2c3d.part",
        tmp_path / ".manifest.json.0a1b2c3d.part",
    ]
    other = tmp_path / ".of-somebody-else.0a1b2c3d.part"
    for path in (*left, other):
        path.write_text("half")

    run(archive / "00.warc.gz", "--out", tmp_path, "--format", "jsonl")

    assert not any(path.exists() for path in left)
    assert other.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be removed there")
def test_a_lock_that_was_removed_in_between_lets_nobody_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the run before ends between our opening its lock and having it."""
    take = lock._lock

    def late(handle: int) -> None:
        take(handle)
        (tmp_path / "lock").unlink()

    monkeypatch.setattr(lock, "_lock", late)

    with pytest.raises(StateError, match="another run"), alone_in(tmp_path):
        pass


def test_files_nobody_stands_behind_go_before_the_manifest_says_that_all_is_done(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = archive / "00.warc.gz"
    run(one, "--out", tmp_path, "--format", "jsonl")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(conductor, "write_manifest", stopped)
    run(one, "--out", tmp_path)

    assert not (tmp_path / "articles").exists()


def test_a_full_disk_is_an_error_and_the_run_goes_on_behind_it(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        stopped = run(archive / "00.warc.gz", "--out", tmp_path)

    assert stopped.status == 1
    assert "see to the disk and run it again to go on" in stopped.output
    assert not list(tmp_path.rglob("*.part"))
    assert run(archive / "00.warc.gz", "--out", tmp_path, "-q").status == 0


def test_a_folder_that_cannot_be_made_is_named(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    done = run(archive / "00.warc.gz", "--out", tmp_path / "file" / "out")

    assert done.status == 1
    assert str(tmp_path / "file" / "out") in done.output


def test_shards_that_hold_the_same_are_not_those_of_an_earlier_run(tmp_path: Path) -> None:
    """Files without an article all come to the same: to nothing."""
    folder = tmp_path / "in"
    tree(folder, pages(1))
    for name in ("a.jsonl", "b.jsonl", "c.mbox", "d.zip", "e.tar", "f.warc"):
        (folder / name).write_bytes(b"")

    done = run(folder, "--out", tmp_path / "out", "--json")
    told = run(folder, "--out", tmp_path / "told")

    assert done.report["standing"] == 1
    assert done.report["before"] == 0
    assert "earlier run" not in told.output
