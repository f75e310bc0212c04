"""``feedclean status``: how the sources are, from what is remembered of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feedclean.cli.configured import configured
from feedclean.cli.exits import EXIT_FAILED, EXIT_OK
from feedclean.cli.voice import loudness, print_json, print_rich, say_line
from feedclean.codec import plain
from feedclean.work.condition import Condition, conditions


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRequest:
    """The arguments of the command."""

    config: Path
    ids: tuple[str, ...]
    as_json: bool


def run_status(request: StatusRequest) -> int:
    """Prints how the sources are; gives the exit status. Raises: ConfigError, StateError."""
    config = configured(request.config)
    now = datetime.now(UTC)
    shown = conditions(config, request.ids, now)
    if request.as_json:
        print_json([plain(one) for one in shown])
    else:
        _print(shown, now)
    return EXIT_FAILED if any(one.alarms for one in shown) else EXIT_OK


def _print(shown: Sequence[Condition], now: datetime) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("source", overflow="fold")
    table.add_column("state", no_wrap=True)
    for name in ("last success", "next due", "entries", "new a day", "characters", "taken out"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in shown:
        table.add_row(one.source, *_cells(one, now), style="red" if one.alarms else None)
    if loudness() >= 0:
        print_rich(table)
    for line in _alarms(shown):
        say_line(line)


def _cells(one: Condition, now: datetime) -> Iterator[str]:
    figures = one.figures
    yield one.state
    yield "-" if one.last_success is None else f"{_ago(now - one.last_success)} ago"
    yield _due(one, now)
    yield str(one.entries)
    yield "-" if figures is None or figures.a_day is None else f"{figures.a_day:g}"
    yield "-" if figures is None else str(figures.chars)
    yield "-" if figures is None else f"{figures.removed:.0%}"


def _due(one: Condition, now: datetime) -> str:
    if one.next_due is None:
        return "-"
    return "now" if one.next_due <= now else f"in {_ago(one.next_due - now)}"


def _ago(span: timedelta) -> str:
    seconds = max(0.0, span.total_seconds())
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"


def _alarms(shown: Sequence[Condition]) -> Iterator[str]:
    for one in shown:
        for alarm in one.alarms:
            yield ""
            yield f"{one.source}: {alarm.code} since {alarm.since:%Y-%m-%d %H:%M} UTC"
            yield f"  {alarm.told}"
            if alarm.advice:
                yield f"  {alarm.advice}"
