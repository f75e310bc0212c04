"""The arguments of ``feedclean watch``."""

from __future__ import annotations

from pathlib import Path

import click

from feedclean.cli.group import Command
from feedclean.cli.options import ADDRESS, CONFIG, ENGINE, JOBS, JSON


@click.command("watch", cls=Command)
@CONFIG
@JOBS
@ENGINE
@ADDRESS
@JSON
@click.pass_context
def command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    /,
    path: Path,
    jobs: int | None,
    engine: str,
    address: str,
    *,
    as_json: bool,
) -> None:
    """Build now and whenever something may be new, until told to stop.

    SIGTERM or Ctrl-C ends it after the source in hand, SIGHUP makes a service build at once.
    Exit status: 0 stopped, 2 unusable configuration.
    """
    from feedclean.cli.watch import run_watch
    from feedclean.execute.table import executor_of

    executor = executor_of(engine, jobs, address)
    ctx.exit(run_watch(path, executor, engine=engine, as_json=as_json))
