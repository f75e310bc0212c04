"""Lines at the end of a text that name it: its whole title, and the site it is from.

*The post … appeared first on …* is so in every language, with links or without; and some feeds say
the title once more and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, measures, quote, says_title
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from feedclean.clean.wording.words import any_of
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.tree import find_all, raw_text
from feedclean.later import later
from feedclean.names import is_written_as_name
from feedclean.text import collapse, fold, weight
from feedclean.urls import absolute, host_of, same_site, site_of

_LINES: Final = 5
"""Last lines among which one may stand."""
_LEAST_TITLE: Final = 20
"""What a title weighs at least that no other line has by chance."""
_LEAST_WORDS: Final = 3
_MOST_BESIDE: Final = 110
"""What a line may weigh beside the title."""
_LEAST_SITE: Final = 3
_LEAST_LETTERS: Final = 6
_MOST_BEFORE: Final = 50
"""What may stand before a linked title: who published it."""
_FROM: Final = later(
    rf"{any_of('from_source')}(?![^\W\d_\u2e80-\u9fff])\W{{0,3}}(?:(?:the|der|dem|den)\s)?",
    re.IGNORECASE,
)
"""What stands before the name of whom a text is from."""
_LEAST_LEFT: Final = 200
_STRUCTURED: Final = traits.STRUCTURED | traits.ITEM


def itself(page: Page) -> Iterator[Finding]:
    """Takes out last lines that say the whole title, alone or with the name of the site.

    The words of the line are the evidence, so it holds in every language. Headings, quotations
    and lists stay, a title that is said as a sentence, and all of it where too little text would be
    left above.
    """
    title = page.meta.title.strip()
    if weight(title) < _LEAST_TITLE or (title.isascii() and len(title.split()) < _LEAST_WORDS):
        return
    said = [at for at, block in enumerate(page.blocks) if block.chars][-_LINES:]
    names = site_labels(page.meta.url)
    wanted = fold(title)
    for position in said:
        block = page.blocks[position]
        if block.traits & _STRUCTURED or block.is_heading:
            continue
        if block.weight > weight(title) + _MOST_BESIDE or wanted not in fold(block.text):
            continue
        if not _has_text_above(page, position):
            continue
        rest = fold(block.text).replace(wanted, " ", 1).strip()
        if not rest and says_title(block.text, title):
            continue
        if not rest:
            yield finding("title-repeat", [block], f"{quote(block)} repeats the title at the end")
        elif any(name in rest for name in names):
            told = f"{quote(block)}: the title and the site it is from, {measures(block)}"
            yield finding("platform-footer", [block], told)


def leads_to_itself(block: Block, title: str, own: str) -> bool:
    """Whether a line is the title as a link, and before it few words of whose text it is.

    *From the Harbour Post: A bridge stays closed*, as those write above it who keep a copy. A book
    or a program may have given its name to the post on it as well: *Book review: The Old Bridge*.
    """
    if not block.links or block.weight > weight(title) + _MOST_BEFORE + _LEAST_TITLE:
        return False
    wanted = _letters(title)
    for link in find_all(block.box, "a"):
        said = raw_text(link)
        if _letters(said) == wanted and len(wanted) >= _LEAST_LETTERS:
            before, _, behind = block.text.partition(collapse(said))
            if not 0 < weight(before) <= _MOST_BEFORE or _letters(behind):
                return False
            url = absolute(link.get("href") or "", own) or ""
            return same_site(url, own) or _is_from(before.strip(), url)
    return False


def _is_from(text: str, url: str) -> bool:
    """Whether words say whose text is at an address: by a word for it, or the name in its host."""
    if label_text(text) & Label.SOURCE or _letters(text) in site_labels(url):
        return True
    found = _FROM.match(text)
    if found is None:
        return False
    whom = text[found.end() :].strip(" :：")
    return not whom or is_written_as_name(whom)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def site_labels(url: str | None) -> tuple[str, ...]:
    """How the site of an article is called by its host: ``harbourpost``."""
    if not url:
        return ()
    names = {fold(site_of(url).partition(".")[0]), fold(host_of(url).removeprefix("www."))}
    return tuple(sorted(name for name in names if len(name) >= _LEAST_SITE))


def _has_text_above(page: Page, position: int) -> bool:
    above: list[Block] = page.blocks[:position]
    return sum(one.weight for one in above if page.reads_like_body(one)) >= _LEAST_LEFT
