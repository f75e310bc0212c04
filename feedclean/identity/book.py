"""Which entry an article is, and what of an entry never moves again; pure.

An article is told by what upstream calls it (id), where it lives (address), where it lay (place),
and by its text where none of these holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from feedclean.changes import COLLAPSED_SHARE, is_material, reading_text, refusal, shared
from feedclean.codec import digest
from feedclean.identity.names import Kind, kind_of, names_of, place_of, url_key, with_names
from feedclean.identity.values import Arrival, Recognised, Sight, clamped, is_better, under
from feedclean.model.article import (
    ArticleId,
    ArticleMeta,
    CleanArticle,
    Digest,
    Dropped,
    Scope,
)
from feedclean.model.entry import Entry, Standing
from feedclean.model.removal import RuleId
from feedclean.text import fold

ALIKE_SHARE: Final = 0.3
"""Shared text above which one address means one article. Low, because the address speaks for it;
not zero, because change logs and dumps exist in which all articles carry one address."""
SHORT: Final = 40
"""Below so many characters a text says too little to be told from another by it."""
_TELLING: Final = 120
"""From so many characters on, nobody writes the same text twice on one day."""


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
    for arrival in sorted(arrivals, key=_age):
        book.enter(arrival)
    return Recognised(
        changed=tuple(book.known[name] for name in sorted(book.changed)),
        dropped=tuple(book.dropped),
    )


def text_digest(article: CleanArticle) -> Digest:
    """Digest of the cleaned text: letters and digits, nothing else."""
    return digest(fold(reading_text(article)))


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
        self.known = dict(standing)
        self.changed: set[ArticleId] = set()
        self.dropped: list[Dropped] = []
        self._sight = sight
        self._taken = set(present)
        """Entries that an article of this run has already."""
        self._arrived: set[Digest] = set()
        self._texts: dict[ArticleId, str] = {}
        self._named: dict[str, list[ArticleId]] = {}
        for one in standing.values():
            self._index(one.entry)

    def enter(self, arrival: Arrival) -> None:
        """Finds the entry of an arrival, or opens one."""
        self._arrived.add(arrival.reading.digest)
        text = reading_text(arrival.article)
        name = self._find(arrival, text)
        if name is None:
            self._open(arrival)
        elif name in self._taken:
            self._pick(arrival, name)
        else:
            self._renew(arrival, name)

    def _find(self, arrival: Arrival, text: str) -> ArticleId | None:
        raw, kind = arrival.reading.raw, kind_of(arrival.reading.raw)
        is_shifting = kind is Kind.PLACE and raw.origin.offset is not None
        for name in self._named.get(f"raw:{arrival.reading.digest}", ()):
            if name not in self._taken:
                return name  # the same article, cleaned anew
        promised = self._promised(arrival) if kind is Kind.UPSTREAM else None
        if promised and self._alike(arrival, text, promised) >= ALIKE_SHARE:
            return promised
        if kind is Kind.PLACE and raw.origin.offset is None:
            for name in self._named.get(f"place:{place_of(raw)}", ()):
                if name not in self._taken and name == raw.meta.id:
                    return name  # one file, one article
        for called in names_of(raw):
            found = [
                (self._alike(arrival, text, candidate), candidate not in self._taken, candidate)
                for candidate in self._named.get(called, ())
                if not (is_shifting and self._is_of_another_day(arrival, candidate))
            ]
            share, _, best = max(found, default=(0.0, False, ArticleId("")))
            if share >= ALIKE_SHARE:
                return best
        if promised and not self._is_another(arrival, promised):
            return promised
        return self._shrunken(arrival, text) or self._same_text(arrival, text)

    def _is_another(self, arrival: Arrival, candidate: ArticleId) -> bool:
        """Whether nothing but the id says that this is the entry: not text, nor title, nor date."""
        title = fold(self.known[candidate].article.meta.title)
        is_named_so = title == fold(arrival.article.meta.title)
        return not is_named_so and self._is_of_another_day(arrival, candidate)

    def _shrunken(self, arrival: Arrival, text: str) -> ArticleId | None:
        """The entry at whose address there is a page with next to no text now: a wall, an error."""
        raw = arrival.reading.raw
        if raw.scope is not Scope.PAGE or not raw.meta.url:
            return None
        found = self._named.get(f"url:{url_key(raw.meta.url)}", [])
        if len(found) != 1 or found[0] in self._taken:
            return None
        return found[0] if len(text) < COLLAPSED_SHARE * len(self._text(found[0])) else None

    def _promised(self, arrival: Arrival) -> ArticleId | None:
        """The one entry that has had this id; an id is a promise, whatever became of the text."""
        found = self._named.get(f"id:{arrival.reading.raw.meta.id}", [])
        return found[0] if len(found) == 1 and found[0] not in self._taken else None

    def _alike(self, arrival: Arrival, text: str, candidate: ArticleId) -> float:
        """Share of common text; 1 for equal titles, if dates agree or the texts tell too little."""
        other, known = self._text(candidate), self.known[candidate]
        meta = arrival.article.meta
        if fold(known.article.meta.title) == fold(meta.title):
            is_short = min(len(text), len(other)) < SHORT
            if is_short or (meta.published and meta.published == known.entry.published):
                return 1.0
        return shared(text, other) if min(len(text), len(other)) >= SHORT else 0.0

    def _same_text(self, arrival: Arrival, text: str) -> ArticleId | None:
        """The entry with this very text that upstream no longer has under its old names.

        The date must not contradict: notices of other days read the same.
        """
        if len(text) < _TELLING:
            return None
        for candidate in self._named.get(f"text:{text_digest(arrival.article)}", ()):
            if not (candidate in self._taken or self._is_of_another_day(arrival, candidate)):
                return candidate
        return None

    def _is_of_another_day(self, arrival: Arrival, candidate: ArticleId) -> bool:
        """Whether both have a date, and not the same."""
        one, other = arrival.article.meta.published, self.known[candidate].entry.published
        return one is not None and other is not None and one != other

    def _text(self, name: ArticleId) -> str:
        if name not in self._texts:
            self._texts[name] = reading_text(self.known[name].article)
        return self._texts[name]

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
        if base not in self.known:
            return base
        mark = digest(fold(arrival.article.meta.title), reading_text(arrival.article)[:200])
        own = ArticleId(f"{base}{'-' if '#' in base else '#'}{mark[:12]}")
        while own in self.known:
            own = ArticleId(f"{own}-2")
        return own

    def _renew(self, arrival: Arrival, name: ArticleId) -> None:
        """A known entry in its present version, unless that is no version of it at all."""
        before = self.known[name]
        self._taken.add(name)
        scope, is_archive = arrival.reading.raw.scope, self._sight.is_archive
        why = refusal(before.article, arrival.article, scope, is_archive=is_archive)
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
        before = self.known[name]
        if is_better(arrival.article, before.article):
            aside = (*before.entry.aside, before.entry.raw)
            entry = replace(before.entry, updated=self._updated(arrival, before))
            if name in self.changed and self._is_new(entry):
                entry = replace(entry, updated=clamped(arrival.article.meta.updated, self._sight))
            if before.entry.raw in self._arrived:  # else it was counted as unchanged
                self._drop(before.article.meta, name, "duplicate", "another version is published")
            self._put(arrival, entry, aside)
        else:
            self._set_aside(arrival, name, "duplicate", "another version is published")

    def _is_new(self, entry: Entry) -> bool:
        return entry.last_seen == self._sight.now and entry.first_seen == self._sight.first_seen

    def _set_aside(self, arrival: Arrival, name: ArticleId, rule: str, reason: str) -> None:
        before = self.known[name]
        entry = before.entry
        seen = tuple(sorted({*entry.aside, arrival.reading.digest} - {entry.raw}))
        names = with_names(entry.names, entry.id, names_of(arrival.reading.raw))
        entry = replace(entry, aside=seen, names=names, last_seen=self._sight.now)
        if arrival.reading.digest == entry.raw:  # or it would be tried again with every build
            entry = replace(entry, plan=self._sight.plan)
        self.known[name] = replace(before, entry=entry)
        self._index(entry)
        self.changed.add(name)
        self._drop(arrival.article.meta, name, rule, reason)

    def _drop(self, meta: ArticleMeta, name: ArticleId, rule: str, reason: str) -> None:
        told = f"{reason} under {name}" if rule == "duplicate" else reason
        self.dropped.append(Dropped(meta=meta, rule=RuleId(f"feed/{rule}"), reason=told))

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
        self.known[entry.id] = Standing(
            entry=entry, article=under(entry, arrival.article), profile=arrival.profile
        )
        self._texts.pop(entry.id, None)
        self._taken.add(entry.id)
        self.changed.add(entry.id)
        self._index(entry)

    def _index(self, entry: Entry) -> None:
        for name in (*entry.names, f"text:{entry.text}", f"raw:{entry.raw}"):
            known = self._named.setdefault(name, [])
            if entry.id not in known:
                known.append(entry.id)
