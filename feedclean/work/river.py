"""One combined feed, put together of what stands in its sources."""

from __future__ import annotations

from collections.abc import Sequence

from feedclean.gather.notebook import Notebook
from feedclean.generate.assemble import assemble
from feedclean.generate.combine import Member, combine
from feedclean.model.article import Digest, Failure
from feedclean.model.entry import Made
from feedclean.model.source import River, Source
from feedclean.work.feed import card, rendered
from feedclean.work.place import Workplace, facts_in
from feedclean.work.published import digests
from feedclean.work.shown import shown
from feedclean.work.site import Joint


def river_files(river: River, members: Sequence[Source], basis: Digest, place: Workplace) -> Joint:
    """The files of a combined feed; what stands is kept where they cannot be made."""
    site = place.config.site.head
    try:
        feed = combine(river, [_member(one, river, place) for one in members], site)
        files = rendered(feed, place.config.site.host) if feed.entries else ()
    except Exception as error:  # noqa: BLE001 - the edge of generate: a feed is whole or stays
        failure = Failure.of(error, source=river.id, location=river.id, stage="generate")
        return Joint(owner=river.id, files=(), failures=(failure,))
    return Joint(
        owner=river.id,
        files=files,
        made=Made(basis=basis, outputs=digests(files)),
        card=card(feed) if files else None,
    )


def _member(source: Source, river: River, place: Workplace) -> Member:
    """A source's part: its newest entries, as its own feed has them."""
    standing = [one for one in place.store.standing(source.id).values() if not one.entry.is_gone]
    seen = {one.entry.id: one.entry.first_seen for one in standing if one.entry.first_seen}
    book = Notebook(place.store.recall(source.id).records)
    published = shown(source, place.config.rules, standing).entries
    found = assemble(
        source,
        [one.article for one in published],
        place.config.site.head,
        seen,
        facts_in(source, book, place.config.secrets),
    )
    entries = found.feed.entries[: river.max_entries]
    return Member(head=found.feed.head, entries=entries, first_seen=seen)
