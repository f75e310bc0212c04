"""What bears out that a line is a notice, its wording aside: the title it names, where it leads."""

from __future__ import annotations

from typing import Final

from feedclean.clean.speech.lexicon import lexicon_of
from feedclean.clean.speech.said import speaks_for_its_site
from feedclean.clean.wording.hosts import is_call, may_be_call
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.prose import is_apart
from feedclean.dom.blocks import Block
from feedclean.dom.measures import link_texts, targets
from feedclean.later import later
from feedclean.text import fold
from feedclean.urls import absolute, page_of, same_site

_LEAST_TITLE: Final = 6
"""Letters of a title that no sentence has by chance."""
_LONGEST_CALL: Final = 260
"""Weight of a line that is called so for where it leads alone."""
_BOTH: Final = 2
_LONGEST_NOTICE: Final = 300
_LETTERS: Final = later(r"\w\W+\w|[\u2e80-\u9fff\uac00-\ud7af]{4}")
"""Two words, or what is as much where they have no spaces."""
_LEAST_SAID: Final = 0.5


def names_the_title(block: Block, title: str) -> bool:
    """Whether a sentence names the article it stands in: *The post … appeared first on …*."""
    known = fold(title)
    known = known[: max(_LEAST_TITLE, len(known) // 3)]  # some give it shortened
    return len(known) >= _LEAST_TITLE and known in fold(block.text)


def by_its_links(block: Block, own: str | None) -> Label:
    """What the addresses in a line show it to be, given that of the article."""
    if not block.links or not own or block.weight > _LONGEST_NOTICE:
        return Label(0)
    found = Label.PROMO if leads_to_a_call(block, own) else Label(0)
    return found | Label.PLATFORM if _leads_back(block, own) else found


def _leads_back(block: Block, own: str) -> bool:
    """Whether a line leads to the article it stands in, and to the front page of its site.

    So does *The post … appeared first on …* in every language, and nothing that tells of either.
    """
    if block.links != _BOTH:
        return False
    links = [_bare(absolute(link, own) or "") for link in targets(block)]
    if len(links) != _BOTH or _bare(own) not in links or not same_site(own, f"//{links[-1]}"):
        return False
    return any(one and "/" not in one for one in links)


def _bare(url: str) -> str:
    return page_of(url).removeprefix("www.")


def leads_to_a_call(block: Block, own: str | None) -> bool:
    """Whether all links of a line are where its site has readers subscribe or give."""
    if not own or not block.links or block.weight > _LONGEST_CALL:
        return False
    links = targets(block)
    if not links or not all(map(may_be_call, links)):
        return False
    is_asked = all(is_call(absolute(link, own) or "", own) for link in links)
    return is_asked and not _tells_of_it(block)


def _tells_of_it(block: Block) -> bool:
    """Whether a sentence goes on behind its link, and says nothing that sites ask for.

    *The council put its portal online on Monday*: a call leads to its link, or says what for.
    """
    named = [text for text in link_texts(block) if text]
    behind = block.text.rpartition(named[-1])[2] if named else ""
    if is_apart(block) or _LETTERS.search(behind) is None:
        return False
    return not speaks_for_its_site(block.text, lexicon_of(block.text), _LEAST_SAID)
