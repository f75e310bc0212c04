from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedclean.errors import LoadError
from feedclean.gather.base import Context
from feedclean.gather.dump import gather_dump
from feedclean.gather.loader import load, printable_name
from feedclean.model.article import Failure, SourceId
from feedclean.model.source import Capture, Gathered, Source, SourceKind

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def gathered(folder: Path, location: str) -> list[Gathered]:
    source = Source(id=SourceId("s"), kind=SourceKind.DUMP, location=location, title="S")
    return list(gather_dump(source, Context(folder=folder, now=NOW, fetch=no_fetch)))


def no_fetch(url: str) -> None:
    raise AssertionError(f"a dump asked for {url}")


def locations(items: list[Gathered]) -> list[str]:
    return [item.location for item in items if isinstance(item, Capture)]


def test_one_capture_per_file_in_order_of_names(tmp_path: Path) -> None:
    for name in ("c", "a", "b"):
        (tmp_path / f"{name}.txt").write_text(name)

    found = gathered(tmp_path, "*.txt")

    assert [(c.location, c.body) for c in found if isinstance(c, Capture)] == [
        ("a.txt", b"a"),
        ("b.txt", b"b"),
        ("c.txt", b"c"),
    ]


def test_pipes_and_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")

    assert locations(gathered(tmp_path, "*.txt")) == ["a.txt"]


@pytest.mark.parametrize("folder", ["Story_files", "Story-Dateien", "Story_fichiers"])
def test_what_a_browser_saves_beside_a_page_is_no_article(tmp_path: Path, folder: str) -> None:
    for name in ("Story.html", f"{folder}/frame.html", f"{folder}/a/b.js", "own_files/note.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")

    assert locations(gathered(tmp_path, ".")) == ["Story.html", "own_files/note.html"]


def test_a_link_out_of_the_dump_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    dump = tmp_path / "dump"
    dump.mkdir()
    (dump / "a.txt").symlink_to(tmp_path / "secret")
    (dump / "b.txt").write_text("b")
    (dump / "c.txt").symlink_to(dump / "b.txt")
    (dump / "d.txt").symlink_to(dump / "gone")

    found = gathered(tmp_path, "dump")

    assert locations(found) == ["b.txt", "c.txt"]
    failures = [item for item in found if isinstance(item, Failure)]
    assert [(f.location, f.stage, f.error) for f in failures] == [
        ("a.txt", "gather", "LoadError"),
        ("d.txt", "gather", "LoadError"),
    ]
    assert "leads out" in failures[0].message


def test_a_link_that_is_named_itself_is_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_text("a")
    (tmp_path / "dump").mkdir()
    (tmp_path / "dump" / "link.txt").symlink_to(tmp_path / "elsewhere" / "a.txt")

    assert locations(gathered(tmp_path, "dump/link.txt")) == ["link.txt"]


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big"
    path.write_bytes(b"x" * 11)

    with pytest.raises(LoadError, match="11 bytes are more than the 10 allowed"):
        load(path, "big", limit_bytes=10)
    assert load(path, "big", limit_bytes=11).body == b"x" * 11


def test_a_name_that_is_not_utf_8_can_be_told() -> None:
    name = os.fsdecode(b"caf\xe9.txt")

    assert printable_name(name) == "caf\\xe9.txt"
    assert printable_name("café.txt") == "café.txt"


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"^gone: cannot be read \(No such file"):
        load(tmp_path / "gone", "gone")
