"""One hostile input against the installed program, in a process that may take only so much."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.making import SITE, article, source

MEMORY_BYTES = 512 * 1024 * 1024
SECONDS = 90.0
NEIGHBOUR = "neighbour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What became of it."""

    code: int | None
    """None: it took too long."""
    seconds: float
    peak_bytes: int
    told: str
    """All it said."""


def build(config: Path, *arguments: str, seconds: float = SECONDS) -> Tried:
    """``feedclean build`` in a child, and what that took."""
    command = [sys.executable, "-m", "feedclean", "build", "--config", str(config), *arguments]
    with tempfile.TemporaryFile() as told:
        started = time.monotonic()
        child = subprocess.Popen(
            command,
            stdout=told,
            stderr=subprocess.STDOUT,
            preexec_fn=_bounded,  # noqa: PLW1509 - it asks for limits and nothing else
        )
        code, peak = _waited(child, started + seconds)
        took = time.monotonic() - started
        told.seek(0)
        text = told.read().decode("utf-8", "replace")
    return Tried(code=code, seconds=took, peak_bytes=peak, told=text)


def _bounded() -> None:
    """No more address space than twice what may be used: what is asked for is not all used."""
    resource.setrlimit(resource.RLIMIT_AS, (4 * MEMORY_BYTES, 4 * MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _waited(child: subprocess.Popen[bytes], until: float) -> tuple[int | None, int]:
    while True:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if pid:
            child.returncode = os.waitstatus_to_exitcode(status)
            return child.returncode, usage.ru_maxrss * 1024
        if time.monotonic() > until:
            child.kill()
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            return None, usage.ru_maxrss * 1024
        time.sleep(0.01)


def beside_a_neighbour(folder: Path, name: str, body: bytes) -> Path:
    """A configuration of two sources: the hostile file, and a harmless one after it."""
    for each in ("hostile", NEIGHBOUR):
        (folder / each).mkdir(parents=True, exist_ok=True)
    (folder / "hostile" / name).write_bytes(body)
    (folder / NEIGHBOUR / "a.html").write_text(article("a"), encoding="utf-8")
    config = folder / "config.toml"
    sources = (source("hostile", f"hostile/{name}"), source(NEIGHBOUR, NEIGHBOUR))
    head = SITE.replace('["atom"]', '["atom", "json", "rss", "html"]') + "article_pages = true\n"
    config.write_text(head + "".join(sources), encoding="utf-8")
    return config
