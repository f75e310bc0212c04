"""What a shell may complete: ids of sources, names of entries; cheaply, and never with an error."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from feedclean.errors import FeedcleanError

_MOST: Final = 200
"""Of the names of entries; who wants another one types a letter more."""
_NEEDS_QUOTES: Final = frozenset(" \"'$`\\&;<>()|*?#")
"""Characters that mean something else to a shell."""
_ADDRESS: Final = ("http:", "https:")
"""As one begins."""


def complete_sources(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Ids of sources, with their titles where the shell shows such."""
    known = dict.fromkeys(_from_lists(ctx), "") | dict(_sources(_config(ctx)))
    found = [
        CompletionItem(id_, help=title or None)
        for id_, title in known.items()
        if id_.startswith(incomplete)
    ]
    typed = {one for value in ctx.params.values() if isinstance(value, tuple) for one in value}
    return [one for one in found if one.value not in typed]


def complete_targets(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Names of entries, and files; the shell knows these itself."""
    return [*complete_entries(ctx, _param, incomplete), CompletionItem(incomplete, type="file")]


def complete_entries(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The last parts of the ids of entries, by which they are found, too; addresses, once begun.

    At a colon bash begins a new word, so that it completes the last parts only.
    """
    from feedclean.state.opening import look_in

    names: set[str] = set()
    with suppress(FeedcleanError, OSError), look_in(_state(ctx)) as store:
        for id_ in store.entry_ids(incomplete, _MOST):
            name = id_ if incomplete.startswith(_ADDRESS) else id_.rpartition("/")[2]
            is_one_word = ":" not in name or name == id_
            if name.startswith(incomplete) and is_one_word and not set(name) & _NEEDS_QUOTES:
                names.add(name)
    return [CompletionItem(name) for name in sorted(names)]


def _from_lists(ctx: click.Context) -> tuple[str, ...]:
    """Ids of sources that lists gave to earlier builds; no list is read for this."""
    from feedclean.state.opening import look_in

    if not _config(ctx).get("sources_from"):
        return ()
    with suppress(FeedcleanError, OSError), look_in(_state(ctx)) as store:
        return tuple(sorted(store.outputs()))
    return ()


def _sources(config: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    tables = config.get("source", [])
    for table in tables if isinstance(tables, list) else ():
        if isinstance(table, dict) and isinstance(table.get("id"), str):
            yield table["id"], str(table.get("title", ""))


def _state(ctx: click.Context) -> Path:
    site = _config(ctx).get("site", {})
    state = site.get("state", ".feedclean") if isinstance(site, dict) else ".feedclean"
    return _path(ctx).parent / str(state)


def _config(ctx: click.Context) -> Mapping[str, Any]:
    """The tables as they are written, unchecked: a shell waits for this with every key."""
    try:
        return tomllib.loads(_path(ctx).read_text("utf-8-sig"))
    except (OSError, ValueError):
        return {}


def _path(ctx: click.Context) -> Path:
    return Path(ctx.params.get("path") or "config.toml")
