"""A source that is tried before it is one: built alone, in a folder that is gone afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from feedclean.cli.moving import source_table
from feedclean.cli.target import typed_host
from feedclean.conductor import Order, Tools, build_site
from feedclean.config import Config, config_of
from feedclean.config.edit import with_tables
from feedclean.discretion import discreet
from feedclean.dom.head import read_head
from feedclean.errors import ParseError
from feedclean.gather.base import Fetched, Request, Unmodified
from feedclean.golden.entry import outlook
from feedclean.model.article import CleanArticle, Failure
from feedclean.moving import Moved
from feedclean.parse.encoding import decode
from feedclean.parse.feeds.facts import feed_title
from feedclean.urls import is_http
from feedclean.watch import until_stopped
from feedclean.work.asking import fetching
from feedclean.work.lookback import look_back

MOST: Final = 3
"""Articles that a trial gives."""
_OF_A_VISIT: Final = re.compile(
    r"[;?&/](?:j?session|php?sess|aspsession|s?sid|cfid|cftoken)\w{0,20}[=/]|[0-9a-f]{24}|[\w-]{40}",
    re.IGNORECASE,
)
"""In an address: what servers tell visitors apart by."""
_TRIED_AS: Final = "tried-by-add"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a build of a source alone gave."""

    articles: tuple[CleanArticle, ...]
    failures: tuple[Failure, ...]
    title: str
    """What it calls itself; empty: it does not."""
    moved_to: str | None
    """Where its address leads for good."""


def best_trial(
    location: str, text: str, path: Path, is_stopped: Callable[[], bool]
) -> tuple[Moved, Trial]:
    """The first kind of source that gives articles; else the last that was tried.

    Once there is to be an end, nothing more is asked, and what is being read is given up.
    """
    answers: dict[str, Fetched] = {}
    kinds = ("feed", "pages") if is_http(location) else ("dump",)
    for kind in kinds:
        draft = Moved(id=_TRIED_AS, title="Tried", url=location, kind=kind)
        config = config_of(path, with_tables(text, [source_table(draft)]))
        trial = _tried(config, answers, is_stopped)
        if trial.articles or not _may_be_a_list(trial):
            break
    return draft, trial


def _tried(config: Config, answers: dict[str, Fetched], is_stopped: Callable[[], bool]) -> Trial:
    """A build of the new source alone, in a folder that is gone afterwards.

    What was answered before, in the order in which it was asked, is not asked again.
    """
    [source] = [replace(one, max_entries=MOST) for one in config.sources if one.id == _TRIED_AS]
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
        ask = until_stopped(fetching(alone, lambda: not is_stopped()), is_stopped)

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
    return Trial(
        articles=tuple(articles[:MOST]),
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
            title = feed_title(text, answer.url)
        except ParseError:
            named = named or read_head(text).title or ""
            continue
        if title:
            return title
    return named


def _may_be_a_list(trial: Trial) -> bool:
    """Whether the address answered, with something that is no feed."""
    return not any(failure.error.startswith(("Fetch", "TooLarge")) for failure in trial.failures)
