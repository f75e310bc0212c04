"""The text of a ``config.toml`` to begin with."""

from __future__ import annotations

from typing import Final

from feedclean.cli.options import PORT
from feedclean.config.edit import quoted
from feedclean.config.schema import SCHEMA_LINE

HERE: Final = f"http://127.0.0.1:{PORT}/"
"""Where ``feedclean serve`` is found: right for whoever reads on one machine, until told better."""
TITLE: Final = "My feeds"
BEFORE_OTHERS: Final = "before others subscribe, set base_url of [site] to where they find them"

_TEXT: Final = """\
{schema}# What feedclean builds; docs/configuration.md tells all keys.
{editors}
[site]
title = {title}
# {where}
base_url = {url}
{host}"""
_EDITORS: Final = """\
# Editors that know JSON Schema complete and check them; after an upgrade, "feedclean config schema
# --write" tells them of new ones.
"""
_WHERE: Final = 'The web address of the folder "public", which feeds name.'
_ONLY_HERE: Final = f"""{_WHERE}
# This one is "feedclean serve", for this machine alone."""
_NO_HOST: Final = """\
# Who serves it, so that builds write what that wants beside the feeds: "feedclean host" tells.
# host = "github-pages"
"""


def config_text(
    *,
    title: str | None = None,
    url: str | None = None,
    host: str | None = None,
    has_schema: bool = False,
) -> str:
    """A configuration without a source yet; ``has_schema``: with the schema lying beside it."""
    return _TEXT.format(
        schema=f"{SCHEMA_LINE}\n" if has_schema else "",
        editors=_EDITORS if has_schema else "",
        title=quoted(title or TITLE),
        where=_WHERE if url and url != HERE else _ONLY_HERE,
        url=quoted(url or HERE),
        host=f"host = {quoted(host)}\n" if host else _NO_HOST,
    )
