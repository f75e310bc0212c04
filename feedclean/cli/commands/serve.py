"""The arguments of ``feedclean serve``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.choices import Number
from feedclean.cli.group import Command
from feedclean.cli.options import CONFIG, JSON, PORT


@click.command("serve", cls=Command)
@CONFIG
@click.option(
    "--bind", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Who can reach it."
)
@click.option(
    "--port",
    type=Number(0, 65535),
    default=PORT,
    show_default=True,
    help="0: any free one.",
)
@click.option("--watch", is_flag=True, help="Build beside it, as feedclean watch does.")
@JSON
@click.pass_context
def command(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Serve the published folder over HTTP, to this machine alone unless told otherwise.

    SIGTERM or Ctrl-C ends it.
    Exit status: 0 stopped, 1 ended by itself, 2 nothing to serve, or nowhere to serve it.
    """
    from feedclean.cli.serve import ServeRequest, run_serve

    ctx.exit(run_serve(ServeRequest(config=path, **options)))
