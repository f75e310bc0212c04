"""Which of the entries that stand are published: all but those that a person's rules leave out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from feedclean.clean.filters import left_out
from feedclean.model.article import ArticleId, Dropped
from feedclean.model.entry import Standing
from feedclean.model.plan import SiteRules
from feedclean.model.source import Source, SourceKind
from feedclean.work.plan import rules_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Entries that are published, and those that are not."""

    entries: tuple[Standing, ...]
    dropped: dict[ArticleId, Dropped]


def shown(source: Source, book: Sequence[SiteRules], standing: Iterable[Standing]) -> Shown:
    """The entries of a source that stand, parted by the rules for their hosts.

    They are remembered all the same: another rule brings them back as they were.
    """
    standing = tuple(standing)
    if not any(rules.block or rules.allow for rules in (source.rules, *book)):
        return Shown(entries=standing, dropped={})
    all_rules = rules_of(source, book, (one.article.meta for one in standing))
    dropped: dict[ArticleId, Dropped] = {}
    for one in standing:
        found = left_out(one.article, all_rules)
        if found is not None:
            dropped[one.entry.id] = replace(found, location=where(one, source))
    entries = tuple(one for one in standing if one.entry.id not in dropped)
    return Shown(entries=entries, dropped=dropped)


def where(one: Standing, source: Source) -> str:
    """Where somebody finds the article of an entry: its file, or its address."""
    place = one.entry.place
    return place if source.kind is SourceKind.DUMP else one.article.meta.url or place
