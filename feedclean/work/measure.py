"""Tells programs that watch this one what a build did, where somebody wants them told."""

from __future__ import annotations

from collections.abc import Iterator

from feedclean.errors import PublishError
from feedclean.model.article import Failure
from feedclean.model.output import BuildReport
from feedclean.work.place import Workplace


def measure(report: BuildReport, place: Workplace, started: float) -> Iterator[Failure]:
    """Writes the files of metrics; one that cannot be written harms nothing else."""
    site = place.config.site
    if site.metrics is None and site.prometheus is None:
        return
    from feedclean.health.metrics import as_line, as_prometheus  # noqa: PLC0415 - rarely wanted
    from feedclean.publish.measures import append_line, put_text  # noqa: PLC0415 - as above

    seconds = place.tools.stopwatch() - started
    try:
        if site.metrics is not None:
            append_line(site.metrics, as_line(report, seconds))
        if site.prometheus is not None:
            put_text(site.prometheus, as_prometheus(report, seconds))
    except PublishError as error:
        yield Failure.of(error, location=error.path, stage="publish")
