"""Blocks as WordPress hands them out, each with HTML of its own → HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

_HTML: Final = ("innerHTML", "renderedHtml", "saveContent", "originalContent")
_NAMES: Final = ("blockName", "name")
_NAME: Final = re.compile(r"[a-z0-9-]+/(?P<kind>[a-z0-9-]+)")
"""A name such as ``core/paragraph``: who made the block, and what it is."""


def named_kind(value: Mapping[str, Any]) -> str | None:
    """What a block is by its name, whoever made it; None where it has no such name."""
    for key in _NAMES:
        name = value.get(key)
        found = _NAME.fullmatch(name) if isinstance(name, str) else None
        if found is not None:
            return found["kind"]
    return None


def has_html(value: Mapping[str, Any]) -> bool:
    """Whether a block brings HTML; that of classic posts has it without a name."""
    return any(isinstance(value.get(key), str) for key in _HTML)


def block_html(value: Mapping[str, Any], shown: Callable[[Any], str]) -> Iterator[str]:
    """The HTML of a block, with that of the blocks in it where they have their place.

    Source: WordPress's block parser, whose ``innerContent`` has a null in the place of each.
    """
    told = value.get("innerBlocks")
    inner = told if isinstance(told, list) else []
    pieces = value.get("innerContent")
    if isinstance(pieces, list) and sum(piece is None for piece in pieces) == len(inner):
        rest = iter(inner)
        yield "".join(
            piece if isinstance(piece, str) else shown(next(rest))
            for piece in pieces
            if piece is None or isinstance(piece, str)
        )
        return
    yield next((value[key] for key in _HTML if isinstance(value.get(key), str)), "")
    yield from map(shown, inner)
