"""Templates of ours: text files with ``@{name}`` where a value goes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

_HOLE: Final = re.compile(r"@\{(\w+)\}")
# Neither ``$`` nor ``{{``: shells, systemd, nginx and workflows all have a meaning for these.


def fill(package: str, name: str, values: Mapping[str, str]) -> str:
    """The template ``name`` beside the modules of ``package``, its holes filled as they stand.

    Whoever gives a value has quoted it for where it goes.

    Raises: KeyError, for a hole without a value.
    """
    template = files(package).joinpath(name).read_text("utf-8")
    return _HOLE.sub(lambda hole: values[hole[1]], template)
