"""``feedclean extract``: one file or page, cleaned, for a look without a configuration."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Final

import click

from feedclean.cli.built import named
from feedclean.cli.configured import configured
from feedclean.cli.exits import EXIT_FAILED, EXIT_OK
from feedclean.cli.target import (
    capture_named,
    check_reading,
    fetch_typed,
    is_address,
    typed_host,
)
from feedclean.cli.voice import print_json, remark, say_line
from feedclean.codec import plain
from feedclean.config import Config
from feedclean.errors import ConfigError
from feedclean.extraction import extract_articles
from feedclean.gather.base import Fetched, Request
from feedclean.gather.follow import Whole, follow, headers_of, rewritten
from feedclean.generate.markdown import markdown_of
from feedclean.generate.text import text_of
from feedclean.model.article import CleanArticle, Dropped, Failure, Outcome, SourceId
from feedclean.model.plan import NO_RULES, SiteRules, SiteTemplate
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.rules.book import joined
from feedclean.rules.values import Written
from feedclean.work.page_rules import rules_of_page


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractRequest:
    """The arguments of the command."""

    target: str
    format_name: str
    dialect: str | None
    timezone: str | None
    entry: int | None
    removals: bool
    config: Path | None
    source: str | None
    strip: tuple[str, ...]
    keep: tuple[str, ...]
    as_json: bool


def run_extract(request: ExtractRequest) -> int:
    """Prints what is asked for, and gives the exit status.

    Raises: ConfigError, for arguments that cannot be used; GatherError.
    """
    config = None if request.config is None else configured(request.config)
    source = _source(request, config)
    book = () if config is None else config.rules
    packs = () if config is None else config.packs
    capture = _capture(request, source, config)
    template = _template(request, config)
    outcomes = list(extract_articles(capture, source, book, packs, template))
    if request.entry is not None:
        if request.entry > len(outcomes):
            problem = f"{request.entry} is too many: there are {len(outcomes)}"
            raise ConfigError(request.target, "--entry", problem)
        outcomes = outcomes[request.entry - 1 : request.entry]
    articles = [outcome for outcome in outcomes if isinstance(outcome, CleanArticle)]
    failed = any(isinstance(outcome, Failure) for outcome in outcomes)
    status = EXIT_OK if articles and not failed else EXIT_FAILED
    if request.as_json:
        print_json(_whole(outcomes))
        return status
    for outcome in outcomes:
        match outcome:
            case CleanArticle() if request.removals:
                _list_removals(outcome)
            case Dropped():
                told = f"left out: {named(outcome)}: {outcome.reason}"
                remark(told, err=True)
            case Failure():
                told = f"failed: {outcome.message} [{outcome.stage}: {outcome.error}]"
                say_line(told, err=True)
    if articles:
        # Bytes: an article is UTF-8 whatever the terminal says it can show.
        click.echo(FORMATS[request.format_name](articles).encode("utf-8"), nl=False)
    return status


def _source(request: ExtractRequest, config: Config | None) -> Source:
    """A source like the one that is named, if any, with what the command line says."""
    check_reading(dialect=request.dialect, timezone=request.timezone)
    like = _named(request, config)
    return replace(
        like,
        kind=SourceKind.DUMP,
        location=request.target,
        dialect=request.dialect or like.dialect,
        timezone=request.timezone or like.timezone,
        rules=joined((_rules(request), like.rules)),
    )


def _template(request: ExtractRequest, config: Config | None) -> SiteTemplate | None:
    """What builds have learned of the source that is named. Raises: StateError."""
    if config is None or request.source is None:
        return None
    from feedclean.golden.entry import outlook
    from feedclean.work.lookback import look_back

    with outlook(config, datetime.now(UTC)) as view:
        [source] = view.config.chosen((request.source,))
        return look_back(source, view).plan.template


def _named(request: ExtractRequest, config: Config | None) -> Source:
    """The source of the configuration that is named; else one of which nothing is known."""
    if request.source is None:
        return Source(id=SourceId("extract"), kind=SourceKind.DUMP, location="", title="")
    if config is None:
        problem = "is a source of a configuration; name that too, --config config.toml"
        raise ConfigError("command line", f"--source {request.source}", problem)
    return config.chosen((request.source,))[0]


def _rules(request: ExtractRequest) -> SiteRules:
    """The rules of the command line itself."""
    given = {"strip": request.strip, "keep": request.keep}
    if not any(given.values()):
        return NO_RULES
    from feedclean.rules.written import site_rules

    written = {
        key: [Written(text=text, where="command line", line=0) for text in texts]
        for key, texts in given.items()
    }
    rules, wrong = site_rules(written, owner="command-line")
    for one in wrong:
        raise ConfigError("command line", f"--{one.key}", one.problem)
    return rules


def _capture(request: ExtractRequest, source: Source, config: Config | None) -> Capture:
    now = datetime.now(UTC)
    target = request.target
    if is_address(target) and not Path(target).exists():
        whole = _by_rules(target, _named(request, config), config)
        first = whole.pages[0]
        return Capture(
            source=source.id,
            location=whole.location,
            body=whole.body,
            media_type=whole.media_type,
            charset=first.charset if whole.is_first else None,
            captured_at=now,
        )
    return capture_named(target, source, now)


def _by_rules(url: str, source: Source, config: Config | None) -> Whole:
    """What is at an address, with the further pages that rules lead to. Raises: GatherError."""
    if config is None:
        return Whole(pages=(fetch_typed(url),), is_first=True)
    from feedclean.gather.fetcher import Fetcher

    fetcher = Fetcher(contact=None, private_hosts=typed_host(url))
    rules = rules_of_page(source, config.rules, config.packs, url)
    target = rewritten(url, rules.url_rewrite)
    sender = rules if target == url else rules_of_page(source, config.rules, config.packs, target)

    def ask(address: str) -> Fetched:
        answer = fetcher.ask(Request(url=address, headers=headers_of(sender, source)))
        assert isinstance(answer, Fetched)  # nobody is told "not modified" who did not ask
        return answer

    first = ask(target)
    whole = follow(first, rules_of_page(source, config.rules, config.packs, url, first), ask)
    if whole.error is not None:
        say_line(f"not all pages: {whole.error}", err=True)
    return whole if target == url else replace(whole, is_first=False, listed=url)


def _list_removals(article: CleanArticle) -> None:
    for removal in article.removals:
        line = f"{removal.stage}: {removal.rule}: {removal.chars} characters: {removal.reason}"
        say_line(f"- {line}", err=True)
        if removal.excerpt:
            say_line(f"  {removal.excerpt}", err=True)


def _whole(outcomes: Sequence[Outcome]) -> object:
    """What became of all articles of the file, for programs."""
    return {
        "articles": [plain(one) for one in outcomes if isinstance(one, CleanArticle)],
        "left_out": [
            {
                "id": one.meta.id,
                "title": one.meta.title,
                "location": one.location,
                "reason": one.reason,
            }
            for one in outcomes
            if isinstance(one, Dropped)
        ],
        "failures": [plain(one) for one in outcomes if isinstance(one, Failure)],
    }


def _as_html(articles: Sequence[CleanArticle]) -> str:
    return "\n".join(
        f"<article>\n<h1>{escape(article.meta.title, quote=False)}</h1>\n"
        f"{article.html}\n</article>\n"
        for article in articles
    )


def _as_text(articles: Sequence[CleanArticle]) -> str:
    return f"\n{'=' * 72}\n\n".join(text_of(article) for article in articles)


def _as_markdown(articles: Sequence[CleanArticle]) -> str:
    return "\n---\n\n".join(markdown_of(article) for article in articles)


def _as_json(articles: Sequence[CleanArticle]) -> str:
    """One object, or a list where the file holds several articles."""
    values = [plain(article) for article in articles]
    return (
        json.dumps(values[0] if len(values) == 1 else values, ensure_ascii=False, indent=2) + "\n"
    )


FORMATS: Final[Mapping[str, Callable[[Sequence[CleanArticle]], str]]] = {
    "html": _as_html,
    "json": _as_json,
    "markdown": _as_markdown,
    "text": _as_text,
}
