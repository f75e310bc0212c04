"""A page for each article of a feed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from feedclean.generate.pages.addresses import article_path, href, index_path, page_path
from feedclean.generate.pages.entry import entry, text_of
from feedclean.generate.pages.feed import about
from feedclean.generate.pages.paper import print_page, subscriptions
from feedclean.generate.presentable import presentable
from feedclean.model.output import Feed, Rendered

LEVEL: Final = 2
"""Of headings within the article: its title has the first."""
_ROOT: Final = "../"


def render_article_pages(feed: Feed) -> tuple[Rendered, ...]:
    """``<id>/<name>.html`` for each entry, newest first; ``article_path`` tells the names.

    Each holds the whole article, however long it is, and leads to its two neighbours. A feed
    combined of several has none: its entries have theirs where their own feeds have them.

    Raises: GenerateError, for two entries with one id.
    """
    if feed.origins:
        return ()
    feed = presentable(replace(feed, site=replace(feed.site, has_article_pages=True)))
    head = feed.head
    entries = [entry(article, feed, _ROOT) for article in feed.entries]
    has_page = "html" in feed.site.formats
    known = {
        "site": feed.site,
        "home": href(index_path(), _ROOT),
        "feed": about(head),
        "feed_page": href(page_path(head.source), _ROOT) if has_page else None,
        "stem": href(page_path(head.source).with_suffix(""), _ROOT),
        "subscriptions": subscriptions(feed.site),
    }
    return tuple(
        print_page(
            article_path(head.source, article.meta.id),
            "article.html",
            entry=entries[number],
            text=text_of(article, entries[number], LEVEL),
            newer=entries[number - 1] if number else None,
            older=entries[number + 1] if number + 1 < len(entries) else None,
            **known,
        )
        for number, article in enumerate(feed.entries)
    )
