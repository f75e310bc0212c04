"""What a record says of its article beside it: metadata in objects and lists of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from feedclean.parse.records.json_keys import ADDRESSES, CONTENT, KEYS, MOST_KEYS, known, spelled

_ABOUT: Final = frozenset(
    "head jsonld meta metadata metas metatags og opengraph pagemetadata".split()
)
"""Under which keys programs keep what a page says of itself."""
_GROUPS: Final = frozenset("article graph jsonld og opengraph".split())
"""Within those, keys under which there is more of the same."""
_NAMES: Final = ("property", "name", "itemprop", "key")
_VALUES: Final = ("content", "value")
_ASKED: Final = frozenset("config input request".split())
"""Keys under which programs keep what they asked for; of it the address counts, nothing else."""
_STATUS: Final = frozenset("httpstatus httpstatuscode responsestatus status statuscode".split())
_OTHERS: Final = frozenset(
    "breadcrumblist imageobject organization person searchaction website".split()
)
_NOT_OF_IT: Final = CONTENT | frozenset(KEYS["id"])
"""The text is never beside itself, and what is numbered there is something else."""
_DEEPEST: Final = 3
_ANSWERS: Final = _ABOUT | frozenset("crawl data response result".split())


def with_metadata(value: dict[str, Any]) -> dict[str, Any]:
    """An object with what is said of it beside it, where it does not say so itself."""
    told = [
        pair
        for key, child in islice(value.items(), MOST_KEYS)
        if isinstance(child, dict | list) and spelled(key) in _ABOUT
        for pair in _pairs(child, "", 0)
    ]
    told += list(_asked(value))
    if not told:
        return value
    there = {known(key) for key, child in islice(value.items(), MOST_KEYS) if child}
    filled = dict(value)
    for key, child in told:
        name = known(key)
        if name not in there and name not in _NOT_OF_IT and name and not filled.get(key):
            filled[key] = child
    return filled


def _asked(value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, child in islice(value.items(), MOST_KEYS):
        if isinstance(child, dict) and spelled(key) in _ASKED:
            yield from ((name, one) for name, one in child.items() if known(name) in ADDRESSES)


def refusal_of(value: Mapping[str, Any], depth: int = 0) -> int | None:
    """The status with which a server refused a page, where that is what a record holds."""
    for key, child in islice(value.items(), MOST_KEYS):
        if isinstance(child, int):
            if 400 <= child < 600 and spelled(key) in _STATUS:
                return child
        elif isinstance(child, dict) and depth < _DEEPEST and spelled(key) in _ANSWERS:
            found = refusal_of(child, depth + 1)
            if found is not None:
                return found
    return None


def _pairs(value: Any, prefix: str, depth: int) -> Iterator[tuple[str, Any]]:
    """Names and values: of an object, of objects in a list, and of those that are one pair each."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:MOST_KEYS]:
            yield from _pairs(one, prefix, depth + 1)
    elif isinstance(value, dict):
        name = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), "")
        said = next((value[key] for key in _VALUES if key in value), None)
        if name and isinstance(said, str):
            yield name, said
            return
        if _is_of_something_else(value):
            return
        for key, child in islice(value.items(), MOST_KEYS):
            if spelled(key) in _GROUPS and isinstance(child, dict | list):
                yield from _pairs(child, "" if isinstance(child, list) else f"{key}:", depth + 1)
            else:
                yield prefix + key, child


def _is_of_something_else(value: Mapping[str, Any]) -> bool:
    kind = value.get("@type")
    return isinstance(kind, str) and spelled(kind) in _OTHERS
