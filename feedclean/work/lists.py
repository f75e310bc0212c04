"""The sources of lists on the web, as a configuration has them besides its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from feedclean.config.values import Config
from feedclean.gather.base import Context
from feedclean.gather.notebook import Notebook
from feedclean.model.article import NOBODY, Failure, SourceId
from feedclean.state.store import Store
from feedclean.work.place import Tools

LISTS: Final = SourceId(":lists")
"""Where the state keeps what is known of lists; no source can be called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A configuration with the sources of its lists, as they are or were last."""

    config: Config
    failures: tuple[Failure, ...]
    book: Notebook
    """What was learned of the lists in asking."""


def with_lists(config: Config, tools: Tools, store: Store) -> Listed:
    """Asks the lists of a configuration for their sources; writes nothing."""
    if not config.lists:
        return Listed(config=config, failures=(), book=Notebook(()))
    from feedclean.gather.opml import gather_list  # noqa: PLC0415 - loads an XML parser

    book = Notebook(store.recall(LISTS).records)
    context = Context(
        folder=config.folder, now=tools.now, fetch=tools.fetch, book=book, clock=tools.clock
    )
    sources, failures = list(config.sources), []
    for listed in config.lists:
        found, told = gather_list(listed, [source.id for source in sources], context)
        sources += found
        failures += [replace(failure, source=NOBODY) for failure in told]
    own = len(config.sources) if config.own is None else config.own
    return Listed(
        config=replace(config, sources=tuple(sources), own=own),
        failures=tuple(failures),
        book=book,
    )
