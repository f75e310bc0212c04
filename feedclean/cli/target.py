"""What a person names on the command line: an entry, a file or an address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from feedclean.config.checks import Check, check_dialect, check_timezone
from feedclean.discretion import discreet
from feedclean.errors import ConfigError
from feedclean.gather.base import Fetched
from feedclean.gather.loader import load, printable_name
from feedclean.model.source import Capture, Source
from feedclean.text import printable
from feedclean.work.lookback import Outlook

_PORTS: Final = {"http": 80, "https": 443}


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
    """A file or an address that a person names. Raises: GatherError."""
    path = Path(target)
    if path.exists() or not is_address(target):
        body = load(path, target).body
        location, media_type, charset = printable_name(path.name), None, None
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


def is_address(target: str) -> bool:
    """Whether it is to be fetched."""
    return urlsplit(target).scheme in _PORTS
