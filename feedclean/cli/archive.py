"""``feedclean archive``: runs the conductor of archives and tells how far it is."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

from feedclean.archive.doors import is_elsewhere
from feedclean.archive.manifest import FAILURES, LEFT_OUT, Account
from feedclean.archive.order import WORK, Order, Step, Tools
from feedclean.archive.planning import survey
from feedclean.archive.run import make_archive
from feedclean.archive.values import By, Intent, OutputKind, Rules
from feedclean.cli.configured import configured_for
from feedclean.cli.exits import EXIT_FAILED, EXIT_OK
from feedclean.cli.voice import loudness, print_json, remark, say_line
from feedclean.codec import plain
from feedclean.config.checks import check_base_url, check_dialect, check_id, check_timezone
from feedclean.errors import ConfigError
from feedclean.execute.base import Executor
from feedclean.model.article import SourceId
from feedclean.model.output import SiteHead
from feedclean.rules.headers import without_headers
from feedclean.text import number_of

_WORDS: Final = {
    "read": "reading",
    "sample": "looking",
    "learn": "learning",
    "clean": "cleaning",
    "settle": "comparing",
    "file": "filing",
    "fronts": "feeds",
    "documents": "archives",
    "rows": "writing",
}
_EVERY_S: Final = 10.0
"""Between two lines where nobody looks at a terminal."""
_REDRAW_S: Final = 0.2
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRequest:
    """The arguments of the command."""

    inputs: tuple[str, ...]
    output: Path
    kind: OutputKind
    is_compressed: bool
    by: str
    source: str | None
    title: str | None
    url: str
    newest: int
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    mimes: tuple[str, ...]
    hosts: tuple[str, ...]
    dialect: str | None
    timezone: str | None
    jobs: int | None
    engine: str
    address: str
    keep: bool
    dry_run: bool
    as_json: bool
    config: Path | None


def run_archive(request: ArchiveRequest, executor: Executor) -> int:
    """Makes the archive, prints what became of it, and gives the exit status.

    Whoever works on it is for the caller to let go, which may take longer than to tell.

    Raises: ConfigError.
    """
    order = _order(request)
    if request.dry_run:
        inputs = survey(order)
        files, shards = number_of(inputs.files, "file"), number_of(inputs.shards, "shard")
        told = f"would read {files} of {_size(inputs.bytes)} in {shards}"
        print_json(plain(inputs)) if request.as_json else say_line(told)
        return EXIT_OK
    progress = Progress(is_quiet=loudness() < 0 or request.as_json)
    try:
        is_open = request.jobs is None and request.engine == "processes"
        tools = Tools(executor=executor, tell=progress.tell, may_be_here=is_open)
        account = make_archive(order, tools)
    finally:
        progress.end()
    if request.as_json:
        print_json(plain(account))
    else:
        for line in _told(account, request):
            remark(line)
    if account.failures and not request.as_json:
        for line in _failures(request.output, account.failures):
            say_line(line, err=True)
    return EXIT_FAILED if account.failures else EXIT_OK


def _order(request: ArchiveRequest) -> Order:
    """What is asked for. Raises: ConfigError."""
    for name, value, check in (
        ("--url", request.url, check_base_url),
        ("--source", request.source, check_id),
        ("--dialect", request.dialect, check_dialect),
        ("--timezone", request.timezone, check_timezone),
    ):
        problem = check(value, {}) if value is not None else ""
        if problem:
            raise ConfigError(name, "", problem)
    if request.title is not None and request.source is None:
        raise ConfigError("--title", "", "is that of one source; name it with --source")
    if request.is_compressed and request.kind != "jsonl":
        raise ConfigError("--zstd", "", "is for --format jsonl; Parquet is compressed by itself")
    intent = Intent(
        by=By.ONE if request.source is not None else By(request.by),
        source=SourceId(request.source) if request.source is not None else None,
        include=request.include,
        exclude=request.exclude,
        mimes=tuple(one.lower() for one in request.mimes),
        hosts=tuple(one.lower().strip(".") for one in request.hosts),
        dialect=request.dialect,
        timezone=request.timezone,
    )
    rules = Rules()
    if request.config is not None:
        config = configured_for(request.engine, request.config)
        rules = Rules(book=tuple(map(without_headers, config.rules)), packs=config.packs)
    url = request.url if request.url.endswith("/") else f"{request.url}/"
    return Order(
        inputs=tuple(map(_absolute, request.inputs)),
        output=request.output.absolute(),
        kind=request.kind,
        site=SiteHead(title="", url=url),
        intent=intent,
        rules=rules,
        newest=request.newest,
        title=request.title,
        is_compressed=request.is_compressed,
        keep=request.keep,
    )


def _absolute(location: str) -> str:
    """A path as it is from wherever a worker may stand; addresses as they are."""
    return location if is_elsewhere(location) else str(Path(location).expanduser().absolute())


@dataclass(slots=True)
class Progress:
    """How far a run is: one line that is drawn anew on a terminal, some lines elsewhere."""

    is_quiet: bool = False
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    _stage: str = ""
    _since: float = 0.0
    _drawn: float = 0.0
    _at_start: int = 0
    _said: str = ""
    _is_open: bool = False

    def tell(self, step: Step) -> None:
        """Says how far a stage is, unless it was said a moment ago."""
        if self.is_quiet:
            return
        now = time.monotonic()
        if step.stage != self._stage:
            self.end()
            self._stage, self._since, self._drawn = step.stage, now, 0.0
            self._at_start = 0
        if step.before and step.done == step.before:  # found done, which tells nothing of the rate
            self._since, self._at_start = now, step.done
        is_last = step.done == step.total
        wait = _REDRAW_S if self.stream.isatty() else _EVERY_S
        if now - self._drawn < wait and not is_last:
            return
        if step.done == 0 and not self.stream.isatty():
            return
        self._drawn = now
        line = self._line(step, now)
        if self.stream.isatty():
            self.stream.write(f"\r\x1b[K{line}")
            self._is_open = True
        elif line != self._said:  # a stage may be gone through in several rounds
            self.stream.write(f"{line}\n")
        self._said = line
        self.stream.flush()

    def end(self) -> None:
        """Leaves the line that is drawn."""
        if self._is_open:
            self.stream.write("\n")
            self.stream.flush()
            self._is_open = False

    def _line(self, step: Step, now: float) -> str:
        parts = [f"{_WORDS[step.stage]}: {step.done} of {number_of(step.total, 'shard')}"]
        if step.articles:
            parts.append(f"{step.articles} articles")
        spent, fresh = now - self._since, step.done - self._at_start
        if fresh > 0 and spent > 0 and step.articles:
            share = fresh / max(1, step.done)
            parts.append(f"{step.articles * share / spent:.0f} a second")
        if fresh > 0 and step.done < step.total:
            parts.append(f"{_span(spent / fresh * (step.total - step.done))} left")
        if step.before:
            parts.append(f"{step.before} done before")
        return ", ".join(parts)


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def _size(count: int) -> str:
    for unit in ("bytes", "kB", "MB", "GB"):
        if count < 1000 or unit == "GB":
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count = count // 100 / 10  # type: ignore[assignment]  # one place behind the point
    return ""


def _told(account: Account, request: ArchiveRequest) -> Iterator[str]:
    if account.was_done:
        what = "all that can be read" if account.failures else "all of it"
        yield f"nothing to do: {request.output} has {what} already"
        return
    if account.redone:
        yield f"made anew where needed: {', '.join(account.redone)}"
    if account.before:
        were = f"{number_of(account.before, 'shard')} {'was' if account.before == 1 else 'were'}"
        yield f"went on where an earlier run stopped: {were} done"
    what = "entries" if request.kind == "feeds" else "rows"
    yield (
        f"{number_of(account.files, 'file')}, {number_of(account.members, 'member')}, "
        f"{number_of(account.articles, 'article')}: {account.standing} {what} "
        f"of {number_of(account.sources, 'source')} in {number_of(account.written, 'file')}"
    )
    if account.left_out:
        yield from _left_out(request.output, account.left_out)
    if account.again:
        yield (
            f"{number_of(account.again, 'failure')} of disk, network or machine: run it again to "
            f"try once more; what was worked out stays in {request.output / WORK}"
        )
    if account.copies:
        copies = number_of(account.copies, "copy", "copies")
        yield f"{copies} left out, see {request.output / 'dropped.jsonl'}"


def _left_out(output: Path, count: int) -> Iterator[str]:
    """How many members were left out, the first of them, and where the others are."""
    yield f"{number_of(count, 'member')} left out: no articles, or not asked for"
    for one in _first_lines(output / LEFT_OUT):
        yield f"left out: {one['location']}: {one['reason']}"
    if count > _SHOWN:
        yield f"and {count - _SHOWN} more, see {output / LEFT_OUT}"


def _first_lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, _SHOWN)]


def _failures(output: Path, count: int) -> Iterator[str]:
    """The first failures, and where the others are."""
    for failure in _first_lines(output / FAILURES):
        yield f"failed: {failure['message']} [{failure['stage']}: {failure['error']}]"
    if count > _SHOWN:
        yield f"and {count - _SHOWN} more failures, see {output / FAILURES}"
