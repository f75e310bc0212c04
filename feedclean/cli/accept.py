"""``feedclean accept``: an article as it is cleaned now, kept as a golden case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import click

from feedclean.cli import EXIT_OK
from feedclean.cli.extract import check_reading, fetch_typed
from feedclean.cli.goldens import config_and_tests
from feedclean.config import Config
from feedclean.errors import ConfigError
from feedclean.golden.accept import (
    Accepted,
    Subject,
    Wish,
    accept,
    file_subject,
    source_named,
)
from feedclean.golden.tell import receipt_line
from feedclean.golden.values import Given
from feedclean.text import printable

_SHOWN: Final = 5
"""Removals listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptRequest:
    """The arguments of the command."""

    target: str
    config: Path
    tests: Path | None
    source: str | None
    entry: int | None
    name: str | None
    why: str | None
    dialect: str | None
    timezone: str | None
    language: str | None
    update: bool


def run_accept(request: AcceptRequest) -> int:
    """Makes the case, says what is in it, and gives the exit status.

    Raises: ConfigError, GoldenError, for arguments that cannot be used; GatherError.
    """
    check_reading(dialect=request.dialect, timezone=request.timezone)
    config, tests = config_and_tests(request.config, request.tests)
    wish = Wish(name=request.name, why=request.why, update=request.update)
    subject = replace(_subject(request, config), is_only=request.entry is None)
    accepted = accept(subject, wish, tests, config)
    for line in _told(accepted):
        click.echo(line)
    return EXIT_OK


def _subject(request: AcceptRequest, config: Config | None) -> Subject:
    now = datetime.now(UTC).replace(microsecond=0)
    source = None if request.source is None else source_named(request.source, config)
    given = Given(
        location=request.target,
        now=now,
        source=None if source is None else source.id,
        entry=request.entry or 1,
        language=request.language,
        timezone=request.timezone,
        dialect=request.dialect,
    )
    if urlsplit(request.target).scheme in ("http", "https"):
        return _fetched(request.target, given)
    path = Path(request.target)
    if not path.exists():
        problem = "is no file and no web address; name one of them"
        raise ConfigError("command line", request.target, problem)
    return file_subject(path, config, given, source)


def _fetched(url: str, given: Given) -> Subject:
    page = fetch_typed(url)
    told = replace(given, location=page.url, media_type=page.media_type, charset=page.charset)
    return Subject(given=told, body=page.body)


def _told(accepted: Accepted) -> list[str]:
    article, name = accepted.article, accepted.folder.name
    lines = [f"{'accepted' if accepted.is_new else 'accepted anew'}: {accepted.folder}"]
    lines.append(f"  {printable(article.meta.title)}")
    removals = article.removals
    lines.append(f"  {article.stats.chars_out} characters, {len(removals)} removals")
    lines += [f"  - {receipt_line(removal)}" for removal in removals[:_SHOWN]]
    if len(removals) > _SHOWN:
        lines.append(f"  … and {len(removals) - _SHOWN} more, in removals.toml")
    if accepted.remark:
        lines.append(f"  note: {accepted.remark}")
    return [
        *lines,
        f"read expected.html in it; feedclean check {name} compares with it from now on",
    ]
