"""Who the author is, told in a paragraph of its own below the text.

*About the author* or the author's name stands above it, so it needs no phrase: it reads like
running text, and only its place tells that it is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, lexicon_told_by, quote
from feedclean.clean.passes.people.known_authors import (
    author_names,
    begins_with_another,
    is_about_author,
)
from feedclean.clean.speech.concepts import concepts_of
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from feedclean.clean.wording.marks import without_frame
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.text import fold, wide

_LABEL: Final = 48
_LONGEST: Final = 400
_LESSER_PART: Final = 0.25
"""Share of the running text, by weight, that such a paragraph may have."""
_STRUCTURED: Final = traits.STRUCTURED | traits.ITEM
_WORDS: Final = 2
_WIDE: Final = 4
"""Words of a label, and characters where there are no spaces."""
_COLONS: Final = " :：》"


def author_lives(page: Page) -> Iterator[Finding]:
    """The last paragraph, where it tells of the author, with the line above that says so."""
    _, last = page.body_span()
    if last < 1 or not _may_tell(page, page.blocks[last]):
        return
    above, life = page.blocks[last - 1], page.blocks[last]
    if above.links or above.images or not 0 < above.weight <= _LABEL or above.traits & _STRUCTURED:
        return
    if not (is_author_label(above) or _names_author(page, above, life)):
        return
    if begins_with_another(page, life):
        return
    told = f"{quote(above)} below the text, over who that is, {life.chars} characters"
    yield finding("byline", [above, life], told)


def _may_tell(page: Page, life: Block) -> bool:
    if life.weight > _LONGEST or life.is_heading or life.traits & _STRUCTURED or life.images:
        return False
    return life.weight <= _LESSER_PART * (page.running_weight() - life.weight)


def is_author_label(block: Block) -> bool:
    """Whether a line is *About the author* and nothing more; *By* stands before a name."""
    said = without_frame(block.text).strip(_COLONS)
    if ":" in said or "：" in said or (len(said.split()) < _WORDS and wide(said) < _WIDE):
        return False
    return bool(label_text(f"{said}:") & Label.AUTHOR)


def _names_author(page: Page, above: Block, life: Block) -> bool:
    """Whether a heading is the name of the author, and what stands below tells a life.

    Of *About* and the name nothing more is asked.
    """
    said = fold(without_frame(above.text).strip(_COLONS))
    if not (above.is_heading or above.strong_chars == above.chars):
        return False
    if is_about_author(page, without_frame(above.text).strip(_COLONS)):
        return True
    if not any(said == fold(name) for name in author_names(page)):
        return False
    lexicon = lexicon_told_by(page, page.blocks)
    return lexicon is not None and "bio" in concepts_of(life.text, lexicon)
