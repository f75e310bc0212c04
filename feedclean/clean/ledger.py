"""The only way a block leaves an article: with a receipt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.wording.labels import label
from feedclean.dom.blocks import Block
from feedclean.dom.edit import adopt, detach, empty, replace_all
from feedclean.dom.paths import Paths
from feedclean.dom.tree import Element, find_all, raw_text
from feedclean.model.removal import Removal, RuleId, Stage
from feedclean.text import chars, excerpt, shortened

_COMMENTS: Final = "block/comments"
_GUESSING: Final = (Stage.TEMPLATE, Stage.BLOCK)
_SURE_SHARE: Final = 0.3
"""A block in three of ten articles of a source is no guess."""


def take_out(findings: Sequence[Finding], page: Page, *, merged: bool = False) -> int:
    """Takes the blocks of the findings of one look at the page out of it; gives how many receipts.

    Each receipt is for the largest element that holds nothing but blocks of one finding, so that an
    aside with a heading and four links is one removal, not five. Where ``merged``, an element that
    holds blocks of several findings and nothing else is one receipt, with the reason of the first:
    all of them say that the article is elsewhere.
    """
    condemned = _condemned(findings, page)
    if not condemned:
        return 0
    page.blocks = [block for block in page.blocks if not block.gone]
    needed = _ancestors_of(page.blocks) | {page.root}
    owners = {} if merged else _owners(condemned, needed)
    groups: dict[Element, tuple[Finding, list[Block]]] = {}
    for finding, block in condemned:
        top = block.box
        while (above := top.parent) is not None and above not in needed:
            if owners.get(above, finding) is not finding:
                break  # it holds blocks of another finding too
            top = above
        groups.setdefault(top, (finding, []))[1].append(block)
    paths = Paths()
    receipts = [
        _receipt(finding, paths.of(top), blocks, page) for top, (finding, blocks) in groups.items()
    ]
    detach(*groups)
    if page.root in groups:  # a bare text is one block, and that is the root, which stays
        empty(page.root)
    page.removals.extend(receipts)
    return len(receipts)


def _condemned(findings: Sequence[Finding], page: Page) -> list[tuple[Finding, Block]]:
    """Each block with the first finding that wants it, marked as gone and noted in the page."""
    condemned: list[tuple[Finding, Block]] = []
    for finding in findings:
        is_guess, is_sure = finding.stage in _GUESSING, _is_sure(finding)
        for block in finding.blocks:
            if block.gone:  # maybe by an earlier one of these findings
                continue
            if block in page.wishes.kept and finding.stage is not Stage.SANITIZE:
                continue
            page.note_taken(block, finding.rule, by_guess=is_guess)
            condemned.append((finding, block))
            if is_guess and not is_sure and page.reads_like_body(block) and not label(block):
                page.body_chars_lost += block.chars
                if finding.rule == _COMMENTS:
                    page.comment_chars_lost += block.chars
    return condemned


def _owners(
    condemned: Sequence[tuple[Finding, Block]], needed: set[Element]
) -> dict[Element, Finding | None]:
    """The finding that all blocks below an element belong to; None where there are several."""
    owners: dict[Element, Finding | None] = {}
    for finding, block in condemned:
        node = block.box.parent
        while node is not None and node not in needed:
            known = owners.setdefault(node, finding)
            if known is None:
                break
            if known is not finding:
                owners[node] = None
            node = node.parent
    return owners


def _is_sure(finding: Finding) -> bool:
    """Whether a finding rests on what most of a source shows, and is hardly a guess."""
    return finding.stage is Stage.TEMPLATE and (finding.score or 0.0) >= _SURE_SHARE


def _ancestors_of(blocks: list[Block]) -> set[Element]:
    needed: set[Element] = set()
    for block in blocks:
        node: Element | None = block.box
        while node is not None and node not in needed:
            needed.add(node)
            node = node.parent
    return needed


def _receipt(finding: Finding, where: str, blocks: list[Block], page: Page) -> Removal:
    reason, score = finding.told(blocks) if finding.told else (finding.reason, finding.score)
    return Removal(
        rule=finding.rule,
        stage=finding.stage,
        reason=reason,
        path=where,
        excerpt=_excerpt(blocks, page.plan.options.excerpt_chars),
        chars=sum(block.chars for block in blocks),
        links=sum(block.links for block in blocks),
        images=sum(block.images for block in blocks),
        score=score,
    )


def _excerpt(blocks: Iterable[Block], longest: int) -> str:
    """The beginning of what blocks say; no more of them is looked at than it shows."""
    texts: list[str] = []
    size = -1
    for block in blocks:
        if block.text:
            texts.append(block.text)
            size += 1 + len(block.text)
            if size > longest:
                break
    return shortened(" ".join(texts), longest)


def take_out_texts(findings: Iterable[Finding], page: Page) -> None:
    """Takes out the text of blocks and leaves the blocks, which now only show something."""
    paths = Paths()
    for finding in findings:
        for block in finding.blocks:
            box = block.box
            page.removals.append(_receipt(finding, paths.of(box), [block], page))
            adopt(box, [child for child in box.children if not isinstance(child, str)])
            block.silence()


def take_out_elements(
    elements: Sequence[tuple[Element, RuleId, str]], stage: Stage, page: Page
) -> None:
    """Takes out elements with all they hold, none of them within another; a receipt for each.

    They come with rule and reason. Each parent is gone through once: one by one, 4,000 links of one
    paragraph took half a minute.
    """
    paths = Paths()
    for element, rule, reason in elements:
        text = raw_text(element)
        images = find_all(element, "img")
        removal = Removal(
            rule=rule,
            stage=stage,
            reason=reason,
            path=paths.of(element),
            excerpt=excerpt(text, page.plan.options.excerpt_chars),
            chars=chars(text),
            links=sum("href" in link.attrs for link in find_all(element, "a")),
            images=len(images) + (element.tag == "img"),
        )
        page.removals.append(removal)
    detach(*(element for element, _, _ in elements))


def put_before(lines: Mapping[Element, Element], page: Page) -> None:
    """Puts lines of our own before elements; what they say is counted as written by us."""
    page.chars_written += sum(chars(raw_text(line)) for line in lines.values())
    replace_all({element: (line, element) for element, line in lines.items()})
