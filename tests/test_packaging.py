"""What is handed to others: wheel, sdist, container, and how it is cited."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.parser import Parser
from fnmatch import fnmatch
from pathlib import Path

import click
import pytest
import yaml

from feedclean import __version__
from feedclean.cli import program
from tests import needing
from tests.making import ROOT

PACKAGE = ROOT / "feedclean"
BIN = Path(sys.executable).parent


def data_files() -> set[str]:
    """Tables, templates and marks of the package, beside its modules."""
    kinds = {path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    return {path.relative_to(ROOT).as_posix() for path in kinds}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_nothing_else(built: Path) -> None:
    [wheel] = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        info = next(name.partition("/")[0] for name in names if ".dist-info/" in name)
        entry = archive.read(f"{info}/entry_points.txt").decode()
        metadata = Parser().parsestr(archive.read(f"{info}/METADATA").decode())

    ours = {name for name in names if not name.startswith(f"{info}/")}
    pages = {name for name in ours if re.search(r"\.data/data/share/man/man1/[\w-]+\.1$", name)}

    assert ours - pages == data_files()
    assert len(pages) > 10
    assert "feedclean/py.typed" in names
    assert f"{info}/licenses/LICENSE" in names
    assert "feedclean = feedclean.cli:main" in entry
    assert metadata["Version"] == __version__
    assert metadata["License-Expression"] == "MIT"
    assert "# feedclean" in metadata.get_payload()


@pytest.mark.slow
def test_the_sdist_builds_the_same_and_has_the_seeds(built: Path) -> None:
    [sdist] = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {member.name.partition("/")[2] for member in archive if member.isfile()}

    assert data_files() <= names
    assert {"LICENSE", "README.md", "CITATION.cff", "config.toml", "pyproject.toml"} <= names
    assert "hatch_build.py" in names
    assert sum(name.startswith("seeds/") for name in names) >= 5
    tops = {name.partition("/")[0] for name in names}
    assert not tops & {"tests", "benchmarks", "docs", "site", "public", ".venv", ".feedclean"}


@pytest.mark.slow
def test_an_index_would_take_them(built: Path) -> None:
    files = [str(path) for path in sorted(built.iterdir())]
    told = subprocess.run(
        [sys.executable, "-m", "twine", "check", "--strict", *files],
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stdout
    assert told.stdout.count("PASSED") == 2


def test_every_python_that_is_named_is_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    tried = (ROOT / ".ci" / "wheels.py").read_text("utf-8")

    assert named == ["3.11", "3.12", "3.13"]
    assert f"VERSIONS = {tuple(named)!r}".replace("'", '"') in tried


def test_it_can_be_cited() -> None:
    path = ROOT / "CITATION.cff"
    schema = "vendor.citation-file-format"
    told = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", schema, path],
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stdout
    assert str(yaml.safe_load(path.read_text("utf-8"))["version"]) == __version__


def instructions() -> list[tuple[str, str]]:
    """Those of the Dockerfile, each in one line."""
    text = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text("utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines)]


def test_the_container_is_built_well() -> None:
    hadolint = BIN / "hadolint"
    found = str(hadolint) if hadolint.exists() else needing.program("hadolint")
    told = subprocess.run([found, ROOT / "Dockerfile"], capture_output=True, text=True, check=False)

    assert told.returncode == 0, told.stdout


def test_the_container_gets_what_it_copies_and_no_more() -> None:
    _, *lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    sent = {line.removeprefix("!") for line in lines if line.startswith("!")}
    copied = {
        source
        for word, rest in instructions()
        if word == "COPY" and not rest.startswith("--from")
        for source in rest.split()[:-1]
    }

    assert copied == sent
    assert all((ROOT / source).exists() for source in copied)
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    hook = hatch["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]["path"]
    needed = {hook, hatch["project"]["readme"], *hatch["project"]["license-files"]}
    assert all(any(fnmatch(one, source) for source in copied) for one in needed)


def test_the_container_serves_as_a_user_without_rights() -> None:
    stages = [at for at, (word, _) in enumerate(instructions()) if word == "FROM"]
    last = instructions()[stages[-1] :]
    [command] = [rest for word, rest in last if word == "CMD"]
    name, *options = yaml.safe_load(command)
    serve = program.get_command(click.Context(program), name)

    assert len(stages) == 2
    assert ("USER", "1000:1000") in last
    assert serve is not None
    assert serve.make_context(name, list(options)).params["watch"] is True
