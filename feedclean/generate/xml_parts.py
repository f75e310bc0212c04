"""What Atom and RSS write alike: links of a feed, the lead picture, and the vocabularies for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from feedclean.generate.files import address_of
from feedclean.generate.media import is_shown
from feedclean.generate.types import TEXTS
from feedclean.model.article import CleanArticle
from feedclean.model.output import Feed, OutputFormat

NAMESPACES: Final[Mapping[str, str]] = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
}
_SLICE: Final = 500


def named(name: str) -> str:
    """``dc:creator`` as lxml wants it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def in_slices(
    entries: Sequence[CleanArticle], render: Callable[[Sequence[CleanArticle]], bytes], end: bytes
) -> bytes:
    """The bytes that ``render`` gives for all entries, from those it gives for some at a time.

    feedgen holds trees of all that it writes: 262 MB for 10,000 entries. Documents differ in
    nothing but their entries, which stand between a beginning that all share and ``end``.

    Raises: ValueError, if they differ in more.
    """
    if len(entries) <= _SLICE:
        return render(entries)
    begin = render(()).removesuffix(end)
    slices = (entries[at : at + _SLICE] for at in range(0, len(entries), _SLICE))
    return b"".join((begin, *(_between(begin, render(some), end) for some in slices), end))


def _between(begin: bytes, body: bytes, end: bytes) -> bytes:
    if not (body.startswith(begin) and body.endswith(end)):
        raise ValueError("parts of the document do not begin or end alike")
    return body[len(begin) : -len(end)]


def feed_links(feed: Feed, own: OutputFormat) -> Iterator[dict[str, str]]:
    """The links of a feed besides that to its site, as attributes; ``own`` is what is rendered."""
    yield {"href": address_of(feed, own), "rel": "self", "type": TEXTS[own]}
    if feed.archive is None:  # archives have one format
        others = (name for name in TEXTS if name in feed.site.formats and name != own)
        for name in others:
            yield {"href": address_of(feed, name), "rel": _kinship(feed, name), "type": TEXTS[name]}
    head, paging = feed.head, feed.paging
    if head.upstream_url:
        yield {"href": head.upstream_url, "rel": "via"}
    if head.license:
        yield {"href": head.license, "rel": "license"}
    if feed.site.hub and feed.archive is None:
        yield {"href": feed.site.hub, "rel": "hub"}
    if paging is None or own != "atom":
        return
    pages = {"prev-archive": paging.previous, "next-archive": paging.next}
    if feed.archive is not None:
        pages["current"] = paging.current
    for rel, href in pages.items():
        if href:
            yield {"href": href, "rel": rel, "type": TEXTS["atom"]}


def _kinship(feed: Feed, other: OutputFormat) -> str:
    """Readers take an alternate in HTML for the site itself, the first one or the last.

    So our page is that only where no site is known.
    """
    return "related" if other == "html" and feed.head.site_url else "alternate"


def lead_pictures(article: CleanArticle) -> Iterator[tuple[str, dict[str, str]]]:
    """Elements and attributes for the lead picture, which Media RSS has places for.

    A thumbnail stands beside the headline. Media content is shown with the text, so a picture that
    is in the text already is none.
    """
    picture = article.meta.image
    if picture is None:
        return
    if not is_shown(picture, article.html):
        yield named("media:content"), {"url": picture, "medium": "image"}
    yield named("media:thumbnail"), {"url": picture}
