"""Options that several commands have, each said once."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final

import click

from feedclean.cli.choices import Number, OneOf
from feedclean.cli.completing import complete_sources

PLATFORMS: Final = ("systemd", "cron", "launchd", "github-actions", "gitlab")
PORT: Final = 8080
"""Of the server, where no other is named."""
HOST_KINDS: Final = ("github-pages", "netlify", "cloudflare-pages", "nginx", "caddy", "s3")

CONFIG: Final = click.option(
    "--config",
    "path",
    type=click.Path(path_type=Path),
    default="config.toml",
    show_default=True,
    help="The configuration.",
)
IDS: Final = click.argument("names", metavar="[ID]...", nargs=-1, shell_complete=complete_sources)
SOURCE: Final = click.option(
    "--source",
    "ids",
    metavar="ID",
    multiple=True,
    help="Only this source; repeatable.",
    shell_complete=complete_sources,
)
OWNER: Final = click.option(
    "--source",
    metavar="ID",
    help="It is of this source: look for it there, and clean it by its rules.",
    shell_complete=complete_sources,
)
ENTRY: Final = click.option(
    "--entry", type=Number(min=1), metavar="N", help="The N-th article of a file, from 1."
)
DIALECT: Final = click.option(
    "--dialect", metavar="NAME", help="How the file is written, instead of detecting it."
)
TIMEZONE: Final = click.option(
    "--timezone", metavar="ZONE", help="Zone of dates that name none, Europe/Paris say."
)
YES: Final = click.option("--yes", is_flag=True, help="Ask nothing.")
JSON: Final = click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
TESTS: Final = click.option(
    "--tests",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the cases, instead of tests_dir of the configuration.",
)
WRITE: Final = click.option(
    "--write",
    is_flag=False,
    flag_value="",
    metavar="[DIR]",
    help="Write it there instead of printing it; without DIR: to where it belongs.",
)
FORCE: Final = click.option("--force", is_flag=True, help="Replace files that say otherwise.")
JOBS: Final = click.option(
    "--jobs",
    metavar="N",
    type=Number(min=1),
    help="Work on N things at once, where there is much to do.  [default: all cores]",
)
ENGINE: Final = click.option(
    "--engine",
    type=OneOf(["serial", "processes", "ray"]),
    default="processes",
    show_default=True,
    help="What works: this process alone, others beside it, or Ray.",
)
ADDRESS: Final = click.option(
    "--address",
    default="",
    metavar="ADDRESS",
    help="Of a Ray cluster, auto or ray://HOST:PORT, instead of a Ray of this machine.",
)
NAME: Final = click.option(
    "--name", default="feedclean", show_default=True, help="What files and units are called."
)


def config_typed(path: Path) -> str:
    """What has to be typed behind a command for it to use this configuration."""
    return "" if path == Path("config.toml") else f" --config {shlex.quote(str(path))}"


def config_if_any(ctx: click.Context, path: Path) -> Path | None:
    """The configuration that was named, else the usual one if it is there; None for none."""
    is_named = ctx.get_parameter_source("path") is click.core.ParameterSource.COMMANDLINE
    return path if is_named or path.exists() else None
