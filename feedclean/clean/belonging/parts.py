"""What goes with the kept text of a page because of how the page is built.

Scores look at single blocks. That a caption belongs to the picture beside it, a note to the line
that refers to it, a post to its thread is told by nesting and links, in any language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from feedclean.clean.belonging.captions import captions
from feedclean.clean.belonging.cited import cited
from feedclean.clean.belonging.fact_boxes import fact_boxes
from feedclean.clean.belonging.lead import leads
from feedclean.clean.belonging.notes import notes
from feedclean.clean.belonging.postscripts import postscript
from feedclean.clean.belonging.threads import answers, posts
from feedclean.clean.belonging.top_picture import top_picture
from feedclean.clean.wording.labels import label
from feedclean.clean.wording.references import leads_away
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.dom.measures import announces, reads_like_body
from feedclean.model.article import ArticleMeta

_PROSE: Final = 0.2
"""The score from which sentences without a link stay that stand right below the text, or in a box
set off within it: of 59 on labelled pages 38 were captions, tips, corrections and text."""
_QUOTE: Final = 40
"""What a sentence weighs at least that ends as quotations do in German and Czech."""
_HEADING: Final = 0.2
"""The score from which a heading right above kept text stays, whatever wrappers are around them."""
_SHORTEST: Final = 4
"""What a heading weighs at least: less is a sign, as ``!`` beside a tip."""
_PRINT: Final = frozenset(("font", "center", "span", "b", "i"))
_ENTRIES: Final = frozenset(("li", "dt", "dd"))
_LISTS: Final = frozenset(("ul", "ol", "dl"))
_Keep = AbstractSet[int]


def belonging(
    blocks: list[Block], scores: Mapping[int, float], keep: _Keep, meta: ArticleMeta
) -> dict[int, str]:
    """Positions of what belongs to the text that is kept, and is not kept yet; and what each is."""
    steps: tuple[tuple[str, Callable[[_Keep], Iterator[int]]], ...] = (
        ("a post of a thread of which most is kept", lambda kept: posts(blocks, kept)),
        ("an answer, as another that is kept", lambda kept: answers(blocks, kept)),
        ("prose in a box within the text", lambda kept: _boxes(blocks, scores, kept)),
        ("a box of facts", lambda kept: fact_boxes(blocks, kept, _homes(blocks, kept))),
        ("prose right below the text", lambda kept: _closing(blocks, scores, kept)),
        ("a postscript", lambda kept: postscript(blocks, kept)),
        ("a reference", lambda kept: cited(blocks, kept, _homes(blocks, kept), meta.url or "")),
        ("a heading within the text", lambda kept: _headings(blocks, scores, kept)),
        ("an entry of a list that is kept", lambda kept: _entries(blocks, kept, meta.url or "")),
        ("a caption beside its picture", lambda kept: captions(blocks, scores, kept)),
        ("a lead below the headline", lambda kept: leads(blocks, kept, meta)),
        ("a picture with a caption above the text", lambda kept: top_picture(blocks, kept, meta)),
        ("a note that the text leads to", lambda kept: notes(blocks, kept)),
    )
    found: dict[int, str] = {}
    for told, step in steps:
        kept = keep | found.keys()
        found.update(dict.fromkeys(sorted(set(step(kept)) - kept), told))
    return found


def _entries(blocks: list[Block], keep: _Keep, own: str) -> Iterator[int]:
    """Entries of lists that are kept for the most part: a term with its meaning.

    One with links stays as two thirds of the others do, where it leads away from the site: of what
    somebody has gathered on the web, only some is told about.
    """
    seen: set[Container] = set()
    for position in keep:
        block = blocks[position]
        whole = block.home.nearest(_LISTS) if block.traits & traits.ITEM else None
        if whole is None or whole in seen:
            continue
        seen.add(whole)
        inside = range(whole.first, whole.last)
        entries = [at for at in inside if blocks[at].box.tag in _ENTRIES and blocks[at].chars]
        size = sum(blocks[at].weight for at in inside)
        kept = sum(blocks[at].weight for at in inside if at in keep)
        many = sum(at in keep for at in entries)
        if 2 * kept >= size and 2 * many >= len(entries):
            is_most = 3 * many >= 2 * len(entries)
            yield from (
                at
                for at in entries
                if _is_plain(blocks[at]) or (is_most and leads_away(blocks[at], own))
            )


def _is_plain(block: Block) -> bool:
    return not block.links and not block.traits & traits.NO_TEXT


def _is_prose(block: Block, score: float) -> bool:
    is_body = reads_like_body(block) or (block.weight >= _QUOTE and block.text.endswith("“"))
    return score >= _PROSE and _is_plain(block) and is_body


def _headings(blocks: list[Block], scores: Mapping[int, float], keep: _Keep) -> Iterator[int]:
    """Headings named as such between two blocks that are kept, and others right above such text."""
    for position in range(min(keep) + 1, max(keep)):
        block = blocks[position]
        if position in keep or position + 1 not in keep or not _is_plain(block):
            continue
        if (position - 1 in keep and _is_named_heading(block)) or (
            scores.get(position, 0.0) >= _HEADING and _heads(block, blocks[position + 1])
        ):
            yield position


def _heads(block: Block, below: Block) -> bool:
    """Whether a heading, or a line in bold, stands with a paragraph, each in a wrapper or none."""
    is_heading = block.is_heading or block.chars == block.strong_chars
    if not is_heading or block.weight < _SHORTEST or not reads_like_body(below) or label(block):
        return False
    home, other = block.home, below.home
    return home is other or home.parent in (other, other.parent) or home is other.parent


def _is_named_heading(block: Block) -> bool:
    return block.is_heading and "subhead" in block.box.get("class") and _is_plain(block)


def _boxes(blocks: list[Block], scores: Mapping[int, float], keep: _Keep) -> Iterator[int]:
    """Prose among the text, in its element or a box of it, that stands but once on the page."""
    body = [position for position in keep if reads_like_body(blocks[position])]
    homes = _homes(blocks, keep)
    among = [
        position
        for position in range(min(body, default=0), max(body, default=0))
        if position not in keep
        and _is_prose(blocks[position], scores.get(position, 0.0))
        and _is_in(blocks[position], homes)
    ]
    told = Counter(blocks[position].text for position in (*keep, *among))
    yield from (position for position in among if told[blocks[position].text] == 1)


def _closing(blocks: list[Block], scores: Mapping[int, float], keep: _Keep) -> Iterator[int]:
    """Prose right below the text, in its element; what ends with a colon heads something else."""
    homes = _homes(blocks, keep)
    for position in range(max(keep) + 1, len(blocks)):
        block = blocks[position]
        if _is_named_heading(block):
            continue
        is_closing = _is_prose(block, scores.get(position, 0.0)) and _is_in(block, homes)
        if not is_closing or announces(block):
            return
        yield position


def _is_in(block: Block, homes: AbstractSet[Container]) -> bool:
    """Whether a block stands in one of some elements, or in an element right in one of them."""
    return block.home in homes or block.home.parent in homes


def _homes(blocks: list[Block], keep: _Keep) -> set[Container]:
    """The elements that hold running text that is kept, beyond what is but its print."""
    found = set()
    for position in keep:
        if reads_like_body(blocks[position]):
            home = blocks[position].home
            while home.element.tag in _PRINT and home.parent is not None:
                home = home.parent
            found.add(home)
    return found
