"""Who wrote an article, as JSON objects tell of people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from feedclean.model.article import Author
from feedclean.names import is_full_name
from feedclean.parse.bylines import names_of
from feedclean.parse.records.json_keys import spelled
from feedclean.parse.records.json_text import text_of
from feedclean.parse.records.record import person

_NAMES: Final = (
    *("name", "realname", "displayname", "fullname", "screenname", "nickname", "username", "acct"),
    *("original", "value", "text", "handle"),
)
OF_A_PERSON: Final = frozenset("username screenname avatar avatarurl avatartemplate".split())
"""Keys beside which a name is that of a person."""
_IS_ID: Final = re.compile(r"\d+|[0-9a-f]{24,}|https?://\S+", re.IGNORECASE)
_LISTS: Final = (" and ", "By ", ";", "[", "［", "【")
"""What shows a byline rather than a name."""
_AROUND_PEOPLE: Final = ("author", "node", "attributes", "person", "data")
"""Where the people stand that a wrapper holds: WordPress, GraphQL, JSON:API."""


def each_once(people: Iterable[Author]) -> tuple[Author, ...]:
    """Everybody once; of a name in capitals and the same in small letters it is the latter."""
    found: dict[str, Author] = {}
    for one in people:
        before = found.get(one.name.casefold())
        if before is None or before.name.isupper():
            found[one.name.casefold()] = one
    return tuple(found.values())


def people_in(value: Any) -> Iterator[Author]:
    """The people a value names: a byline, an object about somebody, a list of either."""
    if isinstance(value, list):
        for one in value:
            yield from people_in(one)
    elif isinstance(value, dict):
        name = _name_in(value)
        if name and not any(mark in name for mark in _LISTS):
            told = person(
                name, email=text_of(value.get("email")) or None, uri=text_of(value.get("url"))
            )
            yield from filter(None, (told,))
        elif name:
            yield from people_in(name)
        else:
            inner = (
                value[key] for key in _AROUND_PEOPLE if isinstance(value.get(key), list | dict)
            )
            yield from people_in(next(inner, None))
    elif isinstance(value, str) and not _IS_ID.fullmatch(value):
        yield from filter(None, map(person, names_of(value)))


def _name_in(value: Mapping[str, Any]) -> str:
    """What a person is called in an object about them."""
    told = {spelled(key): child for key, child in value.items()}
    for names in (("firstname", "lastname"), ("given", "family"), ("givenname", "familyname")):
        given, family = (text_of(told.get(key)).strip() for key in names)
        if given and family:
            return f"{given} {family}"
    found = [text for key in _NAMES if (text := text_of(told.get(key)).strip())]
    return next(filter(is_full_name, found), next(iter(found), ""))
