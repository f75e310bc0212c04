"""Rules for sentences a person points at, held against articles of the same source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from feedclean.clean.further import pages_of
from feedclean.clean.opening import parsed_for
from feedclean.clean.process import process
from feedclean.dom.naming import Names
from feedclean.dom.sentence import element_with, most_alike, says
from feedclean.dom.tree import let_go, parse, raw_text
from feedclean.golden.candidates import Candidate, Pointed, candidates, hold_against
from feedclean.golden.wishes import Effect, Key, Missed, Proposal, Reach, Wish
from feedclean.model.article import CleanArticle, RawArticle
from feedclean.model.plan import CleanPlan, Selector, SiteRules
from feedclean.model.removal import RuleId
from feedclean.text import fold

_OTHERS: Final = 3
"""Further selectors that are told."""
_ALL: Final = Selector(syntax="css", expression="*", rule=RuleId("site/suggested/strip/*"))
_NOT_THERE: Final = "is not in what was read; what scripts write a browser shows, and no server"
_NOTHING: Final = "has no letters and no figures to look for"
_SPREAD: Final = "stands in several paragraphs; paste what one of them says"


def suggest(
    wishes: Sequence[Wish], samples: Sequence[RawArticle], plan: CleanPlan
) -> tuple[Proposal | Missed, ...]:
    """A rule for each sentence, which stands in the first of some articles of a source."""
    target = next(iter(pages_of(samples[0])))
    root, blocks, _ = parsed_for(target, plan, [_ALL])
    names = Names(root)
    found: list[Pointed | Missed] = []
    for wish in wishes:
        element = element_with(root, wish.sentence)
        if element is None:
            nearest = most_alike((block.text for block in blocks), wish.sentence)
            problem = _NOT_THERE if fold(wish.sentence) else _NOTHING
            found.append(Missed(wish=wish, problem=problem, nearest=nearest))
            continue
        saying = next((one for one in blocks if says(one.box, wish.sentence)), None)
        if element is root or saying is None:
            found.append(Missed(wish=wish, problem=_SPREAD, nearest=""))
        else:
            found.append(Pointed(wish, saying.text, candidates(wish, element, names)))
    let_go(root)
    pointed = [one for one in found if isinstance(one, Pointed)]
    if pointed:
        hold_against(pointed, samples, plan)
    return tuple(one if isinstance(one, Missed) else _settled(one, samples, plan) for one in found)


def _settled(pointed: Pointed, samples: Sequence[RawArticle], plan: CleanPlan) -> Proposal | Missed:
    wish = pointed.wish
    if not pointed.candidates:
        return Missed(wish=wish, problem="no selector finds it", nearest="")
    ranked = sorted(pointed.candidates, key=lambda one: _rank(one, wish))
    reaches = [_reach(one, len(samples), wish) for one in ranked]
    return Proposal(
        wish=wish,
        reach=reaches[0],
        effect=_effect(wish, ranked[0].selector, samples, plan),
        others=tuple(one for one in reaches[1:] if one.is_lasting)[:_OTHERS],
    )


def _rank(one: Candidate, wish: Wish) -> tuple[object, ...]:
    """What harms nothing comes first, then what will last, then what finds most."""
    harm = len(one.texts) if wish.key == "strip" else 0
    is_placed, *form = one.order[:-1]
    return bool(one.against), harm, is_placed, *form, -one.found_in, one.order[-1]


def _reach(one: Candidate, articles: int, wish: Wish) -> Reach:
    texts = one.texts if wish.key == "strip" else []
    return Reach(
        selector=one.selector.expression,
        is_lasting=one.is_lasting,
        found_in=one.found_in,
        articles=articles,
        chars=one.chars,
        text_in=len(texts),
        text=next(iter(texts), ""),
        against=one.against,
        beside=one.beside,
    )


def _effect(
    wish: Wish, selector: Selector, samples: Sequence[RawArticle], plan: CleanPlan
) -> Effect:
    """What becomes of the articles if a rule is added, by cleaning them with and without it."""
    changed = lost = gained = 0
    is_met = None
    for before, after in _both_ways(samples, plan, with_selector(plan, wish.key, selector)):
        if is_met is None:
            is_there = fold(wish.sentence) in fold(raw_text(parse(before.html)))
            is_met = is_there == (wish.key == "keep")
        changed += before.html != after.html
        grown = after.stats.chars_out - before.stats.chars_out
        lost += max(0, -grown)
        gained += max(0, grown)
    return Effect(changed=changed, lost=lost, gained=gained, is_met=bool(is_met))


def _both_ways(
    samples: Iterable[RawArticle], plan: CleanPlan, other: CleanPlan
) -> Iterator[tuple[CleanArticle, CleanArticle]]:
    for sample in samples:
        before, after = process(sample, plan), process(sample, other)
        if isinstance(before, CleanArticle) and isinstance(after, CleanArticle):
            yield before, after


def with_selector(plan: CleanPlan, key: Key, selector: Selector) -> CleanPlan:
    """The plan with one more rule, whatever the host."""
    rules = tuple(
        replace(one, keep=(*one.keep, selector))
        if key == "keep"
        else replace(one, strip=(*one.strip, selector))
        for one in _with_one_for_all(plan.rules)
    )
    return replace(plan, rules=rules)


def _with_one_for_all(rules: tuple[SiteRules, ...]) -> tuple[SiteRules, ...]:
    is_there = any(not one.host and not one.of_pages for one in rules)
    return rules if is_there else (SiteRules(), *rules)
