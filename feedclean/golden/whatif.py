"""What the configuration and the program of now would do to everything that is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from feedclean.changes import is_material, refusal
from feedclean.codec import digest
from feedclean.generate.assemble import assemble, published_id
from feedclean.golden.compare import Difference, compare
from feedclean.golden.shape import shape_of
from feedclean.model.article import ArticleId, CleanArticle, Dropped, SourceId
from feedclean.model.source import SourceKind
from feedclean.work.lookback import Outlook, Past, Recalled, clean_again, recall
from feedclean.work.shown import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An entry that would be published otherwise."""

    id: ArticleId
    title: str
    url: str | None
    difference: Difference
    chars: int
    """Of the text as it is published."""
    is_told: bool
    """Whether its ``updated`` would move, so that readers see it as new."""

    @property
    def size(self) -> int:
        """Characters of text that would change."""
        return self.difference.text.lost + self.difference.text.gained


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """An entry that nothing can be said of, or of which the text that stands would stay."""

    id: ArticleId
    reason: str
    is_new: bool = True
    """False: the last build went by the plan of now, and found it so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What would become of the entries of one source."""

    source: SourceId
    is_built: bool
    """False: nothing of it is published yet."""
    same: int = 0
    """Entries that would stay as they are."""
    changed: tuple[Change, ...] = ()
    """Those whose text changes most come first."""
    left_out: tuple[Untold, ...] = ()
    """Entries that a ``block`` or ``allow`` rule would keep out of the feed, or keeps."""
    beyond: tuple[ArticleId, ...] = ()
    """Entries for which the feed would have no room any more."""
    refused: tuple[Untold, ...] = ()
    """Entries of which too little would be left, so that what stands would stay."""
    failed: tuple[Untold, ...] = ()
    """Entries that cannot be cleaned any more; what stands would stay."""
    missing: tuple[Untold, ...] = ()
    """Entries whose capture is not kept; what stands stays, whatever changes."""
    moved_on: tuple[ArticleId, ...] = ()
    """Entries whose file says something else by now: the next build reads it anyway."""

    @property
    def is_touched(self) -> bool:
        """Whether anything would be otherwise than the last build left it."""
        # Of what is refused, or cannot be cleaned any more, what stands would stay.
        return bool(self.changed or self.beyond) or any(one.is_new for one in self.left_out)

    @property
    def entries(self) -> int:
        """All that are published."""
        groups = (self.changed, self.refused, self.failed, self.missing, self.moved_on)
        return self.same + sum(map(len, (*groups, self.left_out, self.beyond)))

    @property
    def taken_by(self) -> tuple[tuple[str, int], ...]:
        """Rules with the characters they would take and do not take now, most first."""
        return _sums(one.difference.lost_by_rule for one in self.changed)

    @property
    def left_by(self) -> tuple[tuple[str, int], ...]:
        """Rules with the characters they would not take any more."""
        return _sums(one.difference.kept_by_rule for one in self.changed)


def prospect(past: Past, view: Outlook) -> Prospect:
    """What would become of the entries of a source; asks no server and writes nothing.

    Each is cleaned from what is kept of it, by the plan of now, and held against what is published.
    """
    if past.memory.is_new:
        return Prospect(source=past.source.id, is_built=False)
    left_out, beyond = _unpublished(past, view)
    unpublished = {*beyond, *(one.id for one in left_out)}
    had_room = past.memory.published > past.source.max_entries
    living = [
        one
        for name, one in sorted(past.standing.items())
        if not one.entry.is_gone and name not in unpublished
    ]
    found = _Found()
    for recalled in recall(past, living, view):
        _sort_in(recalled, past, found)
    return Prospect(
        source=past.source.id,
        is_built=True,
        same=found.same,
        left_out=left_out,
        beyond=beyond if had_room else (),
        changed=tuple(sorted(found.changed, key=_weight)),
        refused=_by_id(found.refused),
        failed=_by_id(found.failed),
        missing=_by_id(found.missing),
        moved_on=tuple(sorted(found.moved_on)),
    )


def _unpublished(past: Past, view: Outlook) -> tuple[tuple[Untold, ...], tuple[ArticleId, ...]]:
    """Entries that rules leave out, with the reasons, and those the feed has no room for."""
    source = past.source
    living = [one for _, one in sorted(past.standing.items()) if not one.entry.is_gone]
    found = shown(source, view.config.rules, living)
    left_out = tuple(
        Untold(id=name, reason=one.reason, is_new=past.is_moved)
        for name, one in sorted(found.dropped.items())
    )
    if source.archive or len(found.entries) <= source.max_entries:  # the older go to archives
        return left_out, ()
    seen = {one.entry.id: one.entry.first_seen for one in living if one.entry.first_seen}
    articles = [one.article for one in found.entries]
    feed = assemble(source, articles, view.config.site.head, seen)
    older = {one.meta.id for one in feed.older}
    names = (one.entry.id for one in found.entries)
    return left_out, tuple(name for name in names if published_id(name, source) in older)


class _Found:
    """What has been found out so far."""

    def __init__(self) -> None:
        self.same = 0
        self.changed: list[Change] = []
        self.refused: list[Untold] = []
        self.failed: list[Untold] = []
        self.missing: list[Untold] = []
        self.moved_on: list[ArticleId] = []


def _sort_in(recalled: Recalled, past: Past, found: _Found) -> None:
    one = recalled.standing
    name = one.entry.id
    if recalled.raw is None:
        found.missing.append(Untold(id=name, reason=recalled.missing))
        return
    if recalled.capture is not None and digest(recalled.capture.body) != one.entry.capture:
        found.moved_on.append(name)
        return
    after = clean_again(recalled, past.plan)
    if not isinstance(after, CleanArticle):
        reason = after.reason if isinstance(after, Dropped) else getattr(after, "message", "")
        found.failed.append(Untold(id=name, reason=reason, is_new=past.is_moved))
        return
    is_archive = past.source.kind is SourceKind.DUMP
    why = refusal(one.article, after, recalled.raw.scope, is_archive=is_archive)
    if why:
        found.refused.append(Untold(id=name, reason=why, is_new=past.is_moved))
        return
    difference = compare(shape_of(one.article), shape_of(after))
    # What has been learned since counts with the next articles that come in, whatever they are.
    if difference.is_empty or not past.is_moved:
        found.same += 1
    else:
        found.changed.append(_change(recalled, after, difference, past))


def _change(recalled: Recalled, after: CleanArticle, difference: Difference, past: Past) -> Change:
    one = recalled.standing
    meta = one.article.meta
    # As a build decides it: an article that is cleaned anew has not changed, one that is read in
    # another way may have.
    is_told = not recalled.is_same and is_material(
        one.article, after, only_more=one.entry.plan != past.key
    )
    return Change(
        id=one.entry.id,
        title=meta.title,
        url=meta.url,
        difference=difference,
        chars=one.article.stats.chars_out,
        is_told=is_told,
    )


def _weight(change: Change) -> tuple[int, str]:
    return (-change.size, change.id)


def _by_id(found: Iterable[Untold]) -> tuple[Untold, ...]:
    return tuple(sorted(found, key=lambda one: one.id))


def _sums(parts: Iterable[Sequence[tuple[str, int]]]) -> tuple[tuple[str, int], ...]:
    sums: Counter[str] = Counter()
    for part in parts:
        for rule, size in part:
            sums[rule] += size
    return tuple(sorted(sums.items(), key=lambda item: (-item[1], item[0])))
