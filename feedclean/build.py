"""The conductor: which stage comes after which, for all sources of a configuration."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from feedclean.clean.process import bind
from feedclean.config import Config
from feedclean.errors import ConfigError, FeedcleanError, FetchRefused
from feedclean.execute.base import Executor
from feedclean.execute.serial import SerialExecutor
from feedclean.gather.base import Context, Fetch, Request
from feedclean.gather.locate import Located, locate
from feedclean.gather.table import GATHER
from feedclean.generate.assemble import assemble
from feedclean.generate.table import FORMATS
from feedclean.learn import ENOUGH, learn
from feedclean.model.article import CleanArticle, Dropped, Failure, Outcome, RawArticle, SourceId
from feedclean.model.output import BuildReport, Rendered, SourceReport
from feedclean.model.plan import CleanOptions, CleanPlan
from feedclean.model.source import Capture, Gathered, Source, SourceKind
from feedclean.parse import read
from feedclean.publish import PublishReport, publish

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The world as a build sees it: what is fetched, how much at once, and what time it is."""

    now: datetime
    fetch: Fetch
    executor: Executor = field(default_factory=SerialExecutor)
    stopwatch: Callable[[], float] = time.perf_counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to build of a configuration, and where to; all of it to its own output by default."""

    sources: tuple[SourceId, ...] = ()
    """Empty: every source."""
    output: Path | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Built:
    """What one source gave: nothing to publish if all of it failed."""

    report: SourceReport
    files: tuple[Rendered, ...] = ()


@dataclass(slots=True)
class _Tally:
    """Counts of one source while its articles run through."""

    gathered: int = 0
    parsed: int = 0
    failures: list[Failure] = field(default_factory=list)


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

    def files() -> Iterator[tuple[SourceId, Rendered]]:
        for source in chosen:
            built = _build_source(source, config, tools)
            reports.append(built.report)
            for file in built.files:
                yield source.id, file

    published = publish(
        output,
        files(),
        keep=[source.id for source in config.sources],
        dry_run=order.dry_run,
    )
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


def no_network(request: Request) -> NoReturn:
    """The ``fetch`` of an offline build."""
    raise FetchRefused(
        request.url, "not asked for, since this build is offline; what was published stands"
    )


def has_failed(report: BuildReport) -> bool:
    """Whether anything went wrong in a build."""
    return bool(report.failures) or any(source.failures for source in report.sources)


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


def _build_source(source: Source, config: Config, tools: Tools) -> _Built:
    started = tools.stopwatch()
    tally = _Tally()
    context = Context(folder=config.folder, now=tools.now, fetch=tools.fetch)
    raws = list(_raw_articles(source, GATHER[source.kind](source, context), tally))
    plan = CleanPlan(
        source=source.id,
        options=CleanOptions(timezone=source.timezone),
        template=learn(source.id, raws) if len(raws) >= ENOUGH else None,
    )
    outcomes = list(tools.executor.map(bind(plan), raws))
    articles = [outcome for outcome in outcomes if isinstance(outcome, CleanArticle)]
    tally.failures += [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    if not (articles or outcomes or tally.failures):
        tally.failures.append(_nothing_found(source))
    report = _report(source, tally, outcomes)
    files: tuple[Rendered, ...] = ()
    if articles:
        try:
            feed = assemble(source, articles, config.site.base_url)
            files = tuple(render(feed) for render in FORMATS.values())
            report = replace(report, entries=len(feed.entries))
        except Exception as error:  # noqa: BLE001 - the edge of generate: a feed is whole or stays
            failed = _failure(source, source.id, "generate", error)
            report = replace(report, failures=(*report.failures, failed))
    return _Built(report=replace(report, seconds=tools.stopwatch() - started), files=files)


def _raw_articles(
    source: Source, gathered: Iterator[Gathered], tally: _Tally
) -> Iterator[RawArticle]:
    """The raw articles of a source one by one, everything else noted in the tally."""
    try:
        for item in gathered:
            if isinstance(item, Failure):
                tally.failures.append(item)
            elif isinstance(item, Capture):
                tally.gathered += 1
                for article in read(item, source):
                    if isinstance(article, Failure):
                        tally.failures.append(article)
                    else:
                        tally.parsed += 1
                        yield article
    except Exception as error:  # noqa: BLE001 - the edge of gather: the other sources go on
        tally.failures.append(_failure(source, source.location, "gather", error))


def _report(source: Source, tally: _Tally, outcomes: Sequence[Outcome]) -> SourceReport:
    articles = [outcome for outcome in outcomes if isinstance(outcome, CleanArticle)]
    dropped = tuple(outcome for outcome in outcomes if isinstance(outcome, Dropped))
    failed = sum(isinstance(outcome, Failure) for outcome in outcomes)
    return SourceReport(
        source=source.id,
        gathered=tally.gathered,
        parsed=tally.parsed,
        cleaned=len(articles),
        unchanged=len(outcomes) - len(articles) - len(dropped) - failed,
        blocks_removed=sum(len(article.removals) for article in articles),
        entries=0,
        dropped=dropped,
        failures=tuple(tally.failures),
        cautions=tuple(
            (article.meta.id, code) for article in articles for code in article.cautions
        ),
        files_written=0,
        files_unchanged=0,
        seconds=0.0,
    )


def _with_files(report: SourceReport, published: PublishReport) -> SourceReport:
    ours = [file for file in published.files if file.owner == report.source]
    failures = tuple(item for item in published.failures if item.source == report.source)
    return replace(
        report,
        files_written=sum(file.changed for file in ours),
        files_unchanged=sum(not file.changed for file in ours),
        failures=(*report.failures, *failures),
    )


def _nothing_found(source: Source) -> Failure:
    return Failure(
        source=source.id,
        location=source.location,
        stage="parse",
        error="ParseError",
        message=f"{source.location}: holds no article; what was published of it stands",
    )


def _failure(source: Source, location: str, stage: str, error: Exception) -> Failure:
    known = isinstance(error, FeedcleanError)
    return Failure(
        source=source.id,
        location=location,
        stage=stage,
        error=type(error).__name__,
        message=str(error) if known else f"a bug in feedclean: {type(error).__name__}: {error}",
    )
