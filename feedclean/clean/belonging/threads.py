"""Posts of a thread and answers to a question: where most are kept, the others are text as well.

A post of one line scores little by itself (*Thanks, that was it!*), and is why the thread was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Final

from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.dom.measures import reads_like_body
from feedclean.dom.tree import Element, ancestors

_FEWEST: Final = 2
"""Elements built alike that hold kept text, for there to be a thread."""
_LINKED: Final = 0.2
_HOLDERS: Final = frozenset(("div", "article", "section", "td", "span"))
_ANSWERS: Final = frozenset(("acceptedanswer", "suggestedanswer"))
"""How schema.org calls them; what readers comment on an article is called otherwise."""
_HEADLINES: Final = frozenset(("h1", "h2"))
_NO_POST: Final = traits.NO_TEXT & ~(traits.ASIDE | traits.META_NAME)
"""Where posts never stand; who wrote one stands in the same element, and may name it."""
_SIGNATURES: Final = frozenset(("signature", "signatures", "sig"))
_POSTS: Final = frozenset(
    "beitrag message messages msg post posts postbody postcontent posttext reply replies".split()
)
_POST_REACH: Final = 3
"""Elements around the text of a post of which one may be named for it."""
_COUNTED: Final = re.compile(r"\d+")
_Kind = tuple[str, str]
"""The tag of an element, and its names without the figures in them."""
_Holders = dict[Element, list[Block]]
"""Elements, and the blocks that stand right in them."""


def posts(blocks: list[Block], keep: AbstractSet[int]) -> Iterator[int]:
    """Positions of what stands in elements built like those that hold kept text.

    Each kind of element is asked for itself: no more of its elements may be without kept text than
    with, nor may they weigh more. A headline among them begins another article.
    """
    threads = _threads(blocks[position] for position in sorted(keep))
    for kind, others in _others(blocks, keep, threads).items():
        kept = threads[kind]
        lost = [block for those in others.values() for block in those]
        held = [block for those in kept.values() for block in those]
        if (
            len(others) <= len(kept)
            and sum(block.weight for block in lost) <= sum(block.weight for block in held)
            and sum(block.link_chars for block in lost) <= _LINKED * sum(b.chars for b in lost)
        ):
            yield from (block.index for block in lost)


def count_posts(blocks: Iterable[Block]) -> int:
    """How many elements named for posts hold running text; 0 if that is no thread.

    Letters to a paper are built alike, too, and signed by who wrote them.
    """
    named = [
        {post for holder in kept if (post := _post_around(holder)) is not None}
        for kept in _threads(blocks).values()
    ]
    most = max(map(len, named), default=0)
    return most if most >= _FEWEST else 0


def _post_around(holder: Element) -> Element | None:
    near = (holder, *islice(ancestors(holder), _POST_REACH))
    return next(
        (one for one in near if not _POSTS.isdisjoint(traits.words_in_names(one, "class"))), None
    )


def _threads(blocks: Iterable[Block]) -> dict[_Kind, _Holders]:
    """Kinds of elements of which several hold running text, in the same place; and these."""
    found: dict[_Kind, _Holders] = {}
    for block in blocks:
        holder = _holder(block)
        name = holder.attrs.get("class")
        if name and reads_like_body(block) and not (block.traits & _NO_POST or is_signature(block)):
            kind = (holder.tag, _COUNTED.sub("", name))
            found.setdefault(kind, {}).setdefault(holder, []).append(block)
    return {
        kind: kept
        for kind, kept in found.items()
        if len(kept) >= _FEWEST and len({_tags_around(holder) for holder in kept}) == 1
    }


def _others(
    blocks: list[Block], keep: AbstractSet[int], threads: Mapping[_Kind, _Holders]
) -> dict[_Kind, _Holders]:
    """The elements of the same kinds, in the same place, that hold nothing that is kept."""
    places = {kind: _tags_around(next(iter(kept))) for kind, kept in threads.items()}
    found: dict[_Kind, _Holders] = {}
    begins_anew = False
    for position, block in enumerate(blocks if threads else ()):
        begins_anew = position not in keep and (begins_anew or block.box.tag in _HEADLINES)
        holder = _holder(block)
        name = holder.attrs.get("class")
        if begins_anew or not name or block.traits & _NO_POST or is_signature(block):
            continue
        kind = (holder.tag, _COUNTED.sub("", name))
        kept = threads.get(kind)
        if kept is not None and holder not in kept and _tags_around(holder) == places[kind]:
            found.setdefault(kind, {}).setdefault(holder, []).append(block)
    return found


def _holder(block: Block) -> Element:
    """The element of a block, or the one it is a line or a paragraph of."""
    return block.box if block.box.tag in _HOLDERS else block.home.element


def _tags_around(element: Element) -> tuple[str, ...]:
    return tuple(one.tag for one in ancestors(element))


def is_signature(block: Block) -> bool:
    """Whether an element right around a block is named for a signature."""
    home = block.home
    return (
        _is_named(block.box)
        or _is_named(home.element)
        or (home.parent is not None and _is_named(home.parent.element))
    )


def _is_named(element: Element) -> bool:
    name = element.attrs.get("class")
    # asked of every block: most names are passed over without being parted into words
    if not name or "sig" not in name.lower():
        return False
    return not _SIGNATURES.isdisjoint(traits.words_in_names(element, "class"))


def answers(blocks: list[Block], keep: AbstractSet[int]) -> Iterator[int]:
    """Positions of the text of all answers of a page, where that of one is kept."""
    if any(_is_of_answer(blocks[position].home) for position in keep):
        for position, block in enumerate(blocks):
            if not block.traits & _NO_POST and _is_of_answer(block.home):
                yield position


def _is_of_answer(home: Container | None) -> bool:
    """Whether an element is declared to be the text of an answer, or stands within one."""
    is_text = False
    while home is not None:
        declared = (home.element.attrs.get("itemprop") or "").lower()
        is_text = is_text or declared == "text"
        if declared in _ANSWERS:
            return is_text
        home = home.parent
    return False
