"""Last lines that are no text in any language, by their form alone."""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.page import Page
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import link_texts, targets
from feedclean.later import later
from feedclean.urls import absolute, host_of, same_site

_WORD: Final = re.compile(r"[^\W_]")
_REACTIONS: Final = re.compile(
    r"(?:[👍👎❤♥♡🔁🔄⭐💬👁👀🎉🚀🔥👏🙏😂😄😆😮😢😡🤔💗💖💙🖤🗨📤]\ufe0f?\s*+"
    r"\d[\d., ]*+[·|]?\s*+){2,}"
    r"|[▲△👍❤♥♡💬👁🔁👏🙏💗💖]\ufe0f?\s?\d[\d.,]*+\s?[▼▽👎]?\ufe0f?"
)
"""What readers did, counted: ``👍 12 🎉 5``, ``▲ 12 ▼``. Medals and flags are not among them, and a
star with a figure is what somebody thinks of a book."""
_LETTER: Final = r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]"
_SOMEBODY: Final = rf"(?:{_LETTER}{{1,3}}\.?|(?:{_LETTER}{{1,2}}\.){{2}})"
_SPELT: Final = "এক্স|এইচ|এফ|এম|এল|এন|এস|এ|বি|সি|ডি|ই|জি|আই|আর|জে|কে|ও|পি|কিউ|টি|ইউ|ভি"
"""Names of Latin letters, as Bengali spells initials with them."""
_INITIALS: Final = later(
    rf"/?(?:{_SOMEBODY}/){{2,4}}{_SOMEBODY}?"
    rf"|(?:{_SOMEBODY}/ ){{1,4}}{_SOMEBODY}/"
    r"|[(\[]\s?(?:[^\W\d_]\.\s?){2,3}[)\]]"
    rf"|(?:{_SPELT}){{2,4}}(?: [\u0980-\u09ff]{{2,12}})?(?:/[\u0980-\u09ff]{{1,10}}){{1,3}}"
)
"""``lmr/ocm/jrg``, ``abc/ def/``, ``/e.d./ad/``, ``(R. M.)``: who wrote it, at an agency.

Longer ones are words (*ja/nein/egal*), and so is a letter of Chinese (是/否/不).
"""
_MAILED: Final = re.compile(r"[(\[]\s?([a-z]{2,5})\s?[)\]]")
_COUNTED_END: Final = re.compile(
    r"(?:[.!?…]|\s[|•·–—-])\s+(\d[\d.,]*\s[^\W\d_]+|[^\W\d_]+\s?[:：]\s?\d[\d.,]*)$"
)
"""*Tell us what you think! 12 comments*, … *Views: 2210*."""
_OF_COUNTS: Final = Label.COMMENTS | Label.INTERFACE
_LONGEST_INITIALS: Final = 30
_LONGEST_SHELF: Final = 3
_LEAST_SHELVES: Final = 2
_MOST_BESIDE: Final = 2
_LONGEST: Final = 160


def form_of_end(page: Page, block: Block) -> str | None:
    """What the form of a last line shows it to be; None where that may be text."""
    if block.is_heading or block.traits & traits.STRUCTURED:
        return None
    text = block.text
    if block.links:
        return "initials" if _is_address_of(block) else None
    if not _WORD.search(text):
        below = any(taken.index > block.index for _, taken in page.taken)
        return "a rule with nothing below it" if below else None
    if len(text) <= _LONGEST_INITIALS and _INITIALS.fullmatch(text):
        return "initials"
    if _REACTIONS.fullmatch(text):
        return "counted reactions"
    if (counted := _COUNTED_END.search(text)) and label_text(counted[1]) & _OF_COUNTS:
        return "a count of readers or comments at its end"
    name = host_of(page.meta.url or "").removeprefix("www.")
    return "the name of the site" if text.removeprefix("www.") == name else None


def _is_address_of(block: Block) -> bool:
    """Whether a line is somebody's initials in brackets, linked to the mail address they begin."""
    name = _MAILED.fullmatch(block.text.strip())
    if name is None or block.links != 1:
        return False
    return all(one.casefold().startswith(f"mailto:{name[1]}@") for one in targets(block))


def are_shelves(block: Block, own: str) -> bool:
    """Whether links in a row, of few words each, lead to addresses side by side on the site.

    ``/tag/boats``, ``/tag/repairs``: below an article these are its subjects, whatever they say.
    """
    if not own or block.links < _LEAST_SHELVES or block.weight > _LONGEST:
        return False
    if block.traits & traits.STRUCTURED:
        return False
    full = [absolute(one, own) or "" for one in targets(block)]
    shelves = {_shelf(one) for one in full}
    if not all(same_site(one, own) for one in full) or len({*full}) < len(full):
        return False
    if len(shelves) > 1 or shelves & {"", _shelf(own)}:
        return False
    shown = link_texts(block)
    rest = block.text
    for link in shown:
        rest = rest.replace(link, " ", 1)
    beside = [word for word in rest.split() if _WORD.search(word)]
    return len(beside) <= _MOST_BESIDE and all(len(one.split()) <= _LONGEST_SHELF for one in shown)


def _shelf(url: str) -> str:
    """What an address has before its last step or value."""
    address = url.partition("#")[0].rstrip("/")
    head, equals, _ = address.rpartition("=")
    return head if equals else address.partition("://")[2].rpartition("/")[0].partition("/")[2]
