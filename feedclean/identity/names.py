"""What upstream calls an article: ids, addresses and places, in forms that last."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final
from urllib.parse import quote

from feedclean.model.article import ArticleId, RawArticle
from feedclean.parse.ids import is_of_content
from feedclean.urls import canonical

_MOST: Final = 12


class Kind(StrEnum):
    """What the id of an article was made of."""

    UPSTREAM = "upstream"
    ADDRESS = "address"
    CONTENT = "content"
    PLACE = "place"


def names_of(raw: RawArticle) -> tuple[str, ...]:
    """All that upstream calls an article, in forms that survive a change of scheme or tracking."""
    meta, kind = raw.meta, kind_of(raw)
    names = set()
    # in a list, what is first today is second tomorrow; a name that is better makes it superfluous
    if kind in (Kind.CONTENT, Kind.PLACE) or raw.origin.offset is None:
        names.add(f"place:{place_of(raw)}")
    if kind in (Kind.CONTENT, Kind.UPSTREAM):
        names.add(f"id:{meta.id}")
    if meta.url:
        names.add(f"url:{url_key(meta.url)}")
    return tuple(sorted(names))


def url_key(url: str) -> str:
    """What stays of an address when scheme, ``www.``, tracking and the closing slash change."""
    return canonical(url).partition("://")[2].removeprefix("www.").rstrip("/")


def with_names(known: tuple[str, ...], id_: ArticleId, more: Iterable[str]) -> tuple[str, ...]:
    """The names of an entry with those of an article that is it.

    Of a source that gives new ids with every request only the first and the last are kept.
    """
    if len(known) > _MOST:
        known = tuple(name for name in known if name == f"id:{id_}" or name[:3] != "id:")
    return tuple(sorted({*known[:_MOST], *more}))


def kind_of(raw: RawArticle) -> Kind:
    """What the id of an article was made of, told from the id."""
    if raw.meta.url and raw.meta.id == canonical(raw.meta.url):
        return Kind.ADDRESS
    if is_of_content(raw.meta.id, raw.meta.source):
        return Kind.CONTENT
    return Kind.PLACE if raw.meta.id.endswith(_tail(raw)) else Kind.UPSTREAM


def place_of(raw: RawArticle) -> str:
    """Where an article lay: a file or an address, and its number among several."""
    offset = raw.origin.offset
    return raw.origin.location if offset is None else f"{raw.origin.location}#{offset}"


def _tail(raw: RawArticle) -> str:
    """How an id ends that was made of a place."""
    return f":{quote(raw.meta.source, safe='')}/{quote(place_of(raw), safe='/#')}"
