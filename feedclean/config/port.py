"""From a TOML table to a value of ours, or to all that is wrong with it, in plain words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeVar, get_args

import msgspec
from msgspec import Meta

from feedclean.config import checks
from feedclean.errors import ConfigError, RuleError
from feedclean.spelling import nearest

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

_WRITE: Final = "; write "
_LONGEST_SHOWN: Final = 60
"""Characters of a wrong value quoted in an error."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, and the key it is wrong at."""

    key: str
    text: str
    line: int | None = None


def port(
    kind: type[Ported], table: Table, where: str, problems: list[Problem], own: Table | None = None
) -> Ported | None:
    """The table as a value of ``kind``, with what is wrong added to ``problems``.

    None if a key is missing or its value will not do; an unknown key does not stand in the way of
    looking further.
    ``own`` holds the keys written in this very table, where ``table`` has defaults mixed in: an
    unknown default is reported once, at ``[defaults]``.
    """
    unknown = unknown_keys(kind, table if own is None else own, where)
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
            advice = "" if _WRITE in problem else f"{_WRITE}{_advice(field)}"
            found.append(Problem(key, problem + advice))
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


def unknown_keys(kind: type[msgspec.Struct], table: Table, where: str) -> Iterator[Problem]:
    """The keys of a table that ``kind`` does not have, each with the nearest that it has."""
    # keys of its own before those it shares with other tables
    known = sorted(kind.__struct_fields__, key=lambda name: name not in kind.__annotations__)
    for name in table:
        if name in known:
            continue
        close = nearest(name, known)
        advice = f'did you mean "{close}"?' if close else f"known keys: {', '.join(known)}"
        yield Problem(_dotted(where, name), f"unknown key; {advice}")


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
    """A wrong value as TOML has it."""
    if isinstance(value, dict):
        return "a single table"
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"


def _dotted(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def error_of(path: Path, problems: list[Problem]) -> ConfigError:
    """One error that tells all problems of a file."""
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
