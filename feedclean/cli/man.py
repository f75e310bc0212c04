"""Pages for ``man``, made of what the commands say of themselves; ``./run man`` writes them."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import click

from feedclean import __version__
from feedclean.cli.group import program
from feedclean.cli.table import SECTIONS

_EXIT: Final = re.compile(r"Exit status: (.*?)\.(?:\s|$)", re.DOTALL)
_STATUS: Final = re.compile(r"(?:^|[,;] )(\d+) ")
_ENVIRONMENT: Final[Mapping[str, str]] = {
    "NO_COLOR": "Where it is not empty, nothing is coloured.",
    "FORCE_COLOR": "Where it is not empty, pipes get colours, too.",
}
_FILES: Final[Mapping[str, str]] = {
    "config.toml": "The configuration, where you are.",
    "public/": "What is published, beside it.",
    ".feedclean/": "What is remembered from build to build, beside it.",
}


def man_pages() -> dict[str, str]:
    """All pages, by the names of their files; the same for the same version."""
    return dict(_pages("feedclean", program))


def _pages(called: str, command: click.Command) -> Iterator[tuple[str, str]]:
    yield f"{called.replace(' ', '-')}.1", "\n".join(_page(called, command)) + "\n"
    if isinstance(command, click.Group):
        for name, below in _below(command):
            yield from _pages(f"{called} {name}", below)


def _below(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        one = group.get_command(context, name)
        if one is not None:
            yield name, one


def _page(called: str, command: click.Command) -> Iterator[str]:
    told = inspect.cleandoc(command.help or "")
    first, _, rest = _EXIT.sub("", told).strip().partition("\n")
    title = called.replace(" ", "-")
    yield f'.TH "{title.upper()}" "1" "" "feedclean {__version__}" "feedclean"'
    yield from (".SH NAME", f"{_text(title)} \\- {_text(first.rstrip('.'))}")
    yield from (".SH SYNOPSIS", f".B {_text(called)}", _text(_usage(called, command)))
    yield from (".SH DESCRIPTION", _text(first))
    for line in rest.splitlines():
        yield _text(line) if line.strip() else ".PP"
    yield from _commands(title, command)
    yield from _options(called, command)
    yield from _statuses(told)
    yield ".SH ENVIRONMENT"
    for name, line in _ENVIRONMENT.items():
        yield from _item(name, line)
    yield ".SH FILES"
    for name, line in _FILES.items():
        yield from _item(name, line)
    if command is not program:
        yield from (".SH SEE ALSO", ".BR feedclean (1)")


def _commands(title: str, command: click.Command) -> Iterator[str]:
    if command is program:
        for section, commands in SECTIONS.items():
            yield f'.SH "{_text(section.upper())}"'
            for name, line in commands.items():
                yield from _item(f"feedclean-{name}(1)", line)
    elif isinstance(command, click.Group):
        yield ".SH COMMANDS"
        for name, below in _below(command):
            yield from _item(f"{title}-{name}(1)", below.get_short_help_str(200))


def _statuses(told: str) -> Iterator[str]:
    if found := _EXIT.search(told):
        yield '.SH "EXIT STATUS"'
        parts = _STATUS.split(" ".join(found[1].split()))[1:]
        for status, meaning in zip(parts[::2], parts[1::2], strict=True):
            yield from _item(status, meaning)
        yield from _item("130", "interrupted")


def _usage(called: str, command: click.Command) -> str:
    context = click.Context(command, info_name=called, help_option_names=["-h", "--help"])
    return " ".join(command.collect_usage_pieces(context))


def _options(called: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=called, help_option_names=["-h", "--help"])
    records = [
        one.get_help_record(context)
        for one in command.get_params(context)
        if isinstance(one, click.Option)
    ]
    yield ".SH OPTIONS"
    for record in records:
        if record is not None:
            yield from _item(*record)


def _item(name: str, line: str) -> Iterator[str]:
    yield from (".TP", f".B {_text(name)}", _text(line))


def _text(line: str) -> str:
    """A line as roff takes it for text, whatever it begins with."""
    escaped = line.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped[:1] in ("'", ".") else escaped


def write_pages(folder: Path) -> None:
    """Writes all pages into a folder, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in man_pages().items():
        (folder / name).write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "man"))
