"""``feedclean check``: golden cases run again, and what comes out otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from feedclean.cli.exits import EXIT_FAILED, EXIT_OK, EXIT_UNUSABLE
from feedclean.cli.goldens import config_and_tests, say
from feedclean.cli.voice import loudness, print_json
from feedclean.codec import plain
from feedclean.errors import GoldenError
from feedclean.golden.entry import outlook
from feedclean.golden.folder import case_folders
from feedclean.golden.run import check_case
from feedclean.golden.tell import details, summary
from feedclean.golden.trials import Result, try_packs
from feedclean.golden.values import Status, Verdict
from feedclean.spelling import meant
from feedclean.text import number_of
from feedclean.work.lookback import Outlook


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRequest:
    """The arguments of the command."""

    names: tuple[str, ...]
    config: Path
    tests: Path | None
    update: bool
    as_json: bool


def run_check(request: CheckRequest) -> int:
    """Runs the cases, prints their verdicts, and gives the exit status.

    Raises: ConfigError, GoldenError, where there is nothing to run.
    """
    config, tests = config_and_tests(request.config, request.tests)
    trials: list[Verdict] = []
    if config is not None and (config.lists or (config.packs and not request.names)):
        with outlook(config, datetime.now(UTC)) as view:
            trials = [] if request.names else _trials(view)
            config = view.config  # with the sources of lists, which the state remembers
    folders = case_folders(tests)
    folders = [] if trials and not folders else _chosen(folders, request.names, tests)
    verdicts = [check_case(folder, config, update=request.update) for folder in folders]
    verdicts += trials
    if request.as_json:
        print_json(_as_json(verdicts))
    else:
        for line in _told(verdicts):
            say(line)
    found = {verdict.status for verdict in verdicts}
    if Status.BROKEN in found:
        return EXIT_UNUSABLE
    return EXIT_FAILED if Status.DIFFERS in found else EXIT_OK


def _trials(view: Outlook) -> list[Verdict]:
    """The tests of rule packs whose pages are kept, as cases that expect words."""
    return [
        Verdict(
            name=tried.name,
            status=Status.SAME if tried.result is Result.MET else Status.DIFFERS,
            unmet=tried.unmet,
        )
        for tried in try_packs(view.config.packs, view)
        if tried.result is not Result.NOT_KEPT
    ]


def _chosen(folders: Sequence[Path], names: Sequence[str], tests: Path) -> list[Path]:
    known = {folder.name: folder for folder in folders}
    if not known:
        problem = "holds no golden case; make one with feedclean accept FILE"
        raise GoldenError(str(tests), problem)
    for name in names:
        if name not in known:
            raise GoldenError(name, f"no case in {tests} is called so; {meant(name, known)}")
    return [known[name] for name in sorted(set(names))] if names else list(folders)


def _told(verdicts: Sequence[Verdict]) -> Iterator[str]:
    for verdict in verdicts:
        if loudness() >= 0 or verdict.status is not Status.SAME:
            yield from _case_lines(verdict)
    if loudness() < 0:
        return
    counts = Counter(verdict.status for verdict in verdicts)
    told = [f"{counts[status]} {status}" for status in Status if counts[status]]
    yield f"{number_of(len(verdicts), 'case')}: {', '.join(told)}"
    if any(verdict.difference is not None and not verdict.updated for verdict in verdicts):
        yield "where that is as it should be: feedclean check NAME --update"


def _case_lines(verdict: Verdict) -> Iterator[str]:
    if verdict.status is Status.BROKEN:
        yield f"cannot run  {verdict.name}: {verdict.problem}"
        return
    difference = verdict.difference
    said = [*verdict.unmet]
    if difference is not None and not difference.is_empty:
        said.append(summary(difference))
    word = "updated" if verdict.updated else str(verdict.status)
    yield f"{word:10}  {verdict.name}{': ' if said else ''}{'; '.join(said)}"
    if difference is not None:
        yield from (f"    {line}" for line in details(difference))


def _as_json(verdicts: Sequence[Verdict]) -> object:
    counts = Counter(verdict.status for verdict in verdicts)
    return {
        "cases": [
            plain(verdict)
            | {"summary": "" if verdict.difference is None else summary(verdict.difference)}
            for verdict in verdicts
        ],
        **{status.replace(" ", "_"): counts[status] for status in Status},
    }
