"""``feedclean watch``, and the world it runs in."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from feedclean.cli.build import listen, say_stopping
from feedclean.cli.exits import EXIT_OK
from feedclean.config import load_config
from feedclean.text import on_one_line
from feedclean.watch import Calls, World, watch
from feedclean.work.asking import fetching


def run_watch(path: Path, *, verbose: int) -> int:
    """Builds until a signal comes; gives the exit status. Raises: ConfigError."""
    listen(verbose)
    calls = calls_here()
    with calls.listening():
        watch(path, world_of(calls))
    tell("stopped")
    return EXIT_OK


def calls_here() -> Calls:
    """Those that signals make here."""
    has_terminal = sys.stdin is not None and sys.stdin.isatty()
    return Calls(has_terminal=has_terminal, when_busy=say_stopping)


def world_of(calls: Calls) -> World:
    """The real one."""
    return World(
        load=load_config,
        fetch=fetching,
        clock=lambda: datetime.now(UTC),
        wait=calls.wait,
        is_stopped=lambda: calls.is_stopped,
        tell=tell,
    )


def tell(line: str) -> None:
    """A line with the time of day, at once even where the output is a file."""
    click.echo(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {on_one_line(line)}")
