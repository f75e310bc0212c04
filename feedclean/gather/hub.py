"""Tells a WebSub hub which feed has changed, so that it tells its subscribers at once.

Source: the ``hub.mode=publish`` request of PubSubHubbub 0.4, section 7, which WebSub leaves to each
hub and the public hubs have kept.
"""

from __future__ import annotations

from feedclean.errors import FetchError
from feedclean.gather.base import Fetch, Request
from feedclean.model.article import NOBODY, Failure


def announce(hub: str, topic: str, fetch: Fetch) -> Failure | None:
    """Tells the hub of an address; None where it has taken it."""
    try:
        fetch(Request(url=hub, form=(("hub.mode", "publish"), ("hub.url", topic))))
    except FetchError as error:
        problem = f"{hub}: was not told of {topic} ({error}); the next build tells it again"
        return Failure(
            source=NOBODY,
            location=hub,
            stage="publish",
            error=type(error).__name__,
            message=problem,
        )
    return None
