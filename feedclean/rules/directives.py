"""What becomes of each directive of a rule file, out of ``directives.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Kind(StrEnum):
    """What the value of a directive is."""

    XPATH = "xpath"
    """Finds elements."""
    TEXTS = "texts"
    """Finds elements, or texts."""
    LINKS = "links"
    """Finds links, or addresses."""
    WORDS = "words"
    """A piece of text to look for."""
    SWITCH = "switch"
    TEXT = "text"


class Argument(StrEnum):
    """Whether a directive has something in brackets: ``wrap_in(blockquote)``."""

    NEVER = "never"
    MAY = "may"
    MUST = "must"


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """One directive of the format."""

    name: str
    kind: Kind
    argument: Argument = Argument.NEVER
    no_effect: str = ""
    """Why it does nothing here; empty: it does something."""


@cache
def directives() -> Mapping[str, Directive]:
    """All directives by their names."""
    text = files("feedclean.rules").joinpath("directives.toml").read_text("utf-8")
    return {
        name: Directive(
            name=name,
            kind=Kind(table["kind"]),
            argument=Argument(table.get("argument", "never")),
            no_effect=table.get("no_effect", ""),
        )
        for name, table in tomllib.loads(text).items()
    }
