"""Programs for whose pages rule files hold, whatever the host."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def generators() -> Mapping[str, str]:
    """How programs call themselves in their pages, and the name of the rule file for these."""
    text = files("feedclean.rules").joinpath("fingerprints.toml").read_text("utf-8")
    found: dict[str, str] = tomllib.loads(text)["generators"]
    return found
