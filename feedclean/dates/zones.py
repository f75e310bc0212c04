"""The zone in which a date without one was most likely written; a setting beats it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@cache
def _tables() -> dict[str, dict[str, str]]:
    text = files("feedclean.dates").joinpath("zones.toml").read_text("utf-8")
    return tomllib.loads(text)


def likely_zone(language: str | None, host: str | None) -> ZoneInfo | None:
    """The zone of the country at the end of the host, else of the language, else None.

    ``zh`` on ``example.org`` is Shanghai, ``de`` on ``example.ch`` is Zurich, ``en`` on ``.com``
    could be anywhere.
    """
    tables = _tables()
    name = tables["country"].get((host or "").rpartition(".")[2].lower())
    if name is None and language:
        name = tables["language"].get(language.partition("-")[0].lower())
    return _zone(name) if name else None


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None  # a system without a time zone database
