"""Measures of a block that several rooms share."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from feedclean.caches import remembering
from feedclean.codec import digest
from feedclean.dom.blocks import Block
from feedclean.dom.tree import Element, ancestors, find_all, raw_text
from feedclean.model.article import Digest
from feedclean.text import chars, collapse, composed, letters

_SENTENCE_ENDS: Final = "。！？…．.!?”\"」』）)]：:;；’'؟۔।»"
_NOTICE: Final = re.compile(r"https?://|www\.|©|\(c\)", re.IGNORECASE)
_FULL_STOPS: Final = "。！？….!?؟۔।"
_DIGITS: Final = re.compile(r"\d+")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+")
_FILE_QUERY: Final = re.compile(r"(\.(?:jpe?g|png|gif|webp|svg|bmp|avif))[?#].*$", re.IGNORECASE)
_LETTERS_LEFT: Final = 8
"""Letters that must remain: ``Code: https://…`` is a different line for each address."""
_LONG_LINE: Final = 110
_SENTENCE: Final = 36
_OF_PLACES: Final = frozenset(("href", "id", "name"))


def reads_like_body(block: Block) -> bool:
    """Whether a block has the length, punctuation and few links of running text."""
    if block.chars < 12 or block.link_density > 0.5:
        return False
    size = block.weight
    if size >= _LONG_LINE:
        return True
    return size >= _SENTENCE and block.text[-1] in _SENTENCE_ENDS


def fingerprint(block: Block) -> Digest:
    """Equal for blocks that say or show the same, whatever the spacing, figures and addresses.

    Figures and addresses are masked, since they rotate within boilerplate; a picture is known by
    its address, without the query where the path names a file.
    """
    if block.chars:
        return _of_text(block.text)
    sources = [
        image.get("data-src") or image.get("src")
        for image in [block.box, *find_all(block.box, "img")]
    ]
    return digest("picture", *(_FILE_QUERY.sub(r"\1", source) for source in sources if source))


# most blocks of a page are those of the page before: 677 took 0.5 ms, and 1.8 when none was known
@remembering(most=8_192, longest=2_000)
def _of_text(text: str) -> Digest:
    # the text of a block has no other white space
    return digest("text", _masked(text).replace(" ", "").casefold())


def _masked(text: str) -> str:
    """The text with what rotates masked, unless that is nearly all it says."""
    has_address = "://" in text or "www." in text  # few blocks have one
    masked = _ADDRESS.sub("@", text) if has_address else text
    if text[-1] not in _FULL_STOPS or _is_notice(text):  # a sentence means its figures
        masked = _DIGITS.sub("0", masked)
    return masked if _says_enough(masked) else text


def _says_enough(text: str) -> bool:
    """Whether there are letters enough; a long line mostly has them where it begins."""
    start = text[: 4 * _LETTERS_LEFT]
    first = start.replace(" ", "")[:_LETTERS_LEFT]
    if len(first) == _LETTERS_LEFT and first.isalpha():  # a fifth of the time of counting them
        return True
    return letters(start) >= _LETTERS_LEFT or (
        len(text) > len(start) and letters(text) >= _LETTERS_LEFT
    )


def _is_notice(text: str) -> bool:
    """Whether a sentence names an address or an owner."""
    lowered = text.lower()  # of 400 letters, where none of it occurs: 0.6 us, the pattern alone 9
    maybe = "://" in text or "www." in lowered or "©" in text or "(c)" in lowered
    return maybe and _NOTICE.search(text) is not None


def announces(block: Block) -> bool:
    """Whether a line ends with a colon, so that what stands below it belongs to it."""
    return block.text.endswith((":", "：", "︰", "﹕", "∶"))


def link_texts(block: Block) -> list[str]:
    """What the links in a block say, each on one line."""
    return [_shown(link) for link in find_all(block.box, "a") if link.get("href")]


def _shown(link: Element) -> str:
    """What a link says, as it stands in the text of its block."""
    return composed(collapse(raw_text(link)))


def dead_links(block: Block) -> list[str]:
    """What links say that have lost their address, in a line that has no other.

    Archives and converters leave ``<a>`` where ``href`` led nowhere any more; places in a text to
    link to have a name.
    """
    if block.links:
        return []
    around = takewhile(lambda one: one is not block.home.element, ancestors(block.box))
    anchors = [one for one in (block.box, *around) if one.tag == "a"]
    anchors = anchors or list(find_all(block.box, "a"))
    return [_shown(one) for one in anchors if one.attrs.keys().isdisjoint(_OF_PLACES)]


def dead_share(block: Block) -> float:
    """Share of a line's text that sits inside links which have lost their address."""
    return sum(map(chars, dead_links(block))) / block.chars if block.chars else 0.0


def targets(block: Block) -> list[str]:
    """Addresses of the links in a block, or of the link around it."""
    if not block.links:
        return []
    links = find_all(block.box, "a")
    if not links:
        links = [element for element in (block.box, *ancestors(block.box)) if element.tag == "a"]
    return [link.get("href") for link in links if link.get("href")]
