"""The arguments of ``feedclean init``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.group import Command
from feedclean.cli.options import JSON, YES


@click.command("init", cls=Command)
@click.argument(
    "folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path, file_okay=False)
)
@YES
@JSON
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> None:
    """Begin a folder: a configuration, an example that builds at once, a .gitignore.

    Exit status: 0 begun, 2 there is a configuration already, or it cannot be written.
    """
    from feedclean.cli.init import InitRequest, run_init

    ctx.exit(run_init(InitRequest(**options)))
