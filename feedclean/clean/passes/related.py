"""Links to other articles: under a heading, after a label, or as a run at the end."""

from __future__ import annotations

from collections.abc import Iterator

from feedclean.clean.labels import Label
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, in_list, is_item, is_picture, quote, zones
from feedclean.dom import traits
from feedclean.dom.blocks import Block

_HEADING_WEIGHT = 64
_ITEM_WEIGHT = 170
_CRUMB_WEIGHT = 44


def related(page: Page) -> Iterator[Finding]:
    """Related-link lists."""
    taken: set[int] = set()
    for position, block in enumerate(page.blocks):
        if position in taken or not page.label(block) & Label.RELATED:
            continue
        group = _headed(page, position) or _labelled(page, position)
        if group:
            taken.update(range(position, position + len(group)))
            yield finding("related", group, _reason(group))
    yield from _named(page)
    yield from _head_links(page)
    yield from _link_run(page)


def trending(page: Page) -> Iterator[Finding]:
    """Most-read and headline lists, linked or not."""
    for position, block in enumerate(page.blocks):
        if not page.label(block) & Label.TRENDING or block.weight > _HEADING_WEIGHT:
            continue
        items = _items(page, position + 1)
        if len(items) >= 3:
            yield finding(
                "trending", [block, *items], f"heading {quote(block)} over {len(items)} headlines"
            )


def _headed(page: Page, position: int) -> list[Block]:
    """A short heading and the items below it."""
    heading = page.blocks[position]
    if heading.weight > _HEADING_WEIGHT:
        return []
    items = _items(page, position + 1)
    if any(is_item(item) for item in items):
        return [heading, *items]
    at_end = position + 1 == len(page.blocks)
    has_body_above = any(page.is_body(block) for block in page.blocks[:position])
    return [heading] if at_end and has_body_above else []


def _labelled(page: Page, position: int) -> list[Block]:
    """One line: a label and a link."""
    block = page.blocks[position]
    if block.links and block.link_density >= 0.4 and block.weight <= _ITEM_WEIGHT:
        return [block]
    return []


def _items(page: Page, start: int) -> list[Block]:
    """Blocks from ``start`` on that can be entries of a list of links or headlines."""
    items: list[Block] = []
    plain: list[Block] = []
    for block in page.blocks[start:]:
        if page.label(block) & ~(Label.RELATED | Label.TRENDING | Label.INTERFACE):
            break
        if is_item(block) or (in_list(block) and _is_headline(block)):
            items += [*plain, block]
            plain = []
        elif not page.is_body(block) and _is_headline(block):
            plain.append(block)
        else:
            break
    else:
        return items + plain  # nothing but such blocks up to the end
    return items


def _is_headline(block: Block) -> bool:
    return block.weight <= _ITEM_WEIGHT


def _reason(group: list[Block]) -> str:
    heading, items = group[0], group[1:]
    if not items:
        return f"{quote(heading)} points to other articles"
    links = sum(item.links for item in items)
    size = sum(item.chars for item in items)
    linked = sum(item.link_chars for item in items)
    density = linked / size if size else 1.0
    return f"heading {quote(heading)} over {links} links, link density {density:.2f}"


def _named(page: Page) -> Iterator[Finding]:
    """Blocks inside an element named related, recommended, popular …, without running text."""
    group = [
        block
        for block in page.blocks
        if block.traits & traits.RELATED_NAME and not block.traits & traits.BODY_PROP
    ]
    body = sum(block.chars for block in page.blocks if page.is_body(block))
    inside = sum(block.chars for block in group if page.is_body(block))
    if group and inside <= 0.2 * body:
        yield finding("related-name", group, f"{len(group)} blocks in an element named for links")


def _head_links(page: Page) -> Iterator[Finding]:
    """Short link-only lines above the text: breadcrumbs, channel, category."""
    head, _ = zones(page)
    if len(head) == len(page.blocks):
        return
    for position in head:
        block = page.blocks[position]
        linked = block.chars > 0 and block.link_density >= 0.95
        caption = position > 0 and is_picture(page.blocks[position - 1])
        if linked and not caption and not block.is_heading and block.weight <= _CRUMB_WEIGHT:
            yield finding("head-link", [block], f"link-only line {quote(block)} above the text")


def _is_announced(page: Page, block: Block) -> bool:
    """Whether a heading or a line with a colon stands right above: references, downloads."""
    position = page.blocks.index(block)
    above = page.blocks[position - 1] if position else None
    return above is not None and (above.is_heading or above.text.endswith((":", "：")))


def _is_address(text: str) -> bool:
    """Whether a link shows its bare address, as in a list of references."""
    return text.startswith(("http://", "https://", "www."))


def _link_run(page: Page) -> Iterator[Finding]:
    """Two or more link-only lines with nothing but pictures and links after the text."""
    head, tail = zones(page)
    if len(head) == len(page.blocks):
        return
    run: list[Block] = []
    for position in reversed(tail):
        block = page.blocks[position]
        if block.chars and (block.link_density < 0.95 or _is_address(block.text)):
            break
        run.insert(0, block)
    while run and is_picture(run[0]):
        run.pop(0)
    links = [block for block in run if block.chars]
    if len(links) >= 2 and not _is_announced(page, run[0]):
        yield finding("link-run", run, f"{len(links)} link-only lines after the text")
