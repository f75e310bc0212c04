"""The arguments of ``feedclean status``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.group import Command
from feedclean.cli.options import CONFIG, IDS, JSON, SOURCE


@click.command("status", cls=Command)
@IDS
@CONFIG
@SOURCE
@JSON
@click.pass_context
def command(
    ctx: click.Context, /, path: Path, names: tuple[str, ...], ids: tuple[str, ...], **options: Any
) -> None:
    """Tell how the sources are, and what to do about those that are not well.

    Asks no server, and may be run while a build is.
    Exit status: 0 all well, 1 an alarm is open, 2 unusable configuration.
    """
    from feedclean.cli.status import StatusRequest, run_status

    ctx.exit(run_status(StatusRequest(config=path, ids=(*names, *ids), **options)))
