"""Output formats by name; a new one is a file and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from feedclean.generate.atom import render_atom
from feedclean.generate.jsonfeed import render_json
from feedclean.generate.pages import render_page
from feedclean.generate.rss import render_rss
from feedclean.model.output import Feed, OutputFormat, Rendered

FORMATS: Final[Mapping[OutputFormat, Callable[[Feed], Rendered]]] = {
    "atom": render_atom,
    "json": render_json,
    "rss": render_rss,
    "html": render_page,
}
