"""Which entry an article is, and what of an entry never moves again; pure.

An article is told by what upstream calls it (id), where it lives (address), where it lay (place),
and by its text where none of these holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from feedclean.changes import is_collapsed, is_material, reading_text, refusal
from feedclean.codec import digest
from feedclean.identity.known import Known, text_digest
from feedclean.identity.names import names_of, with_names
from feedclean.identity.values import Arrival, Recognised, Sight, clamped, is_better, under
from feedclean.model.article import ArticleId, CleanArticle, Digest, Dropped
from feedclean.model.entry import Entry, Standing
from feedclean.model.removal import RuleId
from feedclean.text import fold

_PUBLISHED: Final = "another version is published"


def recognise(
    arrivals: Iterable[Arrival],
    standing: Mapping[ArticleId, Standing],
    present: Iterable[ArticleId],
    sight: Sight,
) -> Recognised:
    """Gives every arrival its entry; equal for any order of the arrivals.

    ``standing`` is what is known of the source, ``present`` which of it this run saw unchanged.
    """
    book = _Book(standing, present, sight)
    # Who is known by name and text goes first: a new article may carry the id of an old one, as in
    # feeds that count from the top, and would be taken for it before it turns up itself.
    texts = ((one, reading_text(one.article)) for one in sorted(arrivals, key=_age))
    rest = [(arrival, text) for arrival, text in texts if not book.enter_known(arrival, text)]
    for arrival, text in rest:
        book.enter(arrival, text)
    return Recognised(
        changed=tuple(book.known.entries[name] for name in sorted(book.changed)),
        dropped=tuple(book.dropped),
    )


def _age(arrival: Arrival) -> tuple[bool, str, str, Digest]:
    """Oldest first, undated last; by content where date and id agree."""
    meta = arrival.article.meta
    when = meta.published or meta.updated
    return (when is None, when.isoformat() if when else "", meta.id, arrival.reading.digest)


class _Book:
    """The ledger while the arrivals of one run are entered."""

    def __init__(
        self,
        standing: Mapping[ArticleId, Standing],
        present: Iterable[ArticleId],
        sight: Sight,
    ) -> None:
        self.known = Known(standing, present)
        self.changed: set[ArticleId] = set()
        self.dropped: list[Dropped] = []
        self._sight = sight
        self._arrived: set[Digest] = set()

    def enter_known(self, arrival: Arrival, text: str) -> bool:
        """Enters an arrival whose entry is beyond doubt; False leaves it to ``enter``."""
        name = self.known.find(arrival, text)
        if name is not None:
            self._enter(arrival, name)
        return name is not None

    def enter(self, arrival: Arrival, text: str) -> None:
        """Finds the entry of an arrival, or opens one."""
        name = self.known.find(arrival, text) or self.known.guess(arrival, text)
        if name is None:
            self._arrived.add(arrival.reading.digest)
            self._open(arrival)
        else:
            self._enter(arrival, name)

    def _enter(self, arrival: Arrival, name: ArticleId) -> None:
        self._arrived.add(arrival.reading.digest)
        if name in self.known.taken:
            self._pick(arrival, name)
        else:
            self._renew(arrival, name)

    def _open(self, arrival: Arrival) -> None:
        """A new entry."""
        meta, sight = arrival.article.meta, self._sight
        published, updated = clamped(meta.published, sight), clamped(meta.updated, sight)
        if published is None and not sight.is_archive:
            published = updated or sight.first_seen
        entry = Entry(
            id=self._own_id(arrival),
            first_seen=sight.first_seen,
            published=published,
            updated=updated if updated != published else None,
            last_seen=sight.now,
            names=(),
            place="",
            capture=Digest(""),
            raw=Digest(""),
            plan=sight.plan,
            text=Digest(""),
        )
        self._put(arrival, entry, ())

    def _own_id(self, arrival: Arrival) -> ArticleId:
        """The id upstream gives, with an addition where another article has it already.

        The addition comes from title and beginning of the text: nothing else tells the two apart.
        """
        base = arrival.reading.raw.meta.id
        if base not in self.known.entries:
            return base
        mark = digest(fold(arrival.article.meta.title), reading_text(arrival.article)[:200])
        own = ArticleId(f"{base}{'-' if '#' in base else '#'}{mark[:12]}")
        while own in self.known.entries:
            own = ArticleId(f"{own}-2")
        return own

    def _renew(self, arrival: Arrival, name: ArticleId) -> None:
        """A known entry in its present version, unless that is no version of it at all."""
        before = self.known.entries[name]
        self.known.taken.add(name)
        scope, is_archive = arrival.reading.raw.scope, self._sight.is_archive
        why = refusal(before.article, arrival.article, scope, is_archive=is_archive)
        if not why and not is_archive and is_collapsed(before.article, arrival.article):
            why = arrival.suspicion
        if why and not before.entry.is_gone:
            self._set_aside(arrival, name, "last-good", f"the earlier text stands: {why}")
            return
        entry = before.entry
        if entry.published is None:
            date = clamped(arrival.article.meta.published, self._sight)
            entry = replace(entry, published=date)
        self._put(arrival, replace(entry, updated=self._updated(arrival, before)), entry.aside)

    def _updated(self, arrival: Arrival, before: Standing) -> datetime | None:
        """When the text last changed in a way a reader should hear of."""
        entry, now = before.entry, self._sight.now
        if arrival.reading.digest == entry.raw:
            return entry.updated  # cleaned anew, but nothing happened
        only_more = entry.plan != self._sight.plan
        if not is_material(before.article, arrival.article, only_more=only_more):
            return entry.updated
        said = arrival.article.meta.updated
        latest = max((date for date in (entry.updated, entry.published) if date), default=None)
        if said is not None and said <= now and (latest is None or said > latest):
            return said
        return now if latest is None or now > latest else latest

    def _pick(self, arrival: Arrival, name: ArticleId) -> None:
        """Two articles of one run are one entry: the latest full version stands."""
        before = self.known.entries[name]
        if is_better(arrival.article, before.article):
            aside = (*before.entry.aside, before.entry.raw)
            entry = replace(before.entry, updated=self._updated(arrival, before))
            if name in self.changed and self._is_new(entry):
                entry = replace(entry, updated=clamped(arrival.article.meta.updated, self._sight))
            if before.entry.raw in self._arrived:  # else it was counted as unchanged
                self._drop(before.article, before.entry.place, name, "duplicate", _PUBLISHED)
            self._put(arrival, entry, aside)
        else:
            self._set_aside(arrival, name, "duplicate", _PUBLISHED)

    def _is_new(self, entry: Entry) -> bool:
        return entry.last_seen == self._sight.now and entry.first_seen == self._sight.first_seen

    def _set_aside(self, arrival: Arrival, name: ArticleId, rule: str, reason: str) -> None:
        before = self.known.entries[name]
        entry = before.entry
        seen = tuple(sorted({*entry.aside, arrival.reading.digest} - {entry.raw}))
        names = with_names(entry.names, entry.id, names_of(arrival.reading.raw))
        entry = replace(entry, aside=seen, names=names, last_seen=self._sight.now)
        if arrival.reading.digest == entry.raw:  # or it would be tried again with every build
            entry = replace(entry, plan=self._sight.plan)
        self.known.entries[name] = replace(before, entry=entry)
        self.known.index(entry)
        self.changed.add(name)
        self._drop(arrival.article, arrival.reading.location, name, rule, reason)

    def _drop(
        self, article: CleanArticle, place: str, name: ArticleId, rule: str, reason: str
    ) -> None:
        meta = article.meta
        under = "the same id" if name == meta.id else name
        told = f"{reason} under {under}" if rule == "duplicate" else reason
        location = place if self._sight.is_archive else meta.url or place
        self.dropped.append(
            Dropped(meta=meta, rule=RuleId(f"feed/{rule}"), reason=told, location=location)
        )

    def _put(self, arrival: Arrival, entry: Entry, aside: Sequence[Digest]) -> None:
        entry = replace(
            entry,
            last_seen=self._sight.now,
            names=with_names(entry.names, entry.id, names_of(arrival.reading.raw)),
            place=arrival.reading.location,
            capture=arrival.reading.body,
            raw=arrival.reading.digest,
            plan=self._sight.plan,
            text=text_digest(arrival.article),
            aside=tuple(sorted({*aside} - {arrival.reading.digest})),
            is_gone=False,
        )
        self.known.put(
            Standing(entry=entry, article=under(entry, arrival.article), profile=arrival.profile)
        )
        self.changed.add(entry.id)
