"""Gathers a site without a feed: the articles its list page leads to."""

from __future__ import annotations

from collections.abc import Iterator

from feedclean.errors import ParseError
from feedclean.gather.base import Context, Role
from feedclean.gather.pages import fetch_pages, waiting_pages
from feedclean.gather.robots import Robots
from feedclean.gather.visit import Address, Understood, Visited, recall_patience, visit
from feedclean.gather.wanted import heed, wanted
from feedclean.model.memory import FeedHints
from feedclean.model.source import Capture, Gathered, Source
from feedclean.parse.encoding import decode
from feedclean.parse.feeds.hints import usual_gap_s
from feedclean.parse.lists.listed import ListedLink, meta_of
from feedclean.parse.lists.listing import listed_links


def gather_pages(source: Source, context: Context) -> Iterator[Gathered]:
    """One capture for each page the list leads to, in its order."""

    def understand(capture: Capture) -> Understood[tuple[ListedLink, ...]]:
        html = decode(capture.body, capture.charset).text
        links = listed_links(html, capture.location, source)
        if not links:
            raise ParseError(capture.location, None, _nothing(source))
        whens = [link.published or link.guessed_published for link in links]
        dates = [when for when in whens if when is not None and when <= context.now]
        hints = FeedHints(gap_s=usual_gap_s(dates), newest=max(dates, default=None))
        return Understood(sense=links, hints=hints)

    recall_patience(source, context)
    answer = visit(
        source,
        context,
        Address(
            url=source.location,
            understand=understand,
            role=Role.PAGE,
            check=Robots(context).check,
        ),
    )
    if not isinstance(answer, Visited):
        yield answer
        yield from waiting_pages(source, context)
        return
    links = answer.sense[: source.most_listed]
    pages = [wanted(meta_of(link, source, "list page")) for link in links]
    heed(context, pages)
    yield from fetch_pages(source, context, pages)
    yield from waiting_pages(source, context, {page.listed.url for page in pages})


def _nothing(source: Source) -> str:
    if source.links is None:
        return "leads to no articles that could be told from other links; say where: links = …"
    return f"holds nothing that links = {source.links!r} finds"
