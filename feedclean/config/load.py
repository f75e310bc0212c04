"""From the text of ``config.toml`` to a ``Config``, or to all that is wrong with it."""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Final

import msgspec

from feedclean.config import checks, lists
from feedclean.config.environment import Environment
from feedclean.config.port import Problem, Table, error_of, port, unknown_keys
from feedclean.config.rivers import EVERY, river_problems
from feedclean.config.rules import RuleReader
from feedclean.config.slips import advice
from feedclean.config.tables import (
    FeedTable,
    FetchTable,
    RootTable,
    RulesTable,
    SiteTable,
    SourcesFromTable,
    SourceTable,
)
from feedclean.config.values import Config, FetchSettings, Site
from feedclean.discretion import discreet
from feedclean.errors import ConfigError, RuleError
from feedclean.model.article import SourceId
from feedclean.model.output import SiteHead
from feedclean.model.plan import SiteRules
from feedclean.model.source import River, Source, SourceKind
from feedclean.packs.shelf import packs_in
from feedclean.urls import host_of, is_at_home

_LIKE: Final = {"id": "listed", "title": "listed"}


def load_config(path: Path, environment: Mapping[str, str] = os.environ) -> Config:
    """The configuration in a file, ``${NAME}`` in it as the environment has it.

    Relative paths in it are relative to its folder. All problems are reported at once.
    Raises: ConfigError, naming file, key and what to write instead; RuleError, naming the line too.
    """
    return config_of(path, text_of(path), environment)


def text_of(path: Path) -> str:
    """What stands in a file. Raises: ConfigError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        problem = "there is no such file; feedclean init begins one, --config FILE names another"
        raise ConfigError(path, "", problem) from error
    except OSError as error:
        problem = f"cannot be read ({error.strerror})"
        raise ConfigError(path, "", problem) from error
    except UnicodeDecodeError as error:
        problem = f"not UTF-8 at byte {error.start}; save the file as UTF-8"
        raise ConfigError(path, "", problem) from error


def config_of(path: Path, text: str, environment: Mapping[str, str] = os.environ) -> Config:
    """The configuration that a text would be if it were in a file. Raises: as ``load_config``."""
    data = _toml(path, text)
    known = Environment(environment)
    data = known.filled(data)
    if known.missing:
        raise error_of(path, [Problem(key, _unset(name)) for key, name in known.missing])
    secrets = tuple(sorted(known.secrets, key=lambda secret: (-len(secret), secret)))
    try:
        return _checked(path, text, data, secrets)
    except ConfigError as error:
        raise _hiding(error, secrets) from None


def _unset(name: str) -> str:
    return (
        f"{name} is not set in the environment; set it, or write $${{{name}}} for the text as such"
    )


def _hiding(error: ConfigError, secrets: tuple[str, ...]) -> ConfigError:
    """The same error without what is shown to nobody."""
    if isinstance(error, RuleError):
        return RuleError(error.path, error.line, discreet(error.problem, secrets))
    return ConfigError(error.path, error.key, discreet(error.problem, secrets))


def _checked(path: Path, text: str, data: Table, secrets: tuple[str, ...]) -> Config:
    folder = path.absolute().parent
    problems: list[Problem] = []
    root = port(RootTable, data, "", problems)
    if root is None:
        raise error_of(path, problems)
    site = port(SiteTable, root.site, "site", problems)
    fetch = port(FetchTable, root.fetch, "fetch", problems)
    problems += _default_problems(root.defaults)
    reader = RuleReader(path, text)
    sources = _Sources(root.defaults, reader, problems)
    for n, table in enumerate(root.source):
        sources.add(table, f"source[{n + 1}]", ("source", n))
    problems += _duplicates(root.source)
    if not root.source and not root.sources_from:
        problems.append(Problem("source", "missing; write at least one [[source]] (two brackets)"))
    own = len(root.source)
    taken = {str(table.get("id")) for table in root.source}
    likes = _listed(root, sources, taken, folder)
    rivers = [
        port(FeedTable, table, f"feed[{n}]", problems) for n, table in enumerate(root.feed, 1)
    ]
    problems += [Problem(*one) for one in river_problems(root.feed, taken, is_open=bool(likes))]
    rules = _rules(root.rules, reader, problems)
    problems += [Problem(wrong.key, wrong.problem, wrong.line) for wrong in reader.wrong]
    if problems or site is None or fetch is None:
        raise error_of(path, problems)
    return Config(
        path=path,
        folder=folder,
        site=_site(site, folder),
        fetch=FetchSettings(
            contact=fetch.contact or _reachable(site.base_url),
            allow_private_hosts=frozenset(host.lower() for host in fetch.allow_private_hosts),
            page_delay_s=fetch.page_delay,
        ),
        sources=tuple(sources.found),
        lists=likes,
        rivers=tuple(_river(table) for table in rivers if table is not None),
        rules=tuple(rules),
        secrets=secrets,
        packs=packs_in(folder / Path(site.state).expanduser()),
        own=own if root.sources_from else None,
    )


def _listed(
    root: RootTable, sources: _Sources, taken: set[str], folder: Path
) -> tuple[Source, ...]:
    """Adds the sources of lists that are files; what those of each list on the web are like."""
    likes = _Sources(root.defaults, sources.reader, sources.problems)
    for n, table in enumerate(root.sources_from):
        where, place = f"sources_from[{n + 1}]", ("sources_from", n)
        sources.problems += _list_problems(table, where)
        opml = {name: value for name, value in table.items() if name == "opml"}
        if port(SourcesFromTable, opml, where, sources.problems) is None:
            continue
        if lists.is_online(table):
            like = {"kind": "feed", **lists.rest_of(table), **_LIKE, "location": table["opml"]}
            likes.add(like, where, place)
            continue
        listed, wrong = lists.read_list(table, where, folder, taken)
        sources.problems += [Problem(*wrong)] if wrong else []
        for item in listed:
            taken.add(item["id"])
            sources.add(item, where, place)
    return tuple(likes.found)


def _rules(
    tables: tuple[Table, ...], reader: RuleReader, problems: list[Problem]
) -> tuple[SiteRules, ...]:
    """The rules of hosts."""
    found = []
    for n, table in enumerate(tables):
        host = str(table.get("host", "")).lower()
        rules = reader.read(table, table, ("rules", n), owner=host)
        if port(RulesTable, table, f"rules[{n + 1}]", problems) is not None:
            found.append(replace(rules, host=host))
    return tuple(found)


class _Sources:
    """Sources made of tables, each with the defaults and with the rules written in it."""

    def __init__(self, defaults: Table, reader: RuleReader, problems: list[Problem]) -> None:
        self.found: list[Source] = []
        self.reader = reader
        self.problems = problems
        self._defaults = defaults

    def add(self, own: Table, where: str, place: tuple[str | int, ...]) -> None:
        """Adds the source of a table, if it is one."""
        table = {**self._defaults, **own}
        ported = port(SourceTable, table, where, self.problems, own=own)
        rules = self.reader.read(table, own, place, owner=str(table.get("id")))
        if ported is not None:
            self.found.append(_source(ported, rules))


def _site(table: SiteTable, folder: Path) -> Site:
    return Site(
        head=SiteHead(
            title=table.title,
            url=table.base_url.rstrip("/") + "/",
            formats=table.formats,
            has_article_pages=table.article_pages,
            is_indexed=table.indexed,
            hub=table.hub,
        ),
        output=folder / Path(table.output).expanduser(),
        state=folder / Path(table.state).expanduser(),
        tests=folder / Path(table.tests_dir).expanduser(),
        host=table.host,
        on_change=table.on_change,
        status_feed=table.status_feed,
        metrics=_file(table.metrics, folder),
        prometheus=_file(table.prometheus, folder),
    )


def _reachable(url: str) -> str:
    """The address of the site, for those who are asked to find us by; empty: they could not."""
    return "" if is_at_home(host_of(url)) else url


def _file(name: str | None, folder: Path) -> Path | None:
    return None if name is None else folder / Path(name).expanduser()


def _river(table: FeedTable) -> River:
    return River(
        id=SourceId(table.id),
        title=table.title,
        sources=() if EVERY in table.sources else tuple(map(SourceId, table.sources)),
        language=table.language,
        max_entries=table.max_entries,
    )


def _toml(path: Path, text: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        instead = advice(str(error), text)
        told = f"not valid TOML: {error}" + (f"; {instead}" if instead else "")
        raise ConfigError(path, "", told) from error


def _source(table: SourceTable, rules: SiteRules) -> Source:
    own = {field.name for field in fields(Source)}  # the rest are rules
    values = {key: value for key, value in msgspec.structs.asdict(table).items() if key in own}
    values |= {
        "id": SourceId(table.id),
        "kind": SourceKind(table.kind),
        "passes": checks.passes_of(table.passes),
        "rules": rules,
    }
    return Source(**values)


def _list_problems(table: Table, where: str) -> Iterator[Problem]:
    rest = lists.rest_of(table)
    for name in lists.OWN_KEYS:
        if name in rest:
            yield Problem(f"{where}.{name}", "each source has its own from the list; leave it out")
    yield from unknown_keys(SourceTable, {k: v for k, v in rest.items() if k != "opml"}, where)


def _default_problems(defaults: Table) -> Iterator[Problem]:
    yield from unknown_keys(SourceTable, defaults, "defaults")
    if "id" in defaults:
        yield Problem("defaults.id", "each source needs an id of its own; write it in [[source]]")


def _duplicates(tables: tuple[Table, ...]) -> Iterator[Problem]:
    ids = [table.get("id") for table in tables]
    counts = Counter(id_ for id_ in ids if isinstance(id_, str))
    for id_, count in counts.items():
        if count > 1:
            places = [n for n, other in enumerate(ids, 1) if other == id_]
            named = " and ".join(f"source[{n}]" for n in places)
            text = f'{named} share the id "{id_}"; give each source an id of its own'
            yield Problem(f"source[{places[-1]}].id", text)
