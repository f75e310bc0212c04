"""The archive documents of a source: closed once, kept in the state, written again only if lost."""

from __future__ import annotations

from dataclasses import dataclass, replace

from feedclean.codec import digest
from feedclean.generate.archives import archive, open_archive, partition, subscription
from feedclean.generate.assemble import Assembled
from feedclean.generate.atom import render_atom
from feedclean.generate.hosts import is_precompressed, with_copies
from feedclean.model.article import ArticleId
from feedclean.model.entry import Archived, Made
from feedclean.model.output import Feed, Rendered, Unaltered
from feedclean.work.place import Workplace
from feedclean.work.published import archive_owner, digests, is_there, unaltered


@dataclass(frozen=True, slots=True, kw_only=True)
class Archives:
    """What the archives of a source add to its files."""

    feed: Feed
    """The feed people subscribe to."""
    files: tuple[Rendered, ...] = ()
    """Closed documents that are new, or were lost."""
    open: tuple[Rendered, ...] = ()
    """The document that changes with every entry."""
    unaltered: tuple[Unaltered, ...] = ()
    closed: tuple[Archived, ...] = ()
    """To be remembered."""
    made: Made | None = None
    """The closed documents that are published."""
    ids: frozenset[ArticleId] = frozenset()
    """Entries in closed documents."""


def archives(found: Assembled, place: Workplace) -> Archives:
    """The documents of a feed that keeps its older entries. Raises: StateError, GenerateError."""
    feed, store, source = found.feed, place.store, found.feed.head.source
    known = store.archive_names(source)
    parts = partition((*feed.entries, *found.older), known)
    if parts is None:
        return Archives(feed=feed)
    before = store.made(archive_owner(source))
    host = place.config.site.host
    basis = digest(place.config.site.head.url, str(is_precompressed(host)))
    stands = {} if place.reclean or before.basis != basis else dict(before.outputs)
    fresh = {one.name: one for one in parts.closed}
    files: list[Rendered] = []
    standing: list[Unaltered] = []
    outputs = dict(stands)
    previous: str | None = None
    closed = [*(one.name for one in known), *fresh]
    for name in closed:
        path = f"{source}/{name}.atom"
        known_files = [one for one in (path, f"{path}.gz", f"{path}.br") if one in stands]
        if path in stands and all(is_there(one, place) for one in known_files):
            standing += unaltered((one, stands[one]) for one in known_files)
        else:
            one = fresh.get(name) or store.archived(source, name)
            written = with_copies([render_atom(archive(feed, one, previous))], host)
            outputs.update(digests(written))
            files += written
        previous = name
    return Archives(
        feed=subscription(feed, [*closed, parts.open_name]),
        files=tuple(files),
        open=with_copies([render_atom(open_archive(feed, parts, previous))], host),
        unaltered=tuple(standing),
        closed=tuple(replace(one, head=feed.head) for one in parts.closed),
        made=Made(basis=basis, outputs=tuple(sorted(outputs.items()))),
        ids=frozenset[ArticleId]().union(
            *(one.ids for one in known),
            *((entry.meta.id for entry in one.articles) for one in parts.closed),
        ),
    )
