"""Site rules held against the articles they are for: which find nothing, which fight."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from itertools import takewhile
from typing import Final

from feedclean.clean.site_rules import rules_for
from feedclean.model.article import CleanArticle
from feedclean.model.entry import Standing
from feedclean.model.plan import CleanPlan, Filter, Replacement, Selector, SiteRules
from feedclean.model.removal import RuleId
from feedclean.rules.book import LISTS
from feedclean.work.lookback import Outlook, Past, Recalled, clean_again, recall

ENOUGH: Final = 10
"""Articles in which a rule must have found nothing to be called dead: of fewer, it may wait."""
_OF_REQUESTS: Final = ("headers", "next_page", "own_headers", "single_page", "url_rewrite")
_FIELDS: Final = tuple(
    name for name in LISTS if name not in _OF_REQUESTS and name not in ("lazy", "move", "wrap")
)
"""Keys of rules that are looked for in articles."""
_FIRST_OF: Final = ("body", "article_title", "article_author", "article_date")
"""Keys of which the first rule that finds anything is the one that counts."""
_FATES: Final = ("strip", "keep", "unwrap")
"""Keys that say what becomes of an element: one element can have but one fate."""
_LINE: Final = re.compile(r"^(.*), line (\d+)$")


class Trouble(StrEnum):
    """What can be wrong with a rule that is well-formed."""

    DEAD = "dead"
    """It finds nothing."""
    NOWHERE = "nowhere"
    """It is for a host that no article is from."""
    PROTECTED = "protected"
    """All it would take is kept by another rule."""
    IDLE = "idle"
    """All it would take goes by other rules."""
    LATE = "late"
    """An earlier rule always has its turn."""
    TWICE = "twice"
    """Another rule is for the same elements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A rule as it is written; the same line may hold for several sources."""

    key: str
    expression: str
    where: str
    """``config.toml, line 41``."""

    def __str__(self) -> str:
        where = f" ({self.where})" if self.where else ""
        return f"{self.key} rule {self.expression}{where}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What a rule found and did."""

    rule: Written
    owners: tuple[str, ...]
    """The sources, or the host, it is written for."""
    articles: int
    """Looked at."""
    found_in: int
    """Articles in which it found anything."""
    took: int
    """Receipts that name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What is wrong with a rule, and what to do."""

    trouble: Trouble
    rule: Written
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """All rules of a configuration, as their articles show them."""

    uses: tuple[Use, ...]
    """In the order they are written."""
    remarks: tuple[Remark, ...]
    missing: int
    """Articles that could not be looked at, since what they were made of is not kept."""


def inspect(
    pasts: Iterable[Past], hosts: Sequence[SiteRules], view: Outlook, last: int
) -> Inspection:
    """Looks at the newest articles of each source, ``last`` at most, through the rules of now.

    ``hosts`` are rules to be told of although no article is from their host.
    """
    book = _Book()
    missing = 0
    for past in pasts:
        book.know(past.source.rules)
        for recalled in recall(past, newest(past, last), view) if past.plan.rules else ():
            if recalled.raw is None:
                missing += 1
            else:
                _look(recalled, past, book)
    for rules in hosts:
        book.know(rules, is_host=True)
    return Inspection(
        uses=tuple(_use(one) for one in book.in_order()),
        remarks=tuple(_remarks(book)),
        missing=missing,
    )


def _look(recalled: Recalled, past: Past, book: _Book) -> None:
    """Notes what the rules find and do in one article."""
    assert recalled.raw is not None
    rules = rules_for(recalled.raw, past.plan.rules)
    article = clean_again(recalled, past.plan) if rules is not None else None
    if rules is None or not isinstance(article, CleanArticle):
        return
    idle = book.note(rules, article)
    if idle:
        free = clean_again(recalled, _without_keep(past.plan))
        if isinstance(free, CleanArticle):
            took = {removal.rule for removal in free.removals}
            for tally, rule in idle:
                tally.freed_in += rule in took


@dataclass(slots=True)
class _Tally:
    """What has been seen of one rule so far."""

    rule: Written
    owners: set[str] = field(default_factory=set)
    is_host: bool = False
    articles: int = 0
    found_in: int = 0
    took: int = 0
    late_in: int = 0
    """Articles in which an earlier rule of its key found something, too."""
    before: set[Written] = field(default_factory=set)
    """The rules that did."""
    freed_in: int = 0
    """Articles in which it takes something once nothing is kept."""
    beside: set[Written] = field(default_factory=set)
    """Rules that found something where it did, and took nothing."""
    twins: set[Written] = field(default_factory=set)
    """Rules before it for the same elements."""


class _Book:
    """The rules, each with what has been seen of it."""

    def __init__(self) -> None:
        self._tallies: dict[Written, _Tally] = {}

    def know(self, rules: SiteRules, *, is_host: bool = False) -> list[tuple[_Tally, RuleId]]:
        """The tallies of some rules, with the ids these have in receipts."""
        found = []
        for name in _FIELDS:
            for one in getattr(rules, name):
                owner, rule = _written(one)
                tally = self._tallies.setdefault(rule, _Tally(rule))
                tally.owners.add(owner)
                tally.is_host |= is_host
                found.append((tally, one.rule))
        return found

    def note(self, rules: SiteRules, article: CleanArticle) -> list[tuple[_Tally, RuleId]]:
        """Notes an article; the rules that found something to take in it, and took nothing."""
        taken = [removal.rule for removal in article.removals]
        known = self.know(rules)
        met = [one for one in known if one[1] in article.rules]
        tallies = [tally for tally, _ in known]
        for tally, rule in known:
            tally.articles += 1
            tally.found_in += rule in article.rules
            tally.took += taken.count(rule)
            _pair(tally, tallies)
        for at, (tally, _) in enumerate(met):
            earlier = {one.rule for one, _ in met[:at] if one.rule.key == tally.rule.key}
            tally.late_in += bool(earlier)
            tally.before |= earlier
        idle = [one for one in met if one[0].rule.key == "strip" and one[1] not in taken]
        for tally, _ in idle:
            tally.beside |= {one.rule for one, _ in met} - {tally.rule}
        return idle

    def in_order(self) -> list[_Tally]:
        """By where they are written."""
        return sorted(self._tallies.values(), key=lambda one: _place(one.rule))


def _pair(tally: _Tally, tallies: Sequence[_Tally]) -> None:
    """Notes which rules before it are for the same elements."""
    own = tally.rule
    for other in takewhile(lambda one: one is not tally, tallies):
        is_same = other.rule.key == own.key or {other.rule.key, own.key} <= {*_FATES}
        if is_same and other.rule.expression == own.expression:
            tally.twins.add(other.rule)


def _remarks(book: _Book) -> Iterator[Remark]:
    for one in book.in_order():
        found = _trouble(one)
        if found is not None:
            trouble, told = found
            owners = ", ".join(sorted(one.owners))
            yield Remark(trouble=trouble, rule=one.rule, told=f"{one.rule} of {owners} {told}")


def _trouble(one: _Tally) -> tuple[Trouble, str] | None:
    """The one thing worth saying of a rule; None where all is well, or too little is known."""
    if one.twins:
        return Trouble.TWICE, f"is for what {_named(one.twins)} is for; remove one of them"
    if one.is_host and not one.articles:
        return Trouble.NOWHERE, "is for a host that no article looked at is from; mend the host"
    if not one.found_in:
        if one.articles < ENOUGH:
            return None
        told = f"found nothing in {one.articles} articles; mend the selector, or remove it"
        return Trouble.DEAD, told
    if one.rule.key == "strip" and not one.took:
        return _fight(one)
    if one.rule.key in _FIRST_OF and one.late_in == one.found_in:
        told = f"never has its turn: {_named(one.before)} finds something first; remove it"
        return Trouble.LATE, told
    return None


def _fight(one: _Tally) -> tuple[Trouble, str]:
    """A rule that finds what to take, and takes nothing."""
    found = f"found something in {one.found_in} of {one.articles} articles and took nothing"
    keepers = {rule for rule in one.beside if rule.key == "keep"}
    if one.freed_in and keepers:
        return Trouble.PROTECTED, f"{found}: {_named(keepers)} protects it; remove one of them"
    others = {rule for rule in one.beside if rule.key in ("strip", "body")}
    by = f"goes by {_named(others)} already" if others else "holds nothing"
    return Trouble.IDLE, f"{found}: what it finds {by}; remove it"


def _named(rules: Collection[Written]) -> str:
    return " and ".join(str(rule) for rule in sorted(rules, key=_place))


def newest(past: Past, last: int) -> list[Standing]:
    """The living entries of a source, the newest first, ``last`` at most."""
    living = [one for one in past.standing.values() if not one.entry.is_gone]
    living.sort(key=lambda one: one.entry.id)
    living.sort(key=_moment, reverse=True)
    return living[:last]


def _moment(one: Standing) -> datetime:
    return one.entry.published or one.entry.first_seen or one.entry.last_seen


def _without_keep(plan: CleanPlan) -> CleanPlan:
    return replace(plan, rules=tuple(replace(rules, keep=()) for rules in plan.rules))


def _use(one: _Tally) -> Use:
    return Use(
        rule=one.rule,
        owners=tuple(sorted(one.owners)),
        articles=one.articles,
        found_in=one.found_in,
        took=one.took,
    )


def _written(rule: Selector | Replacement | Filter) -> tuple[str, Written]:
    """For whom a rule is, and how it stands there: ``site/example.org/strip/p.x`` tells."""
    _, owner, key, expression = rule.rule.split("/", 3)
    return owner, Written(key=key, expression=expression, where=rule.where)


def _place(rule: Written) -> tuple[str, int, str, str]:
    found = _LINE.match(rule.where)
    name, line = (found[1], int(found[2])) if found else (rule.where, 0)
    return (name, line, rule.key, rule.expression)
