"""``feedclean import``: sources and rules of other programs, into the configuration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feedclean.cli.begin import BEFORE_OTHERS, config_text
from feedclean.cli.configured import configured_if_there
from feedclean.cli.exits import EXIT_OK
from feedclean.cli.options import config_typed
from feedclean.cli.voice import print_json, remark, say_line, say_lines
from feedclean.codec import plain
from feedclean.config import Config, config_of
from feedclean.config.edit import NewTable, save, with_tables
from feedclean.errors import ConfigError, GatherError, ParseError
from feedclean.gather.loader import load
from feedclean.moving import Fitted, Found, Moved, fitted, read_foreign
from feedclean.text import number_of
from feedclean.urls import canonical, is_http


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """The arguments of the command."""

    file: Path
    config: Path
    dry_run: bool
    as_json: bool


def run_import(request: ImportRequest) -> int:
    """Adds what can be added, tells of the rest, and gives the exit status.

    Raises: ConfigError, where the file or the configuration cannot be used; nothing is written.
    """
    found = _read(request.file)
    before, config = configured_if_there(request.config)
    fit = fitted(found, *known_of(config), () if config is None else config.rules)
    if config is None and not fit.sources:
        problem = "holds rules and no feeds; import a list of feeds first, such as an OPML file"
        raise ConfigError(request.file, "", problem)
    tables = tuple(_tables(fit))
    text = with_tables(config_text() if before is None else before, tables)
    config_of(request.config, text)  # before anything is written
    is_written = bool(tables) and not request.dry_run
    if is_written:
        save(request.config, text, before)
    if request.as_json:
        written = str(request.config) if is_written else None
        print_json(_as_data(found, fit, with_tables("", tables), written))
        return EXIT_OK
    _tell(found, fit)
    if request.dry_run:
        say_lines(with_tables("", tables).removesuffix("\n"))
    elif is_written:
        remark(f"written: {request.config}; next: feedclean build{config_typed(request.config)}")
        if before is None:
            remark(BEFORE_OTHERS)
    else:
        remark(f"unchanged: {request.config}")
    return EXIT_OK


def known_of(config: Config | None) -> tuple[dict[str, str], set[str]]:
    """Addresses of the sources there are, each with its id; and all ids that are taken."""
    if config is None:
        return {}, set()
    online = (source for source in config.sources if is_http(source.location))
    addresses = {canonical(source.location): str(source.id) for source in online}
    ids = {*(source.id for source in config.sources), *(river.id for river in config.rivers)}
    return addresses, {str(id_) for id_ in ids}


def source_table(moved: Moved) -> NewTable:
    """A source as it is written down."""
    site = (("site_url", moved.site_url),) if moved.site_url else ()
    return NewTable(
        name="source",
        keys=(
            ("id", moved.id),
            ("kind", moved.kind),
            ("location", moved.url),
            ("title", moved.title),
            *site,
            *moved.keys,
        ),
    )


def _read(path: Path) -> Found:
    try:
        return read_foreign(load(path, str(path)).body, str(path))
    except (GatherError, ParseError) as error:
        told = str(error).removeprefix(f"{path}: ")
        raise ConfigError(path, "", told) from error


def _tables(fit: Fitted) -> Iterator[NewTable]:
    for moved in fit.sources:
        yield source_table(moved)
    for rules in fit.rules:
        yield NewTable(name="rules", keys=(("host", rules.host), *rules.keys))


def _as_data(found: Found, fit: Fitted, toml: str, written: str | None) -> dict[str, Any]:
    return {
        "format": found.format,
        "sources": [
            {"id": one.id, "title": one.title, "kind": one.kind, "location": one.url}
            | {"keys": dict(one.keys)}
            for one in fit.sources
        ],
        "rules": [{"host": one.host, "keys": dict(one.keys)} for one in fit.rules],
        "there_already": [{"title": one.title, "id": id_} for one, id_ in fit.there],
        "not_carried_over": [plain(one) for one in fit.lost],
        "toml": toml,
        "written": written,
    }


def _tell(found: Found, fit: Fitted) -> None:
    counts = [number_of(len(found.sources), "source")] if found.sources else []
    counts += [f"rules of {number_of(len(found.rules), 'host')}"] if found.rules else []
    remark(f"{found.format}: {', '.join(counts) or 'nothing that can be used'}")
    for moved in fit.sources:
        names = ", ".join(key for key, _ in moved.keys)
        said = f"added: {moved.id}: {moved.title} ({moved.url})"
        remark(f"{said}, with {names}" if names else said)
    for rules in fit.rules:
        remark(f"added: rules of {rules.host}: {', '.join(key for key, _ in rules.keys)}")
    for moved, id_ in fit.there:
        remark(f"there already: {moved.title}, as {id_}")
    for lost in fit.lost:
        say_line(f"not carried over: {lost.where}: {lost.what}: {lost.why}")
