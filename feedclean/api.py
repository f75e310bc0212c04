"""What a program calls: one article cleaned, or a whole configuration built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypedDict, Unpack

from feedclean.conductor import Order, Tools, build_site, no_network
from feedclean.config import Config, load_config
from feedclean.config.checks import check_dialect, check_language, check_timezone
from feedclean.errors import CleanError, ConfigError, ParseError
from feedclean.execute.table import executor_of
from feedclean.extraction import extract_articles
from feedclean.gather.loader import load
from feedclean.model.article import CleanArticle, Failure, Outcome, SourceId
from feedclean.model.output import BuildReport
from feedclean.model.plan import SiteRules
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.rules.values import Written
from feedclean.rules.written import site_rules
from feedclean.spelling import meant
from feedclean.work.asking import fetching

_UNNAMED: Final = "article"
"""What text or bytes are called that come without an address."""
_NO_MOMENT: Final = datetime.fromtimestamp(0, UTC)
"""When it was captured, which nobody says and nothing that comes out hangs on."""
_CALLED: Final = "feedclean.extract"
"""How an error names a wrong argument."""


class Reading(TypedDict, total=False):
    """What may be said of a page that is to be cleaned; all of it can be left out."""

    url: str
    """Where it came from; relative links are relative to it."""
    dialect: str
    """How it is written; else that is detected."""
    language: str
    """Of an article that names none, as a tag such as ``zh`` or ``pt-BR``."""
    timezone: str
    """IANA zone of dates that name none."""
    strip: str | Sequence[str]
    """A selector, or several, of what is to go, as in ``config.toml``."""
    keep: str | Sequence[str]
    """The same of what is to stay."""


def extract(page: str | bytes | Path, **how: Unpack[Reading]) -> CleanArticle:
    """The one article of a page, or of a file in any dialect, cleaned.

    ``page`` is the text or the bytes as such; only a ``Path`` is opened, and no server is asked.
    Raises: ParseError, also where there are several articles or none; CleanError; LoadError;
    ConfigError, for an argument that cannot be used.
    """
    outcomes = extract_all(page, **how)
    if len(outcomes) != 1:
        problem = f"holds {len(outcomes)} articles; feedclean.extract_all gives all of them"
        raise ParseError(_name(page, how), None, problem)
    [outcome] = outcomes
    if isinstance(outcome, Failure):
        raise _error(outcome)
    assert isinstance(outcome, CleanArticle)  # cleaning alone leaves nothing out
    return outcome


def extract_all(page: str | bytes | Path, **how: Unpack[Reading]) -> tuple[Outcome, ...]:
    """What becomes of each article of a page or file, in the order they stand in it.

    An article that cannot be read or cleaned is a ``Failure`` among the others.
    Raises: ConfigError, for an argument that cannot be used; LoadError.
    """
    unknown = sorted(how.keys() - Reading.__annotations__.keys())
    if unknown:
        told = f"{unknown[0]!r}; {meant(unknown[0], Reading.__annotations__)}"
        raise TypeError(f"feedclean.extract does not take {told}")
    source = _source(_name(page, how), how)
    return tuple(extract_articles(_capture(page, source), source))


def build(  # noqa: PLR0913 - the options of the command, by name
    config: str | Path | Config,
    *,
    sources: Sequence[str] = (),
    output: str | Path | None = None,
    offline: bool = False,
    refresh: bool = False,
    reclean: bool = False,
    dry_run: bool = False,
    jobs: int | None = 1,
) -> BuildReport:
    """Builds and publishes the feeds of a configuration, as ``feedclean build`` does.

    ``config`` is a path, or what ``load_config`` gave; ``sources`` are the ids of those to build,
    all where none is named. ``offline``, ``refresh``, ``reclean`` and ``dry_run`` are the options
    of the command. ``jobs`` is how many processes may read and clean, None as many as there are
    cores; with more than one, a script has to call this below ``if __name__ == "__main__":``.

    What goes wrong with an article or a source is a ``Failure`` in the report, and costs itself
    only. Raises: ConfigError and StateError, before anything is written.
    """
    loaded = config if isinstance(config, Config) else load_config(Path(config))
    tools = Tools(
        now=datetime.now(UTC),
        fetch=no_network if offline else fetching(loaded),
        executor=executor_of("processes", jobs),
        clock=lambda: datetime.now(UTC),
    )
    order = Order(
        sources=tuple(SourceId(id_) for id_ in sources),
        output=None if output is None else Path(output),
        dry_run=dry_run,
        refresh=refresh,
        reclean=reclean,
    )
    return build_site(loaded, tools, order)


def _name(page: str | bytes | Path, how: Reading) -> str:
    return how.get("url") or (page.name if isinstance(page, Path) else _UNNAMED)


def _capture(page: str | bytes | Path, source: Source) -> Capture:
    body = load(page, str(page)).body if isinstance(page, Path) else page
    return Capture(
        source=source.id,
        location=source.location,
        body=body.encode("utf-8", "replace") if isinstance(body, str) else body,
        media_type=None,
        charset="utf-8" if isinstance(body, str) else None,
        captured_at=_NO_MOMENT,
    )


def _source(name: str, how: Reading) -> Source:
    """A source of which no more is known. Raises: ConfigError."""
    dialect, language, timezone = how.get("dialect"), how.get("language"), how.get("timezone")
    for key, value, check in (
        ("dialect", dialect, check_dialect),
        ("language", language, check_language),
        ("timezone", timezone, check_timezone),
    ):
        problem = check(value, {}) if value else ""
        if problem:
            raise ConfigError(_CALLED, key, problem)
    return Source(
        id=SourceId("extract"),
        kind=SourceKind.DUMP,
        location=name,
        title="",
        site_url=how.get("url"),
        language=language,
        dialect=dialect,
        timezone=timezone,
        rules=_rules({"strip": how.get("strip", ()), "keep": how.get("keep", ())}),
    )


def _rules(given: Mapping[str, str | Sequence[str]]) -> SiteRules:
    """The rules of a call. Raises: ConfigError."""
    several = {key: (texts,) if isinstance(texts, str) else texts for key, texts in given.items()}
    written = {
        key: [Written(text=text, where=_CALLED, line=0) for text in texts]
        for key, texts in several.items()
    }
    rules, wrong = site_rules(written, owner="extract")
    for one in wrong:
        raise ConfigError(_CALLED, one.key, one.problem)
    return rules


def _error(failure: Failure) -> ParseError | CleanError:
    """A failure as the error it was."""
    where, _, problem = failure.message.partition(": ")
    if failure.stage == "clean":
        return CleanError(where, problem)
    told = failure.message.removeprefix(f"{failure.location}: ")
    return ParseError(failure.location, None, told)
