"""The conductor: which stage comes after which, for all sources of a configuration."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from feedclean.config import Config
from feedclean.errors import ConfigError
from feedclean.gather.locate import Located, locate
from feedclean.gather.table import GATHER
from feedclean.gather.together import gather_together
from feedclean.model.article import SourceId
from feedclean.model.output import BuildReport, Rendered, SourceReport
from feedclean.model.source import Gathered, Source, SourceKind
from feedclean.publish import PublishReport, publish
from feedclean.state.edition import edition
from feedclean.state.store import Store, open_store
from feedclean.work.place import Tools, Workplace, no_network
from feedclean.work.renew import Outset, renew, set_out

__all__ = ["Order", "Tools", "build_site", "has_failed", "no_network"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to build of a configuration, and where to; all of it to its own output by default."""

    sources: tuple[SourceId, ...] = ()
    """Empty: every source."""
    output: Path | None = None
    dry_run: bool = False


def build_site(config: Config, tools: Tools, order: Order | None = None) -> BuildReport:
    """Builds and publishes the sources of a configuration.

    One bad article costs itself, one bad source its own update: what was published of it stands.
    In a dry run nothing is written, and ``files_written`` counts what would have been.

    Raises: ConfigError, before any output is touched.
    """
    order = order or Order()
    output = order.output or config.site.output
    chosen = _chosen(config, order.sources)
    _check_sources(config, chosen, output)
    reports: list[SourceReport] = []

    def files(store: Store) -> Iterator[tuple[SourceId, Rendered]]:
        place = Workplace(config=config, output=output, tools=tools, store=store, edition=edition())
        for source, outset, gathered in _gathered(chosen, place):
            renewed = renew(source, place, outset, gathered)
            reports.append(renewed.report)
            for file in renewed.files:
                yield source.id, file
            # Published first, then remembered: a crash in between costs one repeated build.
            if renewed.saving is not None:
                store.save(renewed.saving)
            elif renewed.book.written():
                store.save_records(source.id, renewed.book.written())

    with open_store(config.site.state, dry_run=order.dry_run) as store:
        published = publish(
            output,
            files(store),
            keep=[source.id for source in config.sources],
            dry_run=order.dry_run,
        )
        report = _report(tools, reports, published)
        store.note_run(tools.now, _numbers(report))
    return report


def has_failed(report: BuildReport) -> bool:
    """Whether anything went wrong in a build."""
    return bool(report.failures) or any(source.failures for source in report.sources)


def _gathered(
    chosen: Sequence[Source], place: Workplace
) -> Iterator[tuple[Source, Outset, Iterable[Gathered]]]:
    """What each source gives, in their order; servers are all asked at the start, files in turn."""
    online = [source for source in chosen if source.kind is not SourceKind.DUMP]
    outsets = {source.id: set_out(source, place) for source in online}
    asked = [source for source in online if outsets[source.id].is_asked]
    ahead = gather_together([(source, outsets[source.id].context) for source in asked])
    for source in chosen:
        outset = outsets.pop(source.id, None) or set_out(source, place)
        gathered: Iterable[Gathered] = ()
        if source.kind is SourceKind.DUMP:
            gathered = GATHER[source.kind](source, outset.context)
        elif outset.is_asked:
            _, gathered = next(ahead)
        yield source, outset, gathered


def _chosen(config: Config, ids: Collection[SourceId]) -> tuple[Source, ...]:
    known = {source.id for source in config.sources}
    for id_ in ids:
        if id_ not in known:
            names = ", ".join(sorted(known))
            raise ConfigError(config.path, "--source", f'no source "{id_}"; there are: {names}')
    return tuple(source for source in config.sources if not ids or source.id in ids)


def _check_sources(config: Config, sources: Sequence[Source], output: Path) -> None:
    """What only a look at the world can tell: whether we can gather this at all."""
    for source in sources:
        if source.kind not in GATHER:
            kinds = " or ".join(f'"{kind}"' for kind in GATHER)
            problem = f'this version does not gather "{source.kind}" yet; write {kinds}'
            raise ConfigError(config.path, config.key(source.id, "kind"), problem)
        if source.kind is SourceKind.DUMP:
            problem = _dump_problem(locate(source.location, config.folder), config.folder, output)
            if problem:
                told = f'"{source.location}" {problem} (source "{source.id}")'
                raise ConfigError(config.path, config.key(source.id, "location"), told)


def _dump_problem(located: Located, folder: Path, output: Path) -> str:
    if not located.names:
        return (
            f"matches no file in {folder}; "
            'name files, a pattern such as "dumps/*.html", or a folder'
        )
    # Today's feeds would be tomorrow's articles.
    root, out = located.root.resolve(), output.resolve()
    if any((root / name).is_relative_to(out) for name in located.names):
        return f"holds what is published to {out}; choose another folder for one of them"
    return ""


def _with_files(report: SourceReport, published: PublishReport) -> SourceReport:
    ours = [file for file in published.files if file.owner == report.source]
    failures = tuple(item for item in published.failures if item.source == report.source)
    return replace(
        report,
        files_written=sum(file.changed for file in ours),
        files_unchanged=report.files_unchanged + sum(not file.changed for file in ours),
        failures=(*report.failures, *failures),
    )


def _report(tools: Tools, reports: Sequence[SourceReport], published: PublishReport) -> BuildReport:
    for caution in published.cautions:
        _log.warning("%s", caution)
    for path in published.removed:
        _log.info("%s: removed, no source gives it any more", path)
    known = {report.source for report in reports}
    return BuildReport(
        started_at=tools.now,
        sources=tuple(_with_files(report, published) for report in reports),
        failures=tuple(failure for failure in published.failures if failure.source not in known),
    )


def _numbers(report: BuildReport) -> object:
    """What the history keeps of a build: numbers, and which article was left out or failed why."""
    return [
        {
            "source": source.source,
            "gathered": source.gathered,
            "parsed": source.parsed,
            "cleaned": source.cleaned,
            "unchanged": source.unchanged,
            "blocks_removed": source.blocks_removed,
            "entries": source.entries,
            "dropped": [(one.meta.id, one.rule) for one in source.dropped],
            "failures": [(one.location, one.stage, one.error) for one in source.failures],
            "files_written": source.files_written,
        }
        for source in report.sources
    ]
