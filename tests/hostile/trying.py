"""One hostile input against the installed program, in a process that may take only so much."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
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
    """``feedclean build`` in a process of its own, and what that took."""
    command = [sys.executable, "-m", "feedclean", "build", "--config", str(config), *arguments]
    with tempfile.TemporaryFile() as told:
        limits = (f"{seconds}", f"{4 * MEMORY_BYTES}")
        launched = subprocess.run(
            [sys.executable, "-S", "-c", _LAUNCHER, f"{told.fileno()}", *limits, *command],
            stdout=subprocess.PIPE,
            pass_fds=(told.fileno(),),
            check=True,
        )
        told.seek(0)
        text = told.read().decode("utf-8", "replace")
    return Tried(**json.loads(launched.stdout), told=text)


_LAUNCHER = """
import json, os, resource, signal, subprocess, sys, time
told, seconds, space, *command = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_AS, (int(space), int(space)))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
signal.signal(signal.SIGALRM, lambda *_: child.kill())
started = time.monotonic()
child = subprocess.Popen(command, stdout=int(told), stderr=subprocess.STDOUT)
signal.setitimer(signal.ITIMER_REAL, float(seconds))
_, status, usage = os.wait4(child.pid, 0)
took = time.monotonic() - started
code = os.waitstatus_to_exitcode(status) if took < float(seconds) else None
print(json.dumps({"code": code, "seconds": took, "peak_bytes": usage.ru_maxrss * 1024}))
"""
"""A small process in between: the peak of a child begins with what its parent had when it forked,
and tests in one process come to more than a build may take. Address space may be four times the
memory: what is asked for is not all used."""


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
