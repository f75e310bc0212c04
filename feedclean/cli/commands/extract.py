"""The arguments of ``feedclean extract``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.choices import OneOf
from feedclean.cli.group import Command
from feedclean.cli.options import CONFIG, DIALECT, ENTRY, JSON, OWNER, TIMEZONE, config_if_any


@click.command("extract", cls=Command)
@click.argument("target", metavar="FILE|URL|-")
@click.option(
    "--format",
    "format_name",
    type=OneOf(["html", "text", "markdown", "json"]),
    default="html",
    show_default=True,
    help="How to print it.",
)
@DIALECT
@TIMEZONE
@CONFIG
@OWNER
@click.option("--strip", metavar="SELECTOR", multiple=True, help="Take this out; repeatable.")
@click.option("--keep", metavar="SELECTOR", multiple=True, help="Let this stay; repeatable.")
@ENTRY
@click.option(
    "--removals", is_flag=True, help="List on standard error what was taken out, and why."
)
@JSON
@click.pass_context
def command(ctx: click.Context, /, target: str, path: Path, **options: Any) -> None:
    """Print one cleaned article, or all of a file that holds several.

    Takes a file, a web address, or - for standard input.
    Exit status: 0 printed, 1 nothing to print or some of it failed, 2 unusable arguments.
    """
    from feedclean.cli.extract import ExtractRequest, run_extract

    ctx.exit(run_extract(ExtractRequest(target=target, config=config_if_any(ctx, path), **options)))
