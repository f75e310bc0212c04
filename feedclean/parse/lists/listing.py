"""A list page → the articles it leads to: by the selectors of a person, or by what repeats."""

from __future__ import annotations

from feedclean.dates.zones import likely_zone
from feedclean.dom.head import read_head
from feedclean.dom.select import TooSlow
from feedclean.errors import ParseError
from feedclean.model.source import Source
from feedclean.parse.dialects.common import zone_of
from feedclean.parse.lists.chosen import chosen_links
from feedclean.parse.lists.declared import named_links
from feedclean.parse.lists.listed import ListedLink
from feedclean.parse.lists.repeats import FEWEST, repeated_links
from feedclean.urls import absolute, host_of


def listed_links(html: str, url: str, source: Source) -> tuple[ListedLink, ...]:
    """The articles a list page leads to, in its order, each address once.

    Raises: ParseError, where a selector of a person was not tried.
    """
    head = read_head(html)
    base = (absolute(head.base_href, url) if head.base_href else None) or url
    zone = zone_of(source) or likely_zone(source.language, host_of(base))
    if source.links is not None:
        try:
            return tuple(chosen_links(html, source.links, base, source, zone))
        except TooSlow as error:
            raise ParseError(url, None, str(error)) from error
    found = tuple(repeated_links(html, base, url, zone, source.language))
    if len(found) < FEWEST:  # a page that scripts fill may still name what it lists
        named = named_links(head.json_ld, base, url, zone)
        return named if len(named) > len(found) else found
    return found
