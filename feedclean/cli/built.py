"""What became of a build, for a person: a table, what is to be known of it, and how it stands."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from feedclean.cli.voice import loudness, print_rich, say_line
from feedclean.model.article import Dropped, Failure
from feedclean.model.output import BuildReport, SourceReport
from feedclean.text import number_of

_SHOWN: Final = 3
_ROWS: Final = 40
"""Of the table, and of what a source leaves out; more of them nobody reads."""
_UNDATED: Final = "last, as of 1970; write the day into the text or the name of the file"


def tell_built(report: BuildReport, output: Path, *, dry_run: bool) -> None:
    """Prints it; to be quiet, the failures alone."""
    if loudness() >= 0:
        if report.sources:
            _print_table(report, dry_run=dry_run)
        for line in (*_remarks(report), *_changes(report, dry_run=dry_run)):
            say_line(line)
    for failure in _failures(report):
        say_line(f"{failure.line} [{failure.stage}: {failure.error}]", err=True)
    if loudness() >= 0:
        say_line(_in_all(report, output, dry_run=dry_run))


def _in_all(report: BuildReport, output: Path, *, dry_run: bool) -> str:
    """How it stands, in one sentence for somebody who reads no other."""
    written = sum(source.files_written > 0 and not _lacks(source) for source in report.sources)
    many = number_of(len(report.sources), "source")
    feeds = number_of(written, "feed")
    where = _nearby(output)
    became = f"{feeds} {'would change' if dry_run else 'written'}" if written else "nothing new"
    became += f" {'in' if dry_run or not written else 'to'} {where}"
    ill = [source.source for source in report.sources if source.alarms]
    failed = [source.source for source in report.sources if source.failures and not source.alarms]
    if ill:
        helps = "feedclean status says what helps"
        return f"{many}, {len(ill)} not well ({_some(ill)}): {became}; {helps}"
    if report.failures:
        return f"{many}, the site is not whole: {became}; what was published stands"
    if failed:
        helps = "the lines above say why"
        return f"{many}, something failed in {_some(failed)}: {became}; {helps}"
    return f"{many}, all well: {became}"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _nearby(path: Path) -> str:
    """A path as one would type it here."""
    real, here = path.resolve(), Path.cwd()
    return os.path.relpath(real, here) if real.is_relative_to(here) else str(path)


def _print_table(report: BuildReport, *, dry_run: bool) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("source", overflow="fold")
    for name in ("read", "cleaned", "unchanged", "blocks removed", "failures", "entries"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("file", no_wrap=True)
    shown = _shown(report.sources)
    for source in shown:
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
    if len(shown) < len(report.sources):
        rest = [source for source in report.sources if source not in shown]
        busy = sum(bool(source.files_written) for source in rest)
        told = f"and {len(rest)} more sources, {busy} of them with a file written; -v lists all"
        say_line(told)


def _shown(sources: Sequence[SourceReport]) -> list[SourceReport]:
    """Those a person wants to see of very many, in their order: what failed, then what is new."""
    if len(sources) <= _ROWS or loudness() > 0:
        return list(sources)
    ranked = sorted(sources, key=lambda one: (not _is_ill(one), not one.files_written))
    some = {one.source for one in ranked[:_ROWS] if _is_ill(one) or one.files_written}
    return [one for one in sources if one.source in some]


def _is_ill(source: SourceReport) -> bool:
    return bool(source.failures or source.alarms)


def _lacks(source: SourceReport) -> bool:
    """Whether a file of a source could not be written: a feed perhaps, beside its page."""
    return any(failure.stage == "publish" for failure in source.failures)


def _file_status(source: SourceReport, *, dry_run: bool) -> str:
    if _lacks(source):
        return "not all written"
    if source.files_written:
        return "would change" if dry_run else "written"
    return "unchanged" if source.files_unchanged else "left as it was"


def _left_out(source: SourceReport) -> Iterator[str]:
    """Articles and files that are left out; of files only what the build before did not tell."""
    articles = [f"{named(dropped)}: {dropped.reason}" for dropped in source.dropped]
    files = [file.message for file in source.left_out]
    told_before = source.left_out_before
    if loudness() > 0:
        told_before, shown = 0, len(articles) + len(files)
    else:
        shown = _ROWS
    new = [*articles, *files[: len(files) - told_before]]
    for told in new[:shown]:
        yield f"{source.source}: left out {told}"
    if rest := new[shown:]:
        yield f"{source.source}: left out {len(rest)} more; -v says which"
    if told_before:
        many = number_of(told_before, "file")
        yield f"{source.source}: left out {many} as the build before did; -v says which"


def named(dropped: Dropped) -> str:
    """What an article left out is called: its id, and where it is to be found."""
    id_, where = dropped.meta.id, dropped.location
    return id_ if where in ("", id_) else f"{id_} ({where})"


def _remarks(report: BuildReport) -> Iterator[str]:
    for source in report.sources:
        if source.waiting:
            yield f"{source.source}: {source.waiting}"
        yield from _left_out(source)
        if source.undated:
            many = number_of(source.undated, "article")
            yield f"{source.source}: {many} without a date {_UNDATED}"
        for where, why in source.stubs:
            yield f"{source.source}: only the beginning of {where} can be read ({why})"
        for where, why in source.held:
            yield f"{source.source}: the text of {where} is not published yet ({why})"
        for alarm in source.alarms:
            if not (source.waiting and source.waiting.endswith(alarm.told)):  # said above
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
