"""Links from one place of an article to another: footnotes, and lists of sections.

Many articles may share one page of a reader, so the name of each target begins with a mark of its
article. Names nobody links to go. A link to what is not in the article leads to its page.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from feedclean.clean.finishing.sanitize import TAGS, Within
from feedclean.clean.finishing.seen import is_seen
from feedclean.clean.finishing.tidy import CELLS, WRAPPERS
from feedclean.codec import digest
from feedclean.dom.edit import replace
from feedclean.dom.tree import Element, walk
from feedclean.model.article import ArticleId

_MARK_CHARS: Final = 6
_MOST_EMPTY: Final = 500
"""Empty anchors of which we look for what follows: each costs a look at all that stands beside."""


def connect(within: Within, article: ArticleId) -> None:
    """Links to what stands in the article lead there, all others to the page or nowhere.

    To be called before wrappers go.
    """
    mark = f"a{digest(article)[:_MARK_CHARS]}-"
    empty = 0
    for link in within.links:
        target = within.targets.get(link.fragment) or within.targets.get(unquote(link.fragment))
        if target is None:
            continue
        if is_seen(target):
            carrier: Element | None = _within(target)
        else:
            empty += 1
            carrier = _beside(target) if empty <= _MOST_EMPTY else None
        if carrier is None:
            continue
        if "id" not in carrier.attrs:
            name = re.sub(r"\s+", "-", unquote(link.fragment))
            carrier.attrs["id"] = name if name.startswith(mark) else mark + name
        link.element.attrs["href"] = "#" + carrier.get("id").replace("%", "%25")


def settle_lost(root: Element, within: Within) -> None:
    """Puts links right whose target did not survive; to be called when wrappers are gone."""
    led = [link for link in within.links if link.element.get("href").startswith("#")]
    if not led:
        return
    there = set(walk(root))
    names = {element.get("id") for element in there if "id" in element.attrs}
    for link in led:
        element = link.element
        if unquote(element.get("href")[1:]) in names:
            continue
        if link.outside is not None:
            element.attrs["href"] = link.outside
        elif element in there:
            replace(element, *element.children)


def _beside(target: Element) -> Element | None:
    """What stands right behind an empty anchor, and bears its name once that is gone."""
    node = target
    while node.parent is not None:
        siblings = node.parent.children
        place = next(index for index, child in enumerate(siblings) if child is node)
        after = next((child for child in siblings[place + 1 :] if is_seen(child)), None)
        if isinstance(after, Element):
            return _within(after)
        if after is not None:
            if any(map(is_seen, siblings[:place])):
                target.tag = "span"  # a place within a line
                return target
            return _within(node.parent)
        node = node.parent
    return None


def _within(element: Element) -> Element:
    """This element, or the first thing in it, if it is but a wrapper around that."""
    while not _stays(element):
        first = next((child for child in element.children if is_seen(child)), None)
        if not isinstance(first, Element):
            break
        element = first
    parent = element.parent
    is_dissolved = not element.tag and parent is not None and parent.tag in CELLS
    return parent if is_dissolved and parent is not None else element


def _stays(element: Element) -> bool:
    if element.tag == "a" and "href" not in element.attrs:
        return False
    return element.tag in TAGS and element.tag not in WRAPPERS
