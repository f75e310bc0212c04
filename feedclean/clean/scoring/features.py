"""Measures the blocks of a page that may be article text: one row of numbers for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from feedclean.clean.scoring.evidence import Evidence, words
from feedclean.clean.scoring.learned import Row, Tables
from feedclean.clean.scoring.regions import Regions
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.text import in_runs, squeeze

NAMES: Final = (
    "weight", "link_density", "ends", "level", "caption", "links", "tag", "has_declared",
    "word_mean", "word_least", "word_most",
    "at_weight", "from_title", "since_title", "title_seen",
    "to_next_body", "gap_next", "heading_back", "prev_weight", "prev_density",
    "in_region", "region_at", "in_best", "best_at", "box_least", "box_most",
    "sig_count", "sig_body", "sig_mean", "sig_density",
    "home_declared", "home_share", "home_body", "home_density", "home_blocks", "home_mean",
    "up_share", "up_density", "up_blocks", "up2_share", "up2_density",
    "steps30", "steps60", "density60", "share60", "weight60", "article_share", "article_blocks",
    "home_least", "home_most", "up_least", "path_least", "path_most", "path_sum", "path_near",
    "page_weight", "page_body", "page_blocks", "page_density",
    "headlines", "other_h1",
)  # fmt: skip
"""What a row holds, in order. Shares are of the page; weights count wide characters twice."""

_WIDE: Final = re.compile("[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\uff60]+")
_MARK: Final = re.compile("[,.;:!?…»”،؛؟۔।，。！？；：、」』]")
ENDS: Final = frozenset("。！？…．.!?”\"」』）):：;；’'؟۔।»,，")
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
_MANY_LINES: Final = 8
_HARDLY: Final = 0.1
LONG: Final = 40
"""Weight below which a line is short."""
_FAR: Final = 40
_OPENING: Final = 260
"""Characters up to which the words of a block are looked at."""
_SILENT: Final = (0.0, 0.0, 0.0)
"""What is said of the words of a block that are not looked at."""
_Kind = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Measured:
    """The candidates of a page and their rows; all other blocks are taken for no article text.

    On the labelled pages the candidates are a third of the blocks and hold 99.8 % of the text.
    """

    positions: list[int]
    """Of the candidates."""
    rows: list[Row]
    """One for each candidate."""
    kinds: list[int]
    """A number for each candidate, the same for those that are marked up alike."""
    weights: list[int]
    """Of all blocks, as are the next two."""
    linked: list[float]
    """How much of the weight is in links."""
    body: list[int]
    """The weight of those that read like running text, 0 for all others."""


def measure(blocks: list[Block], evidence: Evidence, tables: Tables) -> Measured:
    """Rows for the candidates among the blocks of a page, freshly cut."""
    if not blocks:
        return Measured([], [], [], [], [], [])
    return _Page(blocks, evidence, tables).measured()


class _Page:
    """Running totals over the blocks of a page, and what rows are made of."""

    def __init__(self, blocks: list[Block], evidence: Evidence, tables: Tables) -> None:
        self.blocks = blocks
        self.evidence = evidence
        self.tables = tables
        self.weight: list[int] = []
        for block in blocks:
            size = block.chars
            text = block.text
            self.weight.append(size if text.isascii() else size + in_runs(_WIDE, text))
        self.linked = [
            size * block.link_chars / block.chars if block.link_chars else 0.0
            for block, size in zip(blocks, self.weight, strict=True)
        ]
        self.body = self._body()
        declared = self._declared() if evidence.declared_body else None
        self.regions = Regions(blocks, self.weight, self.linked, self.body, declared, tables)

    def _body(self) -> list[int]:
        """Weight of each block that reads like running text, else 0."""
        body = [
            size if size >= LONG and _reads_like_text(block, size) else 0
            for block, size in zip(self.blocks, self.weight, strict=True)
        ]
        strict = [
            size if size and not block.traits & _NOT_BODY else 0
            for block, size in zip(self.blocks, body, strict=True)
        ]
        if sum(strict) >= _ENOUGH:
            return strict
        return body if sum(body) >= _ENOUGH else self._short_lines() or body

    def _short_lines(self) -> list[int]:
        """The same for a page without running text: a poem, a diary of single lines.

        Elements that hold many short lines with hardly a link; empty where there is none.
        """
        lines: dict[Container, list[int]] = {}
        for p, block in enumerate(self.blocks):
            if self.weight[p] and not block.traits & (_NOT_BODY | _UNSEEN | traits.HEADING):
                lines.setdefault(block.home, []).append(p)
        found = [0] * len(self.blocks)
        for positions in lines.values():
            size = sum(self.weight[p] for p in positions)
            linked = sum(self.linked[p] for p in positions)
            if len(positions) >= _MANY_LINES and size >= _ENOUGH and linked <= _HARDLY * size:
                for p in positions:
                    found[p] = self.weight[p]
        return found if any(found) else []

    def _declared(self) -> list[int]:
        declared = self.evidence.declared_body
        found = []
        for block, size in zip(self.blocks, self.weight, strict=True):
            text = squeeze(block.text) if size > 12 else ""
            is_in = bool(text) and (text[:80] in declared or text[-80:] in declared)
            found.append(size if is_in else 0)
        return found

    def measured(self) -> Measured:
        blocks, weight, linked, regions = self.blocks, self.weight, self.linked, self.regions
        next_body, gap = self._ahead()
        positions = list(self._candidates(next_body))
        texts = {p: words(blocks[p].text) for p in positions if len(blocks[p].text) <= _OPENING}
        title_at, title_seen = self._title(texts)
        title_weight = regions.sums[title_at] if title_at >= 0 else 0
        kinds, totals = self._signatures()
        alike = [self._alike(total) for total in totals]
        main, best = regions.main, regions.best
        main_size, best_size = max(1, main.last - main.first), max(1, best.last - best.first)
        has_declared = bool(self.evidence.declared_body)
        whole = (
            regions.total,
            regions.body_total,
            len(blocks),
            sum(linked) / regions.total,
        )
        title_kind = -1
        if title_at >= 0 and blocks[title_at].traits & traits.HEADING:
            title_kind = kinds[title_at]
        headlines = other_h1 = 0
        rows: list[Row] = []
        heading_at = -_FAR
        # one literal a block: assembling rows from parts took twice as long
        for p in positions:
            block = blocks[p]
            box, text, size = block.box, block.text, weight[p]
            level = _HEADINGS.get(box.tag, 7 if block.traits & traits.HEADING else 0)
            if level:
                heading_at = p
                if p > title_at >= 0:  # the next article of a stream
                    headlines += kinds[p] == title_kind
                    other_h1 += level == 1
            before = weight[p - 1] if p else 0
            rows.append(
                (
                    size,
                    linked[p] / size if size else 0.0,
                    text[-1:] in ENDS,
                    level,
                    bool(block.traits & traits.CAPTION),
                    block.links,
                    _TAGS.get(box.tag, _OTHER_TAG),
                    has_declared,
                    *(self._spoken(texts[p]) if p in texts else _SILENT),
                    regions.sums[p] / regions.total,
                    max(-60, min(200, p - title_at)) if title_at >= 0 else -99,
                    (regions.sums[p] - title_weight) / regions.body_total,
                    title_seen,
                    next_body[p],
                    gap[p],
                    min(_FAR, p - heading_at),
                    before,
                    linked[p - 1] / before if before else -1.0,
                    main.first <= p < main.last,
                    (p - main.first) / main_size,
                    best.first <= p < best.last,
                    (p - best.first) / best_size,
                    *regions.box_odds(block),
                    *alike[kinds[p]],
                    *regions.row(block.home),
                    *whole,
                    headlines,
                    other_h1,
                )
            )
        return Measured(positions, rows, [kinds[p] for p in positions], weight, linked, self.body)

    def _spoken(self, found: list[str]) -> tuple[float, float, float]:
        """Mean, least and most log odds of the words of a block."""
        odds = [known for known in map(self.tables.words.get, found) if known is not None]
        return (sum(odds) / len(found), min(odds), max(odds)) if odds else _SILENT

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
                or (size >= LONG and self.linked[p] < 0.5 * size)
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
            if title.isdisjoint(found) or self.weight[p] > 400 or block.traits & _UNSEEN:
                continue
            hits = sum(map(title.__contains__, found))
            sure = hits / len(found) * len(title.intersection(found)) / len(title)
            if block.traits & traits.HEADING:
                sure *= 1.95 if block.box.tag == "h1" else 1.5
            if sure > best:
                best, at = sure, p
        if at >= 0:
            return at, best
        return next((p for p in texts if self.blocks[p].box.tag == "h1"), -1), 0.0

    def _signatures(self) -> tuple[list[int], list[list[float]]]:
        """Blocks that are marked up alike: the kind of each, and the totals of each kind."""
        numbers: dict[tuple[str, str | None, str, str | None], int] = {}
        kinds: list[int] = []
        totals: list[list[float]] = []
        rows = zip(self.blocks, self.weight, self.linked, self.body, strict=True)
        for block, size, linked, body in rows:
            box, home = block.box, block.home.element
            key = (box.tag, box.attrs.get("class"), home.tag, home.attrs.get("class"))
            kind = numbers.setdefault(key, len(totals))
            if kind == len(totals):
                totals.append([1, size, linked, body])
            else:
                total = totals[kind]
                total[0] += 1
                total[1] += size
                total[2] += linked
                total[3] += body
            kinds.append(kind)
        return kinds, totals

    def _alike(self, total: list[float]) -> _Kind:
        count, size, linked, body = total
        density = linked / size if size else 0.0
        return count, body / self.regions.body_total, size / count, density


def _reads_like_text(block: Block, size: int) -> bool:
    if block.traits & _UNSEEN or block.link_chars >= 0.4 * block.chars:
        return False
    text = block.text
    return (size >= 100 or text[-1] in ENDS) and _MARK.search(text) is not None
