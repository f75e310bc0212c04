"""Runs ``feedclean archive`` and reads what it wrote."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import feedparser
from click.testing import CliRunner

from feedclean.cli import program


@dataclass(frozen=True, slots=True)
class Ran:
    status: int
    output: str

    @property
    def report(self) -> Any:
        return json.loads(self.output)


def run(*arguments: object) -> Ran:
    """One after the other, in this process."""
    done = CliRunner().invoke(program, ["archive", "--engine", "serial", *map(str, arguments)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Ran(done.exit_code, done.stdout + done.stderr)


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "feedclean", "archive", *map(str, arguments)]


def installed(*arguments: object, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """The program as a process of its own."""
    env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command(*arguments), env=env, capture_output=True, text=True, check=False, encoding="utf-8"
    )


def entries(folder: Path) -> dict[str, Any]:
    """All entries of all documents of a folder of feeds, by id; each stands in one document."""
    found: dict[str, Any] = {}
    for path in sorted(folder.glob("*/*.atom")):
        for entry in feedparser.parse(path.read_bytes()).entries:
            assert entry.id not in found, f"twice: {entry.id}"
            found[entry.id] = entry
    return found


def rows(folder: Path, name: str) -> list[Any]:
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def files(folder: Path) -> dict[str, str]:
    """Digests of all files, but for the folder of work."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".feedclean-archive" not in path.parts
    }
