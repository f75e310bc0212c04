"""The arguments of ``feedclean host``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.choices import OneOf
from feedclean.cli.group import Command
from feedclean.cli.options import CONFIG, FORCE, HOST_KINDS, JSON, NAME, WRITE


@click.command("host", cls=Command)
@click.argument(
    "kind",
    metavar="[KIND]",
    required=False,
    type=OneOf(HOST_KINDS),
)
@CONFIG
@NAME
@WRITE
@FORCE
@JSON
@click.pass_context
def command(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Print what a host has to be told to serve the output well.

    KIND is github-pages, netlify, cloudflare-pages, nginx, caddy or s3; without one it is the host
    of the configuration.
    Exit status: 0 printed or written, 1 could not be written, 2 unusable arguments.
    """
    from feedclean.cli.host import HostRequest, run_host

    ctx.exit(run_host(HostRequest(config=path, **options)))
