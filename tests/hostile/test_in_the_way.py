"""Files where folders of ours belong, and folders where files do: told as what they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.making import article, source
from tests.test_serving import told

pytestmark = pytest.mark.slow

MakeSite = Callable[..., Path]
STATE = ".feedclean/state.sqlite3"

STOPPED = {
    "output": ("public", "site.output: ", "public is a file; move it away"),
    "state": (".feedclean", ".feedclean: ", "is a file; move it away"),
    "database": (STATE, f"{STATE}: ", "is a folder; move it away"),
    "lock": (".feedclean/lock.sqlite3", "lock.sqlite3: ", "is a folder; move it away"),
}


@pytest.fixture
def config(site: MakeSite) -> Path:
    made = site(source("s", "dump"), files={"dump/a.html": article("a")})
    done = told("build", "--config", made)
    assert done.returncode == 0, done.stderr
    return made


def put_in_the_way(path: Path, *, folder: bool) -> Path:
    """Something else in the place of a path; gives where that lies now."""
    aside = path.with_name(f"{path.name}-aside")
    path.rename(aside)
    if folder:
        path.mkdir()
    else:
        path.write_text("in the way", encoding="utf-8")
    return aside


def taken_back(path: Path, aside: Path) -> None:
    if path.is_dir():
        path.rmdir()
    else:
        path.unlink()
    aside.rename(path)


@pytest.mark.parametrize(("name", "where", "what"), STOPPED.values(), ids=STOPPED.keys())
def test_what_is_in_the_way_stops_a_build_before_anything_is_touched(
    config: Path, name: str, where: str, what: str
) -> None:
    path = config.parent / name
    aside = put_in_the_way(path, folder=path.suffix == ".sqlite3")
    before = sorted(config.parent.rglob("*"))

    done = [told("build", "--config", config), told("build", "--dry-run", "--config", config)]
    findings = told("doctor", "--config", config)
    repaired = told("doctor", "--repair", "--config", config)
    during = sorted(config.parent.rglob("*"))
    taken_back(path, aside)
    after = told("build", "--config", config)

    for one in done:
        assert one.returncode == 2
        assert where in one.stderr
        assert what in one.stderr
    assert "wrong " in findings.stdout
    assert "move it away" in findings.stdout
    assert repaired.returncode != 0
    assert during == before
    assert after.returncode == 0, after.stderr
    assert "nothing new" in after.stdout


FAILED = {
    "feed": ("s.atom", "s.atom: Is a directory; what was published before stands; move this"),
    "manifest": (
        ".feedclean-manifest.json",
        "manifest.json: cannot be read (Is a directory); nothing is removed this time, move this",
    ),
}


@pytest.mark.parametrize(("name", "what"), FAILED.values(), ids=FAILED.keys())
def test_a_folder_in_the_place_of_a_published_file_costs_that_file(
    config: Path, name: str, what: str
) -> None:
    path = config.parent / "public" / name
    aside = put_in_the_way(path, folder=True)

    done = told("build", "--config", config)
    taken_back(path, aside)
    after = told("build", "--config", config)

    assert done.returncode == 1
    assert what in done.stderr
    assert "not a manifest of ours" not in done.stderr
    assert after.returncode == 0, after.stderr
