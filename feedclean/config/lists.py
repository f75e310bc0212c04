"""Lists of sources: what ``[[sources_from]]`` stands for, as if it had been written out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final

from feedclean.errors import ParseError

Table = Mapping[str, Any]

OWN_KEYS: Final = ("id", "location", "title")
"""What each source of a list has from the list, so that none of them can be set for all."""


def read_list(
    table: Table, where: str, folder: Path, taken: Collection[str]
) -> tuple[list[Table], tuple[str, str] | None]:
    """The sources of a list that is a file, as tables; or the key that is wrong, and why."""
    from feedclean.parse.lists.opml import parse_whole_opml  # noqa: PLC0415 - loads an XML parser

    name = table["opml"]
    key = f"{where}.opml"
    try:
        path = folder / Path(name).expanduser()
        listed = parse_whole_opml(path.read_bytes(), name, taken)
    except OSError as error:
        return [], (key, f'"{name}" cannot be read ({error.strerror}); write opml = "feeds.opml"')
    except (ParseError, RuntimeError) as error:
        return [], (key, f"{error}; export the list anew, or write its sources out")
    rest = rest_of(table)
    tables: list[Table] = [
        {
            "kind": "feed",
            **({"site_url": each.site_url} if each.site_url else {}),
            **rest,
            "id": each.id,
            "title": each.title,
            "location": each.url,
        }
        for each in listed
    ]
    return tables, None


def rest_of(table: Table) -> Table:
    """What all sources of a list have in common."""
    return {name: value for name, value in table.items() if name != "opml"}


def is_online(table: Table) -> bool:
    """Whether a list is to be asked for on the web."""
    return str(table.get("opml", "")).lower().startswith(("http://", "https://"))
