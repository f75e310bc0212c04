"""The arguments of ``feedclean extract``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


@click.command("extract")
@click.argument("target", metavar="FILE|URL|-")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["html", "text", "markdown", "json"]),
    default="html",
    show_default=True,
    help="How to print it.",
)
@click.option("--dialect", metavar="NAME", help="How the file is written, instead of detecting it.")
@click.option("--timezone", metavar="ZONE", help="Zone of dates that name none, Europe/Paris say.")
@click.option(
    "--config", type=click.Path(path_type=Path), help="Clean by the rules of this configuration."
)
@click.option("--source", metavar="ID", help="Read and clean it as an article of this source.")
@click.option("--strip", metavar="SELECTOR", multiple=True, help="Take this out; repeatable.")
@click.option("--keep", metavar="SELECTOR", multiple=True, help="Let this stay; repeatable.")
@click.option(
    "--entry", type=click.IntRange(min=1), metavar="N", help="Only the N-th article of the file."
)
@click.option(
    "--removals", is_flag=True, help="List on standard error what was taken out, and why."
)
@click.pass_context
def command(ctx: click.Context, /, target: str, **options: Any) -> None:
    """Print one cleaned article, or all of a file that holds several.

    Takes a file, a web address, or - for standard input.
    Exit status: 0 printed, 1 nothing to print or some of it failed, 2 unusable arguments.
    """
    from feedclean.cli.extract import ExtractRequest, run_extract

    ctx.exit(run_extract(ExtractRequest(target=target, **options)))
