"""Last lines by what stands around them: among known notices what is left goes, whatever it says.

Wording says nothing of *Hans Muster schreibt seit Jahren für uns*, but it stands between *Read
also* and *Subscribe*, below a line drawn across. Text hardly ever does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import Final

from feedclean.clean.belonging.postscripts import begins_as_postscript
from feedclean.clean.lines.fragment import Lines
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, in_list, leads_to_the_site, quote
from feedclean.clean.passes.ends.short_text import is_bracketed, is_short_text
from feedclean.clean.passes.people.letters import is_letter
from feedclean.clean.speech.concepts import concepts_of
from feedclean.clean.speech.said import said, speaks_for_its_site
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label
from feedclean.clean.wording.prose import is_prose
from feedclean.clean.wording.references import announces_references, is_line_of_references
from feedclean.clean.wording.words import any_of
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces, targets
from feedclean.later import later

_MOST: Final = 16
"""Lines of such a part."""
_LEAST: Final = 3
_LEAST_RULED: Final = 2
"""Lines of it that are known; fewer below a line drawn across."""
_LEAST_KINDS: Final = 2
"""Kinds of notices where no line is drawn: a list of tags is but one."""
_MOST_UNKNOWN: Final = 2
"""Lines in a row of which nothing is known."""
_MOSTLY: Final = 2 / 3
"""Share of its lines that are known: a verse or the hours of a hall may stand among few of them."""
_SURE: Final = 0.05
"""Of what a line says, below which it is known."""
_LONGEST: Final = 320
_MOST_OF_ARTICLE: Final = 0.5
_LEAST_SAID: Final = 0.75
_LEAST_SAID_RULED: Final = 0.9
"""Of what a sentence says, from which it may be text; below a line drawn across."""
_NOTICES: Final = (
    Label.PROMO | Label.SHARE | Label.RELATED | Label.COMMENTS | Label.COPYRIGHT | Label.PLATFORM
    | Label.COOKIE | Label.AD | Label.TAGS | Label.INTERFACE
)  # fmt: skip
_NOT_BELOW: Final = frozenset(
    f"block/{name}"
    for name in ("title-repeat", "body-repeat", "hidden", "last-picture", "call", "attachment")
)
"""Rules of what stands anywhere."""
_STRUCTURED: Final = traits.STRUCTURED | traits.FIGURE
_OF_TEXT: Final = frozenset(("fact", "said"))
_STARS: Final = ("*", "＊", "†", "‡", "¹", "²", "[")
_DASHED: Final = re.compile(r"(?:[—―–]|--?|~) ?[^\W\d_]")
_NOTE: Final = later(rf"\W{{0,3}}{any_of('put_right')}\b", re.IGNORECASE)
"""How what was put right or added later begins."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One of the last lines."""

    block: Block
    kind: str
    """The rule it has gone by, or what it is worded like; empty where that is not known."""
    is_known: bool
    """Whether that is known, or it speaks of nothing but the site."""
    is_ruled: bool


def among_notices(page: Page, lines: Lines) -> Iterator[Finding]:
    """The lines that are left in the last part of a fragment, if most of it is known."""
    if not page.taken or is_letter(page):
        return
    part = _part(page, lines)
    known = sum(one.is_known for one in part)
    for one in part:
        if not one.block.gone:
            told = f"{quote(one.block)} among the last {len(part)} lines"
            yield finding("closing", [one.block], f"{told}: {known} are known to be no text")


def _part(page: Page, lines: Lines) -> list[_Line]:
    """The longest run of last lines that is such a part, the last one first."""
    gone = {b: rule for rule, b in page.taken if b.chars and rule not in _NOT_BELOW}
    shown = sorted((*gone, *(b for b in page.blocks if b.chars)), key=_index)
    total = sum(one.weight for one in shown)
    last = shown[-_MOST:][::-1]
    found: list[_Line] = []
    for is_ruled in (False, True):
        may_close = partial(_may_close, page, lines, is_ruled=is_ruled)
        run = [_line(lines, one, gone.get(one, "")) for one in takewhile(may_close, last)]
        found = max(found, _longest(run, total, is_ruled=is_ruled), key=len)
    if not found or not any(page.is_body(b) for b in page.blocks if b.index < _first(found)):
        return []
    return found


def _first(part: list[_Line]) -> int:
    return part[-1].block.index


def _index(block: Block) -> int:
    return block.index


def _line(lines: Lines, block: Block, rule: str) -> _Line:
    worded = label(block) & _NOTICES
    kind = rule or (str(worded) if worded else "")
    is_known = bool(kind) or speaks_for_its_site(block.text, lines.lexicon, _SURE)
    return _Line(block, kind, is_known, block.index in lines.ruled)


def _longest(run: list[_Line], total: int, *, is_ruled: bool) -> list[_Line]:
    """The longest part of a run, from its end up, that begins as it should and is known."""
    found: list[_Line] = []
    size = unknown = known = 0
    kinds: set[str] = set()
    is_below_rule = False
    least = _LEAST_RULED if is_ruled else _LEAST
    for many, line in enumerate(run, 1):
        if many == 1 and not (line.is_known or is_ruled) and is_prose(line.block):
            break  # a last sentence of which nothing is known
        size += line.block.weight
        unknown = 0 if line.is_known else unknown + 1
        known += line.is_known
        if unknown > _MOST_UNKNOWN or size > _MOST_OF_ARTICLE * total:
            break
        is_below_rule = line.is_ruled or (is_below_rule and line.block.gone)
        kinds.add(line.kind)
        is_told = bool(line.kind) and len(kinds - {""}) >= _LEAST_KINDS
        begins = is_below_rule and line.is_known if is_ruled else is_told
        if begins and known >= least and known >= _MOSTLY * many:
            found = run[:many]
    return found


def _may_close(page: Page, lines: Lines, block: Block, *, is_ruled: bool) -> bool:
    """Whether a line may stand in such a part: it is known, or not of the forms of text."""
    if block.gone:
        return True
    if block.images or block.weight > _LONGEST or block.traits & _STRUCTURED:
        return False
    if label(block) & _NOTICES:
        return True
    if block.is_heading or in_list(block) or page.is_datum(block) or is_short_text(block):
        return False
    if _is_note(page, block) or announces(block) or announces_references(block):
        return False
    if lines.lexicon is None:
        return not is_prose(block)
    if not _OF_TEXT.isdisjoint(concepts_of(block.text, lines.lexicon)):
        return False
    least = _LEAST_SAID_RULED if is_ruled else _LEAST_SAID
    return said(block.text, lines.lexicon) < least


def _is_note(page: Page, block: Block) -> bool:
    """Whether a line is a note to the text: below a mark or in brackets, added later, a source."""
    text = block.text
    if text.startswith(_STARS) or begins_as_postscript(text):
        return True
    if any(form.match(text) for form in (_DASHED, _NOTE)) or is_bracketed(text):
        return True
    if any(link.startswith("#") for link in targets(block)):
        return True
    own = page.meta.url or ""
    if block.links and not leads_to_the_site(block, own):
        return True  # it may be a source
    return is_line_of_references(block, own)
