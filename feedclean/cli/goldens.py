"""What the commands about golden cases share: where the cases are."""

from __future__ import annotations

from pathlib import Path

import click

from feedclean.config import Config, load_config


def config_and_tests(path: Path, tests: Path | None) -> tuple[Config | None, Path]:
    """The configuration, and the folder of the cases.

    Where the folder is named and no configuration is, it may be that there is none.
    Raises: ConfigError.
    """
    context = click.get_current_context()
    is_typed = context.get_parameter_source("path") is click.core.ParameterSource.COMMANDLINE
    if tests is not None and not is_typed and not path.exists():
        return None, tests
    config = load_config(path)
    return config, tests or config.site.tests
