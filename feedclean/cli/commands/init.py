"""The arguments of ``feedclean init``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.choices import OneOf
from feedclean.cli.group import Command
from feedclean.cli.options import HOST_KINDS, JSON, PLATFORMS, YES


@click.command("init", cls=Command)
@click.argument(
    "folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path, file_okay=False)
)
@click.option("--title", metavar="TEXT", help="Of your feeds.")
@click.option("--url", metavar="URL", help="The web address they will have.")
@click.option("--host", type=OneOf(HOST_KINDS), help="Who will serve them.")
@click.option("--schedule", type=OneOf(PLATFORMS), help="What will build them.")
@YES
@JSON
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> None:
    """Begin a folder: a configuration, an example that builds at once, a .gitignore.

    On a terminal it asks for what is not given; what there is already stays as it is.
    Exit status: 0 begun, 2 there is a configuration already, or it cannot be written.
    """
    from feedclean.cli.init import InitRequest, run_init

    ctx.exit(run_init(InitRequest(**options)))
