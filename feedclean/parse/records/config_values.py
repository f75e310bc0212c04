"""Lists of articles in YAML and TOML, the notations of settings."""

from __future__ import annotations

import re
from typing import Any, Final

_YAML: Final = re.compile(
    r"(?:\s*+(?:#[^\n]*+\n|---[ \t]*\n|%YAML[^\n]*+\n))*+\s*+"
    r"(?:[\w-]{1,40}:[ \t]*\n(?:[ \t]*+\n)*+)?[ \t]*+-[ \t]++[\w-]{1,40}:(?:[ \t]|\n)"
)
"""Items with keys, below a key or not."""
_TOML: Final = re.compile(
    r"(?:\s*+#[^\n]*+\n)*+\s*+\[\[[\w.-]{1,80}\]\][ \t]*\n\s*[\w-]{1,40}[ \t]*="
)
_ANCHOR: Final = re.compile(r"[:\[,{-][ \t]+&\w")
_ALIAS: Final = re.compile(r"[:\[,{-][ \t]+\*\w+[ \t]*[\n,\]}]")
_KEY: Final = re.compile(r"^[ \t]*+(?:-[ \t]++)?([\w-]{1,40})[ \t]*[:=]", re.MULTILINE)


def keys_in_sight(text: str) -> set[str]:
    """The keys of a text that begins as such a list; none where it does not."""
    return set(_KEY.findall(text)) if _YAML.match(text) or _TOML.match(text) else set()


def begins_list(text: str) -> bool:
    """Whether a text begins as a list of things with keys."""
    return (_YAML.match(text) or _TOML.match(text)) is not None


def list_in(text: str) -> Any:
    """The value of a text that is such a list, days as they are written.

    Raises: ValueError, where it is none; aliases, which can make a small text endless, too.
    """
    if _TOML.match(text):
        return _toml(text)
    if _ANCHOR.search(text) and _ALIAS.search(text):
        raise ValueError("has values that stand for others")
    import yaml  # noqa: PLC0415 - 15 ms that only such lists pay

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # strings only: no dates, no booleans
    try:
        value = yaml.load(text, Loader=loader)  # noqa: S506 - BaseLoader makes no objects
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(error).replace("\n", " ")) from error
    if not isinstance(value, list | dict):
        raise ValueError("is no list")  # noqa: TRY004 - of the text, not of an argument
    return value


def _toml(text: str) -> Any:
    import tomllib  # noqa: PLC0415 - hardly ever needed

    try:
        return _written(tomllib.loads(text))
    except RecursionError as error:
        raise ValueError("is nested too deeply") from error


def _written(value: Any) -> Any:
    """A value with its days as text."""
    if isinstance(value, dict):
        return {key: _written(one) for key, one in value.items()}
    if isinstance(value, list):
        return list(map(_written, value))
    return value.isoformat() if hasattr(value, "isoformat") else value
