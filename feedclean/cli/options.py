"""Options that several commands have, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

CONFIG: Final = click.option(
    "--config",
    "path",
    type=click.Path(path_type=Path),
    default="config.toml",
    show_default=True,
    help="The configuration.",
)
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
NAME: Final = click.option(
    "--name", default="feedclean", show_default=True, help="What files and units are called."
)
