"""``feedclean doctor``: what is wrong with what builds work with, and what helps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from feedclean.cli.configured import configured
from feedclean.cli.exits import EXIT_FAILED, EXIT_OK
from feedclean.cli.voice import loudness, print_json, remark, say_line, sayable
from feedclean.codec import plain
from feedclean.doctor import Finding, Grade, examine
from feedclean.state.opening import NAME
from feedclean.state.rescue import ailments, rescue

_MARKS: Final[Mapping[Grade, tuple[str, str]]] = {
    Grade.FINE: ("ok", "green"),
    Grade.NOTE: ("note", "yellow"),
    Grade.WRONG: ("wrong", "red"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorRequest:
    """The arguments of the command."""

    config: Path
    repair: bool
    as_json: bool


def run_doctor(request: DoctorRequest) -> int:
    """Looks, repairs if asked to, prints, and gives the exit status. Raises: StateError."""
    now = datetime.now(UTC)
    if request.repair:
        _repair(request.config, now)
    findings = list(examine(request.config, now))
    if request.as_json:
        print_json(plain(findings))
    else:
        _print(findings)
    is_wrong = any(one.grade is Grade.WRONG for one in findings)
    return EXIT_FAILED if is_wrong else EXIT_OK


def _repair(path: Path, now: datetime) -> None:
    folder = configured(path).site.state
    if not (folder / NAME).exists() or not any(ailments(folder)):
        remark("The state is sound, or there is none: nothing to repair.", err=True)
        return
    done = rescue(folder, now)
    say_line(f"The damaged state lies in {done.aside} now; delete it when all is well.", err=True)
    kept = ", ".join(f"{rows} of {table}" for table, rows in done.kept)
    lost = ", ".join(
        (
            *(f"{rows} of {table}" for table, rows in done.lost),
            *(f"an unknown number of {table}" for table in done.broken),
        )
    )
    say_line(f"Rows saved: {kept or 'none'}. Lost: {lost or 'none'}.", err=True)
    if done.sources:
        told = ", ".join(done.sources)
        say_line(f"The next build asks for all that is still listed of: {told}.", err=True)


def _print(findings: Iterable[Finding]) -> None:
    for one in findings:
        if loudness() < 0 and one.grade is not Grade.WRONG:
            continue
        word, colour = _MARKS[one.grade]
        mark = click.style(f"{word:5}", fg=colour)
        click.echo(f"{mark} {sayable(f'{one.subject}: {one.told}')}")
        if one.advice:
            say_line(f"      {one.advice}")
