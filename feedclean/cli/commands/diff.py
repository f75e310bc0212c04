"""The arguments of ``feedclean diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.choices import Number
from feedclean.cli.group import Command
from feedclean.cli.options import CONFIG, IDS, JSON, SOURCE


@click.command("diff", cls=Command)
@IDS
@CONFIG
@SOURCE
@click.option(
    "--entries",
    type=Number(min=0),
    default=5,
    show_default=True,
    metavar="N",
    help="How many entries of a source to show.",
)
@JSON
@click.pass_context
def command(
    ctx: click.Context, /, path: Path, names: tuple[str, ...], ids: tuple[str, ...], **options: Any
) -> None:
    """Show what a changed rule, option or version would do to everything published.

    Asks no server and writes nothing.
    Exit status: 0 nothing would change, 1 something would, 2 unusable configuration or state.
    """
    from feedclean.cli.diff import DiffRequest, run_diff

    ctx.exit(run_diff(DiffRequest(config=path, ids=(*names, *ids), **options)))
