"""Measures the blocks of a page that may be article text: one row of numbers for each of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from feedclean.clean.evidence import Evidence, words
from feedclean.clean.learned import Tables
from feedclean.clean.regions import Region, Regions
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.text import squeeze

NAMES: Final = (
    "weight", "link_density", "ends", "caps", "clock", "level", "caption", "strong", "links", "tag",
    "title_share", "described", "has_declared", "home_declared", "same_text",
    "word_mean", "word_least", "word_most",
    "at", "at_weight", "from_title", "since_title", "title_seen",
    "to_next_body", "gap_next", "heading_back", "heading_level",
    "prev_weight", "prev_density", "prev2_weight", "prev_tag", "next_weight", "next_same",
    "sig_count", "sig_body", "sig_mean", "sig_density",
    "in_region", "region_at", "after_region", "in_best", "best_at",
    "depth", "home_share", "home_body", "home_density", "home_blocks", "home_mean",
    "up_share", "up_density", "up_blocks", "up2_share", "up2_density", "cards",
    "steps30", "steps60", "density60", "share60", "weight60", "odd_steps", "odd_below60",
    "article_share", "article_blocks", "article_rank", "articles",
    "box_least", "box_most", "home_least", "home_most", "up_least",
    "path_least", "path_most", "path_sum", "path_near",
    "page_weight", "page_body", "page_blocks", "page_density", "comment_share", "wide",
)  # fmt: skip
"""What a row holds, in order. Shares are of the page; weights count wide characters twice."""

_WIDE: Final = re.compile("[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\uff60]")
_MARK: Final = re.compile("[,.;:!?…»”،؛؟۔।，。！？；：、」』]")
_CAPITAL: Final = re.compile("[A-ZÀ-ÖØ-Þ]")
_CLOCK: Final = re.compile(r"\d{1,2}[:.h]\d\d|\d{4}")
_ENDS: Final = frozenset("。！？…．.!?”\"」』）):：;；’'؟۔।»,，")
_HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_TAGS: Final = {
    "": 0, "p": 1, "div": 2, "li": 3, "td": 4, "span": 5, "h1": 6, "h2": 7, "h3": 8, "h4": 9,
    "h5": 10, "h6": 11, "figcaption": 12, "blockquote": 13, "pre": 14, "section": 15, "dd": 16,
    "dt": 17, "figure": 18, "a": 19, "th": 20, "time": 21, "article": 22, "header": 23,
    "footer": 24, "label": 25, "button": 26, "ul": 27, "center": 28, "img": 29,
}  # fmt: skip
_OTHER_TAG: Final = 30
_UNSEEN: Final = traits.HIDDEN | traits.NOSCRIPT | traits.CONTROL | traits.PLAYER
_NOT_BODY: Final = (
    traits.NAV | traits.ASIDE | traits.FOOTER | traits.COMMENT_NAME | traits.RELATED_NAME
    | traits.LEGAL_NAME | traits.SIDE_NAME
)  # fmt: skip
_ENOUGH: Final = 200
"""Weight of running text in good places below which that in doubtful places counts as well."""
_LONG: Final = 40
_FAR: Final = 40
_OPENING: Final = 260
"""Characters of a block whose words are looked at."""


class Measured:
    """The candidates of a page and their rows; all other blocks are taken for no article text.

    On the labelled pages the candidates are a third of the blocks and hold 99.8 % of the text.
    """

    __slots__ = ("positions", "rows", "weights")

    def __init__(self, positions: list[int], rows: list[list[float]], weights: list[int]) -> None:
        self.positions = positions
        self.rows = rows
        self.weights = weights
        """Of all blocks."""


def measure(blocks: list[Block], evidence: Evidence, tables: Tables) -> Measured:
    """Rows for the candidates among the blocks of a page, freshly cut."""
    if not blocks:
        return Measured([], [], [])
    return _Page(blocks, evidence, tables).measured()


class _Page:
    """Running totals over the blocks of a page, and what rows are made of."""

    def __init__(self, blocks: list[Block], evidence: Evidence, tables: Tables) -> None:
        self.blocks = blocks
        self.evidence = evidence
        self.tables = tables
        self.weight: list[int] = []
        wide = 0
        for block in blocks:
            size = block.chars
            text = block.text
            if not text.isascii():
                more = len(_WIDE.findall(text))
                wide += more
                size += more
            self.weight.append(size)
        self.linked = [
            size * block.link_chars / block.chars if block.link_chars else 0.0
            for block, size in zip(blocks, self.weight, strict=True)
        ]
        self.body = self._body()
        self.wide = wide
        declared = self._declared() if evidence.declared_body else None
        self.regions = Regions(blocks, self.weight, self.linked, self.body, declared, tables)

    def _body(self) -> list[int]:
        """Weight of each block that reads like running text, else 0."""
        body = [
            size if size >= _LONG and _reads_like_text(block, size) else 0
            for block, size in zip(self.blocks, self.weight, strict=True)
        ]
        strict = [
            size if size and not block.traits & _NOT_BODY else 0
            for block, size in zip(self.blocks, body, strict=True)
        ]
        return strict if sum(strict) >= _ENOUGH else body

    def _declared(self) -> list[int]:
        declared = self.evidence.declared_body
        found = []
        for block, size in zip(self.blocks, self.weight, strict=True):
            text = squeeze(block.text) if size > 12 else ""
            is_in = bool(text) and (text[:80] in declared or text[-80:] in declared)
            found.append(size if is_in else 0)
        return found

    def measured(self) -> Measured:
        next_body, gap = self._ahead()
        positions = list(self._candidates(next_body))
        texts = {p: words(self.blocks[p].text[:_OPENING]) for p in positions}
        title_at, seen = self._title(texts)
        same = Counter(block.text for block in self.blocks)
        whole = self._whole()
        signs, signatures = self._signatures()
        rows = []
        heading_at, heading_level = -1, 0
        title_weight = self.regions.sums[title_at] if title_at >= 0 else 0
        for p in positions:
            block = self.blocks[p]
            level = _HEADINGS.get(block.box.tag, 7 if block.traits & traits.HEADING else 0)
            if level:
                heading_at, heading_level = p, level
            region = self.regions.of(block.home)
            rows.append(
                [
                    *self._own(p, level, same[block.text], texts[p], region),
                    p / len(self.blocks),
                    self.regions.sums[p] / self.regions.total,
                    max(-60, min(200, p - title_at)) if title_at >= 0 else -99,
                    (self.regions.sums[p] - title_weight) / self.regions.body_total,
                    seen,
                    next_body[p],
                    gap[p],
                    min(_FAR, p - heading_at) if heading_at >= 0 else _FAR,
                    heading_level,
                    *self._neighbours(p, signs),
                    *self._alike(signatures[signs[p]]),
                    *self.regions.row(p, block, region),
                    *whole,
                ]
            )
        return Measured(positions, rows, self.weight)

    def _ahead(self) -> tuple[list[int], list[int]]:
        """Blocks up to the next running text, and the weight between."""
        n = len(self.blocks)
        steps, gaps = [_FAR] * n, [5000] * n
        following, at = n, n + _FAR
        sums = self.regions.sums
        for p in range(n - 1, -1, -1):
            steps[p] = min(_FAR, at - p)
            if following < n:
                gaps[p] = sums[following] - sums[p + 1]
            if self.body[p]:
                following = at = p
        return steps, gaps

    def _candidates(self, next_body: list[int]) -> Iterable[int]:
        first, last = self.regions.main.first, self.regions.main.last
        for p, block in enumerate(self.blocks):
            size = self.weight[p]
            if not size and not block.traits & traits.CAPTION:
                continue
            if (
                first <= p < last
                or (size >= _LONG and self.linked[p] < 0.5 * size)
                or block.box.tag == "h1"
                or block.traits & traits.CAPTION
                or (block.traits & traits.HEADING and next_body[p] <= 2)
                or self.regions.is_near(block.home)
            ):
                yield p

    def _title(self, texts: dict[int, list[str]]) -> tuple[int, float]:
        """Position of the headline, and how sure that is; -1 where there is none."""
        title = self.evidence.title_words
        best, at = 0.3, -1
        for p, found in texts.items():
            block = self.blocks[p]
            if not found or self.weight[p] > 400 or block.traits & _UNSEEN:
                continue
            hits = sum(word in title for word in found)
            if not hits:
                continue
            sure = hits / len(found) * len(title.intersection(found)) / len(title)
            if block.traits & traits.HEADING:
                sure *= 1.95 if block.box.tag == "h1" else 1.5
            if sure > best:
                best, at = sure, p
        if at >= 0:
            return at, best
        return next((p for p in texts if self.blocks[p].box.tag == "h1"), -1), 0.0

    def _own(
        self, p: int, level: int, same: int, found: list[str], region: Region
    ) -> Iterable[float]:
        block, size, evidence = self.blocks[p], self.weight[p], self.evidence
        text = block.text
        start = text[:200]
        described = -1.0
        if evidence.description:
            described = float(size > 12 and squeeze(text[:200])[:60] in evidence.description)
        title = evidence.title_words
        odds = [self.tables.words[w] for w in found if w in self.tables.words]
        if len(text) > _OPENING:
            odds = []
        return (
            size,
            self.linked[p] / size if size else 0.0,
            bool(text) and text[-1] in _ENDS,
            len(_CAPITAL.findall(start)) / len(start) if start else 0.0,
            bool(_CLOCK.search(start)) if size < 150 else -1.0,
            level,
            bool(block.traits & traits.CAPTION),
            block.strong_chars / block.chars if block.strong_chars else 0.0,
            block.links,
            _TAGS.get(block.box.tag, _OTHER_TAG),
            len(title.intersection(found)) / len(title) if title and size <= 400 else 0.0,
            described,
            bool(evidence.declared_body),
            region.declared,
            same,
            sum(odds) / len(found) if odds else 0.0,
            min(odds, default=0.0),
            max(odds, default=0.0),
        )

    def _neighbours(self, p: int, signs: list[int]) -> Iterable[float]:
        n = len(self.blocks)
        before = self.weight[p - 1] if p else 0
        return (
            before,
            self.linked[p - 1] / before if before else -1.0,
            self.weight[p - 2] if p > 1 else 0,
            _TAGS.get(self.blocks[p - 1].box.tag, _OTHER_TAG) if p else -1,
            self.weight[p + 1] if p + 1 < n else 0,
            p + 1 < n and signs[p + 1] == signs[p],
        )

    def _signatures(self) -> tuple[list[int], list[list[float]]]:
        """Blocks that are marked up alike: the kind of each, and the totals of each kind."""
        kinds: dict[tuple[str, str | None, str, str | None], int] = {}
        signs: list[int] = []
        totals: list[list[float]] = []
        for p, block in enumerate(self.blocks):
            box, home = block.box, block.home.element
            key = (box.tag, box.attrs.get("class"), home.tag, home.attrs.get("class"))
            kind = kinds.setdefault(key, len(kinds))
            if kind == len(totals):
                totals.append([0, 0, 0.0, 0])
            total = totals[kind]
            total[0] += 1
            total[1] += self.weight[p]
            total[2] += self.linked[p]
            total[3] += self.body[p]
            signs.append(kind)
        return signs, totals

    def _alike(self, total: list[float]) -> Iterable[float]:
        count, size, linked, body = total
        density = linked / size if size else 0.0
        return count, body / self.regions.body_total, size / count, density

    def _whole(self) -> Iterable[float]:
        total = self.regions.total
        comments = sum(
            size
            for block, size in zip(self.blocks, self.weight, strict=True)
            if block.traits & traits.COMMENT_NAME
        )
        return (
            total,
            self.regions.body_total,
            len(self.blocks),
            sum(self.linked) / total,
            comments / total,
            self.wide / total,
        )


def _reads_like_text(block: Block, size: int) -> bool:
    if block.traits & _UNSEEN or block.link_chars >= 0.4 * block.chars:
        return False
    text = block.text
    return (size >= 100 or text[-1] in _ENDS) and _MARK.search(text) is not None
