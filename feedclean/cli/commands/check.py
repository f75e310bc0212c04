"""The arguments of ``feedclean check``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.group import Command
from feedclean.cli.options import CONFIG, JSON, TESTS


@click.command("check", cls=Command)
@click.argument("names", metavar="[NAME]...", nargs=-1)
@CONFIG
@TESTS
@click.option("--update", is_flag=True, help="Accept all that differs; expectations stay.")
@JSON
@click.pass_context
def command(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Run golden cases again, and show what comes out otherwise than it was accepted.

    Exit status: 0 all the same, 1 some differ, 2 some cannot run, or there are none.
    """
    from feedclean.cli.check import CheckRequest, run_check

    ctx.exit(run_check(CheckRequest(config=path, **options)))
