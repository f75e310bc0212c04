"""What became of a build as a whole, out of what became of its sources and their files."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import datetime

from feedclean.discretion import discreet, discreetly
from feedclean.model.article import LEFT_OUT, NOBODY, NOT_YET, Failure, SourceId
from feedclean.model.output import BuildReport, SourceReport
from feedclean.publish import Published, PublishReport
from feedclean.state.store import Run
from feedclean.work.site import SITE

_log = logging.getLogger(__name__)


def report_of(
    started_at: datetime, reports: Sequence[SourceReport], published: PublishReport
) -> BuildReport:
    """What became of a build, given what became of its sources and of their files."""
    for caution in published.cautions:
        _log.warning("%s", caution)
    for path in published.removed:
        _log.info("%s: removed, it is not part of what is published any more", path)
    files: defaultdict[str, list[Published]] = defaultdict(list)
    failed: defaultdict[SourceId, list[Failure]] = defaultdict(list)
    for file in published.files:
        files[file.owner].append(file)
    for failure in published.failures:
        failed[failure.source].append(failure)
    known = {report.source for report in reports}
    return BuildReport(
        started_at=started_at,
        sources=tuple(_with_files(one, files[one.source], failed[one.source]) for one in reports),
        failures=tuple(
            replace(failure, source=NOBODY) if failure.source == SITE else failure
            for failure in published.failures
            if failure.source not in known
        ),
        written=tuple(file.path for file in published.files if file.changed),
        removed=published.removed,
    )


def _with_files(
    report: SourceReport, ours: Sequence[Published], failed: Sequence[Failure]
) -> SourceReport:
    told = (*report.failures, *failed)
    left_out = tuple(item for item in told if item.error in (LEFT_OUT, NOT_YET))
    failures = tuple(item for item in told if item.error not in (LEFT_OUT, NOT_YET))
    return replace(
        report,
        files_written=sum(file.changed for file in ours),
        files_unchanged=report.files_unchanged + sum(not file.changed for file in ours),
        failures=failures,
        left_out=left_out,
    )


def as_shown(report: BuildReport, secrets: tuple[str, ...]) -> BuildReport:
    """The same as it may be shown to anybody."""
    return replace(
        report,
        failures=discreetly(report.failures, secrets),
        sources=tuple(
            replace(
                one,
                failures=discreetly(one.failures, secrets),
                left_out=discreetly(one.left_out, secrets),
                waiting=discreet(one.waiting, secrets),
                dropped=tuple(
                    replace(left, location=discreet(left.location, secrets)) for left in one.dropped
                ),
                stubs=tuple((discreet(where, secrets), why) for where, why in one.stubs),
                held=tuple((discreet(where, secrets), why) for where, why in one.held),
            )
            for one in report.sources
        ),
    )


def news_first(report: BuildReport, last: Run | None) -> BuildReport:
    """The same, with the files left out that the last build left out, too, behind the others."""
    known = {} if last is None else {one["source"]: {*one["left_out"]} for one in last.report}
    return replace(
        report, sources=tuple(_news_first(one, known.get(one.source, ())) for one in report.sources)
    )


def _news_first(report: SourceReport, known: Container[str]) -> SourceReport:
    ranked = sorted(report.left_out, key=lambda one: one.location in known)
    old = sum(one.location in known for one in ranked)
    return replace(report, left_out=tuple(ranked), left_out_before=old)


def numbers(report: BuildReport) -> object:
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
            "left_out": [one.location for one in source.left_out],
            "files_written": source.files_written,
        }
        for source in report.sources
    ]
