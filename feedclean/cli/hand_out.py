"""Files made for other programs: printed, or put where these look, never over something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from feedclean.cli.voice import remark
from feedclean.config import Config
from feedclean.config.checks import check_id
from feedclean.errors import ConfigError
from feedclean.model.output import Rendered
from feedclean.publish import files as disk
from feedclean.urls import host_of, is_at_home


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """What is handed out: the files, and what to do with them."""

    kind: str
    """Of the platform or the host."""
    files: tuple[Rendered, ...]
    folder: str
    """Where they belong."""
    next: tuple[str, ...]
    """What to type then."""
    notes: tuple[str, ...] = ()
    """What will not work, or should not be."""


def check_name(name: str) -> None:
    """What files and units are to be called. Raises: ConfigError, for what they cannot be."""
    problem = check_id(name, {})
    if problem:
        raise ConfigError("command line", "--name", problem)


def print_files(files: Sequence[Rendered]) -> None:
    """Prints them as they would be written, an empty line in between."""
    # Bytes: a file is UTF-8 whatever the terminal says it can show.
    click.echo(b"\n".join(file.body for file in files), nl=False)


def write_files(
    folder: Path, files: Sequence[Rendered], *, force: bool, ours: Sequence[Rendered] = ()
) -> tuple[Path, ...]:
    """Writes them all, or none; gives which are not as they were.

    ``ours`` are files as they are with other options, which nobody has edited and may be replaced.
    Raises: ConfigError, where another file has the name of one and ``force`` is off; PublishError.
    """
    for file in files:
        path = folder / file.path
        known = (file, *(one for one in ours if one.path == file.path))
        is_ours = any(disk.same_bytes(path, one.body) for one in known) if path.exists() else True
        if not force and not is_ours:
            problem = "is there already and says something else; --force replaces it"
            raise ConfigError(path, "", problem)
    done = [disk.write(folder, file) for file in files]
    return tuple(file.path for file in done if file.changed)


def say_written(folder: Path, files: Sequence[Rendered], written: Iterable[Path]) -> None:
    """Says what became of each file."""
    changed = set(written)
    for file in files:
        path = folder / file.path
        remark(f"{'written' if path in changed else 'unchanged'}: {path}")


def only_here(config: Config) -> Iterator[str]:
    """What to do where feeds that go elsewhere name an address that leads to this machine."""
    url = config.site.head.url
    if is_at_home(host_of(url)):
        yield f"base_url is {url}, which others cannot reach; set it to where they find the feeds"


def as_data(out: HandedOut, written: Iterable[Path]) -> object:
    """All of it for programs."""
    return {
        "kind": out.kind,
        "folder": out.folder,
        "files": [
            {"path": str(file.path), "text": file.body.decode("utf-8")} for file in out.files
        ],
        "written": [str(path) for path in written],
        "next": list(out.next),
        "notes": list(out.notes),
    }
