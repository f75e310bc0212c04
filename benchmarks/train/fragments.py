"""Fragments as feeds, exports and notes hold them, made up, with what stays and what goes.

``fragments/*.jsonl`` has one to a row: its ``html``, its ``url`` and ``title`` where it tells them,
and verbatim pieces of its text (``keep``) and of its boilerplate (``drop``). A piece for every
block of boilerplate is among them, so that what reads like text and is in neither list is text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from benchmarks.train.ends_data import Ending, endings_of, fragment, labelled_as, opener
from feedclean.dom.blocks import Block
from feedclean.dom.measures import reads_like_body
from feedclean.text import squeeze

FRAGMENTS: Final = Path("benchmarks/train/fragments")
HEAP: Final = "fragment"
_UNSAID: Final = 0.5
"""How sure is what no piece tells and reads like text."""


def fragments(folder: Path = FRAGMENTS) -> Iterator[Ending]:
    """Their first and last lines, and those between."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)

            def value(block: Block, row: Mapping[str, Any] = row) -> tuple[int, float]:
                told = labelled_as(squeeze(block.text), row)
                if told >= 0:
                    return told, 1.0
                return (1, _UNSAID) if reads_like_body(block) else (-1, 0.0)

            raw = fragment(row["html"], row["title"], row["url"])
            yield from endings_of(HEAP, f"{HEAP}:{row['name']}", opener(raw), value)
