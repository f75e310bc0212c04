"""Which program a file is of, by what it holds."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from typing import Any, Final

from feedclean.errors import ParseError
from feedclean.moving.feediron import is_feediron, read_feediron
from feedclean.moving.funnel import is_funnel, read_funnel, yaml_of
from feedclean.moving.miniflux import are_feeds, read_miniflux
from feedclean.moving.opml import read_opml
from feedclean.moving.scotty import is_scotty, read_scotty
from feedclean.moving.values import Found
from feedclean.parse.encoding import decode


def _json_of(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _toml_of(text: str) -> object:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


_FORMATS: Final[
    tuple[tuple[Callable[[str], object], Callable[[object], bool], Callable[[Any], Found]], ...]
] = (
    (_json_of, are_feeds, read_miniflux),
    (_json_of, is_feediron, read_feediron),
    (_toml_of, is_scotty, read_scotty),
    (yaml_of, is_funnel, read_funnel),
)


def read_foreign(body: bytes, location: str) -> Found:
    """What a file of another program holds. Raises: ParseError, where it is none we know."""
    text = decode(body).text.lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return read_opml(body, location)
    for parse, fits, read in _FORMATS:
        value = parse(text)
        if fits(value):
            return read(value)
    problem = (
        "is none of the files that can be read: OPML, feeds of Miniflux (JSON of /v1/feeds), "
        "FeedIron (JSON), rss-funnel (YAML), feed-me-up-scotty (TOML)"
    )
    raise ParseError(location, "import", problem)
