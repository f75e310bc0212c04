"""The arguments of ``feedclean init``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


@click.command("init")
@click.argument(
    "folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path, file_okay=False)
)
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> None:
    """Begin a folder: a configuration, an example that builds at once, a .gitignore.

    Exit status: 0 begun, 2 there is a configuration already, or it cannot be written.
    """
    from feedclean.cli.init import InitRequest, run_init

    ctx.exit(run_init(InitRequest(**options)))
