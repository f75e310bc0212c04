"""What an archive prints of an article in a table or a list: its title, its author, its day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, lexicon_told_by, quote, zones
from feedclean.clean.speech.concepts import concepts_of
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.text import fold

_HOLDERS: Final = frozenset(("table", "ul", "ol", "dl"))
_ROWS: Final = frozenset(("tr",))
_OF_ARTICLE: Final = (
    Label.AUTHOR | Label.DATE | Label.SOURCE | Label.TAGS | Label.COPYRIGHT | Label.INTERFACE
)
_SURE: Final = Label.SOURCE | Label.COPYRIGHT
_MOST_FIELDS: Final = 16
_LEAST_FIELDS: Final = 3
_LEAST_KINDS: Final = 2
_MOSTLY: Final = 0.5
_LONGEST: Final = 220
_LEAST_TITLE: Final = 4


def cards(page: Page) -> Iterator[Finding]:
    """Takes out tables and lists beside the text most of whose fields are of the article itself.

    A book or a film has an author and a day as well: so the title, where it is from or whose the
    rights are must be among them, or it stays.
    """
    seen: set[int] = set()
    for zone in zones(page):
        for position in zone:
            block = page.blocks[position]
            if not block.traits & (traits.CELL | traits.ITEM):
                continue
            holder = block.home.nearest(_HOLDERS)
            if holder is None or id(holder) in seen:
                continue
            seen.add(id(holder))
            lines = page.inside(holder)
            known = _known(page, lines)
            if known:
                told = f"{known} of {len(_fields(lines))} fields from {quote(lines[0])} on"
                yield finding("card", lines, f"{told} tell of the article itself")


def _known(page: Page, lines: list[Block]) -> int:
    """How many fields are of the article; 0 where these are too few."""
    fields = _fields(lines)
    if not _LEAST_FIELDS <= len(fields) <= _MOST_FIELDS:
        return 0
    if any(len(field) > _LONGEST for field in fields) or any(block.images for block in lines):
        return 0
    title = fold(page.meta.title)
    titled = [len(title) >= _LEAST_TITLE and title in fold(field) for field in fields]
    labels = [label_text(field) & _OF_ARTICLE for field in fields]
    found = Label(0)
    for one in labels:
        found |= one
    if not (any(titled) or found & _SURE) or len(list(found)) + any(titled) < _LEAST_KINDS:
        return 0
    known = sum(is_titled or bool(one) for is_titled, one in zip(titled, labels, strict=True))
    return known if known > _MOSTLY * len(fields) and not _tell_facts(page, fields) else 0


def _tell_facts(page: Page, fields: list[str]) -> bool:
    """Whether a field tells what only books, films and events have: a publisher, pages, a price."""
    lexicon = lexicon_told_by(page, page.blocks)
    return lexicon is not None and any("fact" in concepts_of(one, lexicon) for one in fields)


def _fields(lines: list[Block]) -> list[str]:
    """The texts of fields: a row of two cells, a term with its value, or an entry."""
    found: list[str] = []
    row: Container | None = None
    for block in lines:
        own = block.home.nearest(_ROWS)
        goes_on = (own is not None and own is row) or block.box.tag == "dd"
        if found and goes_on:
            found[-1] = _joined(found[-1], block.text)
        elif block.chars:
            found.append(block.text)
        row = own
    return found


def _joined(label: str, value: str) -> str:
    bare = label.rstrip(" :：")
    return f"{bare}: {value}"
