"""The arguments of ``feedclean build``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.group import Command
from feedclean.cli.options import ADDRESS, CONFIG, ENGINE, IDS, JOBS, JSON, SOURCE


@click.command("build", cls=Command)
@IDS
@CONFIG
@SOURCE
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write here instead of the configured folder.",
)
@click.option(
    "--metrics",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Add a line of JSON to this file, instead of the configured one.",
)
@click.option("--offline", is_flag=True, help="Ask no server; work with what is kept.")
@click.option(
    "--refresh", is_flag=True, help="Ask every server now, due or not, as far as it allows."
)
@click.option(
    "--page",
    "pages",
    metavar="URL",
    multiple=True,
    help="Ask once more for the page of this article, of the one source named.",
)
@click.option("--reclean", is_flag=True, help="Clean everything anew from what is kept.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would change.")
@JOBS
@ENGINE
@ADDRESS
@click.option("--strict", is_flag=True, help="Exit with 3 if an alarm is open.")
@JSON
@click.pass_context
def command(
    ctx: click.Context, /, path: Path, names: tuple[str, ...], ids: tuple[str, ...], **options: Any
) -> None:
    """Build the feeds of a configuration, or those of the sources named.

    Exit status: 0 all good, 1 something failed but the rest was built, 2 unusable configuration,
    3 with --strict: nothing failed, but an alarm is open.
    """
    from feedclean.cli.build import BuildRequest, run_build

    if options["refresh"] and options["offline"]:
        raise click.UsageError("--refresh asks servers and --offline does not; give one of them")
    if options["pages"] and (options["offline"] or len({*names, *ids}) != 1):
        raise click.UsageError(
            "--page asks a server for an article of one source; name that source, without --offline"
        )
    ctx.exit(run_build(BuildRequest(config=path, ids=(*names, *ids), **options)))
