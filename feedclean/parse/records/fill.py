"""The text of a record as it is read, and what it says of itself where the record does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Final

from feedclean.dom.bounds import MOST_CHARS
from feedclean.model.article import ArticleMeta, Author, Scope
from feedclean.parse.dialects.common import Found
from feedclean.parse.dialects.flat.flat_page import read_whole
from feedclean.parse.dialects.html_page import found_in_page
from feedclean.parse.dialects.markup import render_markdown
from feedclean.parse.pages.title import is_title_of, title_in
from feedclean.parse.records.bodies import is_bearable
from feedclean.parse.records.json_keys import spelled
from feedclean.parse.records.record import Body, as_html, tidy

_VAGUE: Final = frozenset(
    "created createdat createdtime date datetime time timestamp ts when".split()
)
"""Keys under which programs write when they came by as often as when an article was published."""
_FIELDS: Final = (
    *("title", "published", "updated", "language", "categories", "summary", "publisher"),
    *("rights", "image"),
)


def read_body(body: Body, title: str, url: str | None, zone: tzinfo | None) -> Found:
    """A text as HTML: a page as a page, Markdown without the heading that is its title."""
    if body.is_page and is_bearable(body.text):
        return found_in_page(tidy(body.text), url, zone)
    if body.is_html or len(body.text) > MOST_CHARS:
        return Found(title="", html=as_html(body))
    text, told = tidy(body.text), Found(title=title, html="", url=url)
    page = read_whole(text, told, zone, is_marked=body.is_markdown) if body.may_be_page else None
    if page is not None:
        return page
    title = title_in(text, title, is_marked=body.is_markdown) if title else ""
    if not body.is_markdown:
        return Found(title=title, html=as_html(body))
    rendered = render_markdown(text, title or None)
    return Found(title=rendered.title or title, html=rendered.html)


def filled(
    meta: ArticleMeta, evidence: Mapping[str, str], found: Found
) -> tuple[ArticleMeta, dict[str, str]]:
    """What is known with what its text says of itself, and where each of it stood.

    A page knows its address, and where its title ends and the name of its site begins. Who made
    the record said what else is in it on purpose.
    """
    there: dict[str, object] = {
        "authors": tuple(Author(name=name) for name in found.authors),
        **{name: getattr(found, name) for name in _FIELDS},
    }
    new = {name: value for name, value in there.items() if value and not getattr(meta, name)}
    if found.title and is_title_of(found.title, meta.title):
        new["title"] = found.title
    if found.url and found.scope is Scope.PAGE:
        new["url"] = found.url
    if found.published and _is_of_crawl(meta.published, found.published, evidence):
        new["published"] = found.published
    said = dict(found.evidence)
    places = {name: said.get(name, "its text") for name in new}
    return replace(meta, **new), {**evidence, **places}  # type: ignore[arg-type] # names of fields


def _is_of_crawl(told: datetime | None, found: datetime, evidence: Mapping[str, str]) -> bool:
    """Whether a date is rather when a program came by than when the article was published."""
    return told is not None and told > found and spelled(evidence.get("published", "")) in _VAGUE
