"""Tables put behind what ``config.toml`` says already, and rules into them; the door to tomlkit."""

from __future__ import annotations

import os
import re
import secrets
import tomllib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import tomlkit

from feedclean.errors import ConfigError

Pairs = tuple[tuple[str, str], ...]
Value = str | int | tuple[str, ...] | Pairs
Keys = tuple[tuple[str, Value], ...]
_HEADER: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)
_MODE: Final = 0o644
"""Of a new file; the umask is taken off by the system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTable:
    """One more ``[[source]]`` or ``[[rules]]``."""

    name: str
    keys: Keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One table of those that there may be several of."""

    table: Literal["source", "rules"]
    name: str
    """Its ``id`` or its ``host``."""

    @property
    def key(self) -> str:
        """What its name is called."""
        return "id" if self.table == "source" else "host"


def with_tables(text: str, tables: Iterable[NewTable]) -> str:
    """A configuration with more tables at its end; all that was there stands, to the byte.

    What stands in them for itself is written so that it does, ``${`` too.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    added = "".join(f"\n{_written(table)}" for table in tables).replace("\n", newline)
    gap = "" if not text or text.endswith("\n") else newline
    return f"{text}{gap}{added}" if text else added.removeprefix(newline)


def with_rule(text: str, place: Place, key: str, rule: str) -> str:
    """A configuration with one more rule in a table; in a new one where a host has none.

    All else stands. Where the table has no such key and ``[defaults]`` has, those rules are written
    out before it, as what a table says itself is all that holds for it.
    Raises: KeyError, where a source has no table of its own.
    """
    span = _span(text, lambda said: any(_is_of(one, place) for one in _several(said, place.table)))
    document = tomlkit.parse(text[span])
    table = next((one for one in document.get(place.table, ()) if _is_of(one, place)), None)
    if table is None and place.table == "rules":
        keys: Keys = (("host", place.name), (key, (rule,)))
        return with_tables(text, [NewTable(name="rules", keys=keys)])
    if table is None:
        raise KeyError(place.name)
    everything = tomllib.loads(text)
    defaults: Any = everything.get("defaults", {}) if place.table == "source" else {}
    there = table.get(key, defaults.get(key, ()))
    rules = [there] if isinstance(there, str) else list(there)
    if isinstance(table.get(key), list):
        table[key].append(_text(rule))
    else:
        _put(table, key, _array([*map(_as_it_is, rules), _text(rule)]))
    said = _replaced(text, span, document)
    if _rules_in(said, place, key) != [*map(str, rules), rule.replace("${", "$${")]:
        raise KeyError(place.name)  # such as a table within the table, behind which nothing can go
    return said


def with_private_host(text: str, host: str) -> str:
    """A configuration whose builds may ask one more host of one's own network; all else stands."""
    if "fetch" not in tomllib.loads(text):
        added = tomlkit.table()
        added.add("allow_private_hosts", _array([_text(host)]))
        newline = "\r\n" if "\r\n" in text else "\n"
        said = f"\n[fetch]\n{added.as_string()}".replace("\n", newline)
        return f"{text}{'' if text.endswith(newline) else newline}{said}"
    span = _span(text, lambda said: isinstance(said.get("fetch"), dict))
    document = tomlkit.parse(text[span])
    fetch: Any = document["fetch"]
    there = fetch.get("allow_private_hosts")
    if isinstance(there, list):
        there.append(_text(host))
    else:
        _put(fetch, "allow_private_hosts", _array([_text(host)]))
    return _replaced(text, span, document)


def _span(text: str, is_meant: Callable[[dict[str, Any]], bool]) -> slice:
    """Where the one table stands that is meant; the whole where it has no lines of its own.

    Written back as a whole, tables that stand between those of another name would change places.
    """
    starts = [header.start() for header in _HEADER.finditer(text)]
    for number, start in enumerate(starts):
        for end in (*starts[number + 1 :], len(text)):
            said = _read(text[start:end])
            if said is not None:  # else the bracket is within a list, or a text, that goes on
                if is_meant(said):
                    return slice(start, end)
                break
    return slice(0, len(text))


def _read(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _several(said: dict[str, Any], name: str) -> list[Any]:
    there = said.get(name)
    return there if isinstance(there, list) else []


def _replaced(text: str, span: slice, document: tomlkit.TOMLDocument) -> str:
    said = f"{text[: span.start]}{tomlkit.dumps(document)}{text[span.stop :]}"
    return said.replace("\r\n", "\n").replace("\n", "\r\n") if "\r\n" in text else said


def _is_of(table: Any, place: Place) -> bool:
    return bool(table.get(place.key) == place.name)


def _rules_in(text: str, place: Place, key: str) -> list[str]:
    tables = tomllib.loads(text)[place.table]
    return next((one.get(key, []) for one in tables if _is_of(one, place)), [])


def _put(table: Any, key: str, value: Any) -> None:
    """Puts a key behind the last one; remarks and empty lines stay before what comes after."""
    body = getattr(table.value, "body", [])
    tail: list[Any] = []
    while body and body[-1][0] is None:
        tail.insert(0, body.pop())
    table[key] = value
    body.extend(tail)


def save(path: Path, text: str, before: str | None) -> None:
    """Puts a text in the place of a file by rename, with the mode the file had.

    The folder of a new one is made, if it is not there.
    ``before`` is what it said when it was read; None for a file that was not there.
    Raises: ConfigError, where it says something else by now or cannot be written; then it stands.
    """
    real = path.resolve()  # where the name is a link, that stays one
    temporary = real.with_name(f".{real.name}.{secrets.token_hex(8)}")
    try:
        if before is None:
            real.parent.mkdir(parents=True, exist_ok=True)
        now = real.read_bytes() if real.exists() else None
        if (None if now is None else now.decode("utf-8-sig")) != before:
            raise ConfigError(path, "", "was changed meanwhile and is left as it is; try again")
        mark = b"\xef\xbb\xbf" if now is not None and now.startswith(b"\xef\xbb\xbf") else b""
        mode = _MODE if now is None else real.stat().st_mode & 0o7777
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(temporary, flags, mode), "wb") as file:
            file.write(mark + text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        if now is not None:
            temporary.chmod(mode)  # the umask took off what the file had
        temporary.replace(real)
    except OSError as error:
        problem = f"cannot be written ({error.strerror}); it is as it was"
        raise ConfigError(path, "", problem) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _written(table: NewTable) -> str:
    body = tomlkit.table()
    for key, value in table.keys:
        body.add(key, _item(value))
    return f"[[{table.name}]]\n{body.as_string()}"


def _item(value: Value) -> Any:
    if isinstance(value, int):
        return tomlkit.item(value)
    if isinstance(value, str):
        return _text(value)
    return _array(
        [
            _text(one) if isinstance(one, str) else _array([_text(part) for part in one], lines=1)
            for one in value
        ]
    )


def _array(items: Sequence[Any], lines: int = 0) -> Any:
    array = tomlkit.array()
    for item in items:
        array.append(item)
    return array.multiline(not lines and len(items) > 1)


def _text(text: str) -> Any:
    return _as_it_is(text.replace("${", "$${"))


def _as_it_is(text: str) -> Any:
    # Selectors and patterns are full of quotes and backslashes: as they are, where that can be.
    is_plain = "'" not in text and text.isprintable()
    return tomlkit.string(str(text), literal=is_plain and ('"' in text or "\\" in text))


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return str(_text(text).as_string())
