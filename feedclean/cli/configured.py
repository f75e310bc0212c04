"""The configuration a command works with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from feedclean.cli.voice import hide
from feedclean.config import Config, config_of, load_config, text_of
from feedclean.packs.shelf import carrying


def configured(path: Path) -> Config:
    """The configuration of a file; nothing that is said from then on shows its secrets.

    Raises: ConfigError.
    """
    config = load_config(path)
    hide(config.secrets)
    return config


def configured_if_there(path: Path) -> tuple[str | None, Config | None]:
    """The text of a file that is to be added to, and its configuration; none where there is none.

    Raises: ConfigError.
    """
    if not path.exists():
        return None, None
    text = text_of(path)
    config = config_of(path, text)
    hide(config.secrets)
    return text, config


def configured_for(engine: str, path: Path) -> Config:
    """The same; where others than this machine work, its rule packs come with their files.

    Raises: ConfigError.
    """
    config = configured(path)
    if engine != "ray":
        return config
    return replace(config, packs=tuple(map(carrying, config.packs)))
