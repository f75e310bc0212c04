"""The arguments of ``feedclean diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.options import CONFIG


@click.command("diff")
@CONFIG
@click.option("--source", "ids", metavar="ID", multiple=True, help="Only this source; repeatable.")
@click.option(
    "--entries",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    metavar="N",
    help="How many entries of a source to show.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, all entries included.")
@click.pass_context
def command(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Show what a changed rule, option or version would do to everything published.

    Asks no server and writes nothing.
    Exit status: 0 nothing would change, 1 something would, 2 unusable configuration or state.
    """
    from feedclean.cli.diff import DiffRequest, run_diff

    ctx.exit(run_diff(DiffRequest(config=path, **options)))
