"""Sources from OPML lists on the web."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from feedclean.gather.base import Context
from feedclean.gather.visit import Address, Understood, Visited, visit
from feedclean.model.article import Failure
from feedclean.model.memory import NO_HINTS
from feedclean.model.source import Capture, Source
from feedclean.parse.encoding import decode
from feedclean.parse.feeds.text import bare
from feedclean.parse.lists.opml import Subscription, parse_opml, parse_whole_opml


def gather_list(
    listed: Source, taken: Collection[str], context: Context
) -> tuple[tuple[Source, ...], tuple[Failure, ...]]:
    """The sources of a list, as it is now or as it was last; and what went wrong in asking.

    ``listed`` is what each of them is like, with the address of the list; ``taken`` are ids that
    others have already. The list stands until it is replaced: one that cannot be had for a day must
    not cost the feeds of its sources, nor one that comes by half.
    """

    def understand(capture: Capture) -> Understood[tuple[Subscription, ...]]:
        found = parse_whole_opml(capture.body, capture.location, taken)
        return Understood(sense=found, hints=NO_HINTS)

    answer = visit(listed, context, Address(url=listed.location, understand=understand))
    record = context.book.get(listed.location)
    if isinstance(answer, Visited):
        found = answer.sense
        if record is not None:
            # Without its declaration, which need not speak of UTF-8.
            text = bare(decode(answer.capture.body).text)
            context.book.put(replace(record, text=_kept(text)))
    elif record is not None and record.text:
        found = parse_opml(record.text.encode("utf-8"), listed.location, taken)
    else:
        found = ()
    sources = tuple(
        replace(
            listed,
            id=each.id,
            title=each.title,
            location=each.url,
            site_url=each.site_url or listed.site_url,
        )
        for each in found
    )
    return sources, (answer,) if isinstance(answer, Failure) else ()


def _kept(text: str) -> str:
    """Text that can be stored as UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")
