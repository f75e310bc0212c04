"""Whether a text or Markdown file holds a whole page, menus and all, or an article alone.

Programs that turn pages into text keep what stands around the article. That is told by lines like
those of menus, on both sides of the running text, and by words that sites write on buttons and in
footers. An article alone has a title and a byline above it, a note or some links below; a list of
many short lines within it is no menu. In doubt a text is an article: of a page, lines may be left
out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Final
from unicodedata import combining, normalize

from feedclean.dom.blocks import Block
from feedclean.later import later
from feedclean.text import composed, weight

_SENTENCE_END: Final = re.compile(r"[.。!！?？…;；:：，,][\"”’»」』)）\]*_]*$")
_WITHIN_SENTENCE: Final = re.compile(
    r"[.!?…][\"“”’»)]*(?:\s|$)|[。！？，、।؟۔]|, |[\u0e00-\u0eff\u1780-\u17ff]{24}"
)
"""Thai, Lao and Khmer have no stops, nor spaces but between sentences."""
_RUNNING: Final = 80
"""Weight from which a line with a stop in it is running text."""
_SHORT: Final = 60
_FEWEST_WORDS: Final = 5
"""Of a sentence that stands in a line of its own; buttons have fewer: *Learn more.*"""
_ENDED: Final = re.compile(r"^[^\n]*[.!?][\"”»’)*_]*$", re.MULTILINE)
_PARTED: Final = re.compile(r"\n[ \t]*\n")
_MOST_OF_ONE: Final = 400
_PRICE: Final = 40
"""What a short or linked line between two paragraphs costs, in weight of running text."""
LINK: Final = re.compile(
    r"!?\[([^\[\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])"
)
_NUMBER: Final = re.compile(r"\[\d{1,5}\]")
"""Of a link, as lynx writes it."""
_ADDRESS: Final = re.compile(r"https?://\S+")
_PARTING: Final = "|｜›>＞»·•/\t"
_GAP: Final = later(r"(?<=[\u3000-\u9fff])[ \u3000]|[ \xa0]{2,}")
_MARKS: Final = " \t\xa0\u3000*_#>|[]«»‹›→←▾▼▲✕×+•●▪◦○·:：…-–—!©"
"""Quotes, commas and round brackets are none: words in code have them."""
_MOST_PER_WORD: Final = 120
"""Short lines of a page for each word of a site; long lists of other kinds hold a few by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """Where the running text of a page stands, in blocks."""

    first: int
    last: int
    """The block behind it."""


def is_whole(blocks: Sequence[Block], core: Core) -> bool:
    """Whether what stands around the running text is that of a page.

    Measured on 277 pages turned into text by ten programs, and on 2,200 files of an article alone:
    of the latter none has two words of a site above the text, and two have one word on both sides.
    """
    above = [block for block in blocks[: core.first] if is_like_menu(block)]
    below = [block for block in blocks[core.last :] if is_like_menu(block)]
    said, said_below = _words_in(above), _words_in(below)
    both, menus = said | said_below, len(above) + len(below)
    if not both - weak_words() or menus > _MOST_PER_WORD * len(both):
        return False
    if said and said_below and len(both) >= 3 and menus >= 8:
        return True
    if len(said) >= 2 and len(above) >= 12:
        return True
    if len(said) >= 3 and len(above) >= 5 and words_in(blocks[0].text):
        return True
    if said and len(above) >= 30 and len(below) >= 15:
        return True
    links_above, links_below = _links_in(above), _links_in(below)
    return len(both) >= 2 and links_above >= 12 and links_below >= 8


def _words_in(blocks: Sequence[Block]) -> frozenset[str]:
    return words_in("\n".join(block.text for block in blocks))


def _links_in(blocks: Sequence[Block]) -> int:
    return sum(block.link_density >= 0.5 for block in blocks)


def core_of(blocks: Sequence[Block]) -> Core:
    """The stretch of blocks with most running text and fewest other lines in it."""
    best = current = start = 0
    core = Core(first=0, last=0)
    for at, block in enumerate(blocks):
        if current <= 0:
            current, start = 0, at
        current += _worth(block)
        if current > best:
            best, core = current, Core(first=start, last=at + 1)
    return core


def _worth(block: Block) -> int:
    if is_running(block):
        return min(block.weight, _MOST_OF_ONE)
    return -_PRICE if block.weight < _RUNNING or block.link_density >= 0.5 else 0


def is_running(block: Block) -> bool:
    """Whether a block is long enough for running text, has a stop in it and few links."""
    return (
        block.weight >= _RUNNING
        and block.link_density < 0.5
        and _WITHIN_SENTENCE.search(block.text) is not None
    )


def has_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does, or a paragraph is as long as running text."""
    text = LINK.sub(r"\1", text)
    if any(len(line.split()) >= _FEWEST_WORDS for line in _ENDED.findall(text)):
        return True
    paragraphs = _PARTED.split(text)
    return any(weight(one) >= _RUNNING and _WITHIN_SENTENCE.search(one) for one in paragraphs)


def is_like_menu(block: Block) -> bool:
    """Whether a block is a short line without the end of a sentence, or mostly a link."""
    if block.link_density >= 0.5:
        return True
    return 0 < block.weight < _SHORT and not _SENTENCE_END.search(block.text)


def words_in(text: str) -> frozenset[str]:
    """The words of menus, buttons and footers that lines of a text, or parts of them, consist of.

    Addresses of links are no parts.
    """
    # all at once, since every file in text or Markdown is asked: line by line took 6 times as long
    if "](" in text or "][" in text:
        text = LINK.sub(r"\n\1\n", text)
    if "[" in text:
        text = _NUMBER.sub("\n", text)
    if "://" in text:
        text = _ADDRESS.sub("", text)
    text = composed(text).casefold().replace("’", "'").replace("i̇", "i")
    for mark in _PARTING:
        text = text.replace(mark, "\n")
    if "  " in text or not text.isascii():
        text = _GAP.sub("\n", text)
    return _words()[0].intersection([line.strip(_MARKS) for line in text.split("\n")])


def weak_words() -> frozenset[str]:
    """Those that lists of other kinds have as well."""
    return _words()[1]


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """All words of the table, and the weak ones."""
    table = _table()
    every = (words for name, words in table.items() if name != "sections")
    return frozenset(chain.from_iterable(map(_forms, chain.from_iterable(every)))), frozenset(
        chain.from_iterable(map(_forms, table["weak"]))
    )


@cache
def section_names() -> frozenset[str]:
    """What sections of papers are called."""
    return frozenset(chain.from_iterable(map(_forms, _table()["sections"])))


@cache
def _table() -> dict[str, list[str]]:
    text = files(__package__).joinpath("site_words.toml").read_text("utf-8")
    return tomllib.loads(text)


def _forms(word: str) -> Iterator[str]:
    """A word as it is looked up, and as it is written in capitals."""
    word = word.casefold()
    yield word
    if not word.isascii():
        yield word.replace("ı", "i").replace("\u200c", " ")
        if word[0] < "\u0400":  # in Latin and Greek, capitals often go without accents
            parts = normalize("NFD", word)
            yield "".join(char for char in parts if not combining(char)).replace("ı", "i")
