"""What was found, beside what is configured: ids, what is there already, what cannot be used."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from feedclean.config.checks import SITE_STEMS, check_host, check_selector, check_site_id
from feedclean.config.edit import Keys, Value
from feedclean.model.plan import SiteRules
from feedclean.moving.naming import new_id
from feedclean.moving.values import Fitted, Found, HostRules, Lost, Moved
from feedclean.rules.values import FILTERS, KEYS, PAIRS, Written
from feedclean.rules.written import site_rules
from feedclean.urls import canonical

_LIST_KEYS: Final = ("links", "item_title", "item_date", "item_author")


def fitted(
    found: Found, known: Mapping[str, str], taken: Collection[str], hosts: Iterable[SiteRules]
) -> Fitted:
    """The sources and rules that can be added.

    ``known`` are addresses of sources, canonical, with their ids; ``taken`` all ids there are;
    ``hosts`` rules of hosts there are: a host that has some keeps them as they are.
    """
    lost = list(found.lost)
    there = dict(known)
    used = {*taken, *SITE_STEMS}
    sources: list[Moved] = []
    twice: list[tuple[Moved, str]] = []
    for moved in found.sources:
        key = canonical(moved.url)
        if key in there:
            twice.append((moved, there[key]))
            continue
        named = moved.id if moved.id not in used and not check_site_id(moved.id, {}) else ""
        id_ = named or str(new_id(moved.title, moved.url, used))
        used.add(id_)
        there[key] = id_
        keys = _usable(moved.keys, moved.title, lost)
        sources.append(replace(moved, id=id_, keys=keys))
    rules = _rules(found, {rules.host for rules in hosts}, lost)
    return Fitted(sources=tuple(sources), rules=rules, there=tuple(twice), lost=tuple(lost))


def _rules(found: Found, hosts: set[str], lost: list[Lost]) -> tuple[HostRules, ...]:
    rules: list[HostRules] = []
    for one in found.rules:
        if one.host in hosts:
            why = "there is a [[rules]] for it already, which stands"
            lost.append(Lost(where=one.host, what="rules", why=why))
            continue
        hosts.add(one.host)
        problem = check_host(one.host, {})
        if problem:
            lost.append(Lost(where=one.host, what="rules", why=problem))
            continue
        keys = _usable(one.keys, one.host, lost)
        rules += [replace(one, keys=keys)] if keys else []
    return tuple(rules)


def _usable(keys: Keys, where: str, lost: list[Lost]) -> Keys:
    """The keys without values that a configuration would refuse."""
    kept: list[tuple[str, Value]] = []
    for key, value in keys:
        if isinstance(value, tuple):
            problems = [(one, _problem(key, one)) for one in value]
            lost += [Lost(where=where, what=key, why=problem) for _, problem in problems if problem]
            good: Any = tuple(one for one, problem in problems if not problem)
            kept += [(key, good)] if good else []
            continue
        problem = check_selector(value, {}) if key in _LIST_KEYS and isinstance(value, str) else ""
        if key == "max_entries" and isinstance(value, int) and value < 1:
            problem = "less than one entry"
        if problem:
            lost.append(Lost(where=where, what=key, why=f"{value!r}: {problem}"))
        else:
            kept.append((key, value))
    return tuple(kept)


def _problem(key: str, value: str | tuple[str, str]) -> str:
    """Why a rule cannot be used; empty if it can."""
    if key not in {*KEYS, *FILTERS, *PAIRS}:
        return ""
    find, by = (value, "") if isinstance(value, str) else value
    _, wrong = site_rules({key: [Written(text=find, by=by, where="", line=0)]}, owner="import")
    return wrong[0].problem if wrong else ""
