"""What the commands about golden cases share: where the cases are, and how lines are printed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from feedclean.cli.configured import configured
from feedclean.cli.voice import sayable
from feedclean.config import Config
from feedclean.text import printable

_COLOURS: Final = {
    "- ": "red",
    "markup - ": "red",
    "removal came": "red",
    "+ ": "green",
    "markup + ": "green",
    "removal went": "green",
    "differs": "yellow",
    "cannot run": "yellow",
}
"""By what a line begins with; never the only thing that tells them apart."""


def config_and_tests(path: Path, tests: Path | None) -> tuple[Config | None, Path]:
    """The configuration, and the folder of the cases.

    Where the folder is named and no configuration is, none holds.
    Raises: ConfigError.
    """
    context = click.get_current_context()
    is_typed = context.get_parameter_source("path") is click.core.ParameterSource.COMMANDLINE
    if tests is not None and not is_typed:
        return None, tests
    config = configured(path)
    return config, tests or config.site.tests


def say(line: str) -> None:
    """Prints a line of a report: without secrets and what steers terminals, in colour if wanted."""
    text = sayable(printable(line))
    begins = text.lstrip()
    colour = next((name for start, name in _COLOURS.items() if begins.startswith(start)), None)
    click.echo(text if colour is None else click.style(text, fg=colour))
