"""Twice the article costs twice the work, whatever its lines are."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from feedclean.clean.passes.table import PASSES
from feedclean.clean.wording.labels import label_text
from tests.cleaning import EN, page

LINES = {
    "share bars": "<p>Share on Facebook</p><p>A plain line {}</p>",
    "advertisements": "Advertisement<br>A plain line {}<br>",
    "related headings": "<h3>Related articles</h3><p>A headline {}</p>",
    "most read": "<p>Most read</p><p>A headline {}</p>",
    "copyright": "<p>Copyright 2020 Example. All rights reserved</p><p>A headline {}</p>",
    "lists and quotations": "<ul><li>Fact {}</li></ul><blockquote><p>Photo: Al</p></blockquote>",
    "dates": "<p>On 5 May 2020, line {}</p>",
    "links": '<p><a href="/{}">A headline</a></p>',
}


def _calls(pattern: str, times: int) -> int:
    """Calls of functions in one look of all passes at an article with so many lines.

    No line of it was in another, so that nothing that was asked of a line is known yet.
    """
    label_text.cache_clear()
    numbers = range(1000 * times, 1001 * times)
    article = page(EN + "".join(pattern.format(n) for n in numbers) + EN)
    article.sound()
    count = 0

    def note(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        for one in PASSES.values():
            list(one(article))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("pattern", LINES.values(), ids=LINES.keys())
def test_the_passes_cost_in_proportion_to_the_blocks(pattern: str) -> None:
    _calls(pattern, 8)  # tables are read

    assert _calls(pattern, 600) <= 2.3 * _calls(pattern, 300)
