"""The configuration as an engine needs it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from feedclean.config import Config, load_config
from feedclean.packs.shelf import carrying


def load_for(engine: str, path: Path) -> Config:
    """A configuration; where others than this machine work, its rule packs with their files.

    Raises: ConfigError.
    """
    config = load_config(path)
    if engine != "ray":
        return config
    return replace(config, packs=tuple(map(carrying, config.packs)))
