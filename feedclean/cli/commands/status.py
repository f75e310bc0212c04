"""The arguments of ``feedclean status``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


@click.command("status")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    default="config.toml",
    show_default=True,
    help="The configuration.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> None:
    """Tell how the sources are, and what to do about those that are not well.

    Asks no server, and may be run while a build is.
    Exit status: 0 all well, 1 an alarm is open, 2 unusable configuration.
    """
    from feedclean.cli.status import StatusRequest, run_status

    ctx.exit(run_status(StatusRequest(**options)))
