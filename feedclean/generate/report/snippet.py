"""A rule ready to be put into a configuration."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal

from feedclean.generate.report.values import Explained
from feedclean.urls import host_of


def snippet(key: Literal["keep", "strip"], selectors: Sequence[str], explained: Explained) -> str:
    """Rules as TOML, with a line above that says where they belong."""
    # a TOML string is a JSON one, but for the one character JSON lets stand
    dumped = (json.dumps(one, ensure_ascii=False) for one in selectors)
    # and ${NAME} would be filled in from the environment
    written = ", ".join(one.replace("\x7f", "\\u007f").replace("${", "$${") for one in dumped)
    source, url = explained.source, explained.article.meta.url
    if source is not None and getattr(source.rules, key):
        told = f'# add to {key} of the [[source]] "{source.id}", which has such rules already'
        return f"{told}\n{written},"
    if source is not None:
        return f'# below id = "{source.id}" in its [[source]]\n{key} = [{written}]'
    if url:
        host = json.dumps(host_of(url))
        return f"[[rules]]\nhost = {host}\n{key} = [{written}]"
    return f"# in the [[source]] of the article\n{key} = [{written}]"
