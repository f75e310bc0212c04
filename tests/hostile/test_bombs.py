"""What a hostile file may cost: bounded memory and time, itself, and nothing of its neighbours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.hostile.bombs import FILES
from tests.hostile.trying import MEMORY_BYTES, NEIGHBOUR, SECONDS, beside_a_neighbour, build

SOME = (
    "nested-div.html nested-div-in-feed.xml attributes.html attributes-xml.xml "
    "text-20mb.html line-html.jsonl laughs.xml deep-object.json "
    "emphasis.md aliases.md parts.mhtml laughs.webarchive "
    "references-fewer.xml keys.json blank-lines.jsonl "
    "wide.xml wide.html wide.jsonl no-utf8.xml"
).split()
"""One of each kind; ``./run hostile bombs`` tries them all."""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="bounds of a process are those of POSIX")
@pytest.mark.parametrize("name", SOME)
def test_a_bomb_costs_itself_only(name: str, tmp_path: Path) -> None:
    config = beside_a_neighbour(tmp_path, name, FILES[name].make())

    tried = build(config)

    assert tried.code in (0, 1), tried.told
    assert tried.seconds < SECONDS
    assert tried.peak_bytes < MEMORY_BYTES
    assert "Traceback" not in tried.told
    assert (tmp_path / "public" / f"{NEIGHBOUR}.atom").exists()
    if not (tmp_path / "public" / "hostile.atom").exists():
        assert f"hostile: {name}: " in tried.told or f"left out {name}: " in tried.told


@pytest.mark.parametrize("name", ["external.xml", "xinclude.xml", "parameter.xml"])
def test_nothing_outside_a_feed_is_read_into_it(name: str, tmp_path: Path) -> None:
    config = beside_a_neighbour(tmp_path, name, FILES[name].make())

    build(config)

    published = (tmp_path / "public" / "hostile.atom").read_text("utf-8")
    assert "root:" not in published
    assert "<title>One</title>" in published
