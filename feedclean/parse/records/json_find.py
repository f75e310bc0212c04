"""Where in a JSON document its articles are: lists under known keys, and what is wrapped."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from feedclean.parse.records.bodies import is_page
from feedclean.parse.records.json_about import with_metadata
from feedclean.parse.records.json_keys import (
    ADDRESSES,
    CONTAINERS,
    CONTENT,
    KEYS,
    MOST_KEYS,
    TITLES,
    fields_in,
    spelled,
)
from feedclean.urls import is_http

_CONTAINERS: Final = frozenset(CONTAINERS)
_DEEPEST: Final = 4
_WRAPPERS: Final = (
    *("data", "node", "attributes", "fields", "post", "object", "record", "article", "story"),
    *("item", "entry", "status", "tweet", "document", "content", "props", "page", "result", "info"),
    "response",
)
"""Keys under which an item, or a whole document, keeps the article itself."""
_NO_ARTICLES: Final = frozenset(
    "channeljoin channelleave botadd service announce like follow tombstone attachment revision "
    "navmenuitem comment website organization person breadcrumblist imageobject searchaction "
    "webpage".split()
)
"""What an item says that it is, where that is no article: of chats, blogs and schema.org."""
_KINDS: Final = ("subtype", "type", "@type", "posttype", "kind")
_DATES: Final = frozenset(KEYS["published"])
_SUMMARIES: Final = frozenset(KEYS["summary"])
_LOOKED_AT: Final = 50
_MOST_LISTS: Final = 2_000
_TYPES: Final = frozenset(("contenttype", "mediatype", "mimetype"))
_PARTS: Final = re.compile(
    r"(?:audio|font|image|video)/|text/css|(?:text|application)/(?:x-)?(?:java|ecma)script"
)


def is_article(value: object) -> bool:
    """Whether a JSON value can be an article: it has content, or a title and an address.

    Or a title, a summary and a day, as lists of news have them.

    A whole page is content whatever its key is called.
    """
    if not isinstance(value, dict):
        return False
    keys = {name for name, _, _ in fields_in(value)}
    return (
        bool(keys & CONTENT)
        or bool(keys & TITLES and keys & ADDRESSES)
        or bool(keys & TITLES and keys & _SUMMARIES and keys & _DATES)
        or next(pages_in(value), None) is not None
    )


def pages_in(value: Mapping[str, Any]) -> Iterator[str]:
    """The whole pages that an object has under any of its keys."""
    inner = islice(value.values(), MOST_KEYS)
    return (child for child in inner if isinstance(child, str) and is_page(child))


def unwrapped(value: Any, depth: int = 0) -> Any:
    """The article in what stands around it: a search engine's hit, an activity, an API's answer.

    What the wrapper says fills in what the article does not.
    """
    if not isinstance(value, dict):
        return value
    value = with_metadata(_with_properties(value))
    source = value.get("_source")
    if isinstance(source, dict):
        return source
    if depth == _DEEPEST:
        return value
    best, most = value, weight(value)
    for key, child in islice(value.items(), MOST_KEYS):
        if isinstance(child, dict) and spelled(key) in _WRAPPERS:
            inner = unwrapped(child, depth + 1)
            size = weight(inner)
            is_text = _has_content(inner) and not _has_content(best)
            if is_article(inner) and (size > most or is_text):
                best, most = _filled(inner, value), size
    return best


def _with_properties(value: dict[str, Any]) -> dict[str, Any]:
    """A page of a database with its columns as keys: Notion's, which each say their type."""
    told = value.get("properties")
    columns = list(told.items())[:MOST_KEYS] if isinstance(told, dict) else []
    typed = [(key, one["type"], one.get(one["type"])) for key, one in columns if _is_typed(one)]
    if not typed or len(typed) < len(columns):
        return value
    plain = {"title" if kind == "title" else key: _plain(one) for key, kind, one in typed}
    return {**value, **plain, "blocks": value.get("children") or value.get("blocks")}


def _is_typed(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("type"), str)


def _plain(value: Any) -> Any:
    """What a column holds: words for pieces of a line, names for choices, a day for a date."""
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        words = [one.get("plain_text") for one in value]
        named = [one.get("name") for one in value]
        return "".join(map(str, words)) if all(words) else named if all(named) else value
    return value.get("start") if isinstance(value, dict) and "start" in value else value


def _has_content(value: object) -> bool:
    return isinstance(value, dict) and any(
        child and name in CONTENT for name, _, child in fields_in(value)
    )


def _filled(inner: Mapping[str, Any], around: Mapping[str, Any]) -> dict[str, Any]:
    there = {name for name, _, child in fields_in(inner) if child}
    return {**{key: child for name, key, child in fields_in(around) if name not in there}, **inner}


def weight(value: object) -> int:
    """How much of an article an object has: its text counts double."""
    if not isinstance(value, dict):
        return 0
    there = {name for name, _, child in fields_in(value) if child}
    signs = (CONTENT, CONTENT, TITLES, ADDRESSES, _DATES)
    return sum(1 for sign in signs if there & sign)


def find_articles(value: Any) -> list[Any] | None:
    """The list of articles in a document; None where there is none, as in a single article."""
    named = under_names(value) or _by_address(value)
    if named is not None:
        return named
    if isinstance(value, dict):
        for name, _, child in fields_in(value):
            many = list(child) if name in CONTENT and isinstance(child, list) else []
            if any(weight(unwrapped(one)) > 2 for one in many):
                return many  # an answer whose content is a list of articles
    if is_article(value) or weight(unwrapped(value)) > 2:
        return None
    keyed = _by_id(value)
    if keyed is not None:
        return keyed
    lists = [(rating, -at, one) for at, (one, rating) in enumerate(_lists(value)) if rating > 2]
    return max(lists, key=lambda rated: rated[:2])[2] if lists else None


def _by_id(value: Any, depth: int = 0) -> list[Any] | None:
    """The articles of an object that has them under their ids."""
    if not isinstance(value, dict) or depth > _DEEPEST:
        return None
    inner = value.values()
    if len(inner) > 1 and all(weight(unwrapped(one)) > 1 for one in inner):
        return [_at(key, one) for key, one in value.items()]
    few = islice(inner, MOST_KEYS)
    lists = (_by_id(one, depth + 1) for one in few if isinstance(one, dict))
    return next((found for found in lists if found is not None), None)


def _by_address(value: Any) -> list[Any] | None:
    """The pages of an object that has them under their addresses."""
    if not isinstance(value, dict) or not value:
        return None
    if not all(is_http(key) and isinstance(one, str) for key, one in value.items()):
        return None
    return [{"url": key, "content": one} for key, one in value.items()]


def _at(key: str, article: Any) -> Any:
    """An article with its address, where that is the key it stands under."""
    return {**article, "url": key} if is_http(key) and not article.get("url") else article


def under_names(value: Any, depth: int = 0) -> list[Any] | None:
    """The list of articles that nothing but known keys lead to."""
    if isinstance(value, list):
        return value if any(map(is_article, map(unwrapped, value))) else None
    if not isinstance(value, dict) or depth > _DEEPEST:
        return None
    children = {
        name: child
        for key, child in islice(value.items(), MOST_KEYS)
        if (name := spelled(key)) in _CONTAINERS
    }
    for name in CONTAINERS:
        found = under_names(children.get(name), depth + 1)
        if found is not None:
            return found
    return None


def _lists(value: Any) -> Iterator[tuple[list[Any], float]]:
    """Every list of objects in a document, and how much of articles they have on average."""
    waiting: deque[tuple[Any, int]] = deque([(value, 0)])
    seen = 0
    while waiting and seen < _MOST_LISTS:
        here, depth = waiting.popleft()
        seen += 1
        if isinstance(here, list):
            weights = [
                weight(unwrapped(one)) for one in here[:_LOOKED_AT] if is_article(unwrapped(one))
            ]
            if weights:
                yield here, sum(weights) / len(weights)
        if depth < 2 * _DEEPEST and isinstance(here, list | dict):
            many = here if isinstance(here, list) else here.values()
            inner = islice(many, _LOOKED_AT if isinstance(here, list) else MOST_KEYS)
            waiting.extend((one, depth + 1) for one in inner if isinstance(one, list | dict))


def is_mixed(items: list[Any]) -> bool:
    """Whether any of some items is an article and does not say that it is something else."""
    inner = ((one, unwrapped(one)) for one in items)
    return any(not _is_other(one, within) and is_article(within) for one, within in inner)


def is_silent(item: Any, *, among_articles: bool) -> bool:
    """Whether an item says that it is no article, or holds the place of a text with nothing in it.

    Messages without words, records of what was done in a chat, what a page is embedded in.
    """
    if not isinstance(item, dict):
        return False
    inner = unwrapped(item)
    if among_articles and _is_other(item, inner):
        return True
    keys = {name: child for name, _, child in fields_in(inner)}
    has_place = any(name in CONTENT for name in keys)
    said = (CONTENT, TITLES, ADDRESSES, frozenset(KEYS["summary"]), frozenset(KEYS["enclosures"]))
    return has_place and not any(keys.get(name) for names in said for name in names)


def _is_other(item: Any, inner: Any) -> bool:
    if not isinstance(item, dict):
        return False
    kinds = {spelled(kind) for name in _KINDS if isinstance(kind := item.get(name), str)}
    return bool(kinds & _NO_ARTICLES) or _is_part_of_page(inner)


def _is_part_of_page(item: Mapping[str, Any]) -> bool:
    """Whether an item is what a page is made of besides its text, as browsers record it."""
    within = (child for child in islice(item.values(), MOST_KEYS) if isinstance(child, dict))
    is_part = any(map(_has_part_type, (item, *within)))
    return is_part and not any(name in TITLES and child for name, _, child in fields_in(item))


def _has_part_type(value: Mapping[str, Any]) -> bool:
    return any(
        isinstance(child, str) and _PARTS.match(child) is not None and spelled(key) in _TYPES
        for key, child in islice(value.items(), MOST_KEYS)
    )
