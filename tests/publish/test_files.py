from __future__ import annotations

import os
import stat
from pathlib import PurePosixPath

import pytest

from feedclean.errors import PublishError
from feedclean.model.output import Rendered
from feedclean.publish import files

LONG_AGO_NS = 10**18


def file(path: str = "news.atom", body: bytes = b"<feed/>") -> Rendered:
    return Rendered(path=PurePosixPath(path), body=body, media_type="application/atom+xml")


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_with_its_folders(tmp_path):
    written = files.write(tmp_path / "public", file("a/b/news.atom"))

    assert (written.path, written.changed) == (tmp_path / "public/a/b/news.atom", True)
    assert written.path.read_bytes() == b"<feed/>"


def test_equal_bytes_are_not_written_again(tmp_path):
    path = files.write(tmp_path, file()).path
    os.utime(path, ns=(LONG_AGO_NS, LONG_AGO_NS))
    before = path.stat()

    assert not files.write(tmp_path, file()).changed
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize(
    "body", [b"<gnus/>", b"<feed />", b""], ids=["same length", "longer", "empty"]
)
def test_other_bytes_replace_the_file(body, tmp_path):
    files.write(tmp_path, file())

    assert files.write(tmp_path, file(body=body)).changed
    assert (tmp_path / "news.atom").read_bytes() == body
    assert names(tmp_path) == ["news.atom"]


def test_a_reader_that_has_the_old_file_open_keeps_it_whole(tmp_path):
    path = files.write(tmp_path, file(body=b"old" * 100)).path
    with path.open("rb") as reader:
        files.write(tmp_path, file(body=b"new"))
        assert reader.read() == b"old" * 100


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o000, 0o644)])
def test_a_file_may_be_read_as_the_umask_says(mask, mode, tmp_path):
    before = os.umask(mask)
    try:
        path = files.write(tmp_path, file()).path
    finally:
        os.umask(before)

    assert stat.S_IMODE(path.stat().st_mode) == mode


CRASHES = ["fsync", "fdopen"]


@pytest.mark.parametrize("call", CRASHES)
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_crash_while_writing_leaves_the_old_file_whole(call, error, tmp_path, monkeypatch):
    files.write(tmp_path, file(body=b"old"))

    def crash(*_):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(os, call, crash)
        with pytest.raises((PublishError, KeyboardInterrupt)):
            files.write(tmp_path, file(body=b"new"))

    assert (tmp_path / "news.atom").read_bytes() == b"old"
    assert names(tmp_path) == ["news.atom"]


def test_the_error_names_the_path_and_what_to_do(tmp_path):
    (tmp_path / "news.atom").mkdir()

    with pytest.raises(
        PublishError, match=r"news\.atom: Is a directory; .*move this folder away"
    ) as caught:
        files.write(tmp_path, file())
    assert caught.value.path == str(tmp_path / "news.atom")
    assert names(tmp_path) == ["news.atom"]


OUTSIDE = [
    "../news.atom",
    "a/../../news.atom",
    "/etc/news.atom",
    ".",
    "a\\..\\b",
    "c:news",
    "a\nb",
    "a\x00b",
]


@pytest.mark.parametrize("path", OUTSIDE, ids=ascii)
@pytest.mark.parametrize("act", [files.write, files.would_write], ids=["write", "would_write"])
def test_paths_that_leave_the_root_are_refused(act, path, tmp_path):
    root = tmp_path / "public"
    root.mkdir()

    with pytest.raises(PublishError):
        act(root, file(path))
    assert names(tmp_path) == ["public"]
    assert names(root) == []


def test_a_linked_folder_is_not_followed(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "public").mkdir()
    (tmp_path / "public/a").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(PublishError, match="symbolic link"):
        files.write(tmp_path / "public", file("a/news.atom"))
    assert names(tmp_path / "elsewhere") == []


def test_a_linked_file_is_not_replaced(tmp_path):
    (tmp_path / "kept").write_bytes(b"kept")
    (tmp_path / "news.atom").symlink_to(tmp_path / "kept")

    with pytest.raises(PublishError, match="symbolic link"):
        files.write(tmp_path, file())
    assert (tmp_path / "kept").read_bytes() == b"kept"


def test_the_root_may_be_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "public").symlink_to(tmp_path / "real")

    files.write(tmp_path / "public", file())

    assert names(tmp_path / "real") == ["news.atom"]


def test_what_a_killed_run_left_is_swept_and_what_a_running_one_writes_is_not(tmp_path):
    old = tmp_path / f".news.atom.0123456789abcdef{files._TEMPORARY}"
    new = tmp_path / f".news.atom.fedcba9876543210{files._TEMPORARY}"
    other = tmp_path / f".other.atom.0123456789abcdef{files._TEMPORARY}"
    for path in (old, new, other):
        path.write_bytes(b"half")
    for path in (old, other):
        os.utime(path, ns=(LONG_AGO_NS, LONG_AGO_NS))

    files.write(tmp_path, file())

    assert names(tmp_path) == sorted([new.name, other.name, "news.atom"])


def test_would_write_writes_nothing(tmp_path):
    root = tmp_path / "public"

    assert files.would_write(root, file()).changed
    assert not root.exists()
    files.write(root, file())
    assert not files.would_write(root, file()).changed


def test_one_look_through_a_folder_finds_what_killed_runs_left_of_many_files(tmp_path) -> None:
    names = [f"{number}.atom" for number in range(3)]
    paths = [files.put(tmp_path, file(name)).path for name in names]
    left = [tmp_path / f".{name}.0123456789abcdef.feedclean-tmp" for name in (*names, "other")]
    for one in left:
        one.write_bytes(b"half")
        os.utime(one, (0, 0))

    files.sweep(paths)

    assert [one.exists() for one in left] == [False, False, False, True]
