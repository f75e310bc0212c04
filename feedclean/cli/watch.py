"""``feedclean watch``, and the world it runs in."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from feedclean.cli.build import say_stopping
from feedclean.cli.configured import configured_for
from feedclean.cli.exits import EXIT_OK
from feedclean.cli.voice import loudness, print_line, say_line
from feedclean.execute.base import Executor
from feedclean.watch import Calls, World, watch
from feedclean.work.asking import fetching


def run_watch(path: Path, executor: Executor, *, engine: str, as_json: bool) -> int:
    """Builds until a signal comes; gives the exit status. Raises: ConfigError."""
    diary = Diary(as_json=as_json)
    calls = calls_here()
    with calls.listening():
        watch(path, world_of(calls, diary, executor, engine))
    diary.remark("stopped")
    return EXIT_OK


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """Lines with the time of day, each out at once even where the output is a file."""

    as_json: bool

    def tell(self, line: str) -> None:
        """Trouble, which is told in any case."""
        self._write(line, is_trouble=True)

    def remark(self, line: str) -> None:
        """What has been done, unless it is to be quiet."""
        if self.as_json or loudness() >= 0:
            self._write(line, is_trouble=False)

    def _write(self, line: str, *, is_trouble: bool) -> None:
        now = datetime.now(UTC)
        if self.as_json:
            told = {"at": f"{now:%Y-%m-%dT%H:%M:%SZ}", "trouble": is_trouble, "told": line}
            print_line(told)
        else:
            say_line(f"{now.astimezone():%Y-%m-%d %H:%M:%S} {line}")


def calls_here() -> Calls:
    """Those that signals make here."""
    has_terminal = sys.stdin is not None and sys.stdin.isatty()
    return Calls(has_terminal=has_terminal, when_busy=say_stopping)


def world_of(calls: Calls, diary: Diary, executor: Executor, engine: str) -> World:
    """The real one."""
    return World(
        load=partial(configured_for, engine),
        fetch=partial(fetching, is_wanted=lambda: not calls.is_stopped),
        clock=lambda: datetime.now(UTC),
        wait=calls.wait,
        is_stopped=lambda: calls.is_stopped,
        tell=diary.tell,
        remark=diary.remark,
        executor=executor,
    )
