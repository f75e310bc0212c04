"""Exports of whole databases: who wrote an article stands in another table of the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from feedclean.parse.records.json_keys import spelled

_PEOPLE: Final = ("users", "authors", "people", "members", "writers")
_OF_ARTICLE: Final = ("postid", "articleid", "entryid", "storyid", "itemid")
_OF_PERSON: Final = ("authorid", "userid", "writerid", "personid", "createdby", "author")
_DEEPEST: Final = 6


def joined(document: Any, articles: Sequence[Any]) -> list[Any]:
    """The articles, each with those who wrote it, where tables beside their own say so."""
    tables = _tables_with(document, articles, 0)
    people = _people(tables) if tables is not None else {}
    if tables is None or not people:
        return list(articles)
    links = _links(tables)
    return [_with_people(one, people, links) for one in articles]


def _tables_with(value: Any, articles: Sequence[Any], depth: int) -> Mapping[str, Any] | None:
    """The object that holds the list of articles."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        if any(child is articles for child in value.values()):
            return value
        inner: Iterator[Any] = iter(value.values())
    elif isinstance(value, list) and len(value) < _DEEPEST:
        inner = iter(value)
    else:
        return None
    found = (_tables_with(child, articles, depth + 1) for child in inner)
    return next((one for one in found if one is not None), None)


def _rows(tables: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key, table in tables.items():
        if isinstance(table, list):
            yield from ((spelled(key), row) for row in table if isinstance(row, dict))


def _people(tables: Mapping[str, Any]) -> dict[str, Any]:
    return {
        str(row["id"]): row
        for key, row in _rows(tables)
        if key in _PEOPLE and "id" in row and row.get("name")
    }


def _links(tables: Mapping[str, Any]) -> dict[str, list[str]]:
    """Ids of people by the id of the article, out of tables that hold nothing else."""
    links: dict[str, list[str]] = {}
    for _, row in _rows(tables):
        told = {spelled(key): value for key, value in row.items()}
        article = next((told[key] for key in _OF_ARTICLE if key in told), None)
        person = next((told[key] for key in _OF_PERSON if key in told), None)
        if article is not None and person is not None:
            links.setdefault(str(article), []).append(str(person))
    return links


def _with_people(
    article: Any, people: Mapping[str, Any], links: Mapping[str, Sequence[str]]
) -> Any:
    if not isinstance(article, dict):
        return article
    told = {spelled(key): value for key, value in article.items()}
    own = [str(told[key]) for key in _OF_PERSON if isinstance(told.get(key), str | int)]
    ids = links.get(str(article.get("id")), own)
    found = [people[one] for one in dict.fromkeys(ids) if one in people]
    return {**article, "authors": found} if found and not article.get("authors") else article
