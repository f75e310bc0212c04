"""Hosts of profiles, channels and share dialogs, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from feedclean.urls import host_of


@cache
def _social() -> frozenset[str]:
    text = files("feedclean.clean").joinpath("hosts.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["social"])


def is_social(url: str) -> bool:
    """Whether an address belongs to a social network, messenger or support platform."""
    parts = (host_of(url) or "").split(".")
    return any(".".join(parts[start:]) in _social() for start in range(max(len(parts) - 1, 0)))
