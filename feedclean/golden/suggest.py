"""Rules for sentences a person points at, held against articles of the same source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from feedclean.clean.further import pages_of
from feedclean.clean.opening import parsed_for
from feedclean.clean.process import process
from feedclean.dom.blocks import Block
from feedclean.dom.measures import fingerprint, reads_like_body
from feedclean.dom.naming import Name, Names
from feedclean.dom.sentence import element_with, likeness, most_alike, says
from feedclean.dom.tree import Element, ancestors, find_all, let_go, raw_text
from feedclean.model.article import CleanArticle, Digest, RawArticle
from feedclean.model.plan import CleanPlan, Selector, SiteRules
from feedclean.model.removal import RuleId
from feedclean.text import chars, excerpt, fold

Key = Literal["keep", "strip"]
_MOST_NAMES: Final = 12
"""Selectors tried for one sentence."""
_ROOM: Final = 120
"""Characters that a box may hold besides the sentence, or as many as this has, to be meant."""
_ALIKE: Final = 0.6
"""Share of its words in which a text is the same but for figures and names."""
_OTHERS: Final = 3
"""Further selectors that are told."""
_SHOWN: Final = 100
_ALL: Final = Selector(syntax="css", expression="*", rule=RuleId("site/suggested/strip/*"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A sentence, and what is to become of it."""

    key: Key
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What a selector finds in the articles that were looked at."""

    selector: str
    is_lasting: bool
    """Whether it says what an element is, and not only at which place this one stands."""
    found_in: int
    articles: int
    chars: int
    """Of all it finds."""
    text_in: int
    """Articles in which it finds running text that stands in no other."""
    text: str
    """Such a text; empty: there is none."""
    against: str
    """A sentence for which the opposite is wanted and that it would concern; empty: there is none.
    """
    beside: int
    """Characters it finds in the article that was pointed at, besides the sentence."""

    @property
    def problem(self) -> str:
        """Why nobody should want it; empty: nothing speaks against it."""
        if self.against:
            return f"it concerns “{excerpt(self.against, _SHOWN)}”, too"
        if self.text:
            return f"it finds what reads like article text in {self.text_in}: “{self.text}”"
        return "" if self.is_lasting else "it says only at which place this one stands"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a rule would do to the clean articles."""

    changed: int
    """Articles whose text would be otherwise."""
    lost: int
    """Characters of the text as it is now."""
    gained: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The best selector for a sentence, with what it does."""

    wish: Wish
    reach: Reach
    effect: Effect
    others: tuple[Reach, ...]
    """The next best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A sentence for which there is no rule."""

    wish: Wish
    problem: str
    nearest: str
    """The text that is most like it; empty: none is."""


def suggest(
    wishes: Sequence[Wish], samples: Sequence[RawArticle], plan: CleanPlan
) -> tuple[Proposal | Missed, ...]:
    """A rule for each sentence, which stands in the first of some articles of a source."""
    target = next(iter(pages_of(samples[0])))
    root, blocks, _ = parsed_for(target, plan, [_ALL])
    names = Names(root)
    found: list[_Pointed | Missed] = []
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
            found.append(_Pointed(wish, saying.text, _candidates(wish, element, names)))
    let_go(root)
    pointed = [one for one in found if isinstance(one, _Pointed)]
    if pointed:
        _hold_against(pointed, samples, plan)
    return tuple(one if isinstance(one, Missed) else _settled(one, samples, plan) for one in found)


_NOT_THERE: Final = "is not in what was read; what scripts write a browser shows, and no server"
_NOTHING: Final = "has no letters and no figures to look for"
_SPREAD: Final = "stands in several paragraphs; paste what one of them says"


@dataclass(slots=True)
class _Candidate:
    """A selector, with what it has been seen to find so far."""

    selector: Selector
    is_lasting: bool
    order: tuple[object, ...]
    """What is better by form comes first."""
    found_in: int = 0
    chars: int = 0
    beside: int = 0
    against: str = ""
    texts: list[str] = field(default_factory=list)
    """One from each article in which there are any."""


@dataclass(slots=True)
class _Pointed:
    wish: Wish
    text: str
    """Of the block that says it."""
    candidates: list[_Candidate]


def _candidates(wish: Wish, element: Element, names: Names) -> list[_Candidate]:
    """Selectors for an element and for the boxes that hold little besides it."""
    element = _with_picture(element) if wish.key == "keep" else element
    size = chars(raw_text(element))
    found: dict[str, _Candidate] = {}
    for level, box in enumerate((element, *ancestors(element))):
        if not box.tag:
            continue
        beside = chars(raw_text(box)) - size
        if beside > max(size, _ROOM):
            break
        for name in names.of(box):
            if name.selector not in found and len(found) < _MOST_NAMES:
                found[name.selector] = _Candidate(
                    _selector(wish.key, name.selector),
                    name.is_lasting,
                    (not name.is_lasting, *_form(wish, name, beside, size), level),
                )
    return list(found.values())


def _with_picture(element: Element) -> Element:
    """The picture a caption belongs to, caption and all; anything else stands for itself."""
    figures = (box for box in (element, *ancestors(element)) if box.tag == "figure")
    return next((box for box in figures if any(find_all(box, "img"))), element)


def _form(wish: Wish, name: Name, beside: int, size: int) -> tuple[object, ...]:
    """What is better by form comes first: names before words and paths.

    What is to go should go alone; what is to stay may have a little beside it, less than it is.
    """
    is_wording, is_path = ":-soup-contains(" in name.selector, " > " in name.selector
    last = (beside > 0, is_path) if wish.key == "strip" else (is_path, beside > 0)
    return (beside > size, is_wording, *last)


def _selector(key: Key, expression: str) -> Selector:
    rule = RuleId(f"site/suggested/{key}/{expression}")
    return Selector(syntax="css", expression=expression, rule=rule)


def _hold_against(
    pointed: Sequence[_Pointed], samples: Sequence[RawArticle], plan: CleanPlan
) -> None:
    """Notes of each candidate what it finds, and how much of that only one article has."""
    met: Counter[Digest] = Counter()
    running: list[tuple[_Candidate, list[_Running]]] = []
    selectors = [one.selector for wish in pointed for one in wish.candidates]
    for number, sample in enumerate(samples):
        root, blocks, matches = parsed_for(next(iter(pages_of(sample))), plan, selectors)
        bodies = {block: _running(block) for block in blocks if reads_like_body(block)}
        met.update({one.print for one in bodies.values()})
        wishes = [one.wish for one in pointed] if number == 0 else []
        elements = {wish: element_with(root, wish.sentence) for wish in wishes}
        for wish in pointed:
            for one in wish.candidates:
                found = _outermost([e for e, _ in matches.elements([one.selector], root)])
                _note(one, found)
                if number == 0:
                    one.beside = max(0, one.chars - chars(wish.wish.sentence))
                    one.against = _opposed(wish.wish, elements, found)
                inside = [b for b in bodies if _is_in(b, found) and not _is_meant(b, wish)]
                running.append((one, [bodies[block] for block in inside]))
        let_go(root)
    for one, texts in running:
        own = [text.text for text in texts if len(samples) == 1 or met[text.print] == 1]
        one.texts += own[:1]


@dataclass(frozen=True, slots=True)
class _Running:
    """A piece of running text, and what it is known by in other articles."""

    text: str
    print: Digest


def _running(block: Block) -> _Running:
    return _Running(excerpt(block.text, _SHOWN), fingerprint(block))


def _note(one: _Candidate, found: Sequence[Element]) -> None:
    size = sum(chars(raw_text(element)) for element in found)
    one.found_in += size > 0 or any(find_all(element, "img") for element in found)
    one.chars += size


def _is_meant(block: Block, wish: _Pointed) -> bool:
    """Whether a block is what was pointed at, or says nearly the same in another article."""
    return says(block.box, wish.wish.sentence) and likeness(block.text, wish.text) >= _ALIKE


def _is_in(block: Block, elements: Sequence[Element]) -> bool:
    return any(one in elements for one in (block.box, *ancestors(block.box)))


def _outermost(elements: Sequence[Element]) -> list[Element]:
    return [one for one in elements if not any(above in elements for above in ancestors(one))]


def _opposed(wish: Wish, elements: dict[Wish, Element | None], found: Sequence[Element]) -> str:
    """A sentence that a rule for another would concern against what is wanted of it."""
    for other, element in elements.items():
        if other.key == wish.key or element is None:
            continue
        if any(one in found for one in (element, *ancestors(element))):
            return other.sentence
    return ""


def _settled(
    pointed: _Pointed, samples: Sequence[RawArticle], plan: CleanPlan
) -> Proposal | Missed:
    wish = pointed.wish
    if not pointed.candidates:
        return Missed(wish=wish, problem="no selector finds it", nearest="")
    ranked = sorted(pointed.candidates, key=lambda one: _rank(one, wish))
    reaches = [_reach(one, len(samples), wish) for one in ranked]
    return Proposal(
        wish=wish,
        reach=reaches[0],
        effect=_effect(wish.key, ranked[0].selector, samples, plan),
        others=tuple(one for one in reaches[1:] if one.is_lasting)[:_OTHERS],
    )


def _rank(one: _Candidate, wish: Wish) -> tuple[object, ...]:
    """What harms nothing comes first, then what will last, then what finds most."""
    harm = len(one.texts) if wish.key == "strip" else 0
    is_placed, *form = one.order[:-1]
    return bool(one.against), harm, is_placed, *form, -one.found_in, one.order[-1]


def _reach(one: _Candidate, articles: int, wish: Wish) -> Reach:
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


def _effect(key: Key, selector: Selector, samples: Sequence[RawArticle], plan: CleanPlan) -> Effect:
    """What becomes of the articles if a rule is added, by cleaning them with and without it."""
    changed = lost = gained = 0
    for before, after in _both_ways(samples, plan, with_selector(plan, key, selector)):
        changed += before.html != after.html
        grown = after.stats.chars_out - before.stats.chars_out
        lost += max(0, -grown)
        gained += max(0, grown)
    return Effect(changed=changed, lost=lost, gained=gained)


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
