"""``feedclean watch``, and the world it runs in."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from feedclean.cli.build import say_stopping
from feedclean.cli.engine import load_for
from feedclean.cli.exits import EXIT_OK
from feedclean.cli.voice import loudness, print_line
from feedclean.config import load_config
from feedclean.execute.base import Executor
from feedclean.text import on_one_line
from feedclean.watch import Calls, World, watch
from feedclean.work.asking import fetching


def run_watch(path: Path, executor: Executor, *, engine: str, as_json: bool) -> int:
    """Builds until a signal comes; gives the exit status. Raises: ConfigError."""
    diary = Diary(as_json=as_json)
    calls = calls_here()
    with calls.listening():
        world = world_of(calls, diary, executor)
        watch(path, replace(world, load=partial(load_for, engine)))
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
            click.echo(f"{now.astimezone():%Y-%m-%d %H:%M:%S} {on_one_line(line)}")


def calls_here() -> Calls:
    """Those that signals make here."""
    has_terminal = sys.stdin is not None and sys.stdin.isatty()
    return Calls(has_terminal=has_terminal, when_busy=say_stopping)


def world_of(calls: Calls, diary: Diary, executor: Executor) -> World:
    """The real one."""
    return World(
        load=load_config,
        fetch=partial(fetching, is_wanted=lambda: not calls.is_stopped),
        clock=lambda: datetime.now(UTC),
        wait=calls.wait,
        is_stopped=lambda: calls.is_stopped,
        tell=diary.tell,
        remark=diary.remark,
        executor=executor,
    )
