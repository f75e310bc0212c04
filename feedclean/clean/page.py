"""The article while it is being cleaned; lives and dies inside this room."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from feedclean.clean.given import Weighed, Wishes
from feedclean.clean.media.embeds import is_embed_link
from feedclean.clean.scoring.grounds import Grounds
from feedclean.clean.span import body_span
from feedclean.clean.wording.bearing import by_its_links, names_the_title
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import is_keyed, label, label_whole
from feedclean.clean.wording.prose import is_apart, is_prose, sure_label
from feedclean.clean.wording.statements import heads_statements
from feedclean.clean.wording.tellings import tells_of_others
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.dom.measures import reads_like_body
from feedclean.dom.tree import Element
from feedclean.model.article import BELOW_A_MENU, ArticleMeta
from feedclean.model.plan import CleanPlan
from feedclean.model.removal import Removal, RuleId, Stage

_TOP: Final = 8
_BOTTOM: Final = 24
"""Blocks at either end whose wording is always read. Reading it costs more than all the rest, and
within the text only short or linked lines can be anything but text."""
_LISTS: Final = frozenset(("ul", "ol", "dl"))
_ENTRIES: Final = frozenset(("li", "dd"))
_COLUMN: Final = 3
"""Paragraphs in an entry of a list: sites of old lay their columns out so."""
_QUOTATIONS: Final = frozenset(("blockquote",))
_LINKED: Final = 0.6
_MOST: Final = 0.7
_NAMED: Final = (
    traits.SHARE_NAME
    | traits.RELATED_NAME
    | traits.PROMO_NAME
    | traits.AD_NAME
    | traits.COMMENT_NAME
    | traits.META_NAME
    | traits.LEGAL_NAME
)
"""Names of elements that say the same as a label would."""
_OF_PEOPLE: Final = (
    Label.AUTHOR | Label.CREDIT | Label.PHOTO | Label.DATE | Label.SHARE | Label.AD | Label.SOURCE
)
"""Labels that mean nothing within a quotation: who said it, and when, belongs to it."""
_ABOVE_A_TEXT: Final = frozenset(
    f"block/{name}"
    for name in (
        "byline",
        "credits",
        "date-line",
        "head-link",
        "photo-credit",
        "source-line",
        "title-repeat",
        "trail",
    )
)
"""Rules of lines that any article begins with: they bear out no notice below them."""
_OF_ARTICLE: Final = Label.PLATFORM | Label.COPYRIGHT | Label.SOURCE
"""Labels of notices that name the article."""
_OF_COMMENTS: Final = Label.COMMENTS | Label.SHARE
"""Labels of a heading over what readers wrote; in a row of buttons it is one to share as well."""
_SET_PHRASES: Final = Label.AD | Label.STAND_IN
"""Labels of what is worded so from end to end."""
_OF_THE_WHOLE: Final = Label.INTERFACE | Label.PLATFORM
"""Labels that all a sentence says makes sure of even where a text may begin with it."""
_BRACKETS: Final = ("(", "（", "[", "【")
_BESIDE: Final = 2
"""Blocks between which one is beside another."""


def _index(block: Block) -> int:
    return block.index


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Blocks a pass would take out, and why."""

    blocks: tuple[Block, ...]
    rule: RuleId
    stage: Stage
    reason: str
    score: float | None = None
    told: Told | None = None
    """What to write instead of reason and score on the receipt for some of the blocks."""


Told = Callable[[Sequence[Block]], tuple[str, float | None]]


@dataclass(slots=True, kw_only=True)
class Page:
    """A tree, its blocks in document order, and the receipts written so far."""

    root: Element
    blocks: list[Block]
    """Live blocks only; ``take_out`` keeps it so."""
    meta: ArticleMeta
    plan: CleanPlan
    wishes: Wishes = field(default_factory=Wishes)
    weighed: Weighed = field(default_factory=Weighed)
    explains: bool = False
    """Whether reasons tell what moved the scores of a page most, which takes its time."""
    grounds: Grounds | None = None
    """What moved them, if reasons tell."""

    removals: list[Removal] = field(default_factory=list)
    taken: list[tuple[RuleId, Block]] = field(default_factory=list)
    """Blocks taken out so far, with the rule that took them."""
    guessed: set[int] = field(default_factory=set)
    """Indexes of those of them that a template or a pass took; ``note_taken`` keeps both."""
    cautions: list[str] = field(default_factory=list)
    chars_written: int = 0
    """Characters of links that stand for something played in place."""
    body_chars_lost: int = 0
    """Characters of running text that a guess took out."""
    beside: frozenset[Block] = frozenset()
    """Blocks of a page that were not taken for the article while all that rules took was there."""
    comment_chars_lost: int = 0
    """Those of them that stood among the comments of readers."""
    body_chars_ruled: int = 0
    """Characters of running text that a person's rules took out."""

    # what has been found out about blocks, so that it is asked once
    depths: range = range(0)
    """Indexes of blocks far from both ends, where running text is not asked what it says."""
    labels: dict[Block, Label] = field(default_factory=dict)
    bodies: dict[Block, bool] = field(default_factory=dict)
    data: dict[Element, bool] = field(default_factory=dict)
    """Lists, and whether their entries are facts; quotations, and whether they quote something."""
    verses: dict[Element, frozenset[Element]] = field(default_factory=dict)
    """Elements that hold lines, and which of these have another right above or below."""
    named: dict[str, list[Block]] | None = None
    """Blocks in boxes that are named for what stands around texts, by what; found once."""
    dead: bool | None = None
    """Whether there are links that have lost their address; found once."""
    signed: tuple[int, tuple[str, ...]] | None = None
    """How many blocks had been taken when it was asked who signed, and who that was."""
    span: tuple[int, tuple[int, int]] | None = None
    """How many blocks had been taken when ``body_span`` was asked last, and what it was."""
    running: tuple[int, int] | None = None
    """The same of ``running_weight``."""

    def sound(self) -> None:
        """Finds the depths: once the region is known and before the passes look at it."""
        if len(self.blocks) > _TOP + _BOTTOM:
            self.depths = range(self.blocks[_TOP].index, self.blocks[-_BOTTOM].index)

    @property
    def has_title_below(self) -> bool:
        """Whether the title of a text was read below lines of its site, which are there still."""
        return ("title", BELOW_A_MENU) in self.meta.evidence

    def note_taken(self, block: Block, rule: RuleId, *, by_guess: bool) -> None:
        """Notes that a block has left the article; a template and passes do so by a guess."""
        block.gone = True
        self.taken.append((rule, block))
        if by_guess:
            self.guessed.add(block.index)

    def is_unasked(self, block: Block) -> bool:
        """Whether its place alone shows a block to be text, so that its wording is not read.

        What in brackets says where it is from is none of it: （原题为《…》）.
        """
        if block in self.weighed.trusted:
            return block.text[:1] not in _BRACKETS or not label(block) & Label.SOURCE
        return block.index in self.depths and self.reads_like_body(block)

    def label(self, block: Block) -> Label:
        """What the wording of a block says it is, where more than the wording speaks for it."""
        known = self.labels.get(block)
        if known is None:
            known = Label(0) if self.is_unasked(block) else self._borne_out(block)
            self.labels[block] = known
        if not known or not is_prose(block):
            return known
        if self._opens_text(block):
            return Label(0)
        if tells_of_others(block):
            return known & _SET_PHRASES
        if self.beside_a_removal(block) or self._is_named_a_notice(block):
            return known
        found = known & sure_label(block)
        return found | known & _OF_ARTICLE if names_the_title(block, self.meta.title) else found

    def _is_named_a_notice(self, block: Block) -> bool:
        """Whether its element is named for notices, and not that of all the text."""
        named = block.traits & _NAMED & ~traits.META_NAME
        if not named:
            return False
        around = [other.traits for other in self.blocks if self.reads_like_body(other)]
        return any(named & ~other for other in around)

    def _opens_text(self, block: Block) -> bool:
        """Whether a sentence is the first of the article and runs on into its text.

        Nothing but its wording could tell it from a notice (*We use cookies to bribe the dog*): it
        has no link, no name, no print of its own and no label with a colon before it, the paragraph
        below is built like it, and no button or other notice stood beside it. It is one
        where all it says is of the page: *Summary written by a machine.*
        """
        position = self._first_line()
        if self.blocks[position] is not block or position + 1 == len(self.blocks):
            return False
        below = self.blocks[position + 1]
        return (
            not (block.links or block.traits & _NAMED or is_apart(block) or is_keyed(block.text))
            and (below.box.tag, below.home) == (block.box.tag, block.home)
            and self.reads_like_body(below)
            and not label(below)
            and not self._stood_beside_a_notice(block)
            and not label_whole(block.text) & _OF_THE_WHOLE
        )

    def _first_line(self) -> int:
        """The position of the first block that says something and is no plain heading."""
        for position, block in enumerate(self.blocks[:_TOP]):
            if block.chars and (not block.is_heading or label(block)):
                return position
        return 0

    def _stood_beside_a_notice(self, block: Block) -> bool:
        """Whether something was taken out within two of a block that has no place above a text."""
        return any(
            abs(taken.index - block.index) <= _BESIDE
            and (taken.index > block.index or rule not in _ABOVE_A_TEXT)
            for rule, taken in self.taken
        )

    def _borne_out(self, block: Block) -> Label:
        """The labels of a block that the place it stands in allows."""
        found = label(block)
        found |= by_its_links(block, self.meta.url)
        if not found:
            return found
        if is_embed_link(block):
            return Label(0)
        if block.traits & _NAMED:
            return found
        if found & _OF_COMMENTS and heads_statements(self.blocks, block):
            return Label(0)
        if block.traits & traits.CODE or self.is_datum(block):
            return Label(0)
        if block.traits & traits.QUOTE and self._quotes_something(block):
            return found & ~_OF_PEOPLE
        return found

    def _quotes_something(self, block: Block) -> bool:
        """Whether the quotation around a block holds running text, and not just notes."""
        quotation = block.home.nearest(_QUOTATIONS)
        if quotation is None:
            return True
        known = self.data.get(quotation.element)
        if known is None:
            known = self.data[quotation.element] = any(
                self.reads_like_body(b) and not label(b) for b in self.inside(quotation)
            )
        return known

    def is_datum(self, block: Block) -> bool:
        """Whether a block is an entry of a table or list that holds facts, not buttons or links."""
        if block.box.tag in ("td", "th"):
            return not block.links
        if not block.traits & traits.ITEM:
            return False
        items = block.home.nearest(_LISTS)
        entry = block.home.nearest(_ENTRIES)
        if items is None or (entry is not None and self._holds_text(entry)):
            return False
        known = self.data.get(items.element)
        if known is None:
            known = self.data[items.element] = not self._is_chrome(items)
        return known

    def _holds_text(self, entry: Container) -> bool:
        """Whether an entry of a list is a column of a page, and holds several paragraphs."""
        known = self.data.get(entry.element)
        if known is None:
            text = sum(map(self.reads_like_body, self.inside(entry)))
            known = self.data[entry.element] = text >= _COLUMN
        return known

    def inside(self, container: Container) -> list[Block]:
        """The live blocks of an element that holds blocks."""
        first = bisect_left(self.blocks, container.first, key=_index)
        return self.blocks[first : bisect_left(self.blocks, container.last, first, key=_index)]

    def _is_chrome(self, items: Container) -> bool:
        """Whether nearly all entries of a list are links, or lines with a known label."""
        entries = self.inside(items)
        chrome = sum(b.link_density > _LINKED or not b.chars or bool(label(b)) for b in entries)
        return chrome >= _MOST * len(entries)

    def beside_a_removal(self, block: Block) -> bool:
        """Whether a block within two of it was taken out by a template or a pass."""
        return not self.guessed.isdisjoint(range(block.index - _BESIDE, block.index + _BESIDE + 1))

    def reads_like_body(self, block: Block) -> bool:
        """Whether a block has the form of running text; measured once."""
        known = self.bodies.get(block)
        if known is None:
            known = self.bodies[block] = reads_like_body(block)
        return known

    def is_body(self, block: Block) -> bool:
        """Whether a block reads like running text of an article and says nothing else."""
        return self.reads_like_body(block) and not self.label(block)

    def body_span(self) -> tuple[int, int]:
        """Positions in ``blocks`` of the first and last block that read like running text.

        ``(len(blocks), -1)`` where none does.
        """
        if self.span is None or self.span[0] != len(self.taken):
            self.span = (
                len(self.taken),
                body_span(self.blocks, self.is_body, self.label, self.guessed),
            )
        return self.span[1]

    def running_weight(self) -> int:
        """The weight of all live blocks that read like running text."""
        if self.running is None or self.running[0] != len(self.taken):
            weight = sum(block.weight for block in self.blocks if self.is_body(block))
            self.running = len(self.taken), weight
        return self.running[1]
