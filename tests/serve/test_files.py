from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from feedclean.serve.files import Elsewhere, beside, find


@pytest.fixture
def root(tmp_path: Path) -> Path:
    public = tmp_path / "public"
    for name in (
        *("index.html", "a.atom", "a.atom.gz", "sub/index.html", "sub/b.html", "bare/c.html"),
        *(".feedclean-manifest.json", ".well-known/x.txt", "sub/.hidden", "名.atom"),
    ):
        path = public / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    (tmp_path / "config.toml").write_text("secret")
    return public


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("/", "index.html"),
        ("/index.html", "index.html"),
        ("/a.atom", "a.atom"),
        ("/名.atom", "名.atom"),
        ("/sub/", "sub/index.html"),
        ("/sub/b.html", "sub/b.html"),
    ],
)
def test_a_path_means_a_file(root: Path, asked: str, name: str) -> None:
    found = find(root, asked)

    assert isinstance(found, Path)
    assert found.read_text("utf-8") == name


@pytest.mark.parametrize(
    "asked",
    [
        *("", "a.atom", "*", "/none", "/a.atom/", "/a.atom/x", "/bare/", "/bare"),
        *("/..", "/../config.toml", "/sub/../../config.toml", "/./a.atom", "//a.atom"),
        *("//example.org/", "/sub//b.html", "/..\\config.toml", "/sub\\b.html", "/C:/x"),
        *("/a.atom::$DATA", "/a.atom\0", "/a.atom\n", "/%2e%2e/config.toml", "/a*"),
        *("/.feedclean-manifest.json", "/.well-known/x.txt", "/sub/.hidden", "/.", "/.../"),
        *("/" + "x" * 5000, "/\ud800"),
    ],
    ids=ascii,
)
def test_nothing_else_is_there(root: Path, asked: str) -> None:
    assert find(root, asked) is None


def test_a_folder_is_asked_for_with_a_slash(root: Path) -> None:
    assert find(root, "/sub") == Elsewhere(location="/sub/")


def test_there_is_nothing_where_nothing_was_built(tmp_path: Path) -> None:
    assert find(tmp_path / "none", "/") is None


needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")


@needs_links
def test_links_lead_nowhere_outside_and_to_nothing_hidden(root: Path) -> None:
    (root / "out.txt").symlink_to(root.parent / "config.toml")
    (root / "up").symlink_to(root.parent)
    (root / "hidden.json").symlink_to(root / ".feedclean-manifest.json")
    (root / "circle").symlink_to("circle")
    (root / "dangling").symlink_to("nowhere")
    (root / "a.atom.br").symlink_to(root.parent / "config.toml")

    for asked in ("/out.txt", "/up/config.toml", "/up/", "/hidden.json", "/circle", "/dangling"):
        assert find(root, asked) is None, asked
    assert beside(root, root / "a.atom", ".br") is None
    assert beside(root, root / "a.atom", ".gz") == (root / "a.atom.gz").resolve()


@needs_links
def test_links_within_the_folder_are_followed_as_is_one_to_it(root: Path) -> None:
    (root / "latest.atom").symlink_to("a.atom")
    (root.parent / "www").symlink_to(root)

    found = find(root.parent / "www", "/latest.atom")

    assert isinstance(found, Path)
    assert found.read_text() == "a.atom"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names there")
def test_what_is_no_file_is_not_opened(root: Path) -> None:
    os.mkfifo(root / "pipe.atom")

    assert find(root, "/pipe.atom") is None
