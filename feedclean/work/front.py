"""The files of the site itself: the list of subscriptions, the index, what its host wants."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from feedclean.generate.health import Report, render_health, render_status
from feedclean.generate.hosts import host_files, with_copies
from feedclean.generate.subscriptions import render_opml
from feedclean.health import told
from feedclean.model.article import SourceId
from feedclean.model.output import Card, Rendered
from feedclean.state.bodies import read
from feedclean.work.checkup import notice
from feedclean.work.place import Workplace


def front_files(cards: Sequence[str], place: Workplace) -> tuple[Rendered, ...]:
    """The list of subscriptions and the index; ``cards`` are as the state keeps them."""
    site = place.config.site.head
    shown = [read(card, Card) for card in cards]
    files = [render_health(shown)]
    if place.config.site.status_feed:
        files.append(render_status(site, _reports(shown, place)))
    files += [render_opml(site, [card for card in shown if card.is_published])]
    if "html" in site.formats:
        from feedclean.generate.pages import render_index  # noqa: PLC0415 - loads Jinja

        files.append(render_index(site, shown))
    if place.config.site.host is not None:
        feeds = [
            PurePosixPath(f"{card.head.source}.{name}") for card in shown for name in site.formats
        ]
        files += host_files(place.config.site.host, site, feeds)
    return with_copies(files, place.config.site.host)


def _reports(shown: Sequence[Card], place: Workplace) -> list[Report]:
    """The alarms of the sources there are that were opened or closed, newest first."""
    titles: dict[SourceId, str] = {card.head.source: card.head.title for card in shown}
    return [
        Report(
            source=event.source,
            title=titles[event.source],
            at=event.at,
            is_open=event.is_open,
            notice=notice(event.alarm, event.source),
            advice=told(event.alarm, event.source).advice,
        )
        for event in place.store.events()
        if event.source in titles
    ]
