"""The arguments of ``feedclean accept``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.completing import complete_targets
from feedclean.cli.group import Command
from feedclean.cli.options import CONFIG, DIALECT, ENTRY, JSON, OWNER, TESTS, TIMEZONE


@click.command("accept", cls=Command)
@click.argument("target", metavar="ENTRY|URL|FILE", shell_complete=complete_targets)
@CONFIG
@TESTS
@OWNER
@ENTRY
@click.option("--name", metavar="NAME", help="Of the case; else made from the article.")
@click.option("--why", metavar="TEXT", help="What the case is to show.")
@DIALECT
@TIMEZONE
@click.option("--language", metavar="TAG", help="Of an article that names none, en say.")
@click.option("--update", is_flag=True, help="Accept anew what there is a case of already.")
@JSON
@click.pass_context
def command(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Keep an article as it is cleaned now, as a golden case that check compares with.

    Exit status: 0 accepted, 1 the article could not be had, 2 unusable arguments.
    """
    from feedclean.cli.accept import AcceptRequest, run_accept

    ctx.exit(run_accept(AcceptRequest(config=path, **options)))
