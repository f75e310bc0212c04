"""Files made for other programs: printed, or put where these look, never over something else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from feedclean.errors import ConfigError
from feedclean.model.output import Rendered
from feedclean.publish import files as disk


def print_files(files: Sequence[Rendered]) -> None:
    """Prints them as they would be written, an empty line in between."""
    # Bytes: a file is UTF-8 whatever the terminal says it can show.
    click.echo(b"\n".join(file.body for file in files), nl=False)


def write_files(folder: Path, files: Sequence[Rendered], *, force: bool) -> None:
    """Writes them all and says so, or none.

    Raises: ConfigError, where another file has the name of one and ``force`` is off; PublishError.
    """
    for file in files:
        path = folder / file.path
        if path.exists() and not force and not disk.same_bytes(path, file.body):
            problem = "is there already and says something else; --force replaces it"
            raise ConfigError(path, "", problem)
    for file in files:
        written = disk.write(folder, file)
        click.echo(f"{'written' if written.changed else 'unchanged'}: {written.path}")
