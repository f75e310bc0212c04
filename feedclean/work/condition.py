"""How all sources of a configuration are, read from the state while builds go on beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from feedclean.config.values import Config
from feedclean.gather.notebook import Notebook
from feedclean.gather.rest import due_again
from feedclean.health import figures, told
from feedclean.model.article import SourceId
from feedclean.model.entry import SourceMemory
from feedclean.model.health import Alarm
from feedclean.model.output import Figures
from feedclean.model.source import Source, SourceKind
from feedclean.state.opening import look_in
from feedclean.state.store import Store
from feedclean.work.lists import with_lists
from feedclean.work.place import Tools, no_network


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """An alarm in words, and what to do about it."""

    code: str
    since: datetime
    title: str
    told: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """How a source is."""

    source: SourceId
    title: str
    state: str
    """``well``, ``alarm`` or ``not built yet``."""
    last_success: datetime | None
    """When its server last answered well, or when a dump was last read."""
    next_due: datetime | None
    """When its server may be asked again; None: never, or it has none."""
    entries: int
    """In its feed."""
    figures: Figures | None
    alarms: tuple[Advised, ...]


def conditions(config: Config, ids: Collection[str], now: datetime) -> tuple[Condition, ...]:
    """How the sources are, in their order, those of lists as they were last; all without ``ids``.

    Raises: ConfigError, for an id that none has; StateError.
    """
    with look_in(config.site.state) as store:
        listed = with_lists(config, Tools(now=now, fetch=no_network), store)
        return tuple(_conditions(listed.config.chosen(ids), store, now))


def _conditions(sources: Iterable[Source], store: Store, now: datetime) -> Iterator[Condition]:
    for source in sources:
        memory = store.recall(source.id)
        alarms = store.health(source.id).alarms
        samples = store.samples(source.id)
        book = Notebook(memory.records)
        yield Condition(
            source=source.id,
            title=source.title,
            state="not built yet" if memory.is_new else "alarm" if alarms else "well",
            last_success=_last_success(source, memory),
            next_due=None if memory.is_new else due_again(source, book, now),
            entries=memory.published,
            figures=figures(samples),
            alarms=tuple(_advised(alarm, source.id) for alarm in alarms),
        )


def _advised(alarm: Alarm, source: SourceId) -> Advised:
    words = told(alarm, source)
    return Advised(
        code=alarm.code,
        since=alarm.since,
        title=words.title,
        told=words.sentence,
        advice=words.advice,
    )


def _last_success(source: Source, memory: SourceMemory) -> datetime | None:
    """As far as the records tell: of a source that fails, when the last entry was seen."""
    if source.kind is not SourceKind.DUMP:
        book = Notebook(memory.records)
        record = book.get(book.asked_at(source.location))
        if record is not None and not (record.failures or record.gone):
            return record.last_fetched
    return max((one.last_seen for one in memory.entries), default=None)
