from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedclean.gather.locate import Closed, locate

FILES = (
    "a.txt",
    "b.html",
    "deep/c.txt",
    "deep/er/d.txt",
    "deep/er/[e].txt",
    ".hidden.txt",
    ".git/config.txt",
    "日本/ニュース.txt",
)

PATTERNS = {
    "one-file": ("dump/a.txt", ("a.txt",)),
    "one-folder-deep": ("dump/*.txt", ("a.txt",)),
    "a-folder-is-all-below-it": (
        "dump",
        ("a.txt", "b.html", "deep/c.txt", "deep/er/[e].txt", "deep/er/d.txt", "日本/ニュース.txt"),
    ),
    "any-depth": (
        "dump/**/*.txt",
        ("a.txt", "deep/c.txt", "deep/er/[e].txt", "deep/er/d.txt", "日本/ニュース.txt"),
    ),
    "any-depth-at-the-end": ("dump/deep/**", ("c.txt", "er/[e].txt", "er/d.txt")),
    "wildcard-in-a-folder": ("dump/d*/c.txt", ("deep/c.txt",)),
    "choice-of-letters": ("dump/[ab].*", ("a.txt", "b.html")),
    "one-letter": ("dump/?.txt", ("a.txt",)),
    "a-name-that-looks-like-a-pattern": ("dump/deep/er/[e].txt", ("[e].txt",)),
    "hidden-only-when-spelled": ("dump/.*.txt", (".hidden.txt",)),
    "nothing": ("dump/*.json", ()),
    "no-such-folder": ("nowhere/*.txt", ()),
    "no-such-file": ("dump/z.txt", ()),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        path = tmp_path / "dump" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


@pytest.mark.parametrize(("location", "names"), PATTERNS.values(), ids=PATTERNS.keys())
def test_a_location_means_these_files(folder: Path, location: str, names: tuple[str, ...]) -> None:
    assert locate(location, folder).names == names


def test_names_do_not_depend_on_where_the_dump_lies(folder: Path) -> None:
    relative = locate("dump/**/*.txt", folder)
    absolute = locate(str(folder / "dump" / "**" / "*.txt"), Path("/"))

    assert relative == absolute
    assert all((relative.root / name).is_file() for name in relative.names)


def test_names_do_not_depend_on_the_order_of_the_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from feedclean.gather import locate as module

    listed = module._listed
    there = locate("dump", folder).names

    def backwards(path: Path, prefix: str) -> list[tuple[str, bool]]:
        found = listed(path, prefix)
        assert isinstance(found, list)
        return sorted(found, reverse=True)

    monkeypatch.setattr(module, "_listed", backwards)

    assert locate("dump", folder).names == there


def test_a_link_to_a_folder_is_not_followed(folder: Path) -> None:
    (folder / "dump" / "loop").symlink_to(folder / "dump", target_is_directory=True)

    assert not [name for name in locate("dump", folder).names if name.startswith("loop/")]
    assert not [n for n in locate("dump/**/*.txt", folder).names if n.startswith("loop/")]


@pytest.mark.parametrize("location", ["dump", "dump/**/*.txt"])
def test_a_folder_that_cannot_be_listed_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, location: str
) -> None:
    scandir = os.scandir

    def refuse(path: Path) -> Iterator[os.DirEntry[str]]:
        if path.name == "er":
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = locate(location, folder)

    assert found.closed == (Closed(name="deep/er", reason="Permission denied"),)
    assert "deep/c.txt" in found.names
    assert not [name for name in found.names if name.startswith("deep/er")]


@pytest.mark.parametrize("location", ["nowhere", "nowhere/*", "dump/a.txt/*", "n" * 300])
def test_what_is_not_there_is_not_closed(folder: Path, location: str) -> None:
    assert locate(location, folder).names == ()
    assert locate(location, folder).closed == ()


def test_a_folder_stands_for_its_texts_and_a_pattern_for_what_it_names(tmp_path: Path) -> None:
    for name in ("one.html", "lead.JPG", "style.css", "app.js", "two.txt"):
        (tmp_path / name).write_bytes(b"x")

    assert locate(".", tmp_path).names == ("one.html", "two.txt")
    assert locate("*.css", tmp_path).names == ("style.css",)
