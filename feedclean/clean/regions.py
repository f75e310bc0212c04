"""Measures the elements that hold blocks: how much text, how linked, how named, how far apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

from feedclean.clean.learned import Tables, names_of
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.dom.tree import Element

_ODD: Final = (
    traits.NAV | traits.ASIDE | traits.FOOTER | traits.FORM | traits.CONTROL | traits.HIDDEN
    | traits.NOSCRIPT | traits.COMMENT_NAME | traits.RELATED_NAME | traits.AD_NAME
    | traits.SIDE_NAME | traits.LEGAL_NAME | traits.PLAYER | traits.PROMO_NAME
    | traits.SHARE_NAME | traits.NAV_NAME
)  # fmt: skip
_MOST: Final = 0.6
_MUCH: Final = 0.3
_NEAR: Final = 0.1
_FADING: Final = 0.6
"""What the names of an element count for one level further in."""
_FARTHEST: Final = 20


class Region:
    """Measures of one element that holds blocks; those inherited from above included."""

    __slots__ = (
        "article", "blocks", "body", "declared", "density", "least", "most", "odd_below",
        "odd_steps", "path_least", "path_most", "path_near", "path_sum", "share",
        "steps30", "steps60", "top", "weight",
    )  # fmt: skip

    blocks: int
    weight: int
    share: float
    body: float
    density: float
    declared: float
    article: Container | None
    """The nearest ``<article>`` around."""
    top: Region
    """The innermost element around that holds most of the running text."""
    steps30: int
    steps60: int
    odd_steps: int
    odd_below: int
    least: float
    most: float
    path_least: float
    path_most: float
    path_sum: float
    path_near: float


class Regions:
    """Measures of all elements that are asked for, each taken once."""

    def __init__(  # noqa: PLR0913, PLR0917 - five columns of one table, and the names
        self,
        blocks: list[Block],
        weight: list[int],
        linked: list[float],
        body: list[int],
        declared: list[int] | None,
        tables: Tables,
    ) -> None:
        self._names = tables.names
        self._known: dict[Container, Region] = {}
        self._cards: dict[Element, Counter[tuple[str, str | None]]] = {}
        self.sums = [0, *accumulate(weight)]
        self._linked = [0.0, *accumulate(linked)]
        self._body = [0, *accumulate(body)]
        self._declared = [0, *accumulate(declared)] if declared else None
        self.total = max(1, self.sums[-1])
        self.body_total = max(1, self._body[-1])
        self.articles: dict[Container, int] = {}
        """Elements ``<article>`` with text worth mentioning, numbered in document order."""
        direct: dict[Container, int] = {}
        homes = [(block.home, size) for block, size in zip(blocks, body, strict=True) if size]
        for home, size in homes:
            direct[home] = direct.get(home, 0) + size
        root = _root(blocks[0].home)
        self.best = max(direct, key=direct.__getitem__) if direct else root
        """The element with the most running text of its own."""
        self.main = root
        """The innermost element that holds most of the running text."""
        for home in direct:
            region = self.of(home)
            holder = home
            for _ in range(region.steps60):
                holder = holder.parent or holder
            if holder.depth > self.main.depth:
                self.main = holder

    def of(self, container: Container) -> Region:
        """The measures of an element."""
        known = self._known.get(container)
        if known is None:
            above = None if container.parent is None else self.of(container.parent)
            known = self._known[container] = self._measured(container, above)
        return known

    def is_near(self, container: Container) -> bool:
        """Whether there is running text nearby: within the element two levels up."""
        up = container.parent or container
        up = up.parent or up
        return self._body[up.last] - self._body[up.first] > _NEAR * self.body_total

    def _measured(self, container: Container, above: Region | None) -> Region:
        first, last = container.first, container.last
        region = Region()
        size = self.sums[last] - self.sums[first]
        region.blocks = last - first
        region.weight = size
        region.share = size / self.total
        region.body = (self._body[last] - self._body[first]) / self.body_total
        region.density = (self._linked[last] - self._linked[first]) / size if size else 0.0
        region.declared = 0.0
        if self._declared and size:
            region.declared = (self._declared[last] - self._declared[first]) / size
        holds_most = region.body >= _MOST or above is None
        region.top = region if holds_most or above is None else above.top
        own = container.traits
        if container.parent is not None:
            own &= ~container.parent.traits
        is_odd = bool(own & _ODD)
        region.least, region.most = self.odds(container.element, own)
        named = region.least + region.most
        region.article = container if container.element.tag == "article" else None
        if above is None:
            region.steps30 = region.steps60 = region.odd_below = 0
            region.odd_steps = 0 if is_odd else _FARTHEST
            region.path_least, region.path_most = region.least, region.most
            region.path_sum = region.path_near = named
            return region
        region.steps60 = 0 if holds_most else above.steps60 + 1
        region.steps30 = 0 if region.body >= _MUCH else above.steps30 + 1
        region.odd_steps = 0 if is_odd else min(_FARTHEST, above.odd_steps + 1)
        region.odd_below = 0 if holds_most else above.odd_below + is_odd
        region.path_least = min(above.path_least, region.least)
        region.path_most = max(above.path_most, region.most)
        region.path_sum = above.path_sum + named
        region.path_near = _FADING * above.path_near + named
        if region.article is None:
            region.article = above.article
        elif region.body > 0.05:
            self.articles[container] = len(self.articles)
        return region

    def odds(self, element: Element, own: int) -> tuple[float, float]:
        """Least and most log odds of the names of an element; never above and below 0."""
        table = self._names
        known = [
            table[name]
            for name in names_of(element, hidden=bool(own & traits.HIDDEN))
            if name in table
        ]
        return min(0.0, min(known, default=0.0)), max(0.0, max(known, default=0.0))

    def _alike(self, container: Container) -> int:
        """Number of elements beside this one with the same tag and class, itself included."""
        parent = container.element.parent
        if parent is None:
            return 1
        known = self._cards.get(parent)
        if known is None:
            known = self._cards[parent] = Counter(
                (child.tag, child.attrs.get("class")) for child in parent.elements()
            )
        element = container.element
        return known[element.tag, element.attrs.get("class")]

    def row(self, p: int, block: Block, region: Region) -> Iterable[float]:
        """The part of a block's row that its surroundings decide."""
        home = block.home
        up = home.parent or home
        above = self.of(up)
        above2 = self.of(up.parent or up)
        main, best = self.main, self.best
        top = region.top
        article = region.article
        box_least = box_most = 0.0
        if block.box is not home.element and block.box.tag:
            box_least, box_most = self.odds(block.box, block.traits & ~home.traits)
        return (
            main.first <= p < main.last,
            (p - main.first) / max(1, main.last - main.first),
            max(0, p - main.last + 1),
            best.first <= p < best.last,
            (p - best.first) / max(1, best.last - best.first),
            home.depth,
            region.share,
            region.body,
            region.density,
            region.blocks,
            region.weight / max(1, region.blocks),
            above.body,
            above.density,
            above.blocks,
            above2.body,
            above2.density,
            max(self._alike(home), self._alike(up)),
            region.steps30,
            region.steps60,
            top.density,
            top.body,
            top.weight,
            region.odd_steps,
            region.odd_below,
            self.of(article).body if article else -1.0,
            article.last - article.first if article else 0,
            self.articles.get(article, -1) if article else -1,
            len(self.articles),
            box_least,
            box_most,
            region.least,
            region.most,
            above.least,
            region.path_least,
            region.path_most,
            region.path_sum,
            region.path_near,
        )


def _root(container: Container) -> Container:
    while container.parent is not None:
        container = container.parent
    return container
