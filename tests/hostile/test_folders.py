"""What somebody puts into a folder of articles: nothing hangs, leads out or speaks in our name."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedclean.cli import program
from feedclean.errors import LoadError
from feedclean.gather.loader import load
from tests.making import article, source

pytestmark = pytest.mark.skipif(os.name != "posix", reason="names and kinds of files of POSIX")

NAMES = (
    b"new\nline.html",
    b"\r\n::error::taken over.html",
    b"\x1b[31mred\x07.html",
    b"caf\xe9\xff.html",
    b"-rf.html",
    b"<script>alert(1).html",
    "\u202elmth.gpj.html".encode(),
    b"a" * 250 + b".html",
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Of one article and of all that is none."""
    dump = tmp_path / "dump"
    dump.mkdir()
    (tmp_path / "secret.html").write_text(article("secret"), encoding="utf-8")
    (dump / "good.html").write_text(article("good"), encoding="utf-8")
    os.mkfifo(dump / "pipe.html")
    (dump / "zero.html").symlink_to("/dev/zero")
    (dump / "to-pipe.html").symlink_to("pipe.html")
    (dump / "out.html").symlink_to(tmp_path / "secret.html")
    (dump / "up").symlink_to("..")
    (dump / "loop.html").symlink_to("loop.html")
    (dump / "nowhere.html").symlink_to("gone")
    with (dump / "sparse.html").open("wb") as sparse:
        sparse.truncate(10**11)
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(dump)  # the path of a socket may be 100 characters long
        listening.bind("socket.html")
        os.chdir(here)
        yield dump


def built(config: Path) -> str:
    result = CliRunner().invoke(program, ["build", "--config", str(config)], color=True)
    assert result.exit_code in (0, 1), result.output
    return result.output


def test_the_article_is_published_and_what_leads_elsewhere_is_told(
    folder: Path, site: Callable[..., Path]
) -> None:
    told = built(site(source("d", "dump")))

    published = (folder.parent / "public" / "d.atom").read_text("utf-8")
    assert "https://example.org/good" in published
    assert "example.org/secret" not in published
    assert "out.html: a link that leads out of its folder" in told
    assert "loop.html: cannot be read (Too many levels of symbolic links)" in told
    assert "nowhere.html: cannot be read (No such file or directory)" in told
    assert "sparse.html: 100000000000 bytes are more than" in told
    assert "bug" not in told


def test_names_of_files_do_not_speak_in_our_name(tmp_path: Path, site: Callable[..., Path]) -> None:
    (tmp_path / "dump").mkdir()
    for name in NAMES:
        (tmp_path / "dump" / os.fsdecode(name)).write_bytes(b"%PDF-1.4 " + name)

    told = built(site(source("d", "dump")))

    lines = told.splitlines()
    assert len([line for line in lines if line.startswith("d: left out")]) == len(NAMES)
    assert not [line for line in lines if line.startswith(("::", "line.html"))]
    assert not set("\x1b\x07\r\u202e") & set(told)
    assert r"left out new\nline.html: is a PDF file" in told


def test_a_pipe_put_in_a_files_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.html")

    with pytest.raises(LoadError, match=r"a\.html: is no file any more"):
        load(tmp_path / "a.html", "a.html", within=tmp_path)


def test_a_file_that_vanishes_between_listing_and_reading_costs_itself(
    tmp_path: Path, site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from feedclean.gather import dump

    for name in ("a", "b", "c"):
        (tmp_path / "dump").mkdir(exist_ok=True)
        (tmp_path / "dump" / f"{name}.html").write_text(article(name), encoding="utf-8")
    listed = dump.locate

    def locate(location: str, folder: Path) -> object:
        found = listed(location, folder)
        (tmp_path / "dump" / "b.html").unlink()
        return found

    config = site(source("d", "dump"))
    monkeypatch.setattr(dump, "locate", locate)
    told = built(config)

    published = (tmp_path / "public" / "d.atom").read_text("utf-8")
    assert "b.html: cannot be read (No such file or directory)" in told
    assert "https://example.org/a" in published
    assert "https://example.org/c" in published


def test_the_parts_of_a_saved_page_lead_nowhere(tmp_path: Path, site: Callable[..., Path]) -> None:
    """They are called as files elsewhere, which are neither read nor written."""
    parts = "".join(
        f"\r\n--b\r\nContent-Type: image/png\r\nContent-Location: {name}\r\n\r\nxx"
        for name in ("../../../etc/passwd", "file:///etc/passwd", "C:\\boot.ini", "/dev/zero")
    )
    text = "The council met on Tuesday evening, and after four hours it agreed on nothing. " * 5
    saved = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html\r\nContent-Location: https://example.org/mhtml\r\n\r\n"
        f"<html><body><h1>A page</h1><p>{text}<img src='../../../etc/passwd'></p></body></html>"
        f"{parts}\r\n--b--\r\n"
    )
    (tmp_path / "dump").mkdir()
    (tmp_path / "dump" / "a.mhtml").write_text(saved, encoding="utf-8", newline="")
    before = sorted(tmp_path.rglob("*"))

    told = built(site(source("d", "dump/*.mhtml")))

    assert "bug" not in told
    published = (tmp_path / "public" / "d.atom").read_text("utf-8")
    assert "agreed on nothing" in published
    assert "root:" not in published
    made = {path.relative_to(tmp_path).parts[0] for path in set(tmp_path.rglob("*")) - set(before)}
    assert made == {"config.toml", "public", ".feedclean"}
