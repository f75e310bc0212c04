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
from feedclean.model.output import Card, Rendered
from feedclean.model.source import River, Source
from feedclean.work.place import Workplace, stands

SITE: Final = SourceId(":site")
"""Owner of the files of the site itself; no source can be called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """Files made of several sources, and what to remember once they are published."""

    owner: SourceId
    files: tuple[Rendered, ...]
    made: Made
    card: Card | None = None
    failures: tuple[Failure, ...] = ()


def rivers(place: Workplace) -> Iterator[Joint]:
    """The combined feeds that have changed. Raises: StateError."""
    outputs = place.store.outputs() if place.config.rivers else {}
    for river in place.config.rivers:
        members = _members(river, place.config.sources)
        basis = digest(
            place.edition,
            canonical_json((river, members, place.config.site.head, place.config.site.host)),
            canonical_json([outputs.get(member.id, "") for member in members]),
        )
        if not _is_made(river.id, basis, place):
            from feedclean.work.river import river_files  # noqa: PLC0415 - loads all of generate

            yield river_files(river, members, basis, place)


def site_files(place: Workplace) -> Joint | None:
    """The index and the list of subscriptions, where they have changed. Raises: StateError."""
    known = place.store.cards()
    order = (*(one.id for one in place.config.rivers), *(one.id for one in place.config.sources))
    cards = [known[name] for name in order if name in known]
    basis = digest(
        place.edition,
        canonical_json((place.config.site.head, place.config.site.host)),
        canonical_json(cards),
    )
    if not cards or _is_made(SITE, basis, place):
        return None
    from feedclean.work.front import front_files  # noqa: PLC0415 - loads all of generate

    files = front_files(cards, place)
    return Joint(owner=SITE, files=files, made=Made(basis=basis, outputs=digests(files)))


def digests(files: Sequence[Rendered]) -> tuple[tuple[str, Digest], ...]:
    """Path and digest of each file."""
    return tuple((file.path.as_posix(), digest(file.body)) for file in files)


def _members(river: River, sources: Sequence[Source]) -> tuple[Source, ...]:
    return tuple(one for one in sources if not river.sources or one.id in river.sources)


def _is_made(owner: SourceId, basis: Digest, place: Workplace) -> bool:
    made = place.store.made(owner)
    return made.basis == basis and stands(made.outputs, place.output)
