"""How the program speaks: how loud, how wide, in which colours, and never of secrets."""

from __future__ import annotations

import json
import logging
import os
import sys
from typing import TYPE_CHECKING, Final

import click

from feedclean.discretion import discreet, discreet_in, without
from feedclean.text import on_one_line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_LEVELS: Final = {-1: logging.ERROR, 0: logging.WARNING, 1: logging.INFO, 2: logging.DEBUG}
_PIPE_WIDTH: Final = 160
_LOUDNESS: Final = "feedclean.loudness"
_SECRETS: Final = "feedclean.secrets"


def wants_colour() -> bool | None:
    """What the environment says of colours; None: they go to a terminal, and nowhere else.

    Source: no-color.org and force-color.org, both of which count where they are not empty.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return False if os.environ.get("TERM") == "dumb" else None


def speak(ctx: click.Context, loudness: int) -> None:
    """From now on this call is as loud: below 0 quiet, 1 and 2 for more and for everything.

    The library is heard on standard error: warnings, and more or less of it if asked.
    """
    ctx.meta[_LOUDNESS] = loudness
    logger = logging.getLogger("feedclean")
    logger.handlers = [_Echo()]
    logger.setLevel(_LEVELS[max(-1, min(loudness, 2))])


def loudness() -> int:
    """How loud the command line wants it; the context of the call knows, so nobody passes it on."""
    ctx = click.get_current_context(silent=True)
    return 0 if ctx is None else int(ctx.meta.get(_LOUDNESS, 0))


def hide(secrets: tuple[str, ...]) -> None:
    """From now on this call says ``***`` for each of these, whatever it says."""
    ctx = click.get_current_context(silent=True)
    if ctx is not None:
        ctx.meta[_SECRETS] = secrets
    for handler in logging.getLogger("feedclean").handlers:
        if isinstance(handler, _Echo):
            handler.secrets = secrets


def _secrets() -> tuple[str, ...]:
    ctx = click.get_current_context(silent=True)
    known: tuple[str, ...] = () if ctx is None else ctx.meta.get(_SECRETS, ())
    return known


def sayable(line: str) -> str:
    """A line that may hold words of others: without secrets, and none of it steers the terminal.

    What could break it, colour it or turn it round is spelled.
    """
    return on_one_line(discreet(line, _secrets()))


def say_line(line: str, *, err: bool = False) -> None:
    """Says a line that may hold words of others, and stays one whatever these are."""
    click.echo(sayable(line), err=err)


def say_lines(text: str, *, err: bool = False) -> None:
    """Says a text whose line ends are ours; what it holds of others has none, or is of a file."""
    click.echo("\n".join(map(sayable, text.split("\n"))), err=err)


def say_wrapped(line: str, *, indent: int = 0) -> None:
    """Says a line, broken between words where a terminal is narrower, and as it is into a pipe."""
    line = sayable(line)
    if sys.stdout.isatty():
        from rich.padding import Padding
        from rich.text import Text

        print_rich(Padding(Text(line), (0, 0, 0, indent)))
    else:
        click.echo(f"{' ' * indent}{line}")


def remark(line: str, *, err: bool = False) -> None:
    """Says what is good to know and was not asked for: nothing, where it is to be quiet."""
    if loudness() >= 0:
        say_line(line, err=err)


class _Echo(logging.Handler):
    """Says what the library logs, in whatever thread: others know no context of the call."""

    secrets: tuple[str, ...] = ()

    def emit(self, record: logging.LogRecord) -> None:
        say_lines(discreet(self.format(record), self.secrets), err=True)


def console() -> Console:
    """Where trees and tables are printed; a pipe has no width to cut them to."""
    from rich.console import Console

    wish = wants_colour()
    columns = os.environ.get("COLUMNS", "")
    wide = max(_PIPE_WIDTH, int(columns) if columns.isdecimal() else 0)
    return Console(
        markup=False,
        highlight=False,
        emoji=False,
        width=None if sys.stdout.isatty() else wide,
        force_terminal=wish,
        no_color=None if wish is None else not wish,
    )


def print_rich(shown: RenderableType) -> None:
    """Prints a table or a tree, without the blanks that fill its lines."""
    here = console()
    with here.capture() as printed:
        here.print(shown)
    # Of an address no more is hidden here: what gives colours could be taken for a part of it.
    lines = without(_secrets(), printed.get()).splitlines()
    click.echo("\n".join(line.rstrip() for line in lines))


def print_line(value: object) -> None:
    """Prints plain data as one line of JSON, at once."""
    text = json.dumps(discreet_in(value, _secrets()), ensure_ascii=False)
    click.echo(text.encode("utf-8", "backslashreplace"))


def print_json(value: object) -> None:
    """Prints plain data for programs, in UTF-8 whatever the terminal can show, without secrets.

    They are looked for in its texts: in JSON some letters are written otherwise, and not all that
    is written there is a text.
    """
    text = json.dumps(discreet_in(value, _secrets()), ensure_ascii=False, indent=2)
    # The name of a file may hold bytes that are no text; JSON can spell them.
    click.echo(text.encode("utf-8", "backslashreplace"))
