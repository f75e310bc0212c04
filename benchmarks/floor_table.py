"""Floors: figures that may not fall, read from a table, compared, raised and written again."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

HEAD = """\
# Quality may not fall below these figures: `./run floors` compares (docs/benchmarks.md).
#
# least      what was measured when the floor was last raised
# allowance  how far below it is still taken for noise, and `why` so far
# lowered    why it once was higher
#
# Written by `./run floors --update`, which keeps allowances and reasons; change those by hand.
"""
_DIGITS = 4
"""Figures are compared and written with so many digits: the next ones differ by how sums are added
up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """One figure, and the least it may be."""

    name: str
    """``group: figure``."""
    least: float
    allowance: float = 0.0
    why: str = ""
    lowered: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """What has to be measured to know the figure."""
        return group_of(self.name)


class Standing(StrEnum):
    """How a figure stands to its floor."""

    HELD = "held"
    RAISED = "higher"
    WITHIN = "lower, within the allowance"
    BELOW = "LOWER"
    GONE = "NOT MEASURED"
    NEW = "has no floor yet"

    @property
    def is_failure(self) -> bool:
        return self in (Standing.BELOW, Standing.GONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A figure beside its floor; one of the two may be missing."""

    name: str
    floor: Floor | None
    measured: float | None
    standing: Standing


def group_of(name: str) -> str:
    return name.partition(":")[0]


def load(path: Path) -> list[Floor]:
    """The floors of a table, in its order; of none, if there is no such file."""
    if not path.is_file():
        return []
    return [
        Floor(**{**entry, "lowered": tuple(entry.get("lowered", ()))})
        for entry in tomllib.loads(path.read_text("utf-8")).get("floor", [])
    ]


def compare(floors: Iterable[Floor], measured: Mapping[str, float]) -> list[Verdict]:
    """Each floor of the groups that were measured, then figures without a floor."""
    groups = {group_of(name) for name in measured}
    known = [floor for floor in floors if floor.group in groups]
    told = [
        Verdict(
            name=floor.name,
            floor=floor,
            measured=measured.get(floor.name),
            standing=_standing(floor, measured.get(floor.name)),
        )
        for floor in known
    ]
    names = {floor.name for floor in known}
    told += [
        Verdict(name=name, floor=None, measured=figure, standing=Standing.NEW)
        for name, figure in measured.items()
        if name not in names
    ]
    return told


def _standing(floor: Floor, measured: float | None) -> Standing:
    if measured is None or math.isnan(measured):
        return Standing.GONE
    figure, least = _cut(measured), _cut(floor.least)
    if figure > least:
        return Standing.RAISED
    if figure == least:
        return Standing.HELD
    return Standing.WITHIN if figure >= _cut(least - floor.allowance) else Standing.BELOW


def _cut(figure: float) -> float:
    return round(figure, _DIGITS)


class WouldLower(ValueError):
    """Floors would become lower, and nobody said why."""


def updated(
    floors: Sequence[Floor], verdicts: Iterable[Verdict], reason: str | None
) -> list[Floor]:
    """The floors raised to what was measured; lowered or left out only with a reason.

    What is lower within its allowance stays where it is, so that small steps cannot add up.
    """
    by_name = {verdict.name: verdict for verdict in verdicts}
    lower = [name for name, verdict in by_name.items() if verdict.standing.is_failure]
    if lower and not reason:
        raise WouldLower(", ".join(lower))
    result = []
    for floor in floors:
        verdict = by_name.get(floor.name)
        if verdict is None or verdict.standing is not Standing.GONE:
            result.append(_moved(floor, verdict, reason))
    result += [
        Floor(name=verdict.name, least=_cut(verdict.measured))
        for verdict in by_name.values()
        if verdict.standing is Standing.NEW and verdict.measured is not None
    ]
    return result


def _moved(floor: Floor, verdict: Verdict | None, reason: str | None) -> Floor:
    if verdict is None or verdict.measured is None:
        return floor
    least = _cut(verdict.measured)
    if verdict.standing is Standing.RAISED:
        return replace(floor, least=least)
    if verdict.standing is Standing.BELOW:
        note = f"{number(floor.least)} to {number(least)}: {reason}"
        return replace(floor, least=least, lowered=(*floor.lowered, note))
    return floor


def written(floors: Iterable[Floor]) -> str:
    """The table as text."""
    parts = [HEAD]
    for floor in floors:
        lines = ["[[floor]]", f"name = {_text(floor.name)}", f"least = {number(floor.least)}"]
        lines.append(f"allowance = {number(floor.allowance)}")
        lines.append(f"why = {_text(floor.why)}")
        if floor.lowered:
            lines.append(f"lowered = [{', '.join(map(_text, floor.lowered))}]")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _text(value: str) -> str:
    # A JSON string is a TOML string, but for this one character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def number(value: float) -> str:
    """A count without, a share with its digits."""
    return str(int(value)) if value == int(value) else f"{value:.{_DIGITS}f}"


def table(verdicts: Iterable[Verdict]) -> str:
    """What was compared, for a person."""
    lines = [f"{'floor':<44}{'least':>10}{'measured':>10}  "]
    for verdict in verdicts:
        least = "-" if verdict.floor is None else number(verdict.floor.least)
        figure = "-" if verdict.measured is None else number(_cut(verdict.measured))
        allowance = verdict.floor.allowance if verdict.floor else 0.0
        slack = f" (allowance {number(allowance)})" if allowance else ""
        lines.append(f"{verdict.name:<44}{least:>10}{figure:>10}  {verdict.standing.value}{slack}")
    return "\n".join(lines)
