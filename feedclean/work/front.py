"""The files of the site itself: the list of subscriptions, the index, what its host wants."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from feedclean.generate.hosts import host_files, with_copies
from feedclean.generate.subscriptions import render_opml
from feedclean.model.output import Card, Rendered
from feedclean.state.bodies import read
from feedclean.work.place import Workplace


def front_files(cards: Sequence[str], place: Workplace) -> tuple[Rendered, ...]:
    """The list of subscriptions and the index; ``cards`` are as the state keeps them."""
    site = place.config.site.head
    shown = [read(card, Card) for card in cards]
    files = [render_opml(site, [card for card in shown if card.is_published])]
    if "html" in site.formats:
        from feedclean.generate.pages import render_index  # noqa: PLC0415 - loads Jinja

        files.append(render_index(site, shown))
    if place.config.site.host is not None:
        feeds = [
            PurePosixPath(f"{card.head.source}.{name}") for card in shown for name in site.formats
        ]
        files += host_files(place.config.site.host, site, feeds)
    return with_copies(files, place.config.site.host)
