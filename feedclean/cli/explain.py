"""``feedclean explain``: what was taken out of an article, where, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from feedclean.cli.configured import configured
from feedclean.cli.exits import EXIT_FAILED, EXIT_OK
from feedclean.cli.target import capture_named, check_reading, is_address, nothing_called
from feedclean.cli.told import print_explained
from feedclean.cli.voice import print_json, remark, say_line
from feedclean.errors import ConfigError
from feedclean.explain import explain_capture, explain_entry
from feedclean.gather.loader import printable_name
from feedclean.generate.report import Explained, as_data, render_report
from feedclean.golden.accept import dump_of
from feedclean.golden.entry import outlook
from feedclean.model.article import Failure, SourceId
from feedclean.model.entry import Standing
from feedclean.model.source import Source, SourceKind
from feedclean.text import excerpt, printable
from feedclean.work.lookback import Outlook, Past, look_back, search

_SHOWN: Final = 8
"""Candidates listed."""
_TITLE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainRequest:
    """The arguments of the command."""

    target: str
    config: Path | None
    """None: there is none, and nobody has named one."""
    source: str | None
    entry: int | None
    dialect: str | None
    timezone: str | None
    html: Path | None
    as_json: bool
    opens: bool


def run_explain(request: ExplainRequest) -> int:
    """Prints or writes the explanation, and gives the exit status.

    Raises: ConfigError, for what cannot be found or told apart; StateError, GatherError.
    """
    check_reading(dialect=request.dialect, timezone=request.timezone)
    now = datetime.now(UTC).replace(microsecond=0)
    if request.config is None:
        if request.source is not None:
            raise ConfigError("command line", "--source", "there is no configuration to have it")
        found = _alone(request, None, None, now)
    else:
        with outlook(configured(request.config), now) as view:
            found = _with_state(request, view)
    if isinstance(found, Failure):
        say_line(f"failed: {found.message} [{found.stage}: {found.error}]", err=True)
        return EXIT_FAILED
    if request.html is not None:
        _write(request.html, render_report(found))
    if request.as_json:
        print_json(as_data(found))
    elif request.html is None:
        print_explained(found)
    else:
        remark(f"written: {request.html}")
    if request.opens and request.html is not None:
        click.launch(str(request.html))
    return EXIT_OK


def _write(path: Path, page: bytes) -> None:
    try:
        path.write_bytes(page)
    except OSError as error:
        problem = f"cannot be written ({error.strerror}); name another file"
        raise ConfigError("command line", f"--html {path}", problem) from error


def _with_state(request: ExplainRequest, view: Outlook) -> Explained | Failure:
    """The entry that is meant; else the file or address by itself."""
    ids = () if request.source is None else (request.source,)
    sources = view.config.chosen(ids)
    target, path = request.target, Path(request.target)
    dump = dump_of(path, view.config, sources[0] if ids else None) if path.exists() else None
    if path.exists() and dump is None:
        return _alone(request, view, sources[0] if ids else None, view.now)
    if dump is None:
        found = search(target, sources, view)
    else:
        owner, name = dump
        found = search(printable_name(name), [owner], view)
    if request.entry is not None and found:
        found = _numbered(found, request)
    if len(found) > 1:
        raise ConfigError(request.target, "", candidates(found))
    if found:
        [(past, one)] = found
        return explain_entry(past, one, view)
    if dump is not None:
        return _alone(request, view, dump[0], view.now)
    if is_address(target):
        return _alone(request, view, sources[0] if ids else None, view.now)
    raise nothing_called(target, sources, view)


def _numbered(
    found: Iterable[tuple[Past, Standing]], request: ExplainRequest
) -> tuple[tuple[Past, Standing], ...]:
    """The N-th of the entries that a file has, in the order of their places in it."""
    some = sorted(found, key=lambda one: _place(one[1]))
    assert request.entry is not None
    if request.entry > len(some):
        problem = f"{request.entry} is too many: {len(some)} published from it"
        raise ConfigError(request.target, "--entry", problem)
    return (some[request.entry - 1],)


def _place(one: Standing) -> tuple[int, str]:
    numbers = [name.rpartition("#")[2] for name in one.entry.names if name.startswith("place:")]
    return min((int(n) for n in numbers if n.isdigit()), default=0), one.entry.id


def candidates(found: Iterable[tuple[Past, Standing]]) -> str:
    """What to say where several entries are meant."""
    some = sorted(found, key=lambda one: (one[0].source.id, _place(one[1])))
    lines = [
        f"\n  {past.source.id}: {printable(one.entry.id)}  "
        f"“{excerpt(printable(one.article.meta.title), _TITLE)}”"
        for past, one in some[:_SHOWN]
    ]
    if len(some) > _SHOWN:
        lines.append(f"\n  … and {len(some) - _SHOWN} more")
    told = "entries are called so; name one by its id, with --source, or --entry N of a file"
    return f"{len(some)} {told}:{''.join(lines)}"


def _alone(
    request: ExplainRequest, view: Outlook | None, owner: Source | None, now: datetime
) -> Explained | Failure:
    """One article of a file or an address that is not in the state."""
    source = owner or Source(
        id=SourceId("explain"),
        kind=SourceKind.DUMP,
        location="",
        title="",
        dialect=request.dialect,
        timezone=request.timezone,
    )
    capture = capture_named(request.target, source, now)
    plan = None
    if owner is not None and view is not None:
        past = look_back(owner, view)
        plan = None if past.memory.is_new else past.plan
    outcomes = list(explain_capture(capture, source, plan, view if owner else None))
    return _meant(outcomes, request)


def _meant(outcomes: list[Explained | Failure], request: ExplainRequest) -> Explained | Failure:
    if request.entry is not None:
        if request.entry > len(outcomes):
            problem = f"{request.entry} is too many: there are {len(outcomes)}"
            raise ConfigError(request.target, "--entry", problem)
        return outcomes[request.entry - 1]
    if not outcomes:
        raise ConfigError(request.target, "", "holds no article")
    if len(outcomes) > 1:
        titles = [
            f"\n  {n}  “{excerpt(printable(one.article.meta.title), _TITLE)}”"
            for n, one in enumerate(outcomes[:_SHOWN], 1)
            if isinstance(one, Explained)
        ]
        more = f"\n  … {len(outcomes)} in all" if len(outcomes) > _SHOWN else ""
        told = f"holds {len(outcomes)} articles; say which with --entry N:{''.join(titles)}{more}"
        raise ConfigError(request.target, "", told)
    return outcomes[0]
