"""The arguments of ``feedclean import``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.group import Command
from feedclean.cli.options import CONFIG, JSON


@click.command("import", cls=Command)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@CONFIG
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would be added.")
@JSON
@click.pass_context
def command(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Add the sources and rules of a file of another program to the configuration.

    Takes OPML, also with what FreshRSS adds, feeds of Miniflux, recipes of FeedIron, and the
    configurations of rss-funnel and feed-me-up-scotty.
    Exit status: 0 added, or all was there; 2 a file or a configuration that cannot be used.
    """
    from feedclean.cli.moving import ImportRequest, run_import

    ctx.exit(run_import(ImportRequest(config=path, **options)))
