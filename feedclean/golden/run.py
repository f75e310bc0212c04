"""A case to its verdict: cleaned as it would be today, and compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from feedclean.clean.process import process
from feedclean.config.values import Config
from feedclean.errors import GoldenError, NotCleaned
from feedclean.golden.compare import compare
from feedclean.golden.folder import expected_shape, read_case, save_expected, written
from feedclean.golden.shape import shape_of
from feedclean.golden.values import (
    Case,
    Expectation,
    Status,
    Verdict,
)
from feedclean.model.article import CleanArticle, Failure, RawArticle, SourceId
from feedclean.model.plan import CleanPlan, SiteTemplate
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse import read
from feedclean.spelling import meant
from feedclean.text import excerpt, squeeze
from feedclean.work.plan import options_of, rules_of

NOBODY: Final = SourceId("golden")
"""The source of a case that has none."""
_SHOWN: Final = 80


def check_case(folder: Path, config: Config | None, *, update: bool = False) -> Verdict:
    """What becomes of a case today; never raises for a case that cannot be read or run.

    With ``update``, its files are written as it comes out now; expectations stay, and still count.
    """
    try:
        case = read_case(folder)
        article = outcome(case, config)
        unmet = tuple(unmet_by(article, case.expect))
        difference = None
        if case.expected is not None:
            difference = compare(expected_shape(case), shape_of(article))
            if update and save_expected(case, written(case.given, article)):
                status = Status.DIFFERS if unmet else Status.SAME
                return Verdict(
                    name=case.name,
                    status=status,
                    difference=difference,
                    unmet=unmet,
                    updated=True,
                )
    except GoldenError as error:
        return Verdict(name=folder.name, status=Status.BROKEN, problem=error.problem)
    is_same = not unmet and (difference is None or difference.is_empty)
    return Verdict(
        name=case.name,
        status=Status.SAME if is_same else Status.DIFFERS,
        difference=None if is_same else difference,
        unmet=unmet,
    )


def outcome(case: Case, config: Config | None) -> CleanArticle:
    """The article of a case as it is cleaned today: by the options and rules of now.

    Raises: GoldenError, if there is no such article, or its source is not configured.
    """
    source = source_of(case, config)
    return clean_one(case, articles(case, source), source, config)


def articles(case: Case, source: Source) -> tuple[RawArticle | Failure, ...]:
    """The articles of the capture of a case, in order."""
    given = case.given
    capture = Capture(
        source=source.id,
        location=given.location,
        body=case.raw,
        media_type=given.media_type,
        charset=given.charset,
        captured_at=given.now,
        listed=given.listed,
    )
    return tuple(read(capture, source))


def clean_one(
    case: Case, found: Sequence[RawArticle | Failure], source: Source, config: Config | None
) -> CleanArticle:
    """The one that is meant, cleaned. Raises: GoldenError, if there is none."""
    given = case.given
    if given.entry > len(found):
        problem = f"there is no article {given.entry}: {given.location} holds {len(found)}"
        raise GoldenError(case.name, problem)
    raw = found[given.entry - 1]
    if isinstance(raw, RawArticle):
        cleaned = process(raw, _plan(raw, source, case.template, config))
        if isinstance(cleaned, CleanArticle):
            return cleaned
    else:
        cleaned = raw
    told = cleaned.message if isinstance(cleaned, Failure) else str(cleaned)
    raise NotCleaned(case.name, f"no clean article comes of it: {told}")


def source_of(case: Case, config: Config | None) -> Source:
    """The source whose options and rules hold for a case. Raises: GoldenError."""
    given = case.given
    if given.source is None:
        return Source(
            id=NOBODY,
            kind=SourceKind.DUMP,
            location=given.location,
            title="Golden",
            language=given.language,
            timezone=given.timezone,
            dialect=given.dialect,
        )
    known = {} if config is None else {source.id: source for source in config.sources}
    if given.source not in known:
        told = (
            "there is no configuration" if config is None else f"{config.path} has none so called"
        )
        advice = "name the configuration with --config, or remove the case"
        problem = f'is of source "{given.source}", and {told}; {meant(given.source, known)}'
        raise GoldenError(case.name, f"{problem}; {advice}" if config is None else problem)
    return known[given.source]


def _plan(
    raw: RawArticle, source: Source, template: SiteTemplate | None, config: Config | None
) -> CleanPlan:
    """By what an article is cleaned: options and rules of now, and a template as it was kept."""
    book, packs = ((), ()) if config is None else (config.rules, config.packs)
    return CleanPlan(
        source=source.id,
        options=options_of(source),
        rules=rules_of(source, book, [raw.meta], packs),
        template=None if template is None else replace(template, source=source.id),
    )


def unmet_by(article: CleanArticle, expect: Expectation) -> Iterable[str]:
    """A sentence for each expectation that an article does not meet; white space does not count."""
    if expect == Expectation():
        return
    text = squeeze("".join(shape_of(article).lines))
    for words in expect.contains:
        if squeeze(words) not in text:
            yield f"lacks “{excerpt(words, _SHOWN)}”, which it should contain"
    for words in expect.lacks:
        if squeeze(words) in text:
            yield f"contains “{excerpt(words, _SHOWN)}”, which it should lack"
