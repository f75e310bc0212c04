"""Dump folders through the installed program: what cannot be read costs itself, and says why."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.gather.serving import WHOLE, page
from tests.making import ROOT, article, source

pytestmark = pytest.mark.slow

MakeSite = Callable[..., Path]
GOOD = {"good/1.html": article("good")}


def build(config: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return run("build", "--config", str(config), *more)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "feedclean", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def published(config: Path, id_: str) -> str:
    return (config.parent / "public" / f"{id_}.atom").read_text("utf-8")


def has_feed(config: Path, id_: str) -> bool:
    return (config.parent / "public" / f"{id_}.atom").exists()


def assert_cost(done: subprocess.CompletedProcess[str], config: Path, id_: str, why: str) -> None:
    """One source failed, of which the name of the file and the reason are told; another did not."""
    assert done.returncode == 1, done.stderr
    failed = [line for line in done.stderr.splitlines() if line.startswith("failed: ")]
    assert len(failed) == 1
    assert failed[0].startswith(f"failed: {id_}: ")
    assert why in failed[0]
    assert "Traceback" not in done.stderr + done.stdout
    assert "example.org/good" in published(config, "good")


def packed(path: Path) -> None:
    """An archive of an article and of one that would lie outside, were it unpacked blindly."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.html", article("packed"))
        archive.writestr("../../outside.html", article("outside"))


@pytest.mark.parametrize("location", ["pages.zip", "*.zip"])
def test_an_archive_named_as_a_dump_says_to_unpack_it(site: MakeSite, location: str) -> None:
    config = site(source("bad", location), source("good", "good"), files=GOOD)
    packed(config.parent / "pages.zip")
    before = set(config.parent.parent.iterdir())

    done = build(config)

    assert_cost(done, config, "bad", "pages.zip: is a zip archive (unpack it)")
    assert not has_feed(config, "bad")
    assert set(config.parent.parent.iterdir()) == before
    assert not list(config.parent.rglob("outside.html"))


def test_an_archive_among_articles_is_left_out_and_fails_nothing(site: MakeSite) -> None:
    config = site(source("good", "good"), files=GOOD)
    packed(config.parent / "good" / "pages.zip")

    done = build(config)

    assert done.returncode == 0, done.stderr
    assert "left out pages.zip: is a zip archive (unpack it)" in done.stdout + done.stderr
    assert "example.org/packed" not in published(config, "good")


@pytest.mark.skipif(os.name != "posix", reason="links and rights of POSIX")
def test_a_file_that_cannot_be_read_costs_itself(site: MakeSite) -> None:
    files = GOOD | {f"mixed/{name}.html": article(name) for name in ("one", "shut", "two")}
    config = site(source("mixed", "mixed"), source("good", "good"), files=files)
    shut = config.parent / "mixed" / "shut.html"
    shut.chmod(0)
    why = "shut.html: cannot be read (Permission denied)"
    if os.access(shut, os.R_OK):  # rights do not bind whoever runs this; a lost link does
        shut.unlink()
        shut.symlink_to("lost")
        why = "shut.html: cannot be read (No such file or directory)"

    done = build(config)

    assert_cost(done, config, "mixed", why)
    assert "example.org/one" in published(config, "mixed")
    assert "example.org/two" in published(config, "mixed")


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_folder_in_the_place_of_a_file_keeps_what_was_published(site: MakeSite) -> None:
    files = GOOD | {"lone.html": article("lone"), "many/a.html": article("a")}
    files["many/b.html"] = article("b")
    told = (source("lone", "lone.html"), source("many", "many"), source("good", "good"))
    config = site(*told, files=files)
    first = build(config)
    lone = published(config, "lone")
    for name in ("lone.html", "many/b.html"):
        (config.parent / name).unlink()
    (config.parent / "lone.html").symlink_to("lost")
    (config.parent / "many" / "b.html").mkdir()

    done = build(config)

    assert first.returncode == 0, first.stderr
    assert_cost(done, config, "lone", "lone.html: cannot be read (No such file or directory)")
    assert published(config, "lone") == lone
    assert "example.org/a" in published(config, "many")


AWAY = {
    "folder": ("dump", "dump"),
    "pattern": ("dump/*.html", "dump"),
    "file": ("dump/a.html", "dump/a.html"),
}


@pytest.mark.parametrize("more", [(), ("--jobs", "2")], ids=["alone", "two-jobs"])
@pytest.mark.parametrize(("location", "moved"), AWAY.values(), ids=AWAY.keys())
def test_files_that_are_away_keep_what_was_published(
    site: MakeSite, location: str, moved: str, more: tuple[str, ...]
) -> None:
    files = GOOD | {"dump/a.html": article("a"), "second/b.html": article("b")}
    told = (source("gone", location), source("good", "good"), source("second", "second"))
    config = site(*told, files=files)
    first = build(config, *more)
    before = published(config, "gone")
    (config.parent / moved).rename(config.parent / "away")
    (config.parent / "second" / "c.html").write_text(article("c"), "utf-8")

    during = build(config, *more)
    meanwhile = published(config, "gone")
    condition = run("status", "--config", str(config), "gone")
    findings = run("doctor", "--config", str(config))
    (config.parent / "away").rename(config.parent / moved)
    after = build(config, *more)

    assert first.returncode == 0, first.stderr
    assert_cost(during, config, "gone", f"{location}: matches no file any more; put the files back")
    assert "gone: alarm files-missing" in during.stdout
    assert "example.org/c" in published(config, "second")
    assert meanwhile == before
    assert "files-missing" in condition.stdout
    assert "correct location" in condition.stdout
    assert f"wrong source gone: {location} matches no file" in findings.stdout
    assert after.returncode == 0, after.stderr
    assert published(config, "gone") == before


def test_a_location_that_never_matched_stops_the_build_and_makes_nothing(site: MakeSite) -> None:
    config = site(source("typo", "dmup/*.html"), source("good", "good"), files=GOOD)

    done = build(config)

    assert done.returncode == 2
    assert 'location: "dmup/*.html" matches no file' in done.stderr
    assert '(source "typo")' in done.stderr
    assert sorted(path.name for path in config.parent.iterdir()) == ["config.toml", "good"]


def test_an_empty_folder_or_one_of_strays_takes_no_entry_away(site: MakeSite) -> None:
    config = site(
        source("s", "dump"), source("good", "good"), files=GOOD | {"dump/a.html": article("a")}
    )
    first = build(config)
    before = published(config, "s")
    (config.parent / "dump" / "a.html").unlink()
    empty = build(config)
    of_empty = published(config, "s")
    (config.parent / "dump" / "stray.csv").write_text("a;b\n1;2\n", "utf-8")
    stray = build(config)

    assert first.returncode == 0, first.stderr
    assert_cost(empty, config, "s", "dump: matches no file any more")
    assert_cost(stray, config, "s", "every file was left out")
    assert of_empty == published(config, "s") == before


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_to_a_folder_that_leads_nowhere_takes_no_entry_away(site: MakeSite) -> None:
    config = site(source("s", "dump"), source("good", "good"), files=GOOD)
    disk = config.parent / "disk"
    disk.mkdir()
    (disk / "a.html").write_text(article("a"), "utf-8")
    (config.parent / "dump").symlink_to(disk)
    first = build(config)
    before = published(config, "s")
    disk.rename(config.parent / "elsewhere")

    done = build(config)

    assert first.returncode == 0, first.stderr
    assert_cost(done, config, "s", "dump: cannot be read (No such file or directory)")
    assert published(config, "s") == before


def test_dots_after_a_wildcard_lead_nowhere(site: MakeSite) -> None:
    files = GOOD | {"dump/a.html": article("a"), "secret/s.html": article("secret")}
    config = site(source("up", "dump/*/../../secret/*.html"), source("good", "good"), files=files)

    done = build(config)

    assert done.returncode == 2
    assert '"dump/*/../../secret/*.html" matches no file' in done.stderr
    assert "name files, a pattern such as" in done.stderr
    assert '(source "up")' in done.stderr
    assert not has_feed(config, "up")


def test_dots_before_a_wildcard_lead_where_they_say(site: MakeSite) -> None:
    files = GOOD | {"dump/a.html": article("a"), "beside/s.html": article("beside")}
    config = site(source("up", "dump/../beside/*.html"), source("good", "good"), files=files)

    done = build(config)

    assert done.returncode == 0, done.stderr
    assert "example.org/beside" in published(config, "up")
    assert "example.org/a" not in published(config, "up")


@contextmanager
def growing(path: Path) -> Iterator[None]:
    """A file that somebody writes to all the while, and begins to before this goes on."""
    begun, ended = threading.Event(), threading.Event()

    def write() -> None:
        with path.open("w", encoding="utf-8") as file:
            file.write("<!DOCTYPE html><html><body><article><h1>Growing</h1>")
            while not ended.wait(0.01):
                file.write(WHOLE)
                file.flush()
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert begun.wait(60)
        yield
    finally:
        ended.set()
        writer.join(timeout=60)


def test_a_file_that_grows_while_it_is_read_waits_for_its_end(site: MakeSite) -> None:
    files = GOOD | {"drop/whole.html": page("Whole")}
    config = site(source("drop", "drop"), source("good", "good"), files=files)
    path = config.parent / "drop" / "growing.html"
    with growing(path):
        during = build(config)
        meanwhile = published(config, "drop")
    path.write_text(page("Growing"), encoding="utf-8")
    after = build(config)

    assert during.returncode == 0, during.stderr
    told = during.stdout + during.stderr
    assert "growing.html: seems to be still being written" in told
    assert "looked at again with the next build" in told
    assert "<title>Whole" in meanwhile or ">Whole<" in meanwhile
    assert "Growing" not in meanwhile
    assert "example.org/good" in published(config, "good")
    assert after.returncode == 0, after.stderr
    assert "Growing" in published(config, "drop")
