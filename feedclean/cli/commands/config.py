"""The arguments of ``feedclean config``."""

from __future__ import annotations

from pathlib import Path

import click

from feedclean.cli.group import Group
from feedclean.cli.options import CONFIG


@click.group("config", cls=Group)
def command() -> None:
    """What has to do with config.toml as such."""


@command.command("schema", short_help="Print the keys of config.toml as a JSON Schema.")
@CONFIG
@click.option("--write", is_flag=True, help="Write it beside the configuration.")
@click.pass_context
def config_schema(ctx: click.Context, /, path: Path, *, write: bool) -> None:
    """Print the keys of config.toml as a JSON Schema, for editors that know such.

    Exit status: 0 printed or written, 1 it could not be written, 2 unusable arguments.
    """
    from feedclean.cli.schema import run_schema

    ctx.exit(run_schema(path, write=write))
