"""Judges the last lines of a fragment one by one: what speaks against each, and how surely."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from feedclean.clean.belonging.caption_forms import describes_picture
from feedclean.clean.belonging.postscripts import begins_as_postscript
from feedclean.clean.lines.ends import names_how_to, tells_of_an_end
from feedclean.clean.lines.fragment import Lines
from feedclean.clean.lines.measures import NAMES, measure
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, measures, quote
from feedclean.clean.passes.ends.forms import are_shelves, form_of_end
from feedclean.clean.passes.ends.runs import DOUBTFUL
from feedclean.clean.passes.ends.short_text import is_bracketed, is_sentence, is_short_text
from feedclean.clean.passes.ends.unlike import against_line, speech
from feedclean.clean.passes.people.known_authors import tells_of_author
from feedclean.clean.scoring.learned import Row, lines_model
from feedclean.clean.speech.calls import is_call
from feedclean.clean.speech.said import TOLD, speaks_for_its_site, spoken_of
from feedclean.clean.wording.hosts import is_own_profile, is_profile
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label
from feedclean.clean.wording.prose import is_apart, is_prose
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import targets
from feedclean.later import later
from feedclean.urls import same_site, site_of

_LEAST: Final = 0.12
"""Scores from which a line stays. Cross-validated by source, of the last lines of made-up articles
that no phrase takes 3,405 of 4,945 of boilerplate go, and 15 of 4,899 of text that was written to
look like it."""
LEAST_SAID: Final = 0.3
"""Of what a sentence says, from which it stays whatever else speaks against it."""
DOUBTFUL_SAID: Final = 0.7
"""The same where sure ones are beside it."""
_LIFE: Final = frozenset(TOLD[name] for name in ("bio", "by", "press", "article"))
"""What a line speaks of that says no more than who the author is: that is news of some."""
_SAID: Final = NAMES.index("said")
_SURE_SAID: Final = 0.02
"""Of what it says, below which a line goes that scores less than half."""
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
_A_LIFE: Final = "begins with the name of the author and tells what they do"
_A_CALL: Final = "a call to do something for the site"
_QUOTES: Final = later(r"[“\"«„](?:[^\s“”\"«»„]+\s+){2,}[^\s“”\"«»„]+\s?[”\"»“]")
"""Three words or more that somebody said; names have fewer."""
_NAMED_ADDRESS: Final = re.compile(r"(?P<name>[^:：/]{2,80})[:：] ?https?://\S+")
_ATTRIBUTED: Final = re.compile(r"(?:[—―–]{1,2}|--) ?[^\W\d_].*[^\s—―–-]", re.DOTALL)
"""Who said what stands above: *— Ann Example*."""
_LONGEST_ATTRIBUTION: Final = 60


@dataclass(frozen=True, slots=True)
class LastLine:
    """A last line that is no text: why, and how little it scores."""

    row: Row
    score: float
    form: str | None
    is_sure: bool
    """Or else it goes only with others."""

    @property
    def weighed(self) -> tuple[float, bool]:
        """Its score, none where its form is known, and whether it is sure."""
        return (self.score if self.form is None else 0.0), self.is_sure


def judge(page: Page, lines: Lines, at: int) -> LastLine | None:
    """Why a line is no text, by its form or its score; None where it may be."""
    block = page.blocks[lines.positions[at]]
    form = form_of_end(page, block)
    if form is None and (_has_form_of_text(page, block) or _may_be_text(page, lines, block)):
        form = _known_form(page, block, lines)
        if form is None:
            return None
    model = lines_model()
    row = measure(page, lines, at, model)
    score = model.last(row)
    is_sure = form is not None or _is_sure(block, row, lines, score)
    if not is_sure:
        form = _form_of_call(page, lines, block, score)
    if not is_sure and form is None and score >= DOUBTFUL:
        return None
    return LastLine(row, score, form, is_sure or form is not None)


def _has_form_of_text(page: Page, block: Block) -> bool:
    return page.is_datum(block) or is_short_text(block)


def _may_be_text(page: Page, lines: Lines, block: Block) -> bool:
    """Whether what a line says may be text, or the credit of a picture.

    Of one with links where it says at length which address to go to.
    """
    if is_text_by_form(page, lines, block):
        return True
    if block.links:
        at_length = (1.0 - block.link_density) * block.weight > _AT_LENGTH
        return at_length and _ADDRESS.search(block.text) is not None
    lexicon, text = lines.lexicon, block.text
    if page.label(block) & Label.PHOTO:
        return True
    is_known = lexicon is not None and not is_apart(block)
    if is_known and not speaks_for_its_site(text, lexicon, DOUBTFUL_SAID):
        return True  # as most lines of text show
    if tells_of_an_end(text) or names_how_to(text):
        return True
    return is_sentence(block) if lexicon is None else {*spoken_of(text, lexicon)} <= _LIFE


def is_text_by_form(page: Page, lines: Lines, block: Block) -> bool:
    """Whether a line is a postscript, quotes, says who is quoted or names a place elsewhere."""
    if begins_as_postscript(block.text) or _attributes(block) or describes_picture(block.text):
        return True
    if block.links == 1 and _names_a_place(page, lines, block):
        return True
    return not block.links and _QUOTES.search(block.text) is not None


def _names_a_place(page: Page, lines: Lines, block: Block) -> bool:
    """Whether a line is a name and an address elsewhere, spelled out: *The film: https://…*.

    Of what sites call to, where to find it is part of the call.
    """
    full = _NAMED_ADDRESS.fullmatch(block.text)
    if full is None or lines.lexicon is None:
        return False
    [link] = targets(block)[:1] or [""]
    if is_profile(link) or same_site(link, page.meta.url or link):
        return False
    return _CALLING.isdisjoint(spoken_of(full["name"], lines.lexicon))


def _attributes(block: Block) -> bool:
    short = block.weight <= _LONGEST_ATTRIBUTION and not block.links
    return short and _ATTRIBUTED.fullmatch(block.text) is not None


def _form_of_call(page: Page, lines: Lines, block: Block, score: float) -> str | None:
    """What is told of a call by where it leads to, or by its form; None where it is none."""
    own = page.meta.url or ""
    if _calls_to_profiles(block, own):
        return "all of it links to profiles of the site"
    if score < DOUBTFUL and are_shelves(block, own):
        return "links to shelves of the site, side by side"
    return _known_form(page, block, lines)


def _known_form(page: Page, block: Block, lines: Lines) -> str | None:
    """What a line is that says it at length, whatever its form."""
    if _calls(page, block, lines):
        return _A_CALL
    return _A_LIFE if tells_of_author(page, block, lines.lexicon) else None


def _calls(page: Page, block: Block, lines: Lines) -> bool:
    """Whether a line of its own calls to do something for the site, whom to reach included."""
    if block.is_heading or page.is_datum(block) or block.traits & traits.STRUCTURED:
        return False
    return is_call(block.text, lines.lexicon) and not tells_of_an_end(block.text)


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
    if block.links or is_bracketed(block.text) or row[_SAID] < 0.0:
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


def _calls_to_profiles(block: Block, own: str) -> bool:
    """Whether all links of a short line lead to profiles: of the site itself, or of two services.

    In no language a sentence of an article has that form and ends it.
    """
    links = targets(block)
    if not links or block.weight > _LONGEST_CALL or not all(map(is_profile, links)):
        return False
    services = {site_of(link) for link in links}
    return len(services) > 1 or any(is_own_profile(link, site_of(own)) for link in links)


def told_of(page: Page, lines: Lines, at: int, last: LastLine) -> Finding:
    """The finding of a last line that goes."""
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
