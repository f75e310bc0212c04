"""Measures what a line links: how much of it, and where that leads.

The words on a button differ from language to language, the address behind it hardly does:
``/tag/``, ``/subscribe`` and ``?share=`` are found on sites of all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import unquote

from feedclean.clean.scoring.learned import Row
from feedclean.clean.wording.hosts import is_profile, is_share_dialog
from feedclean.dom.blocks import Block
from feedclean.dom.measures import link_texts, targets
from feedclean.urls import absolute, host_of, page_of, same_site, site_of

NAMES: Final = (
    "links", "link_density", "outside", "label_link", "own_site", "profiles", "mails",
    "link_size", "to_self", "to_front", "slugs",
)  # fmt: skip
"""What a row holds, in order; shares of links are -1 or 0 where there are none."""
_MOST_OUTSIDE, _MOST_LINKS, _MOST_SIZE = 400, 9, 120
_LABEL_LINKED: Final = 0.4
_SLUG: Final = re.compile(r"\d{3}|(?:[-_][^-_/]+){3}")
"""What the last step of an address of an article has, and that of a category has not."""
_WORD: Final = re.compile(r"[a-z]{2,20}")


def measure_links(block: Block, own: str) -> Row:
    """A row of ``NAMES``, given the address of the article."""
    size = min(_MOST_SIZE, block.link_chars / max(1, block.links))
    return (*_links(block), *_places(block, own), size, *_pages(block, own))


def _links(block: Block) -> Row:
    """How much of a line is linked, and whether that is all but a label with a colon."""
    label = False
    if block.links:
        shown = next(iter(link_texts(block)), "")
        before = block.text.partition(shown or block.text)[0].rstrip()
        label = before.endswith((":", "：")) and block.link_density >= _LABEL_LINKED
    outside = min(_MOST_OUTSIDE, block.chars - block.link_chars)
    return (min(_MOST_LINKS, block.links), block.link_density, outside, label)


def _places(block: Block, own: str) -> Row:
    """The share of links to the same site, -1 without any; those to profiles; to write or call."""
    found = targets(block)
    at_home = sum(same_site(absolute(one, own) or "", own) for one in found) if own else 0
    return (
        at_home / len(found) if found and own else -1,
        min(_MOST_LINKS, sum(is_profile(one) or is_share_dialog(one) for one in found)),
        min(_MOST_LINKS, sum(one.startswith(("mailto:", "tel:")) for one in found)),
    )


def _pages(block: Block, own: str) -> Row:
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
