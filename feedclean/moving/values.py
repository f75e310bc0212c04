"""Sources and rules as they come out of a file of another program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from feedclean.config.edit import Keys

NOTHING: Final = "there is nothing like it here"
"""Why most of what other programs can be told is not carried over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One source to be."""

    title: str
    url: str
    kind: str = "feed"
    id: str = ""
    """What the other program calls it; empty: it has no short name there."""
    site_url: str | None = None
    keys: Keys = ()
    """All other keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostRules:
    """Rules for the pages of a host."""

    host: str
    keys: Keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Something that could not be carried over."""

    where: str
    """Title of the source, or name of the host."""
    what: str
    """The key as the other program calls it; never its value, which may be a password."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that a file holds."""

    format: str
    sources: tuple[Moved, ...] = ()
    rules: tuple[HostRules, ...] = ()
    lost: tuple[Lost, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What of it can be used beside what is there already."""

    sources: tuple[Moved, ...]
    """Each with an id of its own."""
    rules: tuple[HostRules, ...]
    there: tuple[tuple[Moved, str], ...]
    """Sources that are configured already, and under which id."""
    lost: tuple[Lost, ...]


class Notes:
    """What is noted while one source or host is read: its keys, and what is lost."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.lost: list[Lost] = []
        self._keys: dict[str, list[Any]] = {}
        self._single: dict[str, str | int] = {}

    def add(self, key: str, *values: object) -> None:
        """Adds to a key that holds several values."""
        known = self._keys.setdefault(key, [])
        known += [value for value in values if value not in known]

    def say(self, key: str, value: str | int) -> None:
        """Gives a key its only value."""
        self._single[key] = value

    def lose(self, what: str, why: str) -> None:
        """Notes that something is not carried over."""
        self.lost.append(Lost(where=self.where, what=what, why=why))

    @property
    def keys(self) -> Keys:
        """What was noted, single values first."""
        many = ((key, tuple(values)) for key, values in self._keys.items() if values)
        return (*self._single.items(), *many)
