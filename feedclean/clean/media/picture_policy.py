"""Which pictures of an article its owner wants to be published: all, the first, or none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Page
from feedclean.clean.site_rules import take_out_found, without_kept
from feedclean.dom.tree import Element, ancestors, find_all, walk
from feedclean.model.plan import Selector
from feedclean.model.removal import RuleId

_PICTURES: Final = ("img", "picture", "amp-img", "amp-anim", "image")
_HOLDERS: Final = ("figure", "noscript", "picture")
"""What goes with a picture in it: its caption, and the same picture for others."""


def take_out_pictures(page: Page) -> None:
    """Takes out the pictures that are not wanted, each with its caption and a receipt.

    What a person's rule keeps stays. To be asked when all guesses are made, so that the first
    picture is the first of the article.
    """
    policy = page.plan.options.images
    if policy == "keep":
        return
    found = list(_pictures(page.root))
    if policy == "lead":
        found = found[1 if len(found) < 2 or not _is_twin(found[0], found[1]) else 2 :]
    rule = RuleId(f"site/{page.plan.source}/images/{policy}")
    selector = Selector(
        syntax="css", expression="img", rule=rule, said=f'images = "{policy}" of the source'
    )
    take_out_found([(one, selector) for one in without_kept(found, page)], set(), page)


def _pictures(root: Element) -> Iterator[Element]:
    """The pictures of a page, each as the largest element that is there for its sake."""
    seen: set[Element] = set()
    for element in walk(root):
        if element.tag in _PICTURES and seen.isdisjoint((element, *ancestors(element))):
            around = [one for one in ancestors(element) if one.tag in _HOLDERS]
            seen.add(around[-1] if around else element)
            yield around[-1] if around else element


def _is_twin(first: Element, second: Element) -> bool:
    """Whether one of two is there for readers without scripts, right beside the other."""
    is_spare = "noscript" in (first.tag, second.tag)
    return is_spare and first.parent is second.parent and bool(find_all(second, *_PICTURES))
