"""Title, authors and date as a person's rules find them; what a rule says stands above all else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from feedclean.clean.metadata.harvest import zone_of
from feedclean.clean.page import Page
from feedclean.dates import find_date, read_date
from feedclean.model.article import ArticleMeta, Author
from feedclean.model.plan import Selector, SiteRules
from feedclean.names import clean_names

if TYPE_CHECKING:
    from feedclean.dom.match import Matches


def with_declared(rules: SiteRules, matches: Matches, page: Page) -> ArticleMeta:
    """The metadata with what rules say of title, authors and date, each by the first that can."""
    found: dict[str, Any] = {}
    evidence = dict(page.meta.evidence)

    def note(name: str, value: object, selector: Selector) -> None:
        if value and name not in found:
            found[name], evidence[name] = value, f"rule {selector.expression}"

    for selector in rules.title:
        note("title", next(iter(matches.texts(selector)), ""), selector)
    for selector in rules.author:
        note("authors", _authors(matches.texts(selector)), selector)
    for selector in rules.date:
        note("published", _moment(matches.texts(selector), page), selector)
    return replace(page.meta, **found, evidence=tuple(sorted(evidence.items())))


def _authors(texts: Sequence[str]) -> tuple[Author, ...]:
    """Who is named; a text in which we know no name is one all the same, as a person says so."""
    names = clean_names(texts) or tuple(dict.fromkeys(texts))
    return tuple(Author(name=name) for name in names)


def _moment(texts: Sequence[str], page: Page) -> datetime | None:
    """The first date that any of the texts is, or has in it."""
    zone = zone_of(page)
    found = (read_date(text, zone) or find_date(text, zone) for text in texts)
    return next((date.when for date in found if date is not None), None)
