"""A configuration that has been checked."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from feedclean.errors import ConfigError
from feedclean.model.article import SourceId
from feedclean.model.output import SiteHead
from feedclean.model.plan import SiteRules
from feedclean.model.source import River, Source
from feedclean.packs.shelf import Pack
from feedclean.spelling import meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the feeds go, on disk and on the web."""

    head: SiteHead
    output: Path
    state: Path
    tests: Path
    """Where the golden cases are."""
    host: str | None = None
    """Kind of host the files are made ready for."""
    on_change: tuple[str, ...] = ()
    """A command and its arguments, run when published bytes have changed."""
    status_feed: bool = True
    """Whether alarms are published as a feed of their own."""
    metrics: Path | None = None
    """File that gets a line of JSON from each build."""
    prometheus: Path | None = None
    """File that holds the last build for Prometheus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How we introduce ourselves, and whom we may ask."""

    contact: str
    """Named in the User-Agent; where nothing else is configured, the address of the site, or
    nothing, if nobody else could reach it there."""
    allow_private_hosts: frozenset[str]
    """``host:port`` that may be fetched although private or loopback."""
    page_delay_s: float = 1.0
    """Pause between two pages of one host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A configuration that can be used as it stands."""

    path: Path
    folder: Path
    """What relative locations are relative to."""
    site: Site
    fetch: FetchSettings
    sources: tuple[Source, ...]
    lists: tuple[Source, ...] = ()
    """OPML lists on the web, which have to be asked for their sources: each as what these are like,
    with the address of the list; id and title are placeholders."""
    rivers: tuple[River, ...] = ()
    rules: tuple[SiteRules, ...] = ()
    """Of hosts, whatever source has their pages."""
    secrets: tuple[str, ...] = ()
    """Values of the environment within addresses: shown to nobody."""
    packs: tuple[Pack, ...] = ()
    """Rule packs in the state folder, by name."""
    own: int | None = None
    """How many of ``sources``, the first ones, have a ``[[source]]`` of their own; None: all."""

    def chosen(self, ids: Collection[str]) -> tuple[Source, ...]:
        """The sources of some ids; all where none is named.

        Raises: ConfigError, for one that is not there.
        """
        known = {str(source.id) for source in self.sources}
        for id_ in ids:
            if id_ not in known:
                raise ConfigError(self.path, "", f'no source "{id_}"; {meant(id_, known)}')
        return tuple(source for source in self.sources if not ids or source.id in ids)

    def key(self, source: SourceId, name: str) -> str:
        """How an error names a key of a source: ``source[2].kind``, counted from 1."""
        index = next(n for n, known in enumerate(self.sources, 1) if known.id == source)
        if self.own is not None and index > self.own:
            return f"sources_from.{name}"
        return f"source[{index}].{name}"
