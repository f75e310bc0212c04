"""Where the running text of a page begins and ends, so that passes know its head and foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from feedclean.clean.wording.kinds import Label
from feedclean.dom.blocks import Block

_CLOSES: Final = (
    Label.PROMO
    | Label.COPYRIGHT
    | Label.SHARE
    | Label.RELATED
    | Label.COMMENTS
    | Label.PLATFORM
    | Label.TAGS
    | Label.COOKIE
)
"""Labels of what stands below an article."""
_NOTICES: Final = 3
"""So many of them in a row are below it, whatever follows."""
_STRANGERS: Final = 2
_STRANGE_WEIGHT: Final = 400
"""Running text that may follow them all the same: blocks, and their weight."""


def body_span(
    blocks: Sequence[Block],
    is_body: Callable[[Block], bool],
    labels: Callable[[Block], Label],
    gone: set[int],
) -> tuple[int, int]:
    """Positions of the first and last block that is running text; ``(len(blocks), -1)`` for none.

    A sentence among the closing notices is not counted. ``gone`` are indexes of blocks that a pass
    or a template took.
    """
    positions = range(len(blocks))
    first = next((at for at in positions if is_body(blocks[at])), len(blocks))
    last = next((at for at in reversed(positions) if is_body(blocks[at])), -1)
    # One thing nobody has a phrase for (who wrote this, what else we do) stands among calls to
    # subscribe, share and donate; it stays, but it must not make the middle of them.
    notices = strangers = weight = below = 0
    for position in range(last, first, -1):
        block = blocks[position]
        notices += sum(index in gone for index in range(block.index + 1, below))
        below = block.index
        if not is_body(block):
            found = labels(block)
            notices = notices + 1 if found and found & _CLOSES else 0
            continue
        if notices >= _NOTICES:
            return first, position
        strangers += 1
        weight += block.weight
        notices = 0
        if strangers > _STRANGERS or weight > _STRANGE_WEIGHT:
            break
    return first, last
