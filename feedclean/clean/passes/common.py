"""What several passes ask of a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.speech.lexicon import Lexicon, lexicon_of
from feedclean.clean.wording.hosts import is_profile
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.dom.measures import dead_share, targets
from feedclean.dom.tree import Child, Element
from feedclean.model.removal import RuleId, Stage
from feedclean.text import excerpt
from feedclean.urls import absolute, same_site

_MOSTLY_LINK: Final = 0.6
ALL_LINK: Final = 0.9
"""Link density of a line that is nothing but links."""
_TOLD_BY: Final = 6
"""Paragraphs that tell the language of an article."""
_FULL_STOPS: Final = ".!?…。！？؟۔।"
_QUOTED: Final = "\"'“”„‟‘’‚«»‹›「」『』()（）[] "


def finding(rule: str, blocks: Iterable[Block], reason: str, score: float | None = None) -> Finding:
    """A finding of the block stage."""
    return Finding(
        blocks=tuple(blocks),
        rule=RuleId(f"block/{rule}"),
        stage=Stage.BLOCK,
        reason=reason,
        score=score,
    )


def quote(block: Block) -> str:
    """A block's text as a reason cites it."""
    return f"“{excerpt(block.text, 40)}”"


def where(position: int, head: range, tail: range) -> str:
    """How a reason tells on which side of the running text a block stands."""
    if position in head:
        return "with no running text around" if position in tail else "above the text"
    return "below the text" if position in tail else "within the text"


def is_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does, quoted or not."""
    return text.rstrip(_QUOTED)[-1:] in tuple(_FULL_STOPS)


def says_title(text: str, title: str) -> bool:
    """Whether a line that has the words of a title says them as a sentence, as a title does not.

    *The bridge remains a stopgap.* ends a comment of this title, and answers a question where an
    interview is called by it.
    """
    return is_sentence(text) and not is_sentence(title)


def measures(block: Block) -> str:
    """How long a block is and how much of it is links, as reasons tell it."""
    if not block.links:
        return f"{block.chars} characters without a link"
    return f"{block.chars} characters, link density {block.link_density:.2f}"


def zones(page: Page) -> tuple[range, range]:
    """Positions before the first and after the last block of running text.

    Where nothing reads like running text, both cover the whole article.
    """
    first, last = page.body_span()
    return range(first), range(last + 1, len(page.blocks))


def is_picture(block: Block) -> bool:
    """Whether a block shows something and says nothing."""
    return not block.chars


def is_item(block: Block) -> bool:
    """Whether a block looks like an entry of a list of links: mostly link, or a picture."""
    return is_picture(block) or linked_share(block) > _MOSTLY_LINK


def linked_share(block: Block) -> float:
    """Share of a block's text that sits inside links, with or without an address."""
    return block.link_density if block.links else dead_share(block)


def is_address(text: str) -> bool:
    """Whether a link shows its bare address, as in a list of references."""
    return text.startswith(("http://", "https://", "www."))


def stays_on_site(block: Block, own: str) -> bool:
    """Whether a block has links and all lead to the site of the article, given its address."""
    links = targets(block)
    return bool(own and links) and all(same_site(absolute(one, own) or "", own) for one in links)


def in_list(block: Block) -> bool:
    """Whether a block is an item of a list."""
    return bool(block.traits & traits.ITEM)


def captions_picture(page: Page, position: int) -> bool:
    """Whether a line is marked up or named as a caption, and a picture stands right above it."""
    block = page.blocks[position]
    if not block.traits & (traits.CAPTION | traits.CAPTION_NAME):
        return False
    return any(one.images for one in page.blocks[max(0, position - 2) : position + 1])


def in_verse(page: Page, block: Block) -> bool:
    """Whether a block is a line of a stanza: other lines right above or below, no blank between.

    “Advertisement” between two paragraphs is a label; as a line of a poem it is the poem.
    """
    holder = block.box.parent
    if not block.traits & traits.LINE or holder is None:
        return False
    known = page.verses.get(holder)
    if known is None:
        known = page.verses[holder] = _verses(holder.children)
    return block.box in known


def _verses(nodes: list[Child]) -> frozenset[Element]:
    """Lines one ``<br>`` away from another."""
    found: set[Element] = set()
    before: Element | None = None
    breaks = 0
    for node in nodes:
        if isinstance(node, str):
            continue
        if node.tag == "br":
            breaks += 1
            continue
        if before is not None and breaks == 1:
            found.update((before, node))
        before, breaks = node, 0
    return frozenset(found)


def named_groups(page: Page, bit: int) -> list[list[Block]]:
    """Blocks that have a trait by name, one list for each outermost element that lends it."""
    groups: dict[Element, list[Block]] = {}
    for block in page.blocks:
        if block.traits & bit:
            groups.setdefault(_lender(block, bit), []).append(block)
    return list(groups.values())


def _lender(block: Block, bit: int) -> Element:
    """The outermost element that lends a trait to a block; traits add up from there on."""
    lender = block.box
    container: Container | None = block.home
    while container is not None and container.traits & bit:
        lender = container.element
        container = container.parent
    return lender


def lexicon_told_by(page: Page, blocks: Iterable[Block]) -> Lexicon | None:
    """The lexicon for the language of the first paragraphs among some blocks, if it is known."""
    texts = [block.text for block in blocks if page.reads_like_body(block)]
    return lexicon_of(" ".join(texts[:_TOLD_BY]))


def leads_to_the_site(block: Block, own: str) -> bool:
    """Whether all links of a line lead to the site or to profiles, and none within the article."""
    links = targets(block)
    if any(link.startswith("#") for link in links):
        return False
    return stays_on_site(block, own) or all(map(is_profile, links))
