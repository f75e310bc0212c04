"""``feedclean build``: runs the conductor and tells what became of it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from feedclean.cli.built import tell_built
from feedclean.cli.configured import configured_for
from feedclean.cli.exits import EXIT_ALARM, EXIT_FAILED, EXIT_OK
from feedclean.cli.progress import progress
from feedclean.cli.voice import print_json
from feedclean.codec import plain
from feedclean.conductor import Order, Tools, build_site, has_failed, no_network
from feedclean.execute.table import executor_of
from feedclean.model.article import SourceId
from feedclean.watch import interruptible, until_stopped
from feedclean.work.asking import fetching


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """The arguments of the command."""

    config: Path
    ids: tuple[str, ...]
    output: Path | None
    metrics: Path | None
    offline: bool
    dry_run: bool
    refresh: bool
    pages: tuple[str, ...]
    reclean: bool
    jobs: int | None
    engine: str
    address: str
    strict: bool
    as_json: bool


def run_build(request: BuildRequest) -> int:
    """Builds, prints the report, and gives the exit status.

    Raises: ConfigError.
    """
    config = configured_for(request.engine, request.config)
    if request.metrics is not None:
        config = replace(config, site=replace(config.site, metrics=request.metrics))
    order = Order(
        sources=tuple(SourceId(id_) for id_ in request.ids),
        output=request.output,
        dry_run=request.dry_run,
        refresh=request.refresh,
        pages=request.pages,
        reclean=request.reclean,
    )
    with progress() as shown, interruptible(say_stopping) as is_interrupted:
        fetch = fetching(config, lambda: not is_interrupted())
        tools = Tools(
            now=datetime.now(UTC),
            fetch=no_network
            if request.offline
            else until_stopped(shown.counting(fetch), is_interrupted),
            heed=shown.heed,
            executor=executor_of(request.engine, request.jobs, request.address),
            clock=lambda: datetime.now(UTC),
        )
        report = build_site(config, tools, order)
    if request.as_json:
        print_json(plain(report))
    else:
        tell_built(report, request.output or config.site.output, dry_run=request.dry_run)
    if has_failed(report):
        return EXIT_FAILED
    is_alarmed = any(source.alarms for source in report.sources)
    return EXIT_ALARM if request.strict and is_alarmed else EXIT_OK


def say_stopping() -> None:
    """Says at once what Ctrl-C leads to; past the streams, which a signal may find in use."""
    with suppress(OSError):
        os.write(2, b"feedclean: stopping after the request under way (again to stop now)\n")
