"""TOML as cases are written in it: few forms, stable order, one line for a value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from feedclean.text import printable


def table(head: str, values: Mapping[str, object]) -> list[str]:
    """The lines of a table; what is empty is left out."""
    told = {name: value for name, value in values.items() if value not in (None, [], "")}
    return [head, *(f"{name} = {toml(value)}" for name, value in told.items())]


def toml(value: object) -> str:
    """A value on one line."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{name} = {toml(one)}' for name, one in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    # A JSON string or number is TOML as well, but for this one character, and lone surrogates.
    text = printable(value) if isinstance(value, str) else value
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
