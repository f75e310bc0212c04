"""Pages built like none before: whether what cleaning took for their article may be believed.

What a redesign makes of the text is not known until enough of its pages were read. Until then the
text of the feed stands where that of the page is odd, and so does an earlier entry.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from feedclean.changes import lines_of
from feedclean.clean.guessing import UNCERTAIN
from feedclean.health import Signs, judge
from feedclean.health.layouts import ENOUGH
from feedclean.health.odd import shortest
from feedclean.model.article import CleanArticle
from feedclean.model.entry import Reading
from feedclean.text import shared, squeeze, weight
from feedclean.work.desk import Desk
from feedclean.work.observe import sample

_CHANGED: Final = "layout-changed"
_TELLING: Final = 80
"""Weight of a text of the feed from which a page that holds hardly any of it holds another one."""
_HELD: Final = 0.3


@dataclass(frozen=True, slots=True)
class Guard:
    """What the texts of pages are held against."""

    least: float | None = None
    """Logarithm of the length from which a text is believed; None: all of them are."""

    def doubt(self, article: CleanArticle, known: str) -> str:
        """Why the text of a page is not believed, given what its feed has of it; empty: it is."""
        if self.least is None:
            return ""
        size = article.stats.chars_out
        if math.log1p(size) < self.least:
            usual = round(math.expm1(self.least))
            return f"its layout is new, and it has {size} characters where {usual} are the least"
        if UNCERTAIN in article.cautions:
            return "its layout is new, and it is not clear where its article is"
        if weight(known) >= _TELLING:
            held = shared(squeeze(known), squeeze("\n".join(lines_of(article))))
            if held < _HELD:
                return f"its layout is new, and it holds {held:.0%} of what is known of it"
        return ""


def guard(desk: Desk, pages: Sequence[Reading]) -> Guard:
    """What to hold the pages of this build against; nothing unless their layout is new."""
    source = desk.intake.source.id
    if not any(page.digest in desk.layouts for page in pages):
        return Guard()
    health = desk.place.store.health(source)
    if len(health.layouts) < ENOUGH:
        return Guard()
    samples = desk.place.store.samples(source)
    fresh = [page for page in pages if page.digest in desk.fresh]
    seen = (*samples, sample(desk, fresh, health))
    # One that is open stays so here: whether these pages are read well is what is to be found out.
    alarms = (*health.alarms, *judge(health, seen, Signs(now=desk.place.tools.now)))
    since = next((one.since for one in alarms if one.code == _CHANGED), None)
    if since is None:
        return Guard()
    past = [one for before in samples if before.at < since for one in before.new if one.is_page]
    return Guard(least=shortest(past)) if len(past) >= ENOUGH else Guard()
