"""``feedclean diff``: what a changed rule, option or version would do to what is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from feedclean.cli.configured import configured
from feedclean.cli.exits import EXIT_FAILED, EXIT_OK
from feedclean.cli.goldens import say
from feedclean.cli.voice import loudness, print_json
from feedclean.codec import plain
from feedclean.golden.entry import outlook
from feedclean.golden.tell import details, summary
from feedclean.golden.whatif import Change, Prospect, Untold, prospect
from feedclean.text import excerpt, number_of
from feedclean.work.lookback import look_back

_RULES: Final = 8
"""Rules named of a source."""
_TITLE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffRequest:
    """The arguments of the command."""

    config: Path
    ids: tuple[str, ...]
    entries: int
    as_json: bool


def run_diff(request: DiffRequest) -> int:
    """Prints what would change, and gives the exit status.

    Raises: ConfigError, StateError.
    """
    config = configured(request.config)
    with outlook(config, datetime.now(UTC)) as view:
        found = []
        for source in view.config.chosen(request.ids):
            one = prospect(look_back(source, view), view)
            found.append(one)
            if not request.as_json and (one.is_touched or loudness() >= 0):
                for line in _source_lines(one, request.entries):
                    say(line)
    if request.as_json:
        print_json(_as_json(found))
    elif loudness() >= 0:
        for line in _in_all(found):
            say(line)
    return EXIT_FAILED if any(one.is_touched for one in found) else EXIT_OK


def _source_lines(one: Prospect, most: int) -> Iterator[str]:
    if not one.is_built:
        yield f"{one.source}: nothing is published yet; feedclean build makes its feed"
        return
    yield f"{one.source}: {number_of(one.entries, 'entry', 'entries')}: {', '.join(_groups(one))}"
    yield from (f"  {line}" for line in _sums(one))
    for change in one.changed[:most]:
        yield from _change_lines(change)
    if len(one.changed) > most:
        rest = len(one.changed) - most
        yield f"  … and {number_of(rest, 'entry', 'entries')} more; --entries N shows more"
    yield from _untold(one.left_out, "would not be published", most)
    yield from (f"  {name}  would leave the feed: max_entries" for name in one.beyond[:most])
    if len(one.beyond) > most:
        yield f"  … and {len(one.beyond) - most} more of them"
    yield from _untold(one.refused, "the text that stands would stay", most)
    yield from _untold(one.failed, "could not be cleaned any more, so what stands stays", most)
    yield from _missing(one.missing)
    if one.moved_on:
        yield f"  {number_of(len(one.moved_on), 'entry has', 'entries have')} another file by now"


def _groups(one: Prospect) -> Iterator[str]:
    yield f"{len(one.changed)} would change"
    yield f"{one.same} would stay"
    parts = (
        (one.left_out, "left out"),
        (one.beyond, "beyond max_entries"),
        (one.refused, "refused"),
        (one.failed, "failing"),
        (one.missing, "not kept any more"),
        (one.moved_on, "changed at the source"),
    )
    yield from (f"{len(part)} {name}" for part, name in parts if part)


def _sums(one: Prospect) -> Iterator[str]:
    if not one.changed:
        return
    lost = [change.difference.text.lost for change in one.changed if change.difference.text.lost]
    gained = [c.difference.text.gained for c in one.changed if c.difference.text.gained]
    yield (
        f"text: {sum(lost)} characters lost in {number_of(len(lost), 'entry', 'entries')}, "
        f"{sum(gained)} gained in {len(gained)}"
    )
    for rule, size in one.taken_by[:_RULES]:
        yield f"rule: {rule} would take {size} characters more"
    for rule, size in one.left_by[:_RULES]:
        yield f"rule: {rule} would take {size} characters less"
    fields = Counter(field.name for change in one.changed for field in change.difference.meta)
    if fields:
        told = ", ".join(f"{name} of {number}" for name, number in sorted(fields.items()))
        yield f"metadata: {told}"
    yield f"dates: {sum(change.is_told for change in one.changed)} would be told as updated"


def _change_lines(change: Change) -> Iterator[str]:
    yield f"  {change.id}  “{excerpt(change.title, _TITLE)}”"
    yield f"    {summary(change.difference)}; of {change.chars} characters"
    yield from (f"      {line}" for line in details(change.difference))


def _untold(some: Sequence[Untold], told: str, most: int) -> Iterator[str]:
    for one in some[:most]:
        yield f"  {one.id}  {told}: {one.reason}"
    if len(some) > most:
        yield f"  … and {len(some) - most} more of them"


def _missing(some: Sequence[Untold]) -> Iterator[str]:
    for reason, number in sorted(Counter(one.reason for one in some).items()):
        yield f"  {number_of(number, 'entry', 'entries')} would stay as published: {reason}"


def _in_all(found: Sequence[Prospect]) -> Iterator[str]:
    if len(found) > 1:
        changed = sum(len(one.changed) for one in found)
        every = sum(one.entries for one in found)
        yield f"in all: {changed} of {number_of(every, 'entry', 'entries')} would change"
    if any(one.is_touched for one in found):
        yield "nothing has been written; feedclean build does it"


def _as_json(found: Sequence[Prospect]) -> object:
    return {
        "sources": [
            plain(one)
            | {
                "entries": one.entries,
                "lost": sum(change.difference.text.lost for change in one.changed),
                "gained": sum(change.difference.text.gained for change in one.changed),
                "taken_by": plain(one.taken_by),
                "left_by": plain(one.left_by),
            }
            for one in found
        ]
    }
