"""Where in a JSON document its articles are: lists under known keys, and what is wrapped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from feedclean.parse.json_keys import ADDRESSES, CONTAINERS, CONTENT, KEYS, TITLES, known, spelled

_CONTAINERS: Final = frozenset(CONTAINERS)
_DEEPEST: Final = 4
_WRAPPERS: Final = (
    *("data", "node", "attributes", "fields", "post", "object", "record", "article", "story"),
    *("item", "entry", "status", "document", "content", "props", "page", "result", "info"),
)
"""Keys under which an item, or a whole document, keeps the article itself."""
_NO_ARTICLES: Final = frozenset(
    "service announce like follow tombstone attachment revision navmenuitem comment "
    "website organization person breadcrumblist imageobject searchaction webpage".split()
)
"""What an item says that it is, where that is no article: of chats, blogs and schema.org."""
_KINDS: Final = ("type", "@type", "posttype", "kind")
_DATES: Final = frozenset(KEYS["published"])
_LOOKED_AT: Final = 50
_MOST_LISTS: Final = 2_000


def is_article(value: object) -> bool:
    """Whether a JSON value can be an article: it has content, or a title and an address."""
    if not isinstance(value, dict):
        return False
    keys = {name for key in value if (name := known(key)) is not None}
    return bool(keys & CONTENT) or bool(keys & TITLES and keys & ADDRESSES)


def unwrapped(value: Any, depth: int = 0) -> Any:
    """The article in what stands around it: a search engine's hit, an activity, an API's answer.

    What the wrapper says fills in what the article does not.
    """
    if not isinstance(value, dict):
        return value
    source = value.get("_source")
    if isinstance(source, dict):
        return source
    if depth == _DEEPEST:
        return value
    best, most = value, weight(value)
    for key, child in value.items():
        if isinstance(child, dict) and spelled(key) in _WRAPPERS:
            inner = unwrapped(child, depth + 1)
            size = weight(inner)
            if is_article(inner) and size > most:
                best, most = _filled(inner, value), size
    return best


def _filled(inner: Mapping[str, Any], around: Mapping[str, Any]) -> dict[str, Any]:
    told = {name for key, child in inner.items() if child and (name := known(key))}
    return {
        **{key: child for key, child in around.items() if known(key) not in told},
        **inner,
    }


def weight(value: object) -> int:
    """How much of an article an object has: its text counts double."""
    if not isinstance(value, dict):
        return 0
    told = {name for key, child in value.items() if child and (name := known(key))}
    signs = (CONTENT, CONTENT, TITLES, ADDRESSES, _DATES)
    return sum(1 for sign in signs if told & sign)


def find_articles(value: Any) -> list[Any] | None:
    """The list of articles in a document; None where there is none, as in a single article."""
    named = under_names(value)
    if named is not None:
        return named
    if isinstance(value, dict):
        for key, child in value.items():
            many = list(child) if known(key) in CONTENT and isinstance(child, list) else []
            if any(weight(unwrapped(one)) > 2 for one in many):
                return many  # an answer whose content is a list of articles
    if is_article(value) or weight(unwrapped(value)) > 2:
        return None
    lists = [(rating, -at, one) for at, (one, rating) in enumerate(_lists(value)) if rating > 2]
    return max(lists, key=lambda rated: rated[:2])[2] if lists else None


def under_names(value: Any, depth: int = 0) -> list[Any] | None:
    """The list of articles that nothing but known keys lead to."""
    if isinstance(value, list):
        return value if any(map(is_article, map(unwrapped, value))) else None
    if not isinstance(value, dict) or depth > _DEEPEST:
        return None
    children = {
        name: child for key, child in value.items() if (name := spelled(key)) in _CONTAINERS
    }
    for name in CONTAINERS:
        found = under_names(children.get(name), depth + 1)
        if found is not None:
            return found
    return None


def _lists(value: Any) -> Iterator[tuple[list[Any], float]]:
    """Every list of objects in a document, and how much of articles they have on average."""
    waiting: list[tuple[Any, int]] = [(value, 0)]
    seen = 0
    while waiting and seen < _MOST_LISTS:
        here, depth = waiting.pop(0)
        seen += 1
        if isinstance(here, list):
            weights = [
                weight(unwrapped(one)) for one in here[:_LOOKED_AT] if is_article(unwrapped(one))
            ]
            if weights:
                yield here, sum(weights) / len(weights)
        if depth < 2 * _DEEPEST and isinstance(here, list | dict):
            inner = here[:_LOOKED_AT] if isinstance(here, list) else here.values()
            waiting.extend((one, depth + 1) for one in inner if isinstance(one, list | dict))


def is_silent(item: Any, among: list[Any]) -> bool:
    """Whether an item says that it is no article, or holds the place of a text with nothing in it.

    Messages without words, records of what was done in a chat, what a page is embedded in.
    """
    if not isinstance(item, dict):
        return False
    if _is_other(item) and any(not _is_other(one) and is_article(unwrapped(one)) for one in among):
        return True
    inner = unwrapped(item)
    keys = {name: child for key, child in inner.items() if (name := known(key))}
    has_place = any(name in CONTENT for name in keys)
    said = (CONTENT, TITLES, ADDRESSES, frozenset(KEYS["summary"]), frozenset(KEYS["enclosures"]))
    return has_place and not any(keys.get(name) for names in said for name in names)


def _is_other(item: Any) -> bool:
    if not isinstance(item, dict):
        return False
    told = {spelled(kind) for name in _KINDS if isinstance(kind := item.get(name), str)}
    return bool(told & _NO_ARTICLES)
