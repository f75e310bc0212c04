"""Programs that some tests need and not every machine has."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec

import pytest

needs_ray = pytest.mark.skipif(
    find_spec("ray") is None, reason='needs Ray: pip install "feedclean[ray]"'
)
"""For tests of that engine; CI installs it where there is one for its Python."""


def program(name: str) -> str:
    """Path of a program; without it the test is skipped, but fails in CI (``FEEDCLEAN_CI``)."""
    found = shutil.which(name)
    if found is None:
        told = f"needs {name}: apt-get install {name}"
        if os.environ.get("FEEDCLEAN_CI"):
            pytest.fail(told)
        pytest.skip(told)
    return found
