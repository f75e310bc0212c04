"""What a build did, in numbers, for programs that watch programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from feedclean.codec import canonical_json, plain
from feedclean.model.output import BuildReport, SourceReport

_OF_SOURCES: Final[Mapping[str, tuple[str, Callable[[SourceReport], int]]]] = {
    "cleaned": ("Articles cleaned by the last build.", lambda one: one.cleaned),
    "entries": ("Entries in the feed.", lambda one: one.entries),
    "failures": ("Failures of the last build.", lambda one: len(one.failures)),
    "files_written": ("Files that changed in the last build.", lambda one: one.files_written),
    "held": ("Pages whose text was not believed.", lambda one: len(one.held)),
    "read": ("Articles read by the last build.", lambda one: one.parsed),
}


def as_line(report: BuildReport, seconds: float) -> str:
    """A build as one line of JSON; no address and no text of an article is in it."""
    value = {
        "at": plain(report.started_at),
        "seconds": round(seconds, 3),
        "failures": len(report.failures),
        "sources": [
            {
                "id": one.source,
                **{name: count(one) for name, (_, count) in _OF_SOURCES.items()},
                "seconds": round(one.seconds, 3),
                "alarms": [alarm.code for alarm in one.alarms],
            }
            for one in report.sources
        ],
    }
    return canonical_json(value) + "\n"


def as_prometheus(report: BuildReport, seconds: float) -> str:
    """A build in the text format of Prometheus, for its textfile collector."""
    return "\n".join([*_families(report, seconds), ""])


def _families(report: BuildReport, seconds: float) -> Iterator[str]:
    yield from _family("build_timestamp_seconds", "When the last build started.")
    yield f"feedclean_build_timestamp_seconds {report.started_at.timestamp():.0f}"
    yield from _family("build_duration_seconds", "How long it took.")
    yield f"feedclean_build_duration_seconds {seconds:.3f}"
    yield from _family("build_failures", "Failures that belong to no single source.")
    yield f"feedclean_build_failures {len(report.failures)}"
    for name, (told, count) in _OF_SOURCES.items():
        yield from _family(f"source_{name}", told)
        for one in report.sources:
            yield f'feedclean_source_{name}{{source="{_value(one.source)}"}} {count(one)}'
    yield from _family("source_alarm", "1 for each alarm that is open.")
    for one in report.sources:
        for alarm in one.alarms:
            labels = f'source="{_value(one.source)}",code="{_value(alarm.code)}"'
            yield f"feedclean_source_alarm{{{labels}}} 1"


def _family(name: str, told: str) -> Iterator[str]:
    yield f"# HELP feedclean_{name} {told}"
    yield f"# TYPE feedclean_{name} gauge"


def _value(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
