"""Posts of other pages: a quotation that links to one, and the frame shown in its place."""

from __future__ import annotations

import re
from typing import Final

from feedclean.dom.tree import Child, Element, find_all
from feedclean.urls import absolute, page_of

_POST: Final = re.compile(r"(?P<page>https?://[^?#]+?)/embed/?(?:[?#].*)?")
"""A page of any site as others show it in a frame."""


def is_linked_above(element: Element, address: str, base: str | None) -> bool:
    """Whether a frame shows a post, and a quotation right above it is there to link to that.

    A page has both where one post is embedded in another, and scripts show the one or the other.

    Source: WordPress, wp_filter_oembed_result.
    """
    post = _POST.fullmatch(address)
    if post is None:
        return False
    place = element
    while place.parent is not None and all(one is place for one in _said(place.parent)):
        place = place.parent
    beside = _said(place.parent) if place.parent is not None else []
    at = next(index for index, one in enumerate(beside) if one is place) if beside else 0
    above = beside[at - 1] if at else None
    if not isinstance(above, Element) or above.tag != "blockquote":
        return False
    links = (absolute(link.get("href"), base) or "" for link in find_all(above, "a"))
    return any(page_of(link) == page_of(post["page"]) for link in links)


def _said(element: Element) -> list[Child]:
    """What is in an element but for white space."""
    return [one for one in element.children if not isinstance(one, str) or one.strip()]
