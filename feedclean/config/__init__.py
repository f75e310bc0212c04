"""Reads ``config.toml``: every key checked by name, type and meaning before anything runs."""

from feedclean.config.load import config_of, load_config, text_of
from feedclean.config.values import Config, FetchSettings, Site

__all__ = ["Config", "FetchSettings", "Site", "config_of", "load_config", "text_of"]
