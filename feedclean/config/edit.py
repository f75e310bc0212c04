"""Tables put behind what ``config.toml`` says already; the one door to tomlkit."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import tomlkit

from feedclean.errors import ConfigError

Pairs = tuple[tuple[str, str], ...]
Value = str | int | tuple[str, ...] | Pairs
Keys = tuple[tuple[str, Value], ...]
_MODE: Final = 0o644
"""Of a new file; the umask is taken off by the system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTable:
    """One more ``[[source]]`` or ``[[rules]]``."""

    name: str
    keys: Keys


def with_tables(text: str, tables: Iterable[NewTable]) -> str:
    """A configuration with more tables at its end; all that was there stands, to the byte.

    What stands in them for itself is written so that it does, ``${`` too.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    added = "".join(f"\n{_written(table)}" for table in tables).replace("\n", newline)
    gap = "" if not text or text.endswith("\n") else newline
    return f"{text}{gap}{added}" if text else added.removeprefix(newline)


def save(path: Path, text: str, before: str | None) -> None:
    """Puts a text in the place of a file by rename, with the mode the file had.

    ``before`` is what it said when it was read; None for a file that was not there.
    Raises: ConfigError, where it says something else by now or cannot be written; then it stands.
    """
    real = path.resolve()  # where the name is a link, that stays one
    temporary = real.with_name(f".{real.name}.{secrets.token_hex(8)}")
    try:
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
    items = tomlkit.array()
    for one in value:
        if isinstance(one, str):
            items.append(_text(one))
        else:
            pair = tomlkit.array()
            for part in one:
                pair.append(_text(part))
            items.append(pair)
    return items.multiline(len(value) > 1)


def _text(text: str) -> Any:
    kept = text.replace("${", "$${")
    # Selectors and patterns are full of quotes and backslashes: as they are, where that can be.
    is_plain = "'" not in kept and kept.isprintable()
    return tomlkit.string(kept, literal=is_plain and ('"' in kept or "\\" in kept))


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return str(_text(text).as_string())
