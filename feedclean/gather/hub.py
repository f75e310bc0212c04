"""Tells a WebSub hub which feeds have changed, so that it tells their subscribers at once.

Source: the ``hub.mode=publish`` request of PubSubHubbub 0.4, section 7, which WebSub leaves to each
hub and the public hubs have kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedclean.errors import FetchError
from feedclean.gather.base import Fetch, Request
from feedclean.model.article import Failure, SourceId


def announce(hub: str, topics: Iterable[str], fetch: Fetch) -> Iterator[Failure]:
    """Tells the hub of each address; what it does not take is a failure, and the next goes on."""
    for topic in topics:
        try:
            fetch(Request(url=hub, form=(("hub.mode", "publish"), ("hub.url", topic))))
        except FetchError as error:
            problem = f"{hub}: was not told of {topic} ({error}); readers find it when they ask"
            yield Failure(
                source=SourceId(""),
                location=hub,
                stage="publish",
                error=type(error).__name__,
                message=problem,
            )
