"""``feedclean build``: runs the conductor and tells what became of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final

import click

from feedclean.cli.exits import EXIT_ALARM, EXIT_FAILED, EXIT_OK
from feedclean.cli.voice import listen, loudness, print_json, print_rich
from feedclean.codec import plain
from feedclean.conductor import Order, Tools, build_site, has_failed, no_network
from feedclean.config import load_config
from feedclean.model.article import Failure, SourceId
from feedclean.model.output import BuildReport, SourceReport
from feedclean.text import on_one_line
from feedclean.watch import interruptible, until_stopped
from feedclean.work.asking import fetching

_SHOWN: Final = 3


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
    reclean: bool
    strict: bool
    as_json: bool


def run_build(request: BuildRequest) -> int:
    """Builds, prints the report, and gives the exit status.

    Raises: ConfigError.
    """
    config = load_config(request.config)
    if request.metrics is not None:
        config = replace(config, site=replace(config.site, metrics=request.metrics))
    listen(loudness(), config.secrets)
    fetch = no_network if request.offline else fetching(config)
    order = Order(
        sources=tuple(SourceId(id_) for id_ in request.ids),
        output=request.output,
        dry_run=request.dry_run,
        refresh=request.refresh,
        reclean=request.reclean,
    )
    with interruptible(say_stopping) as is_interrupted:
        tools = Tools(
            now=datetime.now(UTC),
            fetch=fetch if request.offline else until_stopped(fetch, is_interrupted),
            clock=lambda: datetime.now(UTC),
        )
        report = build_site(config, tools, order)
    if request.as_json:
        print_json(plain(report), config.secrets)
    elif loudness() >= 0:
        _print_table(report, dry_run=request.dry_run)
        for line in _remarks(report):
            click.echo(on_one_line(line))
        for line in _changes(report, dry_run=request.dry_run):
            click.echo(on_one_line(line))
    if not request.as_json:  # which names the failures itself
        for failure in _failures(report):
            click.echo(on_one_line(_told(failure)), err=True)
    if has_failed(report):
        return EXIT_FAILED
    is_alarmed = any(source.alarms for source in report.sources)
    return EXIT_ALARM if request.strict and is_alarmed else EXIT_OK


def say_stopping() -> None:
    """Says at once what Ctrl-C leads to; past the streams, which a signal may find in use."""
    with suppress(OSError):
        os.write(2, b"feedclean: stopping after the request under way (again to stop now)\n")


def _print_table(report: BuildReport, *, dry_run: bool) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("source", overflow="fold")
    for name in ("read", "cleaned", "unchanged", "blocks removed", "failures", "entries"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("file", no_wrap=True)
    for source in report.sources:
        numbers = (
            source.parsed,
            source.cleaned,
            source.unchanged,
            source.blocks_removed,
            len(source.failures),
            source.entries,
        )
        status = _file_status(source, dry_run=dry_run)
        table.add_row(source.source, *(str(number) for number in numbers), status)
    print_rich(table)


def _file_status(source: SourceReport, *, dry_run: bool) -> str:
    if source.files_written:
        return "would change" if dry_run else "written"
    return "unchanged" if source.files_unchanged else "left as it was"


def _remarks(report: BuildReport) -> Iterator[str]:
    for source in report.sources:
        if source.waiting:
            yield f"{source.source}: {source.waiting}"
        for dropped in source.dropped:
            yield f"{source.source}: left out {dropped.meta.id}: {dropped.reason}"
        for file in source.left_out:
            yield f"{source.source}: left out {file.message}"
        for where, why in source.stubs:
            yield f"{source.source}: only the beginning of {where} can be read ({why})"
        for where, why in source.held:
            yield f"{source.source}: the text of {where} is not published yet ({why})"
        for alarm in source.alarms:
            yield f"{source.source}: alarm {alarm.code}: {alarm.told}"
        for article, code in source.cautions:
            if loudness() > 0:
                yield f"{source.source}: caution {code}: {article}"


def _changes(report: BuildReport, *, dry_run: bool) -> Iterator[str]:
    """In a dry run, every file that would be written or removed; else those removed, in a line."""
    if dry_run:
        yield from (f"would write {name}" for name in _folded(report.written))
        yield from (f"would remove {name}" for name in _folded(report.removed))
    elif report.removed:
        names = _folded(report.removed)
        shown = ", ".join(names[:_SHOWN])
        more = len(names) - _SHOWN
        yield f"removed, as no longer published: {shown}" + (
            f" and {more} more" if more > 0 else ""
        )


def _folded(paths: Sequence[PurePosixPath]) -> list[str]:
    """The names of files; compressed copies are named with theirs, as they change with it."""
    from feedclean.generate.hosts import COPIES

    known = frozenset(paths)
    copied = {path.with_suffix("") for path in paths if path.suffix in COPIES}
    return [
        f"{path} and its compressed copies" if path in copied else str(path)
        for path in paths
        if path.suffix not in COPIES or path.with_suffix("") not in known
    ]


def _failures(report: BuildReport) -> Iterator[Failure]:
    for source in report.sources:
        yield from source.failures
    yield from report.failures


def _told(failure: Failure) -> str:
    """One line; the message mostly starts with the location, which is then not said twice."""
    where = "" if failure.message.startswith(failure.location) else f"{failure.location}: "
    owner = f"{failure.source}: " if failure.source else ""
    return f"failed: {owner}{where}{failure.message} [{failure.stage}: {failure.error}]"
