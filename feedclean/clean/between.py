"""Measures a line between two paragraphs: all that is measured of last lines, and where it leads.

The words on a button differ from language to language, the address behind it hardly does:
``/tag/``, ``/subscribe`` and ``?share=`` are found on sites of all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import unquote

from feedclean.clean import ends
from feedclean.clean.ends import Lines
from feedclean.clean.learned import LinesModel, Row
from feedclean.clean.marks import BULLETS
from feedclean.clean.page import Page
from feedclean.clean.prose import is_set_small
from feedclean.dom.blocks import Block
from feedclean.dom.measures import targets
from feedclean.urls import absolute, host_of, page_of, same_site, site_of

NAMES: Final = (
    *ends.NAMES,
    "text_below", "since_text", "gone_above", "gone_below",
    "spoken", "initials", "bullet", "tokens", "small",
    "link_size", "to_self", "to_front", "slugs", "address_mean", "address_least",
)  # fmt: skip
"""What a row holds, in order; shares of links are -1 or 0 where there are none."""

_FAR: Final = 4
"""Lines up and down that are looked at."""
_MOST_SPOKEN, _MOST_TOKENS, _MOST_SIZE = 40, 6, 120
_INITIAL: Final = re.compile(r"(?<!\S)[^\w\s]?[A-Z\u00c0-\u00de\u0391-\u03a9\u0410-\u042f]")
_TOKEN: Final = re.compile(r"(?<![^\s(\[])[#＃@]\w")
"""Hashtags, and the names of people on networks."""
_SLUG: Final = re.compile(r"\d{3}|(?:[-_][^-_/]+){3}")
"""What the last step of an address of an article has, and that of a category has not."""
_WORD: Final = re.compile(r"[a-z]{2,20}")


def measure_between(page: Page, lines: Lines, at: int, known: LinesModel) -> Row:
    """A row of ``NAMES`` for the line at a place among the lines, given log odds of words."""
    block, own = page.blocks[lines.positions[at]], page.meta.url or ""
    return (
        *ends.measure(page, lines, at, known.words),
        *measure_around(page, lines, at),
        *weigh_addresses(address_words(targets(block), own), known.addresses),
    )


def measure_around(page: Page, lines: Lines, at: int) -> Row:
    """The middle of such a row: what needs no log odds and is not measured of last lines."""
    block = page.blocks[lines.positions[at]]
    below = _are_text(page, lines, range(at + 1, at + 1 + _FAR))
    above = _are_text(page, lines, range(at - 1, at - 1 - _FAR, -1))
    spoken = block.text.count(" ") + 1
    return (
        sum(below),
        above.index(True) if True in above else _FAR,
        block.index - 1 in lines.gone,
        block.index + 1 in lines.gone,
        min(_MOST_SPOKEN, spoken),
        len(_INITIAL.findall(block.text)) / spoken,
        BULLETS.match(block.text) is not None,
        min(_MOST_TOKENS, len(_TOKEN.findall(block.text))),
        is_set_small(block.box),
        min(_MOST_SIZE, block.link_chars / max(1, block.links)),
        *_targets(block, page.meta.url or ""),
    )


def _are_text(page: Page, lines: Lines, places: Iterable[int]) -> list[bool]:
    """Whether each of some lines reads like running text; beyond the last there is none."""
    inside = [at for at in places if 0 <= at < len(lines.positions)]
    return [page.reads_like_body(page.blocks[lines.positions[at]]) for at in inside]


def _targets(block: Block, own: str) -> Row:
    """The shares of links to the article itself, to front pages, and to what may be articles."""
    full = [absolute(one, own or None) or "" for one in targets(block)]
    many = max(1, len(full))
    paths = [_path(one).rstrip("/") for one in full]
    return (
        sum(page_of(one) == page_of(own) for one in full) / many,
        sum(not path for path in paths) / many,
        sum(_SLUG.search(path.rpartition("/")[2]) is not None for path in paths) / many,
    )


def _path(url: str) -> str:
    return unquote(page_of(url).partition("/")[2])


def address_words(links: Iterable[str], own: str) -> frozenset[str]:
    """Words of ASCII letters in addresses, but for the name of the article's own site."""
    found: set[str] = set()
    for link in links:
        full = absolute(link, own or None)
        if full is None:
            continue
        if full.startswith(("mailto:", "tel:")):
            found.add(full.partition(":")[0] + ":")
            continue
        found.update(f"{label}." for label in _labels(full, own))
        rest = full.partition("://")[2].partition("/")[2].lower()
        found.update(_WORD.findall(rest))
    return frozenset(found)


def _labels(url: str, own: str) -> list[str]:
    """The labels of a host: below the article's own site, or else but for the top level."""
    host = host_of(url)
    if own and same_site(url, own):
        return [label for label in host.removesuffix(site_of(host)).split(".") if label]
    return host.split(".")[:-1]


def weigh_addresses(spoken: frozenset[str], odds: Mapping[str, float]) -> Row:
    """Mean and least log odds of the words of addresses that are known."""
    known = sorted(odds[word] for word in spoken if word in odds)  # a sum depends on the order
    if not known:
        return (0.0, 0.0)
    return (sum(known) / len(known), known[0])
