"""The keys and values of a front matter block: YAML or TOML, and what only looks like it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from feedclean.text import composed

Values = Mapping[str, tuple[str, ...]]
"""Texts by key, keys in lower case with ``_`` for ``-`` and spaces."""

_FENCES: Final = {"---": ("---", "..."), "+++": ("+++",), ";;;": (";;;",)}
_KEY: Final = re.compile(
    r"(?P<key>[\w][\w .-]{0,40}?)[ \t]*(?P<sign>[:=])(?:[ \t]+(?P<value>.*)|$)"
)
_TIGHT_KEY: Final = re.compile(r"(?P<key>[A-Za-z_]{2,20})(?P<sign>[:=])(?P<value>\S.*)")
_ITEM: Final = re.compile(r"\s*-[ \t]+(.*)")
_MOST_LINES = 400
_LEAST_SPACED: Final = 2
_CONTENT: Final = re.compile(r"(?:[A-Za-z]+ )?(?:content|text|body|正文|内容)[:：]", re.IGNORECASE)
_REMARK: Final = re.compile(r"#[ \t]*[a-z][\w -]{0,30}: \S.*|<!--(?:(?!-->).)*-->")
"""What a program notes above the fence: a comment, of YAML or of HTML."""
_TITLES: Final = re.compile(r"\s*\"?title\"?\s*[:=]", re.IGNORECASE)
_UNDERLINE: Final = re.compile(r"([=\-~#*^\"'+`])\1{2,}")
_OTHER_KEY: Final = re.compile(
    r"(?:#\+(?=\w+:)|:(?=[\w -]+:)|(?=[\w-]+::))(?P<key>\w[\w -]{0,40}?)::?(?:[ \t]+(?P<value>.*))?"
)
_NOTE: Final = re.compile(r"\n\nid: [0-9a-f]{32}\n(?:[a-z_]+:.*\n)+type_: 1\s*\Z")
_KEEPER: Final = re.compile(r"^source(?:_application)?: (?!https?:).*\n", re.MULTILINE)
"""Which program a note was written in."""
_LONGEST_NOTE_KEYS: Final = 4_000
_TABLES: Final = ("params", "extra", "taxonomies")
_WIKI_LINK: Final = re.compile(r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{1,200})\]\]")
_INNER_KEYS: Final = ("name", "title", "src", "url", "feature", "path", "image")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A front matter block, and the body under it."""

    text: str
    body: str
    is_fenced: bool
    is_closed: bool
    notation: str = "yaml"
    """Or ``toml``, or ``json``."""
    bare: tuple[str, ...] = ()
    """Its lines as they were written, where nothing but a blank line ends it."""


def find_block(text: str) -> Block | None:
    """The front matter at the top of a text; None where nothing there looks like keys."""
    lines = text.split("\n")
    top = next((at for at, line in enumerate(lines) if line.strip()), None)
    if top is None:
        return None
    fence = lines[top].strip()
    if fence[:1] == "{":
        return _json_block("\n".join(lines[top:]))
    if fence not in _FENCES:
        return (
            _hidden_block(lines, top)
            or _noted_block(lines, top)
            or _spaced_block(lines, top)
            or _bare_block(lines, top)
            or note_block(text)
        )
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
        is_fenced=True,
        is_closed=is_closed,
        notation="toml" if fence == "+++" else "yaml",
    )


def _hidden_block(lines: list[str], top: int) -> Block | None:
    """Keys in a comment of HTML at the top, as Nikola has them, with two dots before each."""
    if lines[top].strip() != "<!--":
        return None
    inner: list[str] = []
    for at in range(top + 1, min(len(lines), top + _MOST_LINES)):
        line = lines[at].strip()
        if line == "-->":
            break
        inner += [line] if line else []
    else:
        return None
    is_dotted = all(line.startswith(".. ") for line in inner)
    below = next((line.lstrip() for line in lines[at + 1 :] if line.strip()), "")
    if not is_dotted and below.startswith("<"):  # what a theme says of itself above a page
        return None
    inner = [line.removeprefix(".. ") for line in inner]
    if len(inner) < _LEAST_SPACED or not all(map(_key, inner)):
        return None
    told = [line for line in inner if not line.endswith(":")]
    body = "\n".join(lines[at + 1 :])
    return Block(text="\n".join(told), body=body, is_fenced=True, is_closed=True)


def _noted_block(lines: list[str], top: int) -> Block | None:
    """A closed block with a title in it, below a line in which a program notes something."""
    fence = next((at for at in range(top + 1, len(lines)) if lines[at].strip()), None)
    if fence is None or lines[fence].strip() not in _FENCES or not _REMARK.fullmatch(lines[top]):
        return None
    block = find_block("\n".join(lines[fence:]))
    if block is None or not block.is_closed:
        return None
    return block if any(map(_TITLES.match, block.text.split("\n"))) else None


def _json_block(text: str) -> Block | None:
    """An object at the top of what is no JSON itself, as Hugo writes it."""
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError):
        return None
    body = text[end:]
    if not isinstance(value, dict) or not body.strip() or body.lstrip()[0] in "{[,]}":
        return None
    return Block(text=text[:end], body=body, is_fenced=True, is_closed=True, notation="json")


def _bare_block(lines: list[str], top: int) -> Block | None:
    """Keys without a fence around them, up to the first blank line or a closing ``---``."""
    title, top = _underlined(lines, top)
    written = lines
    lines = [*lines[:top], *map(_as_key, lines[top : top + 40]), *lines[top + 40 :]]
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
    keys = [f"title: {title}"] if title else []
    return Block(
        text="\n".join([*keys, *lines[top:end]]),
        body="\n".join(lines[end + 1 :]),
        is_fenced=False,
        is_closed=True,
        bare=tuple(written[top:end]) if not lines[end].strip() else (),
    )


def _spaced_block(lines: list[str], top: int) -> Block | None:
    """Keys with blank lines between them, down to the one whose value is all that follows.

    So programs write who hand on pages as text: ``Markdown Content:`` is the last of their keys.
    """
    keys: list[str] = []
    for at in range(top, min(len(lines), top + 40)):
        line = lines[at].rstrip()
        if _CONTENT.fullmatch(line) and len(keys) >= _LEAST_SPACED:
            body = "\n".join(lines[at + 1 :])
            return Block(text="\n".join(keys), body=body, is_fenced=True, is_closed=True)
        if line and not _key(line):
            return None
        keys += [line] if line else []
    return None


def _underlined(lines: list[str], top: int) -> tuple[str | None, int]:
    """The title that reStructuredText has above its fields, and where these begin."""
    under = lines[top + 1].strip() if top + 1 < len(lines) else ""
    if not _UNDERLINE.fullmatch(under) or len(under) < len(lines[top].strip()):
        return None, top
    at = next((i for i in range(top + 2, len(lines)) if lines[i].strip()), top)
    is_field = at != top and _as_key(lines[at]) != lines[at]
    return (lines[top].strip(), at) if is_field else (None, top)


def _as_key(line: str) -> str:
    """``#+TITLE: x``, ``:title: x`` and ``title:: x`` as all others write it."""
    found = _OTHER_KEY.fullmatch(line.rstrip())
    return f"{found['key']}: {found['value'] or ''}" if found else line


def note_block(text: str) -> Block | None:
    """The keys that stand at the end of a note, its title on the first line (Joplin's exports)."""
    found = _NOTE.search(text, max(0, len(text) - _LONGEST_NOTE_KEYS))
    if found is None:
        return None
    title, _, body = text[: found.start()].lstrip().partition("\n")
    keys = _KEEPER.sub("", found[0].strip())
    return Block(text=f"title: {title}\n{keys}", body=body, is_fenced=False, is_closed=True)


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
    line = composed(line.rstrip())
    return _KEY.fullmatch(line) or _TIGHT_KEY.fullmatch(line)


def read_values(block: Block) -> Values:
    """The texts of a block by key; never raises.

    What does not parse as YAML or TOML (raw quotes in quotes, tabs, ``@`` and ``*`` in front) is
    read line by line.
    """
    parsed = _READERS[block.notation](block.text)
    if parsed is not None and block.notation == "json":
        return {_name(key): tuple(_texts(value)) for key, value in _flat(parsed)}
    by_line = _by_line(block.text)
    if parsed is None:
        return by_line
    values = {_name(key): tuple(_texts(value)) for key, value in _flat(parsed)}
    for key, texts in by_line.items():
        # a generated title with " #" in it was never meant to end there
        if len(texts) == 1 and " #" in texts[0] and key in ("title", "headline"):
            values[key] = texts
        values.setdefault(key, texts)
    return values


def _flat(parsed: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Keys and values, those of a site's own last, which some programs want in a table."""
    for name in _TABLES:
        inner = parsed.get(name)
        if isinstance(inner, dict):
            yield from ((str(key), value) for key, value in inner.items() if key not in parsed)
    yield from ((str(key), value) for key, value in parsed.items())


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


def _json(text: str) -> Mapping[str, object] | None:
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


_READERS: Final[Mapping[str, Callable[[str], Mapping[str, object] | None]]] = {
    "json": _json,
    "toml": _toml,
    "yaml": _yaml,
}


def _texts(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield _WIKI_LINK.sub(r"\1", value.strip())
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
    value = _WIKI_LINK.sub(r"\1", value.strip())
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
    return re.sub(r"[\s-]+", "_", composed(key).strip().lower())
