"""Endpoints of rss-funnel.

Source: rss-funnel documentation, README and "Filter config".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final

import yaml

from feedclean.moving.php import replacement as by_of
from feedclean.moving.values import NOTHING, Found, Lost, Moved, Notes
from feedclean.parse.lists.opml import slug
from feedclean.parse.records.record import tidy_line
from feedclean.urls import is_http

_NO_MATTER: Final = frozenset(("simplify_html", "note", "convert_to"))
_FIELDS: Final = {
    "title": ("title",),
    "body": ("text",),
    "content": ("text",),
    "any": ("title", "text"),
}


class _Loader(yaml.SafeLoader):
    """Reads plain values, whatever is said of their kind: ``!count 10``."""


def _plain(loader: _Loader, _kind: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    implicit = (True, False)
    tag = loader.resolve(yaml.ScalarNode, node.value, implicit)  # type: ignore[no-untyped-call] # its stubs
    return loader.construct_object(yaml.ScalarNode(tag, node.value))


_Loader.add_multi_constructor("!", _plain)


def yaml_of(text: str) -> object:
    """What a text says as YAML; None where it says nothing that can be read."""
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - a safe one
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def is_funnel(value: object) -> bool:
    """Whether a value of YAML holds endpoints."""
    return isinstance(value, dict) and isinstance(value.get("endpoints"), list)


def read_funnel(value: Mapping[str, Any]) -> Found:
    """The endpoints that read one feed."""
    sources: list[Moved] = []
    lost: list[Lost] = []
    for end in value["endpoints"]:
        if not isinstance(end, dict):
            continue
        stem = PurePosixPath(str(end.get("path") or "")).stem
        note = end.get("note")
        notes = Notes(tidy_line(note) if isinstance(note, str) and note.strip() else stem or "feed")
        url = end.get("source")
        if isinstance(url, str) and is_http(url):
            for name, options in _filters(end.get("filters")):
                _filter(name, options, notes)
            sources.append(Moved(title=notes.where, url=url, id=slug(stem), keys=notes.keys))
        else:
            notes.lose("source", "it does not read one feed of the web")
        lost += notes.lost
    return Found(format="endpoints of rss-funnel", sources=tuple(sources), lost=tuple(lost))


def _filters(value: object) -> Iterator[tuple[str, Any]]:
    for step in value if isinstance(value, list) else []:
        if isinstance(step, str):
            yield step, None
        elif isinstance(step, dict):
            yield from ((str(name), options) for name, options in step.items())


def _filter(name: str, options: Any, notes: Notes) -> None:
    if name == "full_text":
        notes.say("full_text", "always")
        kept = options.get("keep_element") if isinstance(options, dict) else None
        notes.add("body", *_texts(kept))
    elif name == "remove_element":
        notes.add("strip", *_texts(options))
    elif name == "keep_element":
        notes.add("body", *_texts(options))
    elif name == "limit" and isinstance(options, int):
        notes.say("max_entries", options)
    elif name in {"discard", "keep_only"}:
        _select("block" if name == "discard" else "allow", name, options, notes)
    elif name == "sanitize":
        for step in options if isinstance(options, list) else [options]:
            _sanitize(step, notes)
    elif name not in _NO_MATTER:
        notes.lose(name, "there is no such filter here")


def _texts(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(text for text in values if isinstance(text, str) and text.strip())


def _select(key: str, name: str, options: Any, notes: Notes) -> None:
    """Entries to leave out, or the only ones wanted; theirs look at any case unless told."""
    full = options if isinstance(options, dict) else {"contains": options}
    parts = _FIELDS.get(str(full.get("field", "any")))
    if parts is None:
        notes.lose(name, "it looks at something that no filter here looks at")
        return
    is_exact = full.get("case_sensitive") is True
    if is_exact and full.get("contains"):
        notes.lose(f"{name}: case_sensitive", "words are found in whatever case")
    case = "" if is_exact else "(?i)"
    for part in parts:
        notes.add(key, *(f"{part}: {text}" for text in _texts(full.get("contains"))))
        notes.add(key, *(f"{part}: regex:{case}{text}" for text in _texts(full.get("matches"))))


def _sanitize(step: Any, notes: Notes) -> None:
    for name, value in step.items() if isinstance(step, dict) else ():
        is_pattern = name.endswith("_regex")
        ends = ("", "") if not isinstance(value, dict) else (value.get("from"), value.get("to"))
        find, by = (value, "") if name.startswith("remove") else ends
        if not (isinstance(find, str) and isinstance(by, str) and find):
            notes.lose(f"sanitize: {name}", NOTHING)
        elif is_pattern:
            notes.add("replace", (f"regex:{find}", by_of(by)))
        else:
            notes.add("replace", (find, by))
