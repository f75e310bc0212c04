"""The arguments of ``feedclean add``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.group import Command
from feedclean.cli.options import CONFIG, JSON, YES


@click.command("add", cls=Command)
@click.argument("target", metavar="URL|DIR")
@CONFIG
@click.option("--id", metavar="ID", help="Of the source; else made from its title.")
@click.option("--title", metavar="TEXT", help="Of the source; else what it calls itself.")
@YES
@JSON
@click.pass_context
def command(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Try a feed, a list page or a folder of files, and add it to the configuration.

    Shows up to three cleaned entries first. With --json it asks nothing, and adds only with --yes.
    Exit status: 0 added, or you said no; 1 no article could be read; 2 unusable arguments.
    """
    from feedclean.cli.add import AddRequest, run_add

    ctx.exit(run_add(AddRequest(config=path, **options)))
