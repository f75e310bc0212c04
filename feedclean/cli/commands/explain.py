"""The arguments of ``feedclean explain``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.completing import complete_targets
from feedclean.cli.group import Command
from feedclean.cli.options import CONFIG, DIALECT, ENTRY, JSON, OWNER, TIMEZONE, config_if_any


@click.command("explain", cls=Command)
@click.argument("target", metavar="ENTRY|URL|FILE|-", shell_complete=complete_targets)
@CONFIG
@OWNER
@ENTRY
@DIALECT
@TIMEZONE
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it as one page that needs nothing else.",
)
@JSON
@click.option("--open", "opens", is_flag=True, help="Open the page of --html in a browser.")
@click.pass_context
def command(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Show what was taken out of an article, where, and why.

    Takes the id or address of a published entry, whose capture is looked up and not fetched again;
    else a file, an address or - for standard input, cleaned by itself.
    Exit status: 0 explained, 1 it cannot be read or cleaned, 2 nothing is called so.
    """
    from feedclean.cli.explain import ExplainRequest, run_explain

    if options["opens"] and options["html"] is None:
        raise click.UsageError("--open opens the page of --html; name that: --html report.html")
    ctx.exit(run_explain(ExplainRequest(config=config_if_any(ctx, path), **options)))
