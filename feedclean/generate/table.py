"""Output formats by name; a new one is a file and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from feedclean.generate.atom import render_atom
from feedclean.generate.pages import render_page
from feedclean.model.output import Feed, Rendered

FORMATS: Final[Mapping[str, Callable[[Feed], Rendered]]] = {
    "atom": render_atom,
    "html": render_page,
}
