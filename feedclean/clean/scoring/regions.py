"""Measures the elements that hold blocks: how much text, how linked, how named, how far apart."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from feedclean.clean.scoring.learned import NAMED_BY, Tables, names_of
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.dom.tree import Element

_MOST: Final = 0.6
_MUCH: Final = 0.3
_NEAR: Final = 0.1
_FADING: Final = 0.6
"""What the names of an element count for one level further in."""


class Region:
    """Measures of one element that holds blocks; those inherited from above included."""

    __slots__ = (
        "article", "blocks", "body", "declared", "density", "least", "most", "path_least",
        "path_most", "path_near", "path_sum", "share", "steps30", "steps60", "top", "weight",
    )  # fmt: skip

    blocks: int
    weight: int
    share: float
    body: float
    density: float
    declared: float
    article: Container | None
    """The nearest ``<article>`` around."""
    top: Region | None
    """The innermost element around that holds most of the running text; None if that is this."""
    steps30: int
    steps60: int
    least: float
    most: float
    path_least: float
    path_most: float
    path_sum: float
    path_near: float


Odds = tuple[float, float]


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
        self._rows: dict[Container, tuple[float, ...]] = {}
        self._odds: dict[tuple[str | None, ...], Odds] = {}
        self.sums = [0, *accumulate(weight)]
        self._linked = [0.0, *accumulate(linked)]
        self._body = [0, *accumulate(body)]
        self._declared = [0, *accumulate(declared)] if declared else None
        self.total = max(1, self.sums[-1])
        self.body_total = max(1, self._body[-1])
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
        region.top = None if holds_most or above is None else above.top or above
        own = container.traits
        if container.parent is not None:
            own &= ~container.parent.traits
        region.least, region.most = self.odds(container.element, own)
        named = region.least + region.most
        region.article = container if container.element.tag == "article" else None
        if above is None:
            region.steps30 = region.steps60 = 0
            region.path_least, region.path_most = region.least, region.most
            region.path_sum = region.path_near = named
            return region
        region.steps60 = 0 if holds_most else above.steps60 + 1
        region.steps30 = 0 if region.body >= _MUCH else above.steps30 + 1
        region.path_least = min(above.path_least, region.least)
        region.path_most = max(above.path_most, region.most)
        region.path_sum = above.path_sum + named
        region.path_near = _FADING * above.path_near + named
        region.article = region.article or above.article
        return region

    def odds(self, element: Element, own: int) -> Odds:
        """Least and most log odds of the names of an element; never above and below 0."""
        attrs = element.attrs
        hidden = "hidden!" if own & traits.HIDDEN else ""
        if not attrs:
            key: tuple[str | None, ...] = (element.tag, hidden)
        else:
            key = (element.tag, hidden, *map(attrs.get, NAMED_BY))
        found = self._odds.get(key)
        if found is None:
            names = map(self._names.get, names_of(element, hidden=bool(hidden)))
            known = [odds for odds in names if odds is not None]
            known.append(0.0)
            found = self._odds[key] = (min(known), max(known))
        return found

    def box_odds(self, block: Block) -> Odds:
        """The same for the element of a block itself, if it is not the one that holds it."""
        box, home = block.box, block.home
        if not box.tag or box is home.element:
            return (0.0, 0.0)
        return self.odds(box, block.traits & ~home.traits)

    def row(self, home: Container) -> tuple[float, ...]:
        """The part of a block's row that it shares with all others of the same home."""
        row = self._rows.get(home)
        if row is None:
            row = self._rows[home] = self._row(home)
        return row

    def _row(self, home: Container) -> tuple[float, ...]:
        region = self.of(home)
        up = home.parent or home
        above = self.of(up)
        above2 = self.of(up.parent or up)
        top, article = region.top or region, region.article
        return (
            region.declared,
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
            region.steps30,
            region.steps60,
            top.density,
            top.body,
            top.weight,
            self.of(article).body if article else -1.0,
            article.last - article.first if article else 0,
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
