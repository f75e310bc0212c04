"""What an upstream that means harm may cost: itself, for as long as one answer may take."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.hostile.asking import ask
from tests.hostile.upstream import upstream

SOME = (
    "gzip-members gzip-four-times br-bomb zstd-frames body-endless drip-head length-twice "
    "chunk-of-ages headers-100000 header-with-nul status-word nothing noise charset-changes "
    "charset-zip redirect-to-itself redirect-to-file redirect-inside redirect-broken"
).split()
"""One of each kind; ``./run hostile server`` tries them all."""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="bounds of a process are those of POSIX")
@pytest.mark.parametrize("name", SOME)
def test_an_attack_costs_the_source_that_is_attacked_and_no_entry(
    name: str, tmp_path: Path
) -> None:
    with upstream() as hostile:
        asked = ask(hostile.host, name, tmp_path / "site")

    assert asked.problems == (), asked.tried.told
