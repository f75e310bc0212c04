"""Recipes of FeedIron, a plugin of Tiny Tiny RSS: rules of hosts, without feeds.

Source: FeedIron documentation, README and "Xpath Filter".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any, Final

from feedclean.moving.php import pattern_of
from feedclean.moving.php import replacement as by_of
from feedclean.moving.values import NOTHING, Found, HostRules, Lost, Notes

_KNOWN: Final = frozenset("type xpath cleanup multipage modify reformat debug name".split())
_KINDS: Final = frozenset("xpath split readability tags".split())
_REASONS: Final = {
    "start_element": "nothing is added to articles",
    "join_element": "nothing is added to articles",
    "end_element": "nothing is added to articles",
    "force_charset": "encodings are recognised",
    "force_unicode": "encodings are recognised",
}


def is_feediron(value: object) -> bool:
    """Whether a value of JSON holds recipes by host, or is one as they are shared."""
    return isinstance(value, dict) and any(
        isinstance(recipe, dict) and recipe.get("type") in _KINDS
        for recipe in _by_host(value).values()
    )


def _by_host(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Recipes by host; one that is shared says beside it for which host it is."""
    match, recipe = value.get("match"), value.get("config")
    return {match: recipe} if isinstance(match, str) and isinstance(recipe, dict) else value


def read_feediron(value: Mapping[str, Any]) -> Found:
    """The rules of its hosts."""
    rules: list[HostRules] = []
    lost: list[Lost] = []
    for name, recipe in _by_host(value).items():
        if not isinstance(recipe, dict):
            lost.append(Lost(where=name, what="option", why=NOTHING))
            continue
        for address in name.split("|"):
            notes = Notes(address.strip())
            host = _host(address)
            if host and _read(recipe, notes):
                rules.append(HostRules(host=host, keys=notes.keys))
            elif not host:
                why = "it holds for a part of a host only; write it down at a source"
                notes.lose("recipe", why)
            lost += notes.lost
    return Found(format="recipes of FeedIron", rules=tuple(rules), lost=tuple(lost))


def _host(address: str) -> str:
    text = re.sub(r"^\w+://", "", address.strip().lower()).removeprefix("www.").rstrip("/")
    return text if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", text) else ""


def _read(recipe: Mapping[str, Any], notes: Notes) -> bool:
    """Notes what a recipe says; False where it says nothing that can be used."""
    kind = recipe.get("type")
    if kind == "readability":
        notes.lose("type: readability", "no rule is needed: the main content is looked for")
    elif kind != "xpath":
        notes.lose(f"type: {kind}", f"{NOTHING}; body takes a selector")
    body = _union(recipe.get("xpath"), notes) if kind in {"xpath", "readability"} else ""
    if body:
        notes.add("body", body)
    if kind == "xpath":
        for item in _several(recipe.get("cleanup")):
            _strip(item, body, notes)
    pages = recipe.get("multipage")
    if isinstance(pages, dict) and isinstance(pages.get("xpath"), str):
        notes.add("next_page", _rooted(pages["xpath"]))
    _modify_all(recipe, notes)
    for name in recipe:
        if name not in _KNOWN:
            notes.lose(name, _REASONS.get(name, NOTHING))
    return bool(notes.keys)


def _several(value: object) -> Iterator[Any]:
    yield from value if isinstance(value, list) else [value] if value else []


def _rooted(xpath: str) -> str:
    return xpath if xpath.startswith("/") else f"//{xpath}"


def _union(value: object, notes: Notes) -> str:
    """All of the content in one expression: several of theirs are joined, not tried in turn.

    Of what one finds it is the first that counts, or another by its number, counted from 0.
    """
    found = []
    for one in _several(value):
        xpath, at = (one.get("xpath"), one.get("index", 0)) if isinstance(one, dict) else (one, 0)
        if not isinstance(xpath, str):
            continue
        is_number = isinstance(at, int) and at >= 0
        if not is_number and at != "all":
            notes.lose("index", "it is no number from 0 on; the first counts")
        number = at + 1 if is_number else 1
        found.append(_rooted(xpath) if at == "all" else f"({_rooted(xpath)})[{number}]")
    if len(found) > 1:
        notes.lose("order of xpath", "parts come in the order in which they stand on the page")
    return " | ".join(found)


def _strip(item: object, body: str, notes: Notes) -> None:
    """What goes out of the content; theirs is relative to it."""
    text = item.strip() if isinstance(item, str) else ""
    if not text or pattern_of(text) is not None:
        notes.lose("cleanup", "a regular expression; replace takes one")
        return
    outside = re.sub(r"'[^']*'|\"[^\"]*\"", "", text)
    if "|" in outside and outside != text:
        notes.lose("cleanup", "several expressions in one; write each of them as strip")
        return
    for part in text.split("|") if "|" in outside else (text,):
        below = part.strip().removeprefix(".")
        path = below if below.startswith("/") else f"//{below}"
        notes.add("strip", f"({body}){path}" if body else path)


def _modify_all(recipe: Mapping[str, Any], notes: Notes) -> None:
    for name, key in (("modify", "replace"), ("reformat", "url_rewrite")):
        for step in _several(recipe.get(name)):
            _modify(step, notes, name, key)


def _pairs(step: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is to be found, and what stands for it: one for all, or one each, as far as they go."""
    finds = [*_several(step.get("pattern") or step.get("search"))]
    by = step.get("replace")
    puts = by if isinstance(by, list) else [by] * len(finds)
    for find, put in zip_longest(finds, puts[: len(finds)], fillvalue=""):
        if isinstance(find, str) and isinstance(put, str):
            yield find, put


def _modify(step: object, notes: Notes, name: str, key: str) -> None:
    if not isinstance(step, dict):
        return
    kind, pairs = step.get("type"), list(_pairs(step))
    if kind not in {"regex", "replace"} or not pairs:
        notes.lose(f"{name}: {kind}", NOTHING)
        return
    for find, by in pairs:
        if kind == "replace":
            notes.add(key, (find, by))
            continue
        pattern = pattern_of(find)
        if pattern is None:
            notes.lose(f"{name}: regex", "a pattern that has no counterpart here")
        else:
            notes.add(key, (f"regex:{pattern}", by_of(by)))
