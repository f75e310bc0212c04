"""How this feedclean was installed: what starts it here, and what another machine may install."""

from __future__ import annotations

import json
import os
import sys
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from feedclean import __version__
from feedclean.errors import ConfigError


def program() -> tuple[str, ...]:
    """The command that runs now, absolute; a link stands, since upgrades move what it means."""
    typed = Path(sys.argv[0]).absolute()
    for command in (typed, Path(sys.executable).parent / "feedclean"):
        if command.stem == "feedclean" and command.is_file() and os.access(command, os.X_OK):
            return (str(command),)
    return (sys.executable, "-m", "feedclean")


def package(root: Path) -> str:
    """What pip installs the same feedclean from, in a checkout of the repository ``root``.

    Raises: ConfigError, where it came from a folder or file that no other machine has.

    Source: PEP 610, direct_url.json.
    """
    origin = _origin()
    if not origin:
        return f"feedclean=={__version__}"
    url = str(origin["url"])
    if "vcs_info" in origin:
        vcs = origin["vcs_info"]
        return f"{vcs['vcs']}+{url}@{vcs['commit_id']}"
    if not url.startswith("file:"):
        return url
    folder = Path(url2pathname(urlsplit(url).path)).resolve()
    if folder.is_relative_to(root):
        return f"./{folder.relative_to(root).as_posix()}".removesuffix("/.")
    problem = (
        f"this feedclean was installed from {folder}, which a host cannot reach; say what pip "
        'installs there, such as --package "git+https://example.org/feedclean.git"'
    )
    raise ConfigError("command line", "--package", problem)


def _origin() -> dict[str, Any]:
    try:
        text = metadata.distribution("feedclean").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return {}
    return dict(json.loads(text)) if text else {}
