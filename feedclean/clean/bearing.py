"""What bears out that a line is a notice, its wording aside: the title it names, where it leads."""

from __future__ import annotations

from typing import Final

from feedclean.clean.hosts import is_call
from feedclean.dom.blocks import Block
from feedclean.dom.measures import targets
from feedclean.text import fold
from feedclean.urls import absolute

_LEAST_TITLE: Final = 6
"""Letters of a title that no sentence has by chance."""
_LONGEST_CALL: Final = 260
"""Weight of a line that is called so for where it leads alone."""


def names_the_title(block: Block, title: str) -> bool:
    """Whether a sentence names the article it stands in: *The post … appeared first on …*."""
    known = fold(title)
    known = known[: max(_LEAST_TITLE, len(known) // 3)]  # some give it shortened
    return len(known) >= _LEAST_TITLE and known in fold(block.text)


def leads_to_a_call(block: Block, own: str | None) -> bool:
    """Whether all links of a line are where its site has readers subscribe or give."""
    if not own or not block.links or block.weight > _LONGEST_CALL:
        return False
    links = [absolute(link, own) or "" for link in targets(block)]
    return bool(links) and all(is_call(link, own) for link in links)
