"""``feedclean init``: a folder to begin with, which builds at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import click

from feedclean.cli.begin import BEFORE_OTHERS, HERE, TITLE, config_text
from feedclean.cli.exits import EXIT_OK
from feedclean.cli.options import HOST_KINDS, PLATFORMS, config_typed
from feedclean.cli.schema import schema_text
from feedclean.cli.voice import print_json, remark
from feedclean.config import config_of
from feedclean.config.edit import save
from feedclean.config.schema import SCHEMA_NAME
from feedclean.errors import ConfigError

_EXAMPLE: Final = """
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
_LATER: Final = "later"
_ADDRESS: Final = "Web address they will have; this one is for this machine alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class InitRequest:
    """The arguments of the command."""

    folder: Path
    title: str | None
    url: str | None
    host: str | None
    schedule: str | None
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
    if not request.yes and not request.as_json and sys.stdin.isatty():
        request = _asked(request, path)
    text = _text(request)
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
    for line in _next(request, path):
        remark(line)
    return EXIT_OK


def _asked(request: InitRequest, path: Path) -> InitRequest:
    """The request with what a person answers; what was given on the command line is not asked."""
    title = request.title or click.prompt("Title of your feeds", default=TITLE)
    url = request.url or click.prompt(_ADDRESS, default=HERE)
    config_of(path, _text(replace(request, title=title, url=url)))  # wrong ones at once
    host = request.host or _choice("Who will serve them", HOST_KINDS)
    schedule = request.schedule or _choice("What will build them again and again", PLATFORMS)
    return replace(request, title=title, url=url, host=host, schedule=schedule)


def _choice(question: str, kinds: Sequence[str]) -> str | None:
    answer = click.prompt(
        question, type=click.Choice([*kinds, _LATER]), default=_LATER, show_choices=True
    )
    return None if answer == _LATER else str(answer)


def _text(request: InitRequest) -> str:
    head = config_text(title=request.title, url=request.url, host=request.host, has_schema=True)
    return head + _EXAMPLE


def _next(request: InitRequest, path: Path) -> Iterator[str]:
    """What to type, in its order."""
    where = config_typed(path)
    todo = [
        (f"feedclean build{where}", "make the feed of the example"),
        (f"feedclean serve{where}", "look at it in a browser"),
        (f"feedclean add URL{where}", "try a source of your own, and add it"),
    ]
    if request.host:
        todo.append((f"feedclean host{where}", f"what {request.host} has to be told"))
    if request.schedule:
        todo.append((f"feedclean schedule --{request.schedule}{where}", "build again and again"))
    longest = max(len(typed) for typed, _ in todo)
    yield "next:"
    yield from (f"  {typed:{longest}}  {why}" for typed, why in todo)
    if (request.url or HERE) == HERE:
        yield BEFORE_OTHERS


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(path, "", f"cannot be written ({error.strerror})") from error
    save(path, text, None)
