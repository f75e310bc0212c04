"""The arguments of ``feedclean doctor``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.group import Command
from feedclean.cli.options import CONFIG, JSON


@click.command("doctor", cls=Command)
@CONFIG
@click.option(
    "--repair", is_flag=True, help="Make a damaged state anew of all that can be read of it."
)
@JSON
@click.pass_context
def command(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Say what is wrong with configuration, folders and state, and what helps.

    Asks no server, and changes nothing without --repair.
    Exit status: 0 nothing is wrong, 1 something is, 2 unusable arguments, or it cannot be repaired.
    """
    from feedclean.cli.doctor import DoctorRequest, run_doctor

    ctx.exit(run_doctor(DoctorRequest(config=path, **options)))
