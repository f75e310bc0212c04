"""The arguments of ``feedclean schedule``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.choices import OneOf
from feedclean.cli.group import Command
from feedclean.cli.options import CONFIG, FORCE, JSON, NAME, PLATFORMS, WRITE


@click.command("schedule", cls=Command)
@click.option("--systemd", is_flag=True, help="A service and a timer.")
@click.option("--cron", is_flag=True, help="A line for your crontab.")
@click.option("--launchd", is_flag=True, help="An agent of macOS.")
@click.option("--github-actions", is_flag=True, help="A workflow with Pages.")
@click.option("--gitlab", is_flag=True, help="A pipeline with Pages.")
@CONFIG
@click.option(
    "--every",
    type=OneOf("5m 10m 15m 20m 30m 1h 2h 3h 4h 6h 8h 12h 1d".split()),
    default="30m",
    show_default=True,
    help="How often to build.",
)
@click.option("--system", is_flag=True, help="systemd: for the machine, not for your user.")
@click.option(
    "--package", metavar="SPEC", help="GitHub, GitLab: what pip installs there, if not this."
)
@NAME
@WRITE
@FORCE
@JSON
@click.pass_context
def command(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Print what makes a platform build on a schedule, and what to type next.

    It is made for one configuration and for this feedclean, with absolute paths.
    Exit status: 0 printed or written, 1 could not be written, 2 unusable arguments.
    """
    from feedclean.cli.schedule import ScheduleRequest, run_schedule

    named = [name for name in PLATFORMS if options.pop(name.replace("-", "_"))]
    if len(named) != 1:
        given = f"not {' and '.join(f'--{name}' for name in named)} at once" if named else ""
        choice = f"name a platform: {', '.join(f'--{name}' for name in PLATFORMS)}"
        raise click.UsageError(f"{choice}; {given}" if given else choice)
    ctx.exit(run_schedule(ScheduleRequest(platform=named[0], config=path, **options)))
