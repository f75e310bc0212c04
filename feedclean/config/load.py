"""From the text of ``config.toml`` to a ``Config``, or to all that is wrong with it."""

from __future__ import annotations

import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final, TypeVar, get_args

import msgspec
from msgspec import Meta

from feedclean.config import checks, lists
from feedclean.config.environment import Environment
from feedclean.config.rivers import EVERY, river_problems
from feedclean.config.rules import RuleReader
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
from feedclean.model.source import River, Source, SourceKind, SourceList
from feedclean.packs.shelf import packs_in

Table = Mapping[str, Any]
"""A TOML table, not yet looked at."""

Ported = TypeVar("Ported", bound=msgspec.Struct)

_TYPE_WORDS: Final = {
    "array": "a list",
    "bool": "true or false",
    "float": "a fraction",
    "int": "a whole number",
    "object": "a table",
    "str": "text",
}
"""What msgspec calls a type, and what a reader does."""

_MEMBER: Final = re.compile(r" - at `\$\[(\d+)\]")
"""Where msgspec found something wrong in a list."""

_LONGEST_SHOWN: Final = 60
"""Characters of a wrong value quoted in an error."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, and the key it is wrong at."""

    key: str
    text: str
    line: int | None = None


def load_config(path: Path, environment: Mapping[str, str] = os.environ) -> Config:
    """The configuration in a file, ``${NAME}`` in it as the environment has it.

    Relative paths in it are relative to its folder. All problems are reported at once.
    Raises: ConfigError, naming file, key and what to write instead; RuleError, naming the line too.
    """
    return config_of(path, _text_of(path), environment)


def config_of(path: Path, text: str, environment: Mapping[str, str] = os.environ) -> Config:
    """The configuration that a text would be if it were in a file. Raises: as ``load_config``."""
    data = _toml(path, text)
    known = Environment(environment)
    data = known.filled(data)
    if known.missing:
        raise _error(path, [Problem(key, _unset(name)) for key, name in known.missing])
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
    root = _port(RootTable, data, "", problems)
    if root is None:
        raise _error(path, problems)
    site = _port(SiteTable, root.site, "site", problems)
    fetch = _port(FetchTable, root.fetch, "fetch", problems)
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
        _port(FeedTable, table, f"feed[{n}]", problems) for n, table in enumerate(root.feed, 1)
    ]
    problems += [Problem(*one) for one in river_problems(root.feed, taken, is_open=bool(likes))]
    rules = _rules(root.rules, reader, problems)
    problems += [Problem(wrong.key, wrong.problem, wrong.line) for wrong in reader.wrong]
    if problems or site is None or fetch is None:
        raise _error(path, problems)
    return Config(
        path=path,
        folder=folder,
        site=_site(site, folder),
        fetch=FetchSettings(
            contact=fetch.contact or site.base_url,
            allow_private_hosts=frozenset(host.lower() for host in fetch.allow_private_hosts),
            page_delay_s=fetch.page_delay,
        ),
        sources=tuple(sources.found),
        lists=tuple(SourceList(location=like.location, like=like) for like in likes),
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
        if _port(SourcesFromTable, opml, where, sources.problems) is None:
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
        if _port(RulesTable, table, f"rules[{n + 1}]", problems) is not None:
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
        ported = _port(SourceTable, table, where, self.problems, own=own)
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


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        problem = "there is no such file; name one with --config FILE"
        raise ConfigError(path, "", problem) from error
    except OSError as error:
        problem = f"cannot be read ({error.strerror})"
        raise ConfigError(path, "", problem) from error
    except UnicodeDecodeError as error:
        problem = f"not UTF-8 at byte {error.start}; save the file as UTF-8"
        raise ConfigError(path, "", problem) from error


def _toml(path: Path, text: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path, "", f"not valid TOML: {error}") from error


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


def _port(
    kind: type[Ported], table: Table, where: str, problems: list[Problem], own: Table | None = None
) -> Ported | None:
    """The table as a value of ``kind``, with what is wrong added to ``problems``.

    None if a key is missing or its value will not do; an unknown key does not stand in the way of
    looking further.
    ``own`` holds the keys written in this very table, where ``table`` has defaults mixed in: an
    unknown default is reported once, at ``[defaults]``.
    """
    unknown = _unknown(kind, table if own is None else own, where)
    found: list[Problem] = []
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        inherited = own is not None and field.name in table and field.name not in own
        key = _dotted("defaults" if inherited else where, field.name)
        if field.name not in table:
            if field.required:
                found.append(Problem(key, f"missing; write {_advice(field)}"))
            continue
        problem = _check(kind, field, table)
        if problem:
            found.append(Problem(key, f"{problem}; write {_advice(field)}"))
        else:
            values[field.name] = msgspec.convert(table[field.name], field.type)
    problems += [_with_id(problem, table) for problem in (*unknown, *found)]
    return None if found else kind(**values)


def _check(kind: type[msgspec.Struct], field: msgspec.structs.FieldInfo, table: Table) -> str:
    """What is wrong with the value of one key; empty if nothing is."""
    raw = table[field.name]
    try:
        value = msgspec.convert(raw, field.type)
    except msgspec.ValidationError as error:
        told = str(error)
        return f"{_shown(_culprit(raw, told))} will not do ({_in_plain_words(told)})"
    check = checks.CHECKS.get((kind.__name__, field.name))
    return check(value, table) if check and value is not None else ""


_LIKE: Final = {"id": "listed", "title": "listed"}


def _list_problems(table: Table, where: str) -> Iterator[Problem]:
    rest = lists.rest_of(table)
    for name in lists.OWN_KEYS:
        if name in rest:
            yield Problem(f"{where}.{name}", "each source has its own from the list; leave it out")
    yield from _unknown(SourceTable, {k: v for k, v in rest.items() if k != "opml"}, where)


def _default_problems(defaults: Table) -> Iterator[Problem]:
    yield from _unknown(SourceTable, defaults, "defaults")
    if "id" in defaults:
        yield Problem("defaults.id", "each source needs an id of its own; write it in [[source]]")


def _unknown(kind: type[msgspec.Struct], table: Table, where: str) -> Iterator[Problem]:
    # keys of its own before those it shares with other tables
    known = sorted(kind.__struct_fields__, key=lambda name: name not in kind.__annotations__)
    for name in table:
        if name in known:
            continue
        import difflib  # noqa: PLC0415 - for messages about errors only

        close = difflib.get_close_matches(name.lower(), known, n=1)
        advice = f'did you mean "{close[0]}"?' if close else f"known keys: {', '.join(known)}"
        yield Problem(_dotted(where, name), f"unknown key; {advice}")


def _duplicates(tables: tuple[Table, ...]) -> Iterator[Problem]:
    ids = [table.get("id") for table in tables]
    counts = Counter(id_ for id_ in ids if isinstance(id_, str))
    for id_, count in counts.items():
        if count > 1:
            places = [n for n, other in enumerate(ids, 1) if other == id_]
            named = " and ".join(f"source[{n}]" for n in places)
            text = f'{named} share the id "{id_}"; give each source an id of its own'
            yield Problem(f"source[{places[-1]}].id", text)


def _with_id(problem: Problem, table: Table) -> Problem:
    if problem.key.startswith("source[") and isinstance(table.get("id"), str):
        return replace(problem, text=f'{problem.text} (source "{table["id"]}")')
    return problem


def _advice(field: msgspec.structs.FieldInfo) -> str:
    described = [a.description for a in get_args(field.type) if isinstance(a, Meta)]
    return next(text for text in described if text)


def _culprit(raw: object, message: str) -> object:
    """What of a value a complaint of msgspec is about: one member of a list, or all of it."""
    place = _MEMBER.search(message)
    return raw[int(place[1])] if place and isinstance(raw, list) else raw


def _in_plain_words(message: str) -> str:
    """The complaint of msgspec without its code marks, its paths and its names of types."""
    plain = message.partition(" - at `$")[0].replace("`", "")
    if plain.lower().startswith("invalid enum value"):
        return "it is none of the words known here"
    words = re.sub(r"\w+", lambda word: _TYPE_WORDS.get(word[0], word[0]), plain)
    return words[:1].lower() + words[1:]


def _shown(value: object) -> str:
    shown = f'"{value}"' if isinstance(value, str) else str(value)
    return shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"


def _dotted(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _error(path: Path, problems: list[Problem]) -> ConfigError:
    problems = list(dict.fromkeys(problems))  # a wrong default shows at every source
    if len(problems) == 1:
        [only] = problems
        if only.line is not None:
            return RuleError(path, only.line, f"{only.key}: {only.text}")
        return ConfigError(path, only.key, only.text)
    lines = "".join(f"\n  {_place_of(problem)}: {problem.text}" for problem in problems)
    return ConfigError(path, "", f"{len(problems)} problems{lines}")


def _place_of(problem: Problem) -> str:
    return problem.key if problem.line is None else f"line {problem.line}: {problem.key}"
