"""The arguments of ``feedclean completion``."""

from __future__ import annotations

import click

from feedclean.cli.choices import OneOf
from feedclean.cli.group import Command


@click.command("completion", cls=Command)
@click.argument("shell", metavar="SHELL", type=OneOf(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, /, shell: str) -> None:
    """Print what makes a shell complete commands, options, ids of sources and names of entries.

    SHELL is bash, zsh or fish. What to do with it is said on standard error.
    Exit status: 0 printed, 2 no such shell.
    """
    from feedclean.cli.completion import run_completion

    ctx.exit(run_completion(shell))
