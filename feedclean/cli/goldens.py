"""What the commands about golden cases share: where the cases are, and how lines are printed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

import click

from feedclean.config import Config, load_config
from feedclean.discretion import discreet, discreet_in
from feedclean.text import printable


def config_and_tests(path: Path, tests: Path | None) -> tuple[Config | None, Path]:
    """The configuration, and the folder of the cases.

    Where the folder is named and no configuration is, none holds.
    Raises: ConfigError.
    """
    context = click.get_current_context()
    is_typed = context.get_parameter_source("path") is click.core.ParameterSource.COMMANDLINE
    if tests is not None and not is_typed:
        return None, tests
    config = load_config(path)
    return config, tests or config.site.tests


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


def say(line: str, config: Config | None) -> None:
    """Prints a line of a report: without secrets and what steers terminals, in colour if wanted."""
    text = discreet(printable(line), _secrets(config))
    begins = text.lstrip()
    colour = next((name for start, name in _COLOURS.items() if begins.startswith(start)), None)
    plain = colour is None or bool(os.environ.get("NO_COLOR"))
    click.echo(text if plain else click.style(text, fg=colour))


def say_json(value: object, config: Config | None) -> None:
    """Prints a report for programs, without secrets.

    They are looked for in its texts: in JSON some letters are written otherwise, and not all that
    is written there is a text.
    """
    click.echo(json.dumps(discreet_in(value, _secrets(config)), ensure_ascii=False, indent=2))


def _secrets(config: Config | None) -> tuple[str, ...]:
    return () if config is None else config.secrets
