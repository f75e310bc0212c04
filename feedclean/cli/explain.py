"""``feedclean explain``: what was taken out of an article, where, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from feedclean.cli.configured import configured
from feedclean.cli.exits import EXIT_FAILED, EXIT_OK
from feedclean.cli.target import capture_named, check_reading, is_read_by_itself, meant_by
from feedclean.cli.told import print_explained
from feedclean.cli.voice import print_json, remark, say_line
from feedclean.errors import ConfigError
from feedclean.explain import explain_entry, explain_raw
from feedclean.generate.report import Explained, as_data, render_report
from feedclean.golden.entry import candidates, outlook, place_in_file
from feedclean.model.article import Failure, RawArticle, SourceId
from feedclean.model.entry import Standing
from feedclean.model.source import Source, SourceKind
from feedclean.parse import read
from feedclean.text import excerpt, printable
from feedclean.work.lookback import Outlook, Past, look_back

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
    meant = meant_by(request.target, request.source, view)
    found = () if _is_read_otherwise(request) else meant.entries
    if request.entry is not None and found:
        found = _numbered(found, request)
    if len(found) > 1:
        raise ConfigError(request.target, "", candidates(found))
    if found:
        [(past, one)] = found
        return explain_entry(past, one, view)
    return _alone(request, view, meant.owner, view.now)


def _is_read_otherwise(request: ExplainRequest) -> bool:
    """Whether a file is to be read in another way than the entry of it was."""
    return Path(request.target).exists() and bool(request.dialect or request.timezone)


def _numbered(
    found: Iterable[tuple[Past, Standing]], request: ExplainRequest
) -> tuple[tuple[Past, Standing], ...]:
    """The N-th of the entries that a file has, in the order of their places in it."""
    some = sorted(found, key=lambda one: place_in_file(one[1]))
    assert request.entry is not None
    if request.entry > len(some):
        problem = f"{request.entry} is too many: {len(some)} published from it"
        raise ConfigError(request.target, "--entry", problem)
    return (some[request.entry - 1],)


def _alone(
    request: ExplainRequest, view: Outlook | None, owner: Source | None, now: datetime
) -> Explained | Failure:
    """One article of a file or an address that is not in the state."""
    like = owner or Source(id=SourceId("explain"), kind=SourceKind.DUMP, location="", title="")
    source = replace(
        like,
        dialect=request.dialect or like.dialect,
        timezone=request.timezone or like.timezone,
    )
    if view is None and not (is_read_by_itself(request.target) or Path(request.target).exists()):
        problem = "is no file; name one, an address, or an entry and its configuration: --config"
        raise ConfigError("command line", request.target, problem)
    capture = capture_named(request.target, source, now)
    outcome = _meant(list(read(capture, source)), request)
    if isinstance(outcome, Failure):
        return outcome
    plan = None
    if owner is not None and view is not None:
        past = look_back(owner, view)
        plan = None if past.memory.is_new else past.plan
    return explain_raw(outcome, source, plan, view if owner else None)


def _meant(outcomes: list[RawArticle | Failure], request: ExplainRequest) -> RawArticle | Failure:
    """The one article of a file that is asked for."""
    if request.entry is not None:
        if request.entry > len(outcomes):
            problem = f"{request.entry} is too many: there are {len(outcomes)}"
            raise ConfigError(request.target, "--entry", problem)
        return outcomes[request.entry - 1]
    if not outcomes:
        raise ConfigError(request.target, "", "holds no article")
    if len(outcomes) > 1:
        titles = [
            f"\n  {n}  “{excerpt(printable(one.meta.title), _TITLE)}”"
            for n, one in enumerate(outcomes[:_SHOWN], 1)
            if isinstance(one, RawArticle)
        ]
        more = f"\n  … {len(outcomes)} in all" if len(outcomes) > _SHOWN else ""
        told = f"holds {len(outcomes)} articles; say which with --entry N:{''.join(titles)}{more}"
        raise ConfigError(request.target, "", told)
    return outcomes[0]
