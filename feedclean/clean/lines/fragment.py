"""The lines of a fragment that say something, and what is usual among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final

from feedclean.clean.page import Page
from feedclean.clean.scoring.evidence import words
from feedclean.clean.speech.lexicon import Lexicon, lexicon_of
from feedclean.dom.tree import Element, find_all
from feedclean.text import composed, in_runs, letters

_LATIN: Final = re.compile(r"[\u00c0-\u024f]+")
"""Those that are not ASCII."""
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_SAYS: Final = re.compile(r"[^\W_]")
_LEAST_WORD: Final = 4
_IDEOGRAPHS: Final = "\u2e80"
_TOLD_BY: Final = 8
"""Paragraphs that tell the language of an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines of an article that say something, and what is usual among them."""

    positions: Sequence[int]
    """In the blocks of the page."""
    before: Sequence[int]
    """Weight of the text above each, and of all."""
    usual: int
    """Weight of the paragraph in the middle when they are sorted by it."""
    is_latin: bool
    title: frozenset[str]
    gone: frozenset[int]
    """Indexes of the blocks that have been taken out so far."""
    ruled: frozenset[int]
    """Indexes of the blocks that stand right below a line drawn across."""
    lexicon: Lexicon | None
    """For the language of the article, if it is known."""


def lines_of(page: Page) -> Lines:
    """The lines of a page."""
    positions = [at for at, block in enumerate(page.blocks) if block.chars]
    blocks = [page.blocks[at] for at in positions]
    before = [0]
    for block in blocks:
        before.append(before[-1] + block.weight)
    body = [block for block in blocks if page.is_body(block)]
    sizes = sorted(block.weight for block in body or blocks) or [0]
    opening = " ".join(block.text for block in (body or blocks)[:4])
    return Lines(
        positions=positions,
        before=before,
        usual=sizes[len(sizes) // 2],
        is_latin=is_latin(opening),
        title=frozenset(content_words(composed(page.meta.title))),
        gone=frozenset(block.index for _, block in page.taken),
        ruled=_ruled(page),
        lexicon=lexicon_of(" ".join(block.text for block in (body or blocks)[:_TOLD_BY])),
    )


def _ruled(page: Page) -> frozenset[int]:
    """Blocks below an ``<hr>``, or below a line that has neither letters nor figures."""
    starts: set[Element] = set()
    holders = {rule.parent for rule in find_all(page.root, "hr") if rule.parent is not None}
    for holder in holders:
        for above, below in pairwise(holder.parts()):
            if not isinstance(above, str) and above.tag == "hr" and not isinstance(below, str):
                starts.update(_first_ones(below))
    drawn = (below for above, below in pairwise(page.blocks) if not _SAYS.search(above.text))
    below_rules = (block for block in page.blocks if block.box in starts)
    return frozenset(block.index for block in chain(below_rules, drawn))


def _first_ones(element: Element) -> Iterator[Element]:
    """An element, the first one in it, and so on: a block that begins there is one of them."""
    inner: Element | None = element
    while inner is not None:
        yield inner
        inner = next((one for one in inner.children if not isinstance(one, str)), None)


def content_words(text: str) -> list[str]:
    """The longer words of a text, and pairs of characters of scripts without spaces."""
    found = words(text)
    single = [word for word in found if len(word) == 1 and word > _IDEOGRAPHS]
    pairs = [a + b for a, b in pairwise(single)]
    return [word for word in found if len(word) >= _LEAST_WORD] + pairs


def is_latin(text: str) -> bool:
    """Whether most of its letters are."""
    # ASCII apart, where letters are counted by the byte: of four paragraphs 10 us in place of 250
    in_ascii = letters(text.encode("ascii", "ignore").decode())
    rest = "" if text.isascii() else "".join(_NOT_ASCII.findall(text))
    return in_ascii + 2 * in_runs(_LATIN, rest) > in_runs(_LETTERS, rest)
