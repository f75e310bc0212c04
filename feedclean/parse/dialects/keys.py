"""The keys and values of a front matter block: YAML or TOML, and what only looks like it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

Values = Mapping[str, tuple[str, ...]]
"""Texts by key, keys in lower case with ``_`` for ``-`` and spaces."""

_FENCES: Final = {"---": ("---", "..."), "+++": ("+++",), ";;;": (";;;",)}
_KEY: Final = re.compile(
    r"(?P<key>[\w][\w .-]{0,40}?)[ \t]*(?P<sign>[:=])(?:[ \t]+(?P<value>.*)|$)"
)
_TIGHT_KEY: Final = re.compile(r"(?P<key>[A-Za-z_]{2,20})(?P<sign>[:=])(?P<value>\S.*)")
_ITEM: Final = re.compile(r"\s*-[ \t]+(.*)")
_MOST_LINES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A front matter block, and the body under it."""

    text: str
    body: str
    is_toml: bool
    is_fenced: bool
    is_closed: bool


def find_block(text: str) -> Block | None:
    """The front matter at the top of a text; None where nothing there looks like keys."""
    lines = text.split("\n")
    top = next((at for at, line in enumerate(lines) if line.strip()), None)
    if top is None:
        return None
    fence = lines[top].strip()
    if fence not in _FENCES:
        return _bare_block(lines, top)
    inner: list[str] = []
    for at in range(top + 1, min(len(lines), top + _MOST_LINES)):
        if lines[at].rstrip() in _FENCES[fence]:
            is_closed, rest = True, lines[at + 1 :]
            break
        inner.append(lines[at])
    else:
        is_closed = False
        size = _leading_keys(lines[top + 1 :])
        inner, rest = lines[top + 1 : top + 1 + size], lines[top + 1 + size :]
    if not any(_key(line) for line in inner):
        return None
    return Block(
        text="\n".join(inner),
        body="\n".join(rest),
        is_toml=fence == "+++",
        is_fenced=True,
        is_closed=is_closed,
    )


def _bare_block(lines: list[str], top: int) -> Block | None:
    """Keys without a fence around them, up to the first blank line or a closing ``---``."""
    size = 0
    for line in lines[top : top + 40]:
        if not line.strip() or line.strip() in _FENCES or not (_key(line) or line[:1] in " \t"):
            break
        size += 1
    end = top + size
    if (
        not size
        or end >= len(lines)
        or not (not lines[end].strip() or lines[end].strip() in _FENCES)
    ):
        return None
    return Block(
        text="\n".join(lines[top:end]),
        body="\n".join(lines[end + 1 :]),
        is_toml=False,
        is_fenced=False,
        is_closed=True,
    )


def _leading_keys(lines: list[str]) -> int:
    """How many lines from the top are keys, their values, or blank between keys."""
    size = 0
    for at, line in enumerate(lines[:40]):
        if _key(line) or (size and line.strip() and line[:1] in " \t-"):
            size = at + 1
        elif line.strip():
            break
    return size


def _key(line: str) -> re.Match[str] | None:
    return _KEY.fullmatch(line.rstrip()) or _TIGHT_KEY.fullmatch(line.rstrip())


def read_values(block: Block) -> Values:
    """The texts of a block by key; never raises.

    What does not parse as YAML or TOML (raw quotes in quotes, tabs, ``@`` and ``*`` in front) is
    read line by line.
    """
    parsed = _toml(block.text) if block.is_toml else _yaml(block.text)
    by_line = _by_line(block.text)
    if parsed is None:
        return by_line
    values = {_name(str(key)): tuple(_texts(value)) for key, value in parsed.items()}
    for key, texts in by_line.items():
        # a generated title with " #" in it was never meant to end there
        if len(texts) == 1 and " #" in texts[0] and key in ("title", "headline"):
            values[key] = texts
        values.setdefault(key, texts)
    return values


def _yaml(text: str) -> Mapping[str, object] | None:
    import yaml  # noqa: PLC0415 - 15 ms that only front matter pays

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # strings only: no dates, no booleans
    try:
        value = yaml.load(text, Loader=loader)  # noqa: S506 - BaseLoader makes no objects
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _toml(text: str) -> Mapping[str, object] | None:
    import tomllib  # noqa: PLC0415 - hardly ever needed

    try:
        return {**tomllib.loads(text)}
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


_INNER_KEYS: Final = ("name", "title", "src", "url", "feature", "path", "image")


def _texts(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, list) and depth < 3:
        for item in value:
            yield from _texts(item, depth + 1)
    elif isinstance(value, dict) and depth < 3:
        for key in _INNER_KEYS:
            if key in value:
                yield from _texts(value[key], depth + 1)
                return
    elif isinstance(value, datetime | date | time):
        yield value.isoformat()
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)


def _by_line(text: str) -> dict[str, tuple[str, ...]]:
    values: dict[str, tuple[str, ...]] = {}
    key = ""
    for line in text.split("\n"):
        found = _key(line)
        if found is not None and line[:1] not in " \t":
            key = _name(found["key"])
            values[key] = tuple(_written(found["value"] or ""))
        elif key and line.strip():
            item = _ITEM.match(line)
            if item is not None:
                values[key] += tuple(_written(item[1]))
            elif line[:1] in " \t" and not _key(line.strip()):  # a folded or literal text goes on
                before = " ".join(values[key])
                values[key] = (f"{before} {line.strip()}".strip(),)
    return {key: texts for key, texts in values.items() if texts}


def _written(value: str) -> Iterator[str]:
    value = value.strip()
    if value in ("|", ">", "|-", ">-", "|+", ">+", "null", "~", '""', "''", "[]"):
        return
    if value.startswith("[") and value.endswith("]"):
        for part in value[1:-1].split(","):
            yield from _written(part)
        return
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace('\\"', '"').replace("''", "'" if value[0] == "'" else "''")
    if value.strip():
        yield value.strip()


def _name(key: str) -> str:
    return re.sub(r"[\s-]+", "_", key.strip().lower())
