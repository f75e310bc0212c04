"""What is made of several sources: combined feeds, the list of subscriptions, the index.

None of it is rendered unless something it is made of has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from feedclean.codec import canonical_json, digest
from feedclean.model.article import Digest, Failure, SourceId
from feedclean.model.entry import Made
from feedclean.model.output import Card, Rendered, Unaltered
from feedclean.model.source import River, Source
from feedclean.work.place import Workplace
from feedclean.work.published import digests, stands, unaltered

SITE: Final = SourceId(":site")
"""Owner of the files of the site itself; no source can be called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """Files made of several sources, and what to remember once they are published."""

    owner: SourceId
    files: tuple[Rendered | Unaltered, ...]
    made: Made | None = None
    """None: as before."""
    card: Card | None = None
    failures: tuple[Failure, ...] = ()


def rivers(place: Workplace) -> Iterator[Joint]:
    """The combined feeds, rendered where they have changed. Raises: StateError."""
    outputs = place.store.outputs() if place.config.rivers else {}
    for river in place.config.rivers:
        members = _members(river, place.config.sources)
        basis = digest(
            place.edition,
            canonical_json((river, members, place.config.site.head, place.config.site.host)),
            canonical_json([outputs.get(member.id, "") for member in members]),
        )
        standing = _as_made(river.id, basis, place)
        if standing is not None:
            yield standing
            continue
        from feedclean.work.river import river_files  # noqa: PLC0415 - loads all of generate

        yield river_files(river, members, basis, place)


def site_files(place: Workplace) -> Joint | None:
    """The index and the list of subscriptions, rendered where they have changed.

    Raises: StateError.
    """
    known = place.store.cards()
    order = (*(one.id for one in place.config.rivers), *(one.id for one in place.config.sources))
    cards = [known[name] for name in order if name in known]
    basis = digest(
        place.edition,
        canonical_json(
            (place.config.site.head, place.config.site.host, place.config.site.status_feed)
        ),
        canonical_json(cards),
        str(place.store.last_event()),
    )
    if not cards:
        return None
    standing = _as_made(SITE, basis, place)
    if standing is not None:
        return standing
    from feedclean.work.front import front_files  # noqa: PLC0415 - loads all of generate

    files = front_files(cards, place)
    return Joint(owner=SITE, files=files, made=Made(basis=basis, outputs=digests(files)))


def _members(river: River, sources: Sequence[Source]) -> tuple[Source, ...]:
    return tuple(one for one in sources if not river.sources or one.id in river.sources)


def _as_made(owner: SourceId, basis: Digest, place: Workplace) -> Joint | None:
    """What was made of the same before, if it is still there."""
    made = place.store.made(owner)
    if made.basis != basis or not stands(made.outputs, place.output):
        return None
    return Joint(owner=owner, files=unaltered(made.outputs))
