"""What gathering is told besides the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feedclean.model.source import Gathered, Source, Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server sent for one URL."""

    url: str
    """After redirects: what relative links are relative to."""
    body: bytes
    media_type: str | None
    charset: str | None
    validators: Validators


Fetch = Callable[[str], Fetched]
"""The body behind a URL. Raises: FetchError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The world, as far as gathering may touch it."""

    folder: Path
    """What relative locations are relative to."""
    now: datetime
    fetch: Fetch


Gather = Callable[[Source, Context], Iterator[Gathered]]
