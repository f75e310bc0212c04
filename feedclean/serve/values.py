"""What is asked, and what is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request."""

    method: str
    path: str
    """Unquoted, without the query."""
    headers: Mapping[str, str]
    """By lower-case names; those given several times are joined by commas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A part of a file too large to be held in memory."""

    path: Path
    start: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent; the body of a HEAD is left out by the server."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes | Span = b""

    @property
    def size(self) -> int:
        """Bytes of the body."""
        return len(self.body) if isinstance(self.body, bytes) else self.body.size
