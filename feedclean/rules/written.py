"""Rules as a person writes them, key by key, to ``SiteRules``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, get_args

from feedclean import patterns
from feedclean.dom.match import problem
from feedclean.model.plan import Filter, FilterPart, Replacement, Selector, SiteRules
from feedclean.model.removal import RuleId
from feedclean.rules.headers import header_problem
from feedclean.rules.values import (
    FILTERS,
    HEADERS,
    KEYS,
    OF_TEXT,
    PAIRS,
    REPLACE,
    URL_REWRITE,
    Written,
    Wrong,
)

_XPATH: Final = re.compile(r"\s*(?:\(+\s*)?\.{0,2}/|\s*\(")
_PATTERN: Final = "regex:"
"""Before a regular expression among replacements."""
_NAMED: Final = "xpath:"
"""Before an XPath that does not look like one: ``xpath:id('main')``."""
_LONGEST_BY: Final = 1_000
_SHOWN: Final = 120
"""Characters of an expression quoted in an error."""
_PARTS_SHOWN: Final = " or ".join(f"'{part}: …'" for part in get_args(FilterPart))


def site_rules(
    rules: Mapping[str, Sequence[Written]], *, owner: str, host: str = ""
) -> tuple[SiteRules, tuple[Wrong, ...]]:
    """The rules of one host or source by their keys, and those that cannot be used.

    ``owner`` is what their ids are named after: the host, or the id of the source.
    """
    wrong: list[Wrong] = []
    selectors: dict[str, Any] = {}
    for key, field in KEYS.items():
        read = [(one, _selector(key, one, owner)) for one in rules.get(key, ())]
        for one, selector in read:
            wrong += _wrong(key, one, problem(selector, finds_texts=key in OF_TEXT))
        selectors[field] = tuple(dict.fromkeys(selector for _, selector in read))
    replacements: dict[str, tuple[Replacement, ...]] = {}
    for key in PAIRS:
        pairs = [(one, _replacement(key, one, owner)) for one in rules.get(key, ())]
        for one, replacement in pairs:
            wrong += _wrong(key, one, _replacement_problem(replacement))
        replacements[key] = tuple(replacement for _, replacement in pairs)
    headers: list[tuple[str, str]] = []
    for one in rules.get(HEADERS, ()):
        name, colon, value = one.text.partition(":")
        headers.append((name.strip().lower() if colon else "", value.strip()))
        told = header_problem(*headers[-1])
        # what it says may be a secret, and is not repeated
        wrong += [Wrong(key=HEADERS, line=one.line, problem=told)] if told else []
    filters: dict[str, tuple[Filter, ...]] = {}
    for key in FILTERS:
        wanted = [(one, _filter(key, one, owner)) for one in rules.get(key, ())]
        for one, found in wanted:
            wrong += _wrong(key, one, found if isinstance(found, str) else "")
        filters[key] = tuple(found for _, found in wanted if isinstance(found, Filter))
    all_ = SiteRules(
        host=host,
        replace=replacements[REPLACE],
        url_rewrite=replacements[URL_REWRITE],
        own_headers=tuple(headers),
        block=filters["block"],
        allow=filters["allow"],
        **selectors,
    )
    return all_, tuple(wrong)


def _wrong(key: str, one: Written, told: str) -> list[Wrong]:
    if not told:
        return []
    shown = one.text if len(one.text) <= _SHOWN else one.text[: _SHOWN - 1] + "…"
    return [Wrong(key=key, line=one.line, problem=f"{shown!r}: {told}")]


def _selector(key: str, one: Written, owner: str) -> Selector:
    text = one.text.strip()
    is_named = text.lower().startswith(_NAMED)
    expression = text[len(_NAMED) :].strip() if is_named else text
    return Selector(
        syntax="xpath" if is_named or _XPATH.match(expression) else "css",
        expression=expression,
        rule=RuleId(f"site/{owner}/{key}/{expression}"),
        where=one.where,
    )


def _replacement(key: str, one: Written, owner: str) -> Replacement:
    is_pattern = one.text.startswith(_PATTERN)
    return Replacement(
        find=one.text.removeprefix(_PATTERN) if is_pattern else one.text,
        by=one.by,
        is_pattern=is_pattern,
        rule=RuleId(f"site/{owner}/{key}/{one.text}"),
        where=one.where,
    )


def _replacement_problem(one: Replacement) -> str:
    if not one.find:
        return "nothing to be found; write what is to be replaced, and by what"
    if len(one.by) > _LONGEST_BY:
        return f"it puts {len(one.by)} characters in the place, {_LONGEST_BY} at most"
    if not one.is_pattern:
        return ""
    return patterns.problem(one.find) or patterns.replacement_problem(one.find, one.by)


def _filter(key: str, one: Written, owner: str) -> Filter | str:
    """A filter, or what is wrong with it."""
    part, colon, text = one.text.partition(":")
    name, find = part.strip().lower(), text.strip()
    known = [known for known in get_args(FilterPart) if known == name]
    if not colon or not known:
        return f"write what to look at and for what, {_PARTS_SHOWN}"
    is_pattern = find.startswith(_PATTERN)
    find = find.removeprefix(_PATTERN).strip() if is_pattern else find
    if not find:
        return f"nothing to be found; write what, such as {key} = ['title: advertisement']"
    if is_pattern and (told := patterns.problem(find)):
        return told
    return Filter(
        part=known[0],
        find=find,
        is_pattern=is_pattern,
        rule=RuleId(f"site/{owner}/{key}/{one.text}"),
        where=one.where,
    )
