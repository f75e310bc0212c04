"""One file or page, cleaned by itself: for a look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from feedclean.clean.filters import left_out
from feedclean.clean.process import process
from feedclean.model.article import CleanArticle, Failure, Outcome
from feedclean.model.plan import SiteRules, SiteTemplate
from feedclean.model.source import Capture, Source
from feedclean.packs.shelf import Pack
from feedclean.parse import read
from feedclean.work.plan import plan_of, rules_of


def extract_articles(
    capture: Capture,
    source: Source,
    book: Sequence[SiteRules] = (),
    packs: Sequence[Pack] = (),
    template: SiteTemplate | None = None,
) -> Iterator[Outcome]:
    """What becomes of each article of a capture, in the order they stand in it.

    ``book`` holds the rules of hosts, ``template`` what has been learned of the source.
    """
    for article in read(capture, source):
        if isinstance(article, Failure):
            yield article
        else:
            rules = rules_of(source, book, [article.meta], packs)
            plan = replace(plan_of(source, rules, ()), template=template)
            outcome = process(article, plan)
            unwanted = left_out(outcome, rules) if isinstance(outcome, CleanArticle) else None
            if unwanted is None:
                yield outcome
            else:
                yield replace(unwanted, location=article.origin.location)
