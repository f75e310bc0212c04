"""``feedclean add``: a new source, tried before it is written down."""

from __future__ import annotations

import ipaddress
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import urlsplit

import click

from feedclean.cli.exits import EXIT_FAILED, EXIT_OK
from feedclean.cli.moving import NEW_CONFIG, known_of, source_table, text_before
from feedclean.cli.options import config_typed
from feedclean.cli.target import typed_host
from feedclean.cli.voice import loudness, print_json, remark, say_lines
from feedclean.codec import plain
from feedclean.conductor import Order, Tools, build_site
from feedclean.config import Config, config_of
from feedclean.config.checks import SITE_STEMS
from feedclean.config.edit import NewTable, save, with_private_host, with_tables
from feedclean.discretion import discreet
from feedclean.dom.head import read_head
from feedclean.dom.tree import let_go, parse, raw_text
from feedclean.errors import ConfigError, FetchError, ParseError
from feedclean.gather.base import Fetched, Request, Unmodified
from feedclean.gather.visit import AGAIN
from feedclean.golden.entry import outlook
from feedclean.model.article import CleanArticle, Failure
from feedclean.moving import Moved
from feedclean.parse.encoding import decode
from feedclean.parse.feed import parse_feed
from feedclean.parse.opml import id_of
from feedclean.text import excerpt
from feedclean.urls import canonical, host_of, is_http
from feedclean.work.asking import fetching
from feedclean.work.lookback import look_back

_TRIED: Final = 3
_FIRST_WORDS: Final = 200
_OF_A_VISIT: Final = re.compile(
    r"[;?&/](?:j?session|php?sess|aspsession|s?sid|cfid|cftoken)\w{0,20}[=/]|[0-9a-f]{24}|[\w-]{40}",
    re.IGNORECASE,
)
"""In an address: what servers tell visitors apart by."""
_TRIED_AS: Final = "tried-by-add"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRequest:
    """The arguments of the command."""

    target: str
    config: Path
    id: str | None
    title: str | None
    yes: bool
    as_json: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """What a build of a source alone gave."""

    articles: tuple[CleanArticle, ...]
    failures: tuple[Failure, ...]
    title: str
    """What it calls itself; empty: it does not."""
    moved_to: str | None
    """Where its address leads for good."""


def run_add(request: AddRequest) -> int:
    """Tries a source, shows what it gives, writes it down, and gives the exit status.

    Raises: ConfigError, where arguments or configuration cannot be used.
    """
    before = text_before(request.config)
    text = NEW_CONFIG if before is None else before
    config = None if before is None else config_of(request.config, before)
    addresses, taken = known_of(config)
    location = _location(request)
    _refuse_known(location, addresses, request)
    draft, trial = _best_trial(location, text, request)
    if not trial.articles:
        return _in_vain(location, trial)
    if trial.moved_to is not None:
        location = trial.moved_to
        _refuse_known(location, addresses, request)
    title = request.title or trial.title or host_of(location) or Path(location).resolve().name
    id_ = request.id or str(id_of(title, location, {*taken, *SITE_STEMS}) or "source")
    table = source_table(replace(draft, id=id_, title=title, url=location))
    after = with_tables(text, [table])
    opened = _to_be_opened(location, config_of(request.config, after))
    if opened:
        after = with_private_host(after, opened)
    config_of(request.config, after)  # an id that cannot be used is told before anything is shown
    if not request.as_json and (loudness() >= 0 or not request.yes):
        _show(trial)  # nobody can agree to what was not shown
        say_lines(discreet(with_tables("", [table])))
        if opened:
            remark(f"builds may ask {opened} from then on, which is in your own network")
    is_wanted = request.yes or (not request.as_json and _agreed(request.config))
    if is_wanted:
        save(request.config, after, before)
    if request.as_json:
        print_json(_as_data(trial, table, str(request.config) if is_wanted else None))
    else:
        _tell_end(request, is_wanted=is_wanted)
    return EXIT_OK


def _refuse_known(location: str, addresses: Mapping[str, str], request: AddRequest) -> None:
    if canonical(location) in addresses:
        problem = f'is there already, as source "{addresses[canonical(location)]}"'
        raise ConfigError(request.config, "", f"{discreet(location)} {problem}")


def _best_trial(location: str, text: str, request: AddRequest) -> tuple[Moved, _Trial]:
    """The first kind of source that gives articles; else the last that was tried."""
    answers: dict[str, Fetched] = {}
    kinds = ("feed", "pages") if is_http(location) else ("dump",)
    for kind in kinds:
        draft = Moved(id=_TRIED_AS, title="Tried", url=location, kind=kind)
        config = config_of(request.config, with_tables(text, [source_table(draft)]))
        trial = _tried(config, answers)
        if trial.articles or not _may_be_a_list(trial):
            break
    return draft, trial


def _in_vain(location: str, trial: _Trial) -> int:
    for failure in trial.failures[:_TRIED]:
        told = failure.message.partition(AGAIN)[0]  # what is not added is not asked again
        say_lines(f"feedclean: {discreet(told)}", err=True)
    is_out_of_reach = any(
        one.error == FetchError.__name__ and one.location == location for one in trial.failures
    )
    help_ = (
        "see what a browser shows there"
        if is_out_of_reach
        else "look at one of its pages with feedclean extract"
    )
    hint = f"nothing was added; {help_}"
    say_lines(f"feedclean: no article could be read from {discreet(location)}; {hint}", err=True)
    return EXIT_FAILED


def _tell_end(request: AddRequest, *, is_wanted: bool) -> None:
    if not is_wanted:
        remark("nothing was added")
        return
    remark(f"written: {request.config}; next: feedclean build{config_typed(request.config)}")


def _to_be_opened(location: str, config: Config) -> str:
    """A host of one's own network that builds may not ask yet; empty: there is none."""
    if not is_http(location) or not _is_private(location):
        return ""
    host = next(iter(typed_host(location)))
    allowed = config.fetch.allow_private_hosts
    return "" if {host, host.rpartition(":")[0]} & allowed else host


def _location(request: AddRequest) -> str:
    target = request.target
    if is_http(target):
        return target
    if "://" in target:
        raise ConfigError("command line", discreet(target), "write http:// or https://")
    path = Path(target)
    if not path.exists():
        problem = "there is no such file or folder; write https:// before an address"
        raise ConfigError("command line", target, problem)
    folder = request.config.absolute().parent.resolve()
    real = path.resolve()
    return real.relative_to(folder).as_posix() if real.is_relative_to(folder) else str(real)


def _as_data(trial: _Trial, table: NewTable, written: str | None) -> dict[str, Any]:
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
        "toml": with_tables("", [table]),
        "written": written,
    }


def _tried(config: Config, answers: dict[str, Fetched]) -> _Trial:
    """A build of the new source alone, in a folder that is gone afterwards.

    What was answered before, in the order in which it was asked, is not asked again.
    """
    [source] = [replace(one, max_entries=_TRIED) for one in config.sources if one.id == _TRIED_AS]
    hosts = typed_host(source.location) if is_http(source.location) else frozenset()
    fetch = replace(config.fetch, allow_private_hosts=config.fetch.allow_private_hosts | hosts)
    with TemporaryDirectory(prefix="feedclean-add-") as name:
        folder = Path(name)
        site = replace(
            config.site,
            head=replace(config.site.head, formats=("atom",), hub=None),
            output=folder / "public",
            state=folder / "state",
            host=None,
            on_change=(),
            metrics=None,
            prometheus=None,
        )
        alone = replace(
            config, site=site, fetch=fetch, sources=(source,), lists=(), rivers=(), own=None
        )
        ask = fetching(alone)

        def noted(asked: Request) -> Fetched | Unmodified:
            if asked.url not in answers:
                answer = ask(asked)
                assert isinstance(answer, Fetched)  # nothing is known that could be the same
                answers[asked.url] = answer
            return answers[asked.url]

        now = datetime.now(UTC)
        report = build_site(alone, Tools(now=now, fetch=noted), Order())
        with outlook(alone, now) as view:
            standing = look_back(source, view).standing.values()
    articles = sorted((one.article for one in standing), key=_newest, reverse=True)
    failures = (*report.failures, *(f for one in report.sources for f in one.failures))
    return _Trial(
        articles=tuple(articles[:_TRIED]),
        failures=failures,
        title=_title([*answers.values()]),
        moved_to=_moved_to(source.location, answers),
    )


def _moved_to(location: str, answers: Mapping[str, Fetched]) -> str | None:
    """Where an address leads for good; None where it does not, or to one made for this visit."""
    answer = answers.get(location)
    target = None if answer is None else answer.moved_to
    if target is None or discreet(target) != target or _OF_A_VISIT.search(target):
        return None
    return target


def _newest(article: CleanArticle) -> tuple[bool, float, str]:
    moment = article.meta.published
    return moment is not None, moment.timestamp() if moment else 0.0, str(article.meta.id)


def _title(answers: list[Fetched]) -> str:
    """What the feed is called, else the page that was asked for first."""
    named = ""
    for answer in answers[:3]:
        text = decode(answer.body, answer.charset).text
        try:
            title = parse_feed(text, answer.url).title
        except ParseError:
            named = named or read_head(text).title or ""
            continue
        if title:
            return title
    return named


def _may_be_a_list(trial: _Trial) -> bool:
    """Whether the address answered, with something that is no feed."""
    return not any(failure.error.startswith(("Fetch", "TooLarge")) for failure in trial.failures)


def _show(trial: _Trial) -> None:
    for article in trial.articles:
        date = article.meta.published
        title = f"{date.date().isoformat() if date else 'no date'}  {article.meta.title}"
        for line in (title, f"  {_first_words(article)}", *_removed(article)):
            click.echo(discreet(_safe(line)))
    click.echo("")


def _first_words(article: CleanArticle) -> str:
    root = parse(article.html)
    text = raw_text(root)
    let_go(root)
    return excerpt(text, _FIRST_WORDS)


def _safe(line: str) -> str:
    """A line without what would make a terminal do something."""
    return "".join(char if char.isprintable() else " " for char in line)


def _removed(article: CleanArticle) -> Iterator[str]:
    gone = article.removals
    yield f"  {len(gone)} taken out, {sum(one.chars for one in gone)} characters"
    for one in gone[:_TRIED]:
        yield f"  - {one.rule}: {one.chars} characters: {excerpt(one.excerpt, 60)}"


def _agreed(path: Path) -> bool:
    if not sys.stdin.isatty():
        problem = "nobody to ask whether this is right; give --yes to add it"
        raise ConfigError("command line", "", problem)
    return click.confirm(f"Add it to {path}?", default=True)


def _is_private(location: str) -> bool:
    host = urlsplit(location).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost"
