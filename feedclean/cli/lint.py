"""``feedclean rules used``: what the rules of a configuration find, and which are dead or fight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from feedclean.cli.configured import configured
from feedclean.cli.exits import EXIT_FAILED, EXIT_OK
from feedclean.cli.goldens import say
from feedclean.cli.voice import loudness, print_json
from feedclean.codec import plain
from feedclean.golden.entry import outlook
from feedclean.golden.lint import ENOUGH, Inspection, Use, inspect
from feedclean.text import number_of
from feedclean.work.lookback import look_back


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesRequest:
    """The arguments of the command."""

    config: Path
    ids: tuple[str, ...]
    last: int
    as_json: bool


def run_rules(request: RulesRequest) -> int:
    """Prints the rules and what is wrong with them, and gives the exit status.

    Raises: ConfigError, StateError.
    """
    config = configured(request.config)
    with outlook(config, datetime.now(UTC)) as view:
        pasts = (look_back(source, view) for source in view.config.chosen(request.ids))
        # Of some sources only, a host without an article may well be one of the others'.
        hosts = () if request.ids else view.config.rules
        found = inspect(pasts, hosts, view, request.last)
    if request.as_json:
        print_json(plain(found))
    else:
        for line in _lines(found):
            say(line)
    return EXIT_FAILED if found.remarks else EXIT_OK


def _lines(found: Inspection) -> Iterator[str]:
    if not found.uses:
        yield "there are none; write strip or keep into a [[source]] or a [[rules]] table"
        return
    for use in found.uses if loudness() >= 0 else ():
        yield f"{use.rule.where}: {_found(use)}"
    if found.missing:
        yield f"{found.missing} articles were not looked at: what they were made of is not kept"
    for remark in found.remarks:
        yield f"{remark.trouble}: {remark.told}"
    if not any(use.articles for use in found.uses):
        yield "nothing is published that they could be held against; feedclean build comes first"
    elif not found.remarks:
        yield "nothing is wrong with them"


def _found(use: Use) -> str:
    rule = f"{use.rule.key} {use.rule.expression} of {', '.join(use.owners)}"
    if not use.articles:
        return f"{rule}: no article to look at"
    told = f"{rule}: found something in {use.found_in} of {use.articles} articles"
    if use.took:
        told += f", took {number_of(use.took, 'block')}"
    return told + (f" (fewer than {ENOUGH} say little)" if use.articles < ENOUGH else "")
