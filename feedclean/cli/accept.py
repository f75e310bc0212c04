"""``feedclean accept``: an article as it is cleaned now, kept as a golden case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from feedclean.cli.exits import EXIT_OK
from feedclean.cli.goldens import config_and_tests, say
from feedclean.cli.target import check_reading, fetch_typed, is_address, nothing_called
from feedclean.cli.voice import loudness, print_json, remark
from feedclean.codec import plain
from feedclean.config import Config
from feedclean.errors import ConfigError
from feedclean.golden.accept import Accepted, Subject, Wish, accept, file_subject
from feedclean.golden.entry import (
    Kept,
    entry_subject,
    outlook,
    template_subject,
    unlike_published,
)
from feedclean.golden.tell import receipt_line, summary
from feedclean.golden.values import Given
from feedclean.model.article import CleanArticle
from feedclean.model.source import Source
from feedclean.text import number_of, printable
from feedclean.work.lookback import Outlook

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
    as_json: bool


def run_accept(request: AcceptRequest) -> int:
    """Makes the case, says what is in it, and gives the exit status.

    Raises: ConfigError, GoldenError, for arguments that cannot be used; GatherError.
    """
    check_reading(dialect=request.dialect, timezone=request.timezone)
    config, tests = config_and_tests(request.config, request.tests)
    wish = Wish(name=request.name, why=request.why, update=request.update)
    now = datetime.now(UTC).replace(microsecond=0)
    if config is None:
        if request.source is not None:
            raise ConfigError("command line", "--source", "there is no configuration to have it")
        kept, subject = None, _without_state(request, None, None, now)
    else:
        with outlook(config, now) as view:
            config = view.config
            kept, subject = _with_state(request, view)
    accepted = accept(subject, wish, tests, config)
    if request.as_json:
        print_json(_as_json(accepted, kept))
        return EXIT_OK
    for line in _told(accepted, kept) if loudness() >= 0 else ():
        say(line)
    again = f"feedclean check {accepted.folder.name}"
    where = "" if request.tests is None else f" --tests {request.tests}"
    remark(f"read expected.html in it; {again}{where} compares with it from now on")
    return EXIT_OK


def _with_state(request: AcceptRequest, view: Outlook) -> tuple[Kept | None, Subject]:
    """The entry that is meant, if any, and what the case is to be made of."""
    ids = () if request.source is None else (request.source,)
    sources = view.config.chosen(ids)
    owner = sources[0] if ids else None
    if Path(request.target).exists():
        subject = _without_state(request, view.config, owner, view.now)
        return None, template_subject(subject, view)
    kept = entry_subject(request.target, sources, view)
    if kept is not None:
        if request.entry is not None:
            told = "is of a file that holds several articles, and this is one entry; leave it out"
            raise ConfigError("command line", "--entry", told)
        return kept, _as_typed(kept.subject, request)
    if not is_address(request.target):
        raise nothing_called(request.target, sources, view)
    return None, template_subject(_without_state(request, view.config, owner, view.now), view)


def _without_state(
    request: AcceptRequest, config: Config | None, source: Source | None, now: datetime
) -> Subject:
    """What the case is to be made of, by a file or an address."""
    given = Given(
        location=request.target,
        now=now,
        source=None if source is None else source.id,
        entry=request.entry or 1,
    )
    subject = _as_typed(Subject(given=given, body=b"", is_only=request.entry is None), request)
    path = Path(request.target)
    if path.exists():
        return file_subject(path, config, subject, source)
    if is_address(request.target):
        return _fetched(request.target, subject)
    problem = "is no file and no web address; name one of them"
    raise ConfigError("command line", request.target, problem)


def _as_typed(subject: Subject, request: AcceptRequest) -> Subject:
    """The subject read as the command line says."""
    given = replace(
        subject.given,
        language=request.language,
        timezone=request.timezone,
        dialect=request.dialect,
    )
    return replace(subject, given=given)


def _fetched(url: str, subject: Subject) -> Subject:
    page = fetch_typed(url)
    given = replace(
        subject.given, location=page.url, media_type=page.media_type, charset=page.charset
    )
    return replace(subject, given=given, body=page.body)


def _told(accepted: Accepted, kept: Kept | None) -> list[str]:
    article = accepted.article
    lines = [f"{'accepted' if accepted.is_new else 'accepted anew'}: {accepted.folder}"]
    lines.append(f"  {printable(article.meta.title)}")
    removals = article.removals
    number = number_of(len(removals), "removal")
    lines.append(f"  {article.stats.chars_out} characters, {number}")
    lines += [f"  - {receipt_line(removal)}" for removal in removals[:_SHOWN]]
    if len(removals) > _SHOWN:
        lines.append(f"  … and {len(removals) - _SHOWN} more, in removals.toml")
    lines += [f"  note: {note}" for note in _notes(accepted, kept)]
    return lines


def _as_json(accepted: Accepted, kept: Kept | None) -> object:
    article = accepted.article
    return {
        "case": accepted.folder.name,
        "folder": str(accepted.folder),
        "is_new": accepted.is_new,
        "id": article.meta.id,
        "title": article.meta.title,
        "chars": article.stats.chars_out,
        "removals": plain(article.removals),
        "notes": _notes(accepted, kept),
    }


def _notes(accepted: Accepted, kept: Kept | None) -> list[str]:
    return [note for note in (accepted.remark, *_unlike(accepted.article, kept)) if note]


def _unlike(article: CleanArticle, kept: Kept | None) -> Iterator[str]:
    """What the case says otherwise than what is published."""
    if kept is None:
        return
    if not kept.is_same:
        yield "it has changed at its source since it was published; the case is of what it is now"
    difference = unlike_published(kept, article)
    if not difference.is_empty:
        yield f"what is published differs: {summary(difference)}"
