"""One file or page, cleaned without a configuration: for a look."""

from __future__ import annotations

from collections.abc import Iterator

from feedclean.clean.process import process
from feedclean.model.article import Failure, Outcome
from feedclean.model.plan import CleanOptions, CleanPlan
from feedclean.model.source import Capture, Source
from feedclean.parse import read


def extract_articles(capture: Capture, source: Source) -> Iterator[Outcome]:
    """What becomes of each article of a capture, in the order they stand in it."""
    plan = CleanPlan(
        source=source.id, options=CleanOptions(timezone=source.timezone, base_url=source.site_url)
    )
    for article in read(capture, source):
        yield article if isinstance(article, Failure) else process(article, plan)
