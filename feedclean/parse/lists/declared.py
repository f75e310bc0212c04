"""The articles a list page names in its JSON-LD, where scripts fill the page with the links."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from typing import Final

from feedclean.dates import parse_date
from feedclean.parse.lists.article_urls import may_be_article
from feedclean.parse.lists.listed import ListedLink
from feedclean.parse.pages.embedded import Node, addresses_of, load_nodes, text_of, types_of
from feedclean.urls import absolute, canonical, is_http, same_site, without_tracking

_LISTS: Final = ("itemListElement", "blogPost", "blogPosts", "hasPart", "mainEntity", "item")
"""Keys under which a list, a blog or a page keeps what it lists."""
_PATHS: Final = frozenset({"breadcrumblist", "sitenavigationelement"})
_MOST: Final = 500
_DEEPEST: Final = 4


def named_links(
    scripts: tuple[str, ...], base: str, url: str, zone: tzinfo | None
) -> tuple[ListedLink, ...]:
    """The articles of this site in the lists of all scripts, in their order, each once.

    ``base`` is what relative addresses are relative to, ``url`` the page itself. Breadcrumbs and
    menus are lists, too, and are left out.
    """
    nodes, _ = load_nodes(scripts)
    here = canonical(url)
    found: dict[str, ListedLink] = {}
    for node in nodes:
        for item in _items(node, 0):
            link = _link(item, base, zone)
            if link is None or not same_site(link.url, url) or not may_be_article(link.url):
                continue
            if canonical(link.url) != here and len(found) < _MOST:
                found.setdefault(canonical(link.url), link)
    return tuple(found.values())


def _items(node: Node, depth: int) -> Iterator[Node]:
    """What a node lists; a position in a list stands for the item in it."""
    if depth > _DEEPEST or types_of(node) & _PATHS:
        return
    for key in _LISTS:
        value = node.get(key)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, dict):
                if "item" not in child and any(addresses_of(child)):
                    yield child
                yield from _items(child, depth + 1)
            elif isinstance(child, str) and key == "itemListElement":
                yield {"url": child}
    if depth and isinstance(node.get("item"), str):
        yield {**node, "url": node["item"]}


def _link(item: Node, base: str, zone: tzinfo | None) -> ListedLink | None:
    address = absolute(next(addresses_of(item), ""), base)
    if address is None or not is_http(address):
        return None
    date = text_of(item.get("datePublished"))
    return ListedLink(
        url=without_tracking(address.partition("#")[0]),
        guessed_title=text_of(item.get("headline")) or text_of(item.get("name")) or "",
        guessed_published=parse_date(date, zone) if date else None,
    )
