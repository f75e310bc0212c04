"""The arguments of ``feedclean explain``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.options import CONFIG


@click.command("explain")
@click.argument("target", metavar="ENTRY|URL|FILE")
@CONFIG
@click.option("--source", metavar="ID", help="Look in this source only; read a file as of it.")
@click.option(
    "--entry", type=click.IntRange(min=1), metavar="N", help="The N-th article of a file."
)
@click.option("--dialect", metavar="NAME", help="How the file is written, instead of detecting it.")
@click.option("--timezone", metavar="ZONE", help="Zone of dates that name none, Europe/Paris say.")
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it as one page that needs nothing else.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.option("--open", "opens", is_flag=True, help="Open the page of --html in a browser.")
@click.pass_context
def command(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Show what was taken out of an article, where, and why.

    Takes the id or address of a published entry, whose capture is looked up and not fetched again;
    else a file or an address, cleaned by itself.
    Exit status: 0 explained, 1 it cannot be read or cleaned, 2 nothing is called so.
    """
    from feedclean.cli.explain import ExplainRequest, run_explain

    if options["opens"] and options["html"] is None:
        raise click.UsageError("--open opens the page of --html; name that: --html report.html")
    typed = ctx.get_parameter_source("path") is click.core.ParameterSource.COMMANDLINE
    config = path if typed or path.exists() else None
    ctx.exit(run_explain(ExplainRequest(config=config, **options)))
