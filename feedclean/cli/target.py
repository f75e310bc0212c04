"""What a person names on the command line: an entry, a file or an address."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from feedclean.config.checks import Check, check_dialect, check_timezone
from feedclean.discretion import discreet
from feedclean.errors import ConfigError
from feedclean.gather.base import Fetched
from feedclean.gather.loader import load, printable_name
from feedclean.model.entry import Standing
from feedclean.model.source import Capture, Source
from feedclean.text import printable
from feedclean.work.lookback import Outlook, Past, search

_PORTS: Final = {"http": 80, "https": 443}
_STANDARD_INPUT: Final = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a person named, as far as the state knows it."""

    entries: tuple[tuple[Past, Standing], ...]
    """Empty: it is a file or an address to be read by itself."""
    owner: Source | None
    """The source that was named with it, else the dump that a file lies in."""


def check_reading(*, dialect: str | None, timezone: str | None) -> None:
    """Options of how a file is read. Raises: ConfigError, for those that cannot be used."""
    checks: tuple[tuple[str, str | None, Check], ...] = (
        ("--dialect", dialect, check_dialect),
        ("--timezone", timezone, check_timezone),
    )
    for key, value, check in checks:
        problem = check(value, {}) if value else ""
        if problem:
            raise ConfigError("command line", key, problem)


def fetch_typed(url: str) -> Fetched:
    """What is at an address a person has typed in. Raises: GatherError."""
    from feedclean.gather.fetcher import Fetcher

    return Fetcher(contact=None, private_hosts=typed_host(url)).fetch(url)


def typed_host(url: str) -> frozenset[str]:
    """A private host a person types in is meant; one that a page leads to is not."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    named = f"[{host}]" if ":" in host else host
    return frozenset({f"{named}:{parts.port or _PORTS[parts.scheme]}".lower()})


def meant_by(target: str, source: str | None, view: Outlook) -> Meant:
    """The entries that are called so, in the source of an id or in all of them.

    A file is looked up in the dump it lies in; one that lies in none is by itself.
    Raises: ConfigError, for a source there is none of, and for what is nothing at all.
    """
    from feedclean.golden.accept import dump_of

    ids = () if source is None else (source,)
    sources = view.config.chosen(ids)
    owner = sources[0] if ids else None
    path = Path(target)
    if path.exists():
        dump = dump_of(path, view.config, owner)
        if dump is None:
            return Meant(entries=(), owner=owner)
        return Meant(entries=search(printable_name(dump[1]), [dump[0]], view), owner=dump[0])
    entries = search(target, sources, view)
    if not entries and not is_read_by_itself(target):
        raise nothing_called(target, sources, view)
    return Meant(entries=entries, owner=owner)


def nothing_called(target: str, sources: Sequence[Source], view: Outlook) -> ConfigError:
    """The error that says so, with the ids that may be meant."""
    from feedclean.golden.entry import nearest_entries

    near = [printable(one) for one in nearest_entries(target, sources, view)]
    told = "is no published entry and no file"
    if "://" in target:
        hint = "write http:// or https://"
    elif near:
        hint = f"did you mean {' or '.join(near)}?"
    else:
        hint = "name an entry, a file or an address"
    return ConfigError("command line", target, f"{told}; {hint}")


def capture_named(target: str, source: Source, now: datetime) -> Capture:
    """A file, standard input or an address that a person names.

    Raises: GatherError; ConfigError, for an address of a kind that is not fetched.
    """
    path = Path(target)
    media_type, charset = None, None
    if target == _STANDARD_INPUT:
        location, body = "standard-input", sys.stdin.buffer.read()
    elif path.exists() or not is_address(target):
        if "://" in target and not path.exists():
            scheme = target.partition("://")[0]
            problem = f'"{scheme}" is none we can fetch; write http:// or https://'
            raise ConfigError("command line", target, problem)
        location, body = printable_name(path.name), load(path, target).body
    else:
        page = fetch_typed(target)
        location, body = discreet(page.url), page.body
        media_type, charset = page.media_type, page.charset
    return Capture(
        source=source.id,
        location=location,
        body=body,
        media_type=media_type,
        charset=charset,
        captured_at=now,
    )


def is_read_by_itself(target: str) -> bool:
    """Whether it can be read although no file is called so."""
    return target == _STANDARD_INPUT or is_address(target)


def is_address(target: str) -> bool:
    """Whether it is to be fetched."""
    return urlsplit(target).scheme in _PORTS
