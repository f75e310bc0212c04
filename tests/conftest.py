"""What tests of several rooms share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests import chromium
from tests.making import SITE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The same examples every time: a test that fails today failed yesterday. Machines differ in speed.
settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder with files and a ``config.toml``; gives the path of the latter."""

    def make(*sources: str, files: dict[str, str] | None = None, head: str = SITE) -> Path:
        for name, text in (files or {}).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        config = tmp_path / "config.toml"
        config.write_text(head + "".join(sources), encoding="utf-8")
        return config

    return make


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once: two of its drivers in one process get in each other's way."""
    path = chromium.find()
    if path is None:
        reason = "no Chromium found; on Debian: apt-get install chromium"
        if os.environ.get("FEEDCLEAN_CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with chromium.started(path) as found:
        yield found


HERE = ("localhost", "127.0.0.1", "::1", "", None)


def _stay_here(event: str, args: tuple[object, ...]) -> None:
    """No test reaches the network: a name or address that is not this machine ends it."""
    if event == "socket.getaddrinfo" and args[0] not in HERE:
        raise RuntimeError(f"a test asked the resolver for {args[0]!r}")
    if event == "socket.connect":
        address = args[1]
        if isinstance(address, tuple) and address[0] not in HERE:
            raise RuntimeError(f"a test connected to {address!r}")


sys.addaudithook(_stay_here)
