"""The conductor: which stage comes after which, for all sources of a configuration."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from feedclean.config import Config
from feedclean.errors import ConfigError
from feedclean.execute.crew import Crew
from feedclean.gather.base import Context
from feedclean.gather.rest import due_again
from feedclean.gather.table import GATHER
from feedclean.model.article import Failure, SourceId
from feedclean.model.output import BuildReport, Rendered, SourceReport, Unaltered
from feedclean.model.source import Source, SourceKind
from feedclean.publish import publish
from feedclean.state.edition import edition
from feedclean.state.opening import open_store
from feedclean.state.store import Store
from feedclean.work.checkup import Checkup, Known, check_up
from feedclean.work.lists import LISTS, with_lists
from feedclean.work.locations import check_sources
from feedclean.work.measure import measure
from feedclean.work.notice import with_notice
from feedclean.work.place import Renewed, Tools, Workplace, no_network, shared_key
from feedclean.work.progress import Stage, Step
from feedclean.work.renew import Outset, check_pages, set_out
from feedclean.work.site import SITE, rivers, site_files
from feedclean.work.spread import Waiting, in_turn
from feedclean.work.summary import as_shown, news_first, numbers, report_of
from feedclean.work.tell import tell

if TYPE_CHECKING:
    from feedclean.gather.together import Awaited

__all__ = ["Order", "Tools", "build_site", "has_failed", "no_network"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to build of a configuration, and where to; all of it to its own output by default."""

    sources: tuple[SourceId, ...] = ()
    """Empty: every source."""
    output: Path | None = None
    dry_run: bool = False
    refresh: bool = False
    """Ask every server now, due or not; but never against its Retry-After or 410."""
    pages: tuple[str, ...] = ()
    """Addresses or ids of articles whose pages are asked for once more, though they were had."""
    reclean: bool = False
    """Clean everything anew from what is kept."""


def build_site(config: Config, tools: Tools, order: Order | None = None) -> BuildReport:
    """Builds and publishes the sources of a configuration.

    One bad article costs itself, one bad source its own update: what was published of it stands.
    In a dry run nothing is written, and ``files_written`` counts what would have been.

    Raises: ConfigError, before any output is touched; ExecuteError, if there is nobody left to
    work: what has been published and remembered until then stands.
    """
    order, started = order or Order(), tools.stopwatch()
    output = order.output or config.site.output
    if os.path.isfile(output):  # noqa: PTH113 - Path.is_file raises where it may not look
        problem = f"{output} is a file; move it away, or choose another folder"
        raise ConfigError(config.path, "site.output", problem)
    if not config.lists:  # else what there is to build is known only when they have been asked
        check_sources(config, config.chosen(order.sources), output)
    with (
        closing(tools.executor),
        open_store(config.site.state, dry_run=order.dry_run) as store,
    ):
        listed = with_lists(config, tools, store)
        if listed.book.written():
            store.save_records(LISTS, listed.book.written())
        config, failures = listed.config, list(listed.failures)
        chosen = config.chosen(order.sources)
        if config.lists:
            check_sources(config, chosen, output)
        place = Workplace(
            config=config,
            output=output,
            tools=tools,
            store=store,
            crew=Crew(tools.executor, enough=tools.enough),
            shared=shared_key(config, edition()),
            edition=edition(),
            refresh=order.refresh,
            pages=order.pages,
            reclean=order.reclean,
        )
        check_pages(chosen, place)
        reports: list[SourceReport] = []
        published = publish(
            output,
            chain(_files(chosen, place, reports), _joint_files(place, failures)),
            keep=[
                SITE,
                *(one.id for one in config.sources),
                *(one.id for one in config.rivers),
            ],
            dry_run=order.dry_run,
        )
        report = report_of(tools.now, reports, published)
        report = replace(report, failures=(*failures, *report.failures))
        if not order.dry_run:
            report = replace(report, failures=(*report.failures, *tell(report, place)))
            report = replace(report, failures=(*report.failures, *measure(report, place, started)))
        report = news_first(as_shown(report, config.secrets), store.last_run())
        store.note_run(tools.now, numbers(report))
    return report


def _files(
    chosen: Sequence[Source], place: Workplace, reports: list[SourceReport]
) -> Iterator[tuple[SourceId, Rendered | Unaltered]]:
    """What is to be published, source by source, each of them reported on."""
    store = place.store
    cards, conditions = store.cards(), store.conditions()
    total = len(chosen)
    for number, (begun, given) in enumerate(in_turn(_gathered(chosen, place), total, place), 1):
        source, outset = begun.source, begun.outset
        due = due_again(source, given.book, place.tools.moment())
        reports.append(replace(given.report, due=due))
        is_well, silent_after = conditions.get(source.id, (True, None))
        known = Known(card=cards.get(source.id), is_well=is_well, silent_after=silent_after)
        found = check_up(source, given, known, place)
        renewed = with_notice(given, outset.memory, found, place)
        _remember(renewed, found, store)
        for file in renewed.files:
            yield source.id, file
        _remember_published(renewed, found, store)
        if found is not None:
            waiting = _waiting(outset, found.lasting, place.tools) if found.lasting else ""
            reports[-1] = replace(reports[-1], alarms=found.notices, waiting=waiting)
        place.tools.heed(Step(stage=Stage.DONE, source=source.id, done=number, total=total))
    place.crew.dismiss()


def _remember(renewed: Renewed, found: Checkup | None, store: Store) -> None:
    """What a build found out about a source, before any of it is published.

    Ids and dates must not be made up anew after a crash, and what was measured of new entries is
    measured once: to the next build they are known.
    """
    with store.at_once():
        if renewed.saving is not None:
            store.save(renewed.saving, renewed.rows)
        elif renewed.book.written():
            store.save_records(renewed.report.source, renewed.book.written())
        if found is not None and found.health is not None:
            store.save_health(found.health, found.sample, found.events)


def _remember_published(renewed: Renewed, found: Checkup | None, store: Store) -> None:
    """That the files of a source are there, and how the index shows them.

    A crash before costs one repeated rendering. With that the card is made again, so that no feed
    is without one; nor is there one that leads to files that are still to come.
    """
    card = None if found is None else found.card
    if renewed.saving is None and card is None:
        return
    with store.at_once():
        if renewed.saving is not None:
            store.note_published(renewed.saving)
        for owner, made in renewed.made:
            store.save_made(owner, made)
        if card is not None:
            store.save_card(card)


def _waiting(outset: Outset, trouble: str, tools: Tools) -> str:
    """Why a source that failed when it was last asked has not been asked now; empty: it has."""
    if outset.resting is None and not tools.is_offline:
        return ""
    reason = outset.resting.reason if outset.resting is not None else "this build asks no server"
    return f"not asked ({reason}); last time: {trouble}"


def _joint_files(
    place: Workplace, failures: list[Failure]
) -> Iterator[tuple[SourceId, Rendered | Unaltered]]:
    """What is made of several sources, once these are published."""
    for joint in rivers(place):
        failures += joint.failures
        for file in joint.files:
            yield joint.owner, file
        with place.store.at_once():
            if joint.made is not None:
                place.store.save_made(joint.owner, joint.made)
            if joint.card is not None:
                place.store.save_card(joint.card)
    front = site_files(place)
    if front is not None:
        for file in front.files:
            yield front.owner, file
        if front.made is not None:
            place.store.save_made(front.owner, front.made)


def has_failed(report: BuildReport) -> bool:
    """Whether anything went wrong in a build."""
    return bool(report.failures) or any(source.failures for source in report.sources)


def _gathered(chosen: Sequence[Source], place: Workplace) -> Iterator[Waiting]:
    """What each source gives, in their order; servers are all asked at the start, files in turn."""
    online = [source for source in chosen if source.kind is not SourceKind.DUMP]
    outsets = {source.id: set_out(source, place) for source in online}
    asked = [one for one in online if outsets[one.id].is_asked and not outsets[one.id].resting]
    ahead = _ahead([(source, outsets[source.id].context) for source in asked])
    for source in chosen:
        outset = outsets.pop(source.id, None) or set_out(source, place)
        waiting = Waiting(source=source, outset=outset)
        if source.kind is SourceKind.DUMP:
            waiting = replace(waiting, gathered=GATHER[source.kind](source, outset.context))
        elif outset.resting is not None:
            waiting = replace(waiting, gathered=(outset.resting,))
        elif outset.is_asked:
            _, awaited = next(ahead)
            waiting = replace(waiting, gathered=awaited, is_there=awaited.is_there)
        yield waiting


def _ahead(
    jobs: Sequence[tuple[Source, Context]],
) -> Iterator[tuple[Source, Awaited]]:
    if not jobs:
        return iter(())
    from feedclean.gather.together import gather_together  # noqa: PLC0415 - loads thread pools

    return gather_together(jobs)
