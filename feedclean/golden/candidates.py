"""Selectors that might be meant by a sentence, and what each of them finds in other articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from feedclean.clean.further import pages_of
from feedclean.clean.opening import parsed_for
from feedclean.dom.blocks import Block
from feedclean.dom.measures import fingerprint, reads_like_body
from feedclean.dom.naming import Name, Names
from feedclean.dom.sentence import element_with, likeness, says
from feedclean.dom.tree import Element, ancestors, find_all, let_go, raw_text
from feedclean.golden.wishes import SHOWN, Key, Wish
from feedclean.model.article import Digest, RawArticle
from feedclean.model.plan import CleanPlan, Selector
from feedclean.model.removal import RuleId
from feedclean.text import chars, excerpt

_MOST_NAMES: Final = 12
"""Selectors tried for one sentence."""
_ROOM: Final = 120
"""Characters that a box may hold besides the sentence, or as many as this has, to be meant."""
_ALIKE: Final = 0.6
"""Share of its words in which a text is the same but for figures and names."""


@dataclass(slots=True)
class Candidate:
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
class Pointed:
    """A sentence that was found, and the selectors that might be meant by it."""

    wish: Wish
    text: str
    """Of the block that says it."""
    candidates: list[Candidate]


def candidates(wish: Wish, element: Element, names: Names) -> list[Candidate]:
    """Selectors for an element and for the boxes that hold little besides it."""
    element = _with_picture(element) if wish.key == "keep" else element
    size = chars(raw_text(element))
    found: dict[str, Candidate] = {}
    for level, box in enumerate((element, *ancestors(element))):
        if not box.tag:
            continue
        beside = chars(raw_text(box)) - size
        if beside > max(size, _ROOM):
            break
        for name in names.of(box):
            if name.selector not in found and len(found) < _MOST_NAMES:
                found[name.selector] = Candidate(
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


def hold_against(
    pointed: Sequence[Pointed], samples: Sequence[RawArticle], plan: CleanPlan
) -> None:
    """Notes of each candidate what it finds, and how much of that only one article has."""
    met: Counter[Digest] = Counter()
    running: list[tuple[Candidate, list[_Running]]] = []
    wished = [(wish, one) for wish in pointed for one in wish.candidates]
    selectors = [one.selector for _, one in wished]
    for number, sample in enumerate(samples):
        root, blocks, matches = parsed_for(next(iter(pages_of(sample))), plan, selectors)
        bodies = {block: _running(block) for block in blocks if reads_like_body(block)}
        met.update({one.print for one in bodies.values()})
        wishes = [one.wish for one in pointed] if number == 0 else []
        elements = {wish: element_with(root, wish.sentence) for wish in wishes}
        for wish, one in wished:
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
    return _Running(excerpt(block.text, SHOWN), fingerprint(block))


def _note(one: Candidate, found: Sequence[Element]) -> None:
    size = sum(chars(raw_text(element)) for element in found)
    one.found_in += size > 0 or any(find_all(element, "img") for element in found)
    one.chars += size


def _is_meant(block: Block, wish: Pointed) -> bool:
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
