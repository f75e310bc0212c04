"""One source worked on as a whole in another process: what it is sent, and what it gives back.

It sees neither the state nor what is published: it is sent what is remembered of the source, and
what it found out is written down here, by whoever has the state. What it cannot do so, or fails at,
is done once more in the process of the build, which knows what to make of errors.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from feedclean.config import Config
from feedclean.execute.crew import Crew
from feedclean.execute.serial import SerialExecutor
from feedclean.gather.notebook import Notebook
from feedclean.model.article import Digest, Failure
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.rules.headers import unarmed, without_headers
from feedclean.state.excerpt import Excerpt
from feedclean.state.saving import made_rows
from feedclean.state.store import Store
from feedclean.work.intake import Intake
from feedclean.work.place import Renewed, Tools, Workplace, facts_in, no_network
from feedclean.work.progress import Stage, Step
from feedclean.work.renew import Begun, fit_to_tell, has_work

_MOST_BYTES: Final = 4_000_000
"""Of what is remembered of a source, compressed: more is no longer quickly sent."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A source, what came in of it, and what is remembered of it."""

    intake: Intake
    new: tuple[Capture | Failure, ...]
    book: Notebook
    excerpt: Excerpt
    secrets: tuple[str, ...]
    """Those in the address of its feed, that it may not be published. No other leaves the process
    of the build, nor does a header: messages may go to other machines, and lie on disk there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What was made of a parcel."""

    renewed: Renewed
    steps: tuple[Step, ...]
    """The last of each kind."""
    seconds: float


def may_travel(begun: Begun, place: Workplace) -> bool:
    """Whether a source can be worked on elsewhere, and is worth no more than one worker.

    Of an archive whose documents are published already, those would have to be looked at; and the
    files of a dump, where they have to be read once more, must be there.
    """
    source, memory = begun.source, begun.outset.memory
    if begun.is_idle or begun.is_bulky:
        return False
    if not begun.intake.is_whole or (source.archive and not memory.is_new):
        return False
    return memory.is_new or source.kind is not SourceKind.DUMP or place.crew.sees_files


def parcel_of(begun: Begun, place: Workplace) -> Parcel | None:
    """What is sent of a source; None, where it turns out to be too much. Raises: StateError."""
    memory = begun.outset.memory
    excerpt = Excerpt() if memory.is_new else place.store.excerpt(memory.source, _MOST_BYTES)
    if excerpt is None:
        begun.is_bulky = True
        return None
    book = begun.outset.book
    return Parcel(
        intake=replace(begun.intake, source=unarmed(begun.source), stored=_nothing),
        new=begun.new,
        book=book,
        excerpt=excerpt,
        secrets=_secrets_of(begun.source, book, place.config.secrets),
    )


def _secrets_of(source: Source, book: Notebook, secrets: Iterable[str]) -> tuple[str, ...]:
    url = facts_in(source, book, ()).url or ""
    return tuple(secret for secret in secrets if secret in url)


def _nothing(_mark: Digest) -> None:
    """What is kept of bodies on the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """Works on parcels; small enough to be sent to a worker, with all that sources share."""

    config: Config
    output: Path
    shared: Digest
    edition: Digest
    now: datetime
    reclean: bool

    def __call__(self, parcels: tuple[Parcel, ...]) -> tuple[Reply | None, ...]:
        """What was made of each; None: it is for the process of the build to do."""
        with closing(Store.holding(parcel.excerpt for parcel in parcels)) as store:
            return tuple(self._reply(parcel, store) for parcel in parcels)

    def _reply(self, parcel: Parcel, store: Store) -> Reply | None:
        try:
            return self._made_of(parcel, store)
        except Exception:  # noqa: BLE001 - whatever it is, it is met again where it is told
            source = parcel.intake.source.id
            _log.debug("%s is given back by its worker", source, exc_info=True)
            return None

    def _made_of(self, parcel: Parcel, store: Store) -> Reply | None:
        from feedclean.work.rework import rework  # noqa: PLC0415 - loads all that cleans

        steps = _Steps()
        place = self._place(store, steps, parcel.secrets)
        started = place.tools.stopwatch()
        intake = replace(parcel.intake, stored=store.body)
        intake.read_all(parcel.new, place.crew, place.config)
        if not intake.is_whole or not has_work(intake, place, parcel.book):
            return None
        renewed = rework(intake, place, parcel.book)
        if renewed.saving is not None:
            saving, rows = made_rows(renewed.saving)
            renewed = replace(renewed, saving=saving, rows=rows)
        return Reply(renewed=renewed, steps=steps.last, seconds=place.tools.stopwatch() - started)

    def _place(self, store: Store, steps: _Steps, secrets: tuple[str, ...]) -> Workplace:
        return Workplace(
            config=replace(self.config, secrets=secrets),
            output=self.output,
            tools=Tools(now=self.now, fetch=no_network, heed=steps.heed),
            store=store,
            crew=Crew(SerialExecutor()),
            shared=self.shared,
            edition=self.edition,
            reclean=self.reclean,
        )


def workshop_of(place: Workplace) -> Workshop:
    """What works on the parcels of a build."""
    config = place.config
    rules = tuple(map(without_headers, config.rules))
    return Workshop(
        config=replace(config, sources=(), lists=(), rivers=(), rules=rules, secrets=()),
        output=place.output,
        shared=place.shared,
        edition=place.edition,
        now=place.tools.now,
        reclean=place.reclean,
    )


@dataclass(slots=True)
class _Steps:
    """Keeps the last step of each kind, for whoever waits elsewhere."""

    known: dict[Stage, Step] = field(default_factory=dict)

    def heed(self, step: Step) -> None:
        self.known[step.stage] = step

    @property
    def last(self) -> tuple[Step, ...]:
        return tuple(self.known.values())


def received(begun: Begun, reply: Reply, place: Workplace) -> Renewed:
    """What a source gave, with its steps and the time it took."""
    for step in reply.steps:
        place.tools.heed(step)
    return fit_to_tell(reply.renewed, place, begun.seconds + reply.seconds)
