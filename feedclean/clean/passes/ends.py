"""Lines around and between the paragraphs of a fragment that learned trees take for no text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final
from urllib.parse import unquote

from feedclean.clean.ends import NAMES, Lines, lines_of, measure, names_how_to, tells_of_an_end
from feedclean.clean.hosts import is_own_profile, is_profile
from feedclean.clean.labels import Label, label
from feedclean.clean.learned import Row, lines_model
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.between import between
from feedclean.clean.passes.calls import calls
from feedclean.clean.passes.common import ALL_LINK, finding, measures, quote
from feedclean.clean.passes.end_forms import are_shelves, form_of_end
from feedclean.clean.passes.end_runs import DOUBTFUL, reach
from feedclean.clean.passes.known_authors import tells_of_author
from feedclean.clean.passes.short_text import is_sentence, is_short_text
from feedclean.clean.passes.starts import starts
from feedclean.clean.passes.unlike import against_line, speech
from feedclean.clean.prose import is_apart, is_prose
from feedclean.clean.references import announces_references, is_line_of_references
from feedclean.clean.speech.calls import is_call
from feedclean.clean.speech.said import TOLD, speaks_for_its_site, spoken_of
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces, targets
from feedclean.dom.tree import Element, find_all, walk
from feedclean.model.removal import RuleId
from feedclean.urls import site_of

_LEAST: Final = 0.12
"""Scores from which a line stays. Cross-validated by source, of the last lines of made-up articles
that no phrase takes 3,005 of 5,265 of boilerplate go, and 23 of 4,904 of text that was written to
look like it."""
LEAST_SAID: Final = 0.3
"""Of what a sentence says, from which it stays whatever else speaks against it."""
DOUBTFUL_SAID: Final = 0.5
"""The same where sure ones are beside it."""
_LIFE: Final = frozenset(TOLD[name] for name in ("bio", "by", "press", "article"))
"""What a line speaks of that says no more than who the author is: that is news of some."""
_SAID: Final = NAMES.index("said")
_SURE_SAID: Final = 0.02
"""Of what it says, below which a line goes that scores less than half."""
_BRACKETED: Final = re.compile(r"[(（\[【].*[)）\]】]", re.DOTALL)
_FAIRLY_SURE_SAID: Final = 0.15
"""The same of a sentence that speaks of us or you, and of what sites call to. Of 4,380 of text made
up to look like such three score less."""
_CALLING: Final = frozenset(
    TOLD[name]
    for name in ("subscribe", "newsletter", "app", "member", "donate", "appeal", "share", "like",
                 "login", "feed")
)  # fmt: skip
_PEOPLE: Final = frozenset((TOLD["us"], TOLD["you"]))
_WORDED: Final = (
    Label.PROMO | Label.COMMENTS | Label.COPYRIGHT | Label.PLATFORM | Label.SHARE | Label.COOKIE
)
_LONGEST_CALL: Final = 260
_AT_LENGTH: Final = 60
_ADDRESS: Final = re.compile(r"\w://\w|\bwww\.")
_LONGEST_SIGNATURE: Final = 60
_RULE: Final = RuleId("block/end")
_LEAST_LINES: Final = 3
_MOST_LINES: Final = 8
_MOST: Final = 0.5


def ends(page: Page) -> Iterator[Finding]:
    """Lines between paragraphs, the first and last ones, as far as each scores too little as text.

    Of more last lines than may go none does: the rest would go where it is cleaned once more.
    What has gone already counts among them, however often it is looked.
    """
    lines = lines_of(page)
    if len(lines.positions) < _LEAST_LINES:
        return
    found = [*between(page, lines), *starts(page, lines), *_last(page, lines)]
    yield from found or calls(page, lines)


def _last(page: Page, lines: Lines) -> Iterator[Finding]:
    run = _run(page, lines)
    if not run or _is_announced(page, lines, min(run)):
        return
    if _leaves_enough(page, lines, run):
        yield from (_finding(page, lines, at, last) for at, last in run.items())


def _run(page: Page, lines: Lines) -> dict[int, _Last]:
    """The last lines that are no text, by their places."""
    judged: dict[int, _Last] = {}
    named: frozenset[str] | None = None
    for at in range(len(lines.positions) - 1, -1, -1):
        position = lines.positions[at]
        block = page.blocks[position]
        found = _judge(page, lines, at)
        if found is None or (position > 0 and page.blocks[position - 1].images > 0):
            break  # below a picture it may be its caption
        named = _linked(page.root) if named is None else named
        if _is_note(block, named) or is_line_of_references(block, page.meta.url or ""):
            break
        if _is_signature(page, lines, at) or _explains_a_mark(page, block):
            break
        if judged and announces_references(block):
            return {}  # whatever they lead to, they are what it says
        judged[at] = found
    count = reach((last.score, last.is_sure) for last in judged.values())
    if count > _MOST_LINES - len(_taken(page)):
        return {}
    return dict(islice(judged.items(), count))


@dataclass(frozen=True, slots=True)
class _Last:
    """A last line that is no text: why, and how little it scores."""

    row: Row
    score: float
    form: str | None
    is_sure: bool
    """Or else it goes only with others."""


def _judge(page: Page, lines: Lines, at: int) -> _Last | None:
    """Why a line is no text, by its form or its score; None where it may be."""
    block = page.blocks[lines.positions[at]]
    form = form_of_end(page, block)
    if form is None and (_has_form_of_text(page, block) or _may_be_text(page, lines, block)):
        form = _known_form(page, block, lines)
        if form is None:
            return None
    model = lines_model()
    row = measure(page, lines, at, model.words)
    score = model.last(row)
    is_sure = form is not None or _is_sure(block, row, lines, score)
    if not is_sure:
        form = _form_of_call(page, lines, block, score)
    if not is_sure and form is None and score >= DOUBTFUL:
        return None
    return _Last(row, score, form, is_sure or form is not None)


def _has_form_of_text(page: Page, block: Block) -> bool:
    return page.is_datum(block) or is_short_text(block)


def _may_be_text(page: Page, lines: Lines, block: Block) -> bool:
    """Whether what a line says may be text, or the credit of a picture.

    Of one with links where it says at length which address to go to.
    """
    if block.links:
        at_length = (1.0 - block.link_density) * block.weight > _AT_LENGTH
        return at_length and _ADDRESS.search(block.text) is not None
    if page.label(block) & Label.PHOTO or tells_of_an_end(block.text) or names_how_to(block.text):
        return True
    if lines.lexicon is None:
        return is_sentence(block)
    if not is_apart(block) and not speaks_for_its_site(block.text, lines.lexicon, DOUBTFUL_SAID):
        return True
    return {*spoken_of(block.text, lines.lexicon)} <= _LIFE


def _form_of_call(page: Page, lines: Lines, block: Block, score: float) -> str | None:
    """What is told of a call by where it leads to, or by its form; None where it is none."""
    own = page.meta.url or ""
    if calls_to_profiles(block, own):
        return "all of it links to profiles of the site"
    if score < DOUBTFUL and are_shelves(block, own):
        return "links to shelves of the site, side by side"
    return _known_form(page, block, lines)


def _known_form(page: Page, block: Block, lines: Lines) -> str | None:
    """What a line is that says it at length, whatever its form."""
    if _calls(page, block, lines):
        return _A_CALL
    return _A_LIFE if tells_of_author(page, block, lines.lexicon) else None


_A_LIFE: Final = "begins with the name of the author and tells what they do"
_A_CALL: Final = "a call to do something for the site"


def _calls(page: Page, block: Block, lines: Lines) -> bool:
    """Whether a line of its own calls to do something for the site, whom to reach included."""
    if block.is_heading or page.is_datum(block) or block.traits & _STRUCTURED:
        return False
    return not tells_of_an_end(block.text) and is_call(block.text, lines.lexicon)


_STRUCTURED: Final = traits.CELL | traits.CODE | traits.QUOTE | traits.CAPTION


def _is_sure(block: Block, row: Row, lines: Lines, score: float) -> bool:
    """Whether a line goes by itself, for what it looks like or for what it says."""
    is_by_speech = not block.links and lines.lexicon is not None and not is_apart(block)
    if is_by_speech and row[_SAID] >= LEAST_SAID:
        return False
    return score < _LEAST or (score < DOUBTFUL and _says_it_is(block, row, lines))


def _says_it_is(block: Block, row: Row, lines: Lines) -> bool:
    """Whether what a line without a link says leaves little doubt, and no brackets set it apart.

    Of a sentence it need not be as little where it calls to do something, or is worded like what
    sites put there.
    """
    if block.links or _BRACKETED.fullmatch(block.text) or row[_SAID] < 0.0:
        return False  # who the author is stands in brackets, at papers that say so as text
    if row[_SAID] < _SURE_SAID:
        return True
    if row[_SAID] >= LEAST_SAID or not is_prose(block):
        return False
    if label(block) & _WORDED:
        return True
    if row[_SAID] >= _FAIRLY_SURE_SAID:
        return False
    spoken = spoken_of(block.text, lines.lexicon).keys()
    return not (_CALLING.isdisjoint(spoken) or _PEOPLE.isdisjoint(spoken))


def calls_to_profiles(block: Block, own: str) -> bool:
    """Whether all links of a short line lead to profiles: of the site itself, or of two services.

    In no language a sentence of an article has that form and ends it.
    """
    links = targets(block)
    if not links or block.weight > _LONGEST_CALL or not all(map(is_profile, links)):
        return False
    services = {site_of(link) for link in links}
    return len(services) > 1 or any(is_own_profile(link, site_of(own)) for link in links)


def _linked(root: Element) -> frozenset[str]:
    """The names of places that links of an article lead to, in it or elsewhere."""
    parts = (link.get("href").partition("#")[2] for link in find_all(root, "a"))
    return frozenset(unquote(part) for part in parts if part)


def _is_note(block: Block, named: frozenset[str]) -> bool:
    """Whether a line leads back to a place in the text, or is such a place itself."""
    if any(link.startswith("#") for link in targets(block)):
        return True
    holder = block.box.parent
    around = (block.box, *walk(block.box), *([holder] if holder is not None else []))
    names = {unquote(one.get(key)) for one in around for key in ("id", "name")}
    return not named.isdisjoint(names - {""})


def _is_announced(page: Page, lines: Lines, first: int) -> bool:
    """Whether the line above, which stays, is a heading or ends with a colon.

    Of a list of links none goes where the list as a whole is announced so.
    """
    blocks = [page.blocks[position] for position in lines.positions[: first + 1]]
    while len(blocks) > 1 and _is_linked_alike(*blocks[-2:]):
        blocks.pop()
    if len(blocks) == 1:
        return False
    above = blocks[-2]
    return above.is_heading or announces(above) or announces_references(above)


def _is_linked_alike(above: Block, below: Block) -> bool:
    return above.home is below.home and min(above.link_density, below.link_density) > ALL_LINK


def _is_signature(page: Page, lines: Lines, at: int) -> bool:
    """Whether a short line stands below one that ends with a comma: *Yours,* and who wrote it."""
    block = page.blocks[lines.positions[at]]
    if at == 0 or block.links or block.weight > _LONGEST_SIGNATURE:
        return False
    return page.blocks[lines.positions[at - 1]].text.endswith((",", "，", "、", "،"))


def _explains_a_mark(page: Page, block: Block) -> bool:
    """Whether a line begins with a star, and a word above has one, as where a name was changed."""
    if not block.text.startswith(("*", "＊", "†")):
        return False
    mark = block.text[0]
    return any(_marked(one.text, mark) for one in page.blocks if one is not block)


def _marked(text: str, mark: str) -> bool:
    at = text.find(mark, 1)
    return at > 0 and text[at - 1].isalpha()


def _leaves_enough(page: Page, lines: Lines, run: Collection[int]) -> bool:
    """Whether the lesser part of an article goes, and running text stays."""
    stays = any(page.is_body(page.blocks[lines.positions[at]]) for at in range(min(run)))
    gone = sum(block.weight for block in _taken(page))
    lost = gone + lines.before[-1] - lines.before[min(run)]
    return stays and lost <= _MOST * (gone + lines.before[-1])


def _taken(page: Page) -> list[Block]:
    """What this pass took when it looked before."""
    return [block for rule, block in page.taken if rule == _RULE]


def _finding(page: Page, lines: Lines, at: int, last: _Last) -> Finding:
    block = page.blocks[lines.positions[at]]
    told = f"{quote(block)} at the end, {measures(block)}"
    if last.form is not None:
        return finding("end", [block], f"{told}: {last.form}")
    if last.score < _LEAST:
        stays = f"{_LEAST} on"
    elif last.is_sure:
        stays = f"{DOUBTFUL} on if it says such things"
    else:
        stays = f"{DOUBTFUL} on where such lines are around it"
    told = f"{told}: score {last.score:.2f} as article text, which stays from {stays}"
    told += against_line("last", last.row) + speech(block, lines)
    return finding("end", [block], told, round(1.0 - last.score, 3))
