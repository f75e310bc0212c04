"""The articles a list page leads to, found by the selectors that a person wrote for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from feedclean.dates import first_date
from feedclean.dom.select import Chosen, ListPage, cards
from feedclean.model.source import Source
from feedclean.parse.lists.listed import ListedLink
from feedclean.parse.records.record import tidy_line
from feedclean.urls import absolute, canonical, is_http, without_tracking


def chosen_links(
    html: str, selector: str, base: str, source: Source, zone: tzinfo | None
) -> Iterator[ListedLink]:
    """What ``selector`` finds in a page, and what lies around it by the source's other selectors.

    ``base`` is what relative addresses are relative to. Raises: TooSlow.
    """
    page = ListPage(html)
    chosen = page.select(selector)
    around = cards(chosen)
    titles, dates, authors = (
        page.within(around, given) if given else [None] * len(around)
        for given in (source.item_title, source.item_date, source.item_author)
    )
    seen: set[str] = set()
    for item, title, date, author in zip(chosen, titles, dates, authors, strict=True):
        address = absolute(item.address, base) if item.address else None
        if address is None or not is_http(address) or canonical(address) in seen:
            continue
        seen.add(canonical(address))
        whens = (date.attribute("datetime"), date.attribute("content"), date.text) if date else ()
        yield ListedLink(
            url=without_tracking(address),
            title=tidy_line(title.text) if title else "",
            guessed_title=_shown_text(item),
            published=first_date(whens, zone, language=source.language),
            author=tidy_line(author.text) if author else "",
        )


def _shown_text(item: Chosen) -> str:
    """The text of a link, also where a selector names only its address."""
    whole = item if item.element is None else Chosen(item.element)
    texts = [link.text for link in whole.links()] or [whole.text]
    return tidy_line(max(texts, key=len))
