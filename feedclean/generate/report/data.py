"""An explained article as data: the same that the page shows, for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from feedclean.codec import plain
from feedclean.discretion import discreet_in
from feedclean.generate.report.snippet import snippet
from feedclean.generate.report.values import Explained
from feedclean.generate.report.words import CAUTIONS, options_that_differ, rules_written
from feedclean.model.article import ArticleMeta
from feedclean.model.original import NO_HANDLE, Handle
from feedclean.model.removal import Doubt, Removal, Stage

FORMAT: Final = 1
"""Raised when a key goes or changes its meaning; new keys do not."""
_KEYS: Final[Sequence[Literal["keep", "strip"]]] = ("keep", "strip")


def as_data(explained: Explained) -> Mapping[str, Any]:
    """The whole of it as plain values, in an order that never changes."""
    article, source = explained.article, explained.source
    original = explained.original
    return {
        "format": FORMAT,
        "source": None if source is None else source.id,
        "location": explained.location,
        "dialect": explained.dialect or None,
        "captured_at": plain(explained.captured_at),
        "published": plain(explained.published),
        "is_feed_text": explained.is_feed_text,
        "missing": explained.missing or None,
        "metadata": metadata(article.meta),
        "plan": _plan(explained),
        "removals": [_removal(n, one, explained) for n, one in enumerate(article.removals)],
        "doubts": [_doubt(n, one, explained) for n, one in enumerate(explained.doubts)],
        "cautions": [{"code": code, "meaning": CAUTIONS.get(code)} for code in article.cautions],
        "sums": sums(explained),
        "unplaced": None if original is None else unplaced(explained),
        "html": article.html,
    }


def metadata(meta: ArticleMeta) -> list[dict[str, Any]]:
    """Each field that says something, with where it comes from as far as that is on record."""
    known, evidence = discreet_in(plain(meta)), dict(meta.evidence)
    assert isinstance(known, dict)
    return [
        {"field": name, "value": value, "from": evidence.get(name)}
        for name, value in known.items()
        if name not in ("evidence", "source") and value not in (None, "", [], ())
    ]


def sums(explained: Explained) -> dict[str, int]:
    """Characters, links and pictures that came, went and stayed."""
    stats, removals = explained.article.stats, explained.article.removals
    return {
        "chars_in": stats.chars_in,
        "chars_removed": sum(one.chars for one in removals),
        "chars_written": stats.chars_written,
        "chars_out": stats.chars_out,
        "links_in": stats.links_in,
        "links_out": stats.links_out,
        "images_in": stats.images_in,
        "images_out": stats.images_out,
    }


def unplaced(explained: Explained) -> int:
    """Characters of removals that were not found where these say that they were."""
    if explained.original is None:
        return 0
    pairs = zip(explained.article.removals, explained.original.found, strict=True)
    return sum(abs(removal.chars - found) for removal, found in pairs)


def handle_of(number: int, explained: Explained, *, doubt: bool = False) -> Handle:
    """What a rule can call a removal or a doubt by.

    No rule keeps what is not allowed in a feed, and none need take it: it has none.
    """
    if explained.original is None:
        return NO_HANDLE
    handles = explained.original.doubts if doubt else explained.original.removals
    if not doubt and explained.article.removals[number].stage is Stage.SANITIZE:
        return NO_HANDLE
    return handles[number]


def _plan(explained: Explained) -> dict[str, Any]:
    plan, template = explained.plan, explained.plan.template
    return {
        "options": plain(options_that_differ(plan.options)),
        "template": None
        if template is None
        else {"articles": template.articles, "blocks": len(template.blocks)},
        "rules": [
            {"host": rules.host or None, "key": key, "expression": expression, "where": where}
            for rules in plan.rules
            for key, expression, where in rules_written(rules)
        ],
        "rules_met": list(explained.article.rules),
    }


def _removal(number: int, removal: Removal, explained: Explained) -> dict[str, Any]:
    original = explained.original
    found = None if original is None else original.found[number] == removal.chars
    handle = handle_of(number, explained)
    return {
        "number": number + 1,
        **_plain(removal),
        "is_placed": found,
        **_rules(handle, explained),
    }


def _doubt(number: int, doubt: Doubt, explained: Explained) -> dict[str, Any]:
    handle = handle_of(number, explained, doubt=True)
    return {"number": number + 1, **_plain(doubt), **_rules(handle, explained)}


def _rules(handle: Handle, explained: Explained) -> dict[str, Any]:
    return {
        key: {"selector": selector, "toml": snippet(key, [selector], explained)}
        if (selector := getattr(handle, key))
        else None
        for key in _KEYS
    }


def _plain(value: Removal | Doubt) -> dict[str, Any]:
    made = plain(value)
    assert isinstance(made, dict)
    return made
