"""``feedclean add``: a new source, tried before it is written down."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import click

from feedclean.cli.begin import config_text
from feedclean.cli.build import say_stopping
from feedclean.cli.configured import configured_if_there
from feedclean.cli.exits import EXIT_FAILED, EXIT_OK
from feedclean.cli.moving import known_of, source_table
from feedclean.cli.options import config_typed
from feedclean.cli.target import typed_host
from feedclean.cli.trial import MOST, Trial, best_trial
from feedclean.cli.voice import loudness, print_json, remark, say_line, say_lines, say_wrapped
from feedclean.codec import plain
from feedclean.config import Config, config_of
from feedclean.config.checks import SITE_STEMS
from feedclean.config.edit import NewTable, save, with_private_host, with_tables
from feedclean.dom.tree import let_go, parse, raw_text
from feedclean.errors import ConfigError, FetchError
from feedclean.gather.visit import AGAIN
from feedclean.model.article import CleanArticle
from feedclean.model.source import SourceKind
from feedclean.moving.naming import new_id
from feedclean.text import excerpt
from feedclean.urls import canonical, host_of, is_at_home, is_http, of_the_web
from feedclean.watch import interruptible

_FIRST_WORDS: Final = 200
_MOST_UP: Final = 2
"""Folders above that of the configuration up to which a path is named from there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRequest:
    """The arguments of the command."""

    target: str
    config: Path
    id: str | None
    title: str | None
    yes: bool
    as_json: bool


def run_add(request: AddRequest) -> int:
    """Tries a source, shows what it gives, writes it down, and gives the exit status.

    Raises: ConfigError, where arguments or configuration cannot be used.
    """
    before, config = configured_if_there(request.config)
    text = config_text() if before is None else before
    addresses, taken = known_of(config)
    location = _location(request)
    _refuse_known(location, addresses, request)
    if config is not None and not is_http(location):
        _refuse_known_files(location, config)
    with interruptible(say_stopping) as is_stopped:
        draft, trial = best_trial(location, text, request.config, is_stopped)
    if not trial.articles:
        return _in_vain(location, trial)
    if trial.moved_to is not None:
        location = trial.moved_to
        _refuse_known(location, addresses, request)
    title = request.title or trial.title or host_of(location) or _in_words(Path(location))
    id_ = request.id or str(new_id(title, location, {*taken, *SITE_STEMS}))
    table = source_table(replace(draft, id=id_, title=title, url=location))
    after = with_tables(text, [table])
    opened = _to_be_opened(location, config_of(request.config, after))
    if opened:
        after = with_private_host(after, opened)
    config_of(request.config, after)  # an id that cannot be used is told before anything is shown
    if not request.as_json and (loudness() >= 0 or not request.yes):
        _show(trial)  # nobody can agree to what was not shown
        _tell_failures(trial)
        say_lines(with_tables("", [table]))
        if opened:
            remark(f"builds may ask {opened} from then on, which is in your own network")
    is_wanted = request.yes or (not request.as_json and _agreed(request.config))
    if is_wanted:
        save(request.config, after, before)
    if request.as_json:
        print_json(_as_data(trial, table, str(request.config) if is_wanted else None))
    else:
        _tell_end(request, is_wanted=is_wanted)
        if is_wanted and Path(location).is_absolute():
            remark(f"{location} is far from the configuration: move both, and location is another")
    return EXIT_OK


def _refuse_known(location: str, addresses: Mapping[str, str], request: AddRequest) -> None:
    if canonical(location) in addresses:
        problem = f'is there already, as source "{addresses[canonical(location)]}"'
        raise ConfigError(request.config, "", f"{location} {problem}")


def _refuse_known_files(location: str, config: Config) -> None:
    path = (config.folder / location).resolve()
    for source in config.sources:
        if source.kind is SourceKind.DUMP and (config.folder / source.location).resolve() == path:
            problem = f'{location} is there already, as source "{source.id}"'
            raise ConfigError(config.path, "", problem)


def _in_words(path: Path) -> str:
    """What a folder or file is called, as a title: ``saved-pages`` as *Saved pages*."""
    name = path.resolve()
    words = " ".join(re.split(r"[\s_-]+", name.name if name.is_dir() else name.stem)).strip()
    return words[:1].upper() + words[1:]


def _in_vain(location: str, trial: Trial) -> int:
    for failure in trial.failures[:MOST]:
        told = failure.message.partition(AGAIN)[0]  # what is not added is not asked again
        say_lines(f"feedclean: {told}", err=True)
    is_out_of_reach = any(
        one.error == FetchError.__name__ and one.location == location for one in trial.failures
    )
    help_ = (
        "see what a browser shows there"
        if is_out_of_reach
        else "look at one of its pages with feedclean extract"
    )
    hint = f"nothing was added; {help_}"
    say_line(f"feedclean: no article could be read from {location}; {hint}", err=True)
    return EXIT_FAILED


def _tell_failures(trial: Trial) -> None:
    """How much of a source could not be read, and why the first of it."""
    if trial.failures:
        first, more = trial.failures[0].message.partition(AGAIN)[0], len(trial.failures) - 1
        remark(f"not read: {first}" + (f"; and {more} more" if more else ""))


def _tell_end(request: AddRequest, *, is_wanted: bool) -> None:
    if not is_wanted:
        remark("nothing was added")
        return
    remark(f"written: {request.config}; next: feedclean build{config_typed(request.config)}")


def _to_be_opened(location: str, config: Config) -> str:
    """A host of one's own network that builds may not ask yet; empty: there is none."""
    if not is_http(location) or not is_at_home(host_of(location)):
        return ""
    host = next(iter(typed_host(location)))
    allowed = config.fetch.allow_private_hosts
    return "" if {host, host.rpartition(":")[0]} & allowed else host


def _location(request: AddRequest) -> str:
    target = of_the_web(request.target)
    if not target.strip():
        raise ConfigError("command line", "", "name a feed, a page, a folder or a file")
    if is_http(target):
        return target
    if "://" in target:
        raise ConfigError("command line", target, "write http:// or https://")
    path = Path(target)
    if not path.exists():
        problem = "there is no such file or folder; write https:// before an address"
        raise ConfigError("command line", target, problem)
    folder = request.config.absolute().parent.resolve()
    return _from_config(path.resolve(), folder)


def _from_config(real: Path, folder: Path) -> str:
    """A path as the configuration names it: from its own folder, where the two lie near each other.

    So both may be moved together; one that is further away is named as it is.
    """
    try:
        near = Path(os.path.relpath(real, folder))
    except ValueError:  # on another drive
        return str(real)
    is_near = near.parts.count("..") <= _MOST_UP and real.parts[1:2] == folder.parts[1:2]
    return near.as_posix() if is_near else str(real)


def _as_data(trial: Trial, table: NewTable, written: str | None) -> dict[str, Any]:
    return {
        "source": dict(table.keys),
        "entries": [
            {
                "title": one.meta.title,
                "url": one.meta.url,
                "published": plain(one.meta.published),
                "text": _first_words(one),
                "chars": one.stats.chars_out,
                "removals": len(one.removals),
                "chars_removed": sum(removal.chars for removal in one.removals),
            }
            for one in trial.articles
        ],
        "failures": [
            {"location": one.location, "message": one.message.partition(AGAIN)[0]}
            for one in trial.failures
        ],
        "toml": with_tables("", [table]),
        "written": written,
    }


def _show(trial: Trial) -> None:
    for article in trial.articles:
        date = article.meta.published
        title = f"{date.date().isoformat() if date else 'no date'}  {article.meta.title}"
        say_wrapped(title)
        for line in (_first_words(article), *_removed(article)):
            say_wrapped(line, indent=2)
    click.echo("")


def _first_words(article: CleanArticle) -> str:
    root = parse(article.html)
    text = raw_text(root)
    let_go(root)
    return excerpt(text, _FIRST_WORDS)


def _removed(article: CleanArticle) -> Iterator[str]:
    gone = article.removals
    yield f"{len(gone)} taken out, {sum(one.chars for one in gone)} characters"
    for one in gone[:MOST]:
        yield f"- {one.rule}: {one.chars} characters: {excerpt(one.excerpt, 60)}"
    if len(gone) > MOST:
        yield f"- and {len(gone) - MOST} more"


def _agreed(path: Path) -> bool:
    if not sys.stdin.isatty():
        problem = "nobody to ask whether this is right; give --yes to add it"
        raise ConfigError("command line", "", problem)
    return click.confirm(f"Add it to {path}?", default=True)
