"""The arguments of ``feedclean watch``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("watch")
@click.option(
    "--config",
    "path",
    type=click.Path(path_type=Path),
    default="config.toml",
    show_default=True,
    help="The configuration; read anew when it changes.",
)
@click.option("-v", "--verbose", count=True, help="Print more; twice: everything.")
@click.pass_context
def command(ctx: click.Context, /, path: Path, verbose: int) -> None:
    """Build now and whenever something may be new, until told to stop.

    SIGTERM or Ctrl-C ends it after the source in hand, SIGHUP makes a service build at once.
    Exit status: 0 stopped, 2 unusable configuration.
    """
    from feedclean.cli.watch import run_watch

    ctx.exit(run_watch(path, verbose=verbose))
