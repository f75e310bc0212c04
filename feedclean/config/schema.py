"""The keys of ``config.toml`` as a JSON Schema, for editors that complete and check as one types.

Made of ``tables.py``, so that it cannot say anything else. What only a look at several keys or at
the world can tell is left to the program.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

import msgspec

from feedclean.config.lists import OWN_KEYS
from feedclean.config.tables import TABLES, RootTable

SCHEMA_NAME: Final = "config.schema.json"
"""What the file is called beside a configuration."""
SCHEMA_LINE: Final = f"#:schema ./{SCHEMA_NAME}"
"""The first line of a configuration, by which editors find the schema."""

Schema = dict[str, Any]


def config_schema() -> Schema:
    """The whole schema, in the oldest draft that says what is needed: editors know that best."""
    _, parts = msgspec.json.schema_components((*TABLES.values(), RootTable))
    tables = {name: _closed(_plain(parts[kind.__name__])) for name, kind in TABLES.items()}
    tables["sources_from"]["properties"] |= _without(tables["source"]["properties"], OWN_KEYS)
    defaults = {**tables["source"], "properties": _without(tables["source"]["properties"], ["id"])}
    del defaults["required"]
    root = _plain(parts[RootTable.__name__])["properties"]
    for name, table in {**tables, "defaults": defaults}.items():
        del table["description"]  # said of the struct, in words for us
        told = {"description": root[name]["description"]}
        is_list = root[name]["type"] == "array"
        root[name] = {**told, "type": "array", "items": table} if is_list else {**told, **table}
    own, needed = root["source"]["items"], root["source"]["items"]["required"]
    own["required"] = ["id"]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "config.toml of feedclean",
        "type": "object",
        "properties": root,
        "required": ["site"],
        "additionalProperties": False,
        "anyOf": [{"required": ["source"]}, {"required": ["sources_from"]}],
        "allOf": [_needed(key) for key in needed if key != "id"],
    }


def _needed(key: str) -> Schema:
    """That every source has a key, unless the defaults have it."""
    in_defaults = {"required": ["defaults"], "properties": {"defaults": {"required": [key]}}}
    in_sources = {"properties": {"source": {"items": {"required": [key]}}}}
    return {"if": in_defaults, "else": in_sources}


def _closed(table: Schema) -> Schema:
    """A table in which no other key may stand."""
    return {**table, "additionalProperties": False}


def _without(properties: Mapping[str, Schema], names: Collection[str]) -> dict[str, Schema]:
    return {name: schema for name, schema in properties.items() if name not in names}


def _plain(schema: Any) -> Any:
    """What msgspec says, without what TOML (null) and draft 7 (prefixItems) do not have."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {
        key: _plain(value)
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str))  # the name of a class of ours
    }
    if "prefixItems" in plain:  # pairs of texts, which a list of two texts says as well
        [plain["items"], *_] = plain.pop("prefixItems")
    if "anyOf" in plain:
        others = [one for one in plain.pop("anyOf") if one != {"type": "null"}]
        plain |= others[0] if len(others) == 1 else {"anyOf": others}
    if plain.get("default", ...) is None:
        del plain["default"]
    return plain
