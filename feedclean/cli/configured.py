"""The configuration a command works with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from feedclean.cli.voice import hide
from feedclean.config import Config, load_config
from feedclean.packs.shelf import carrying


def configured(path: Path) -> Config:
    """The configuration of a file; nothing that is said from then on shows its secrets.

    Raises: ConfigError.
    """
    config = load_config(path)
    hide(config.secrets)
    return config


def configured_for(engine: str, path: Path) -> Config:
    """The same; where others than this machine work, its rule packs come with their files.

    Raises: ConfigError.
    """
    config = configured(path)
    if engine != "ray":
        return config
    return replace(config, packs=tuple(map(carrying, config.packs)))
