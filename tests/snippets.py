"""The fenced blocks of the docs, and what comes of them when they are done as a reader would.

A comment in front of a block says what becomes of it:

    run                     the commands are typed, one after the other, and succeed
    run, printing this      and print what the block shows
    run, status N           and end with this status
    run, online …           and may ask https://courier.example.org, which is tests/data/web
    not run: WHY            they are not, and the reader of the source sees why
    file: NAME              the block is a file, written there before what follows
    example: NAME           the block is a file some other test reads
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.making import ROOT

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
WEB = "https://courier.example.org"
"""What the docs call the host that is in tests/data/web."""

_BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>[^\n]*?) -->\n)?"
    r"^(?P<fence>```|~~~)(?P<kind>\w*)\n(?P<body>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_STATUS = re.compile(r"status (\d+)")


@dataclass(frozen=True, slots=True)
class Fenced:
    """A fenced block of a page, and the comment in front of it."""

    mark: str
    kind: str
    body: str

    @property
    def is_run(self) -> bool:
        return self.kind == "console" and self.mark.startswith("run")

    @property
    def is_online(self) -> bool:
        return "online" in self.mark

    @property
    def is_shown(self) -> bool:
        """Whether it says what is printed; ``python -m tests.test_docs`` rewrites these."""
        return "printing this" in self.mark

    @property
    def status(self) -> int:
        told = _STATUS.search(self.mark)
        return int(told[1]) if told else 0

    @property
    def commands(self) -> list[str]:
        return [line[2:] for line in self.body.splitlines() if line.startswith("$ ")]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def blocks(markdown: str) -> list[Fenced]:
    found = _BLOCK.finditer(markdown)
    return [Fenced(block["mark"] or "", block["kind"], block["body"]) for block in found]


def fenced(page: str) -> list[Fenced]:
    return blocks(text(page))


@dataclass(frozen=True, slots=True)
class Told:
    status: int
    output: str


def run(command: str, folder: Path) -> Told:
    """What a command prints on both streams, by the installed program."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    env = os.environ | {"PATH": path, "PYTHONIOENCODING": "utf-8", "TERM": "dumb"}
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Told(done.returncode, done.stdout.decode("utf-8"))


def tried(page: str, folder: Path) -> Iterator[tuple[Fenced, str, list[Told]]]:
    """The marked blocks of a page, done one after the other in a copy of seeds and config."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copy(ROOT / "config.toml", folder)
    found = fenced(page)
    with _web(is_needed=any(block.is_online for block in found)) as host:
        here = folder
        for block in found:
            if block.mark.startswith("file: "):
                path = here / block.mark.removeprefix("file: ")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.body.replace(WEB, host), encoding="utf-8")
            elif block.is_run:
                told = []
                for command in block.commands:
                    if command.startswith("cd "):
                        here /= command.removeprefix("cd ")
                        told.append(Told(0, ""))
                        continue
                    if block.is_online:
                        _let_in(here / "config.toml", host)
                    one = run(command.replace(WEB, host), here)
                    told.append(Told(one.status, one.output.replace(host, WEB)))
                printed = "".join(
                    f"$ {command}\n{one.output}"
                    for command, one in zip(block.commands, told, strict=True)
                )
                yield block, printed, told


@contextmanager
def _web(*, is_needed: bool) -> Iterator[str]:
    """The host of the docs as it is called here; no server is started for pages without it."""
    if not is_needed:
        yield WEB
        return

    class Quiet(SimpleHTTPRequestHandler):
        extensions_map = SimpleHTTPRequestHandler.extensions_map | {".rss": "application/rss+xml"}

        def log_message(self, *_: object) -> None:
            pass

    handler = partial(Quiet, directory=str(ROOT / "tests" / "data" / "web"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _let_in(config: Path, host: str) -> None:
    """Lets builds ask a server on this machine, as no reader of the docs has to."""
    before = config.read_text("utf-8") if config.exists() else ""
    if before and "allow_private_hosts" not in before:
        keys = f'allow_private_hosts = ["{host.removeprefix("http://")}"]\npage_delay = 0\n'
        table = before if "[fetch]\n" in before else f"{before}\n[fetch]\n"
        config.write_text(table.replace("[fetch]\n", f"[fetch]\n{keys}", 1), encoding="utf-8")
