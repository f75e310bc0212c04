"""``feedclean init``: a folder to begin with, which builds at once."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from feedclean.cli.exits import EXIT_OK
from feedclean.cli.schema import schema_text
from feedclean.cli.voice import print_json, remark
from feedclean.config import config_of
from feedclean.config.edit import quoted, save
from feedclean.config.schema import SCHEMA_LINE, SCHEMA_NAME
from feedclean.errors import ConfigError

_CONFIG: Final = """\
{schema}
# What feedclean builds. Editors that know JSON Schema complete and check the keys; after an
# upgrade, "feedclean config schema --write" tells them of new ones.

[site]
title = {title}
# Where the folder "public" will be found on the web; readers know entries by it.
base_url = {base_url}

# One table per source. "feedclean add URL" tries one and writes it here;
# "feedclean import FILE" brings those of another program.
[[source]]
id = "example"
kind = "dump"
location = "articles"
title = "An example"
"""
_IGNORED: Final = """\
# made by feedclean build, and what it remembers between builds
/public/
/.feedclean/
"""
_ARTICLE: Final = """\
---
title: It works
date: 2024-05-01T09:00:00Z
---

This is an article in a folder of files. Put others beside it: Markdown, web pages as a browser
saves them, plain text. Each becomes an entry of the feed that this source gives.

When you have sources of your own, take this file and its table in `config.toml` away.
"""
_TITLE: Final = "My feeds"
_BASE_URL: Final = "https://feeds.example.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class InitRequest:
    """The arguments of the command."""

    folder: Path
    yes: bool
    as_json: bool


def run_init(request: InitRequest) -> int:
    """Writes what is not there yet, and gives the exit status.

    Raises: ConfigError, where there is a configuration already, or it cannot be written.
    """
    folder = request.folder
    path = folder / "config.toml"
    if path.exists():
        problem = "is there already and stays; feedclean add URL adds a source to it"
        raise ConfigError(path, "", problem)
    title, base_url = _TITLE, _BASE_URL
    if not request.yes and not request.as_json and sys.stdin.isatty():
        title = click.prompt("Title of your feeds", default=title)
        base_url = click.prompt("Web address they will have", default=base_url)
    text = _CONFIG.format(schema=SCHEMA_LINE, title=quoted(title), base_url=quoted(base_url))
    config_of(path, text)  # an address that cannot be used is told before anything is written
    files = {
        folder / "articles" / "it-works.md": _ARTICLE,
        folder / ".gitignore": _IGNORED,
        folder / SCHEMA_NAME: schema_text(),
        path: text,
    }
    there = [file for file in files if file.exists()]
    for file in there if not request.as_json else ():
        remark(f"there already, left as it is: {file}")
    written = [file for file in files if file not in there]
    for file in written:
        _write(file, files[file])
        if not request.as_json:
            remark(f"written: {file}")
    if request.as_json:
        told = {"written": [*map(str, written)], "there_already": [*map(str, there)]}
        print_json({"config": str(path), **told})
        return EXIT_OK
    remark(f"next: feedclean build --config {path}; then feedclean add URL --config {path}")
    return EXIT_OK


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(path, "", f"cannot be written ({error.strerror})") from error
    save(path, text, None)
