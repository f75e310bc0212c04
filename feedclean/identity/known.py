"""What is known of a source, by all its names, and which of it an article is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from feedclean.caches import remembering
from feedclean.changes import COLLAPSED_SHARE, reading_text
from feedclean.codec import digest
from feedclean.identity.names import Kind, kind_of, names_of, place_of, url_key
from feedclean.identity.values import Arrival
from feedclean.model.article import ArticleId, CleanArticle, Digest, Scope
from feedclean.model.entry import Entry, Standing
from feedclean.parse.ids import is_of_content
from feedclean.text import fold, shared

ALIKE_SHARE: Final = 0.3
"""Shared text above which one address means one article. Low, because the address speaks for it;
not zero, because change logs and dumps exist in which all articles carry one address."""
NEAR_SHARE: Final = 0.6
"""The same where nothing but the list speaks for it: reports of a series share their frame."""
SHORT: Final = 40
"""Below so many characters a text says too little to be told from another by it."""
_TELLING: Final = 120
"""From so many characters on, nobody writes the same text twice on one day."""


def text_digest(article: CleanArticle) -> Digest:
    """Digest of the cleaned text: letters and digits, nothing else."""
    return _of_text(reading_text(article))


@remembering(most=128, longest=200_000)
def _of_text(text: str) -> Digest:
    return digest(fold(text))


class Known:
    """The entries of a source while the arrivals of one run are entered."""

    def __init__(
        self, standing: Mapping[ArticleId, Standing], present: Iterable[ArticleId]
    ) -> None:
        self.entries = dict(standing)
        self.taken = set(present)
        """Entries that an article of this run has already."""
        self._texts: dict[ArticleId, str] = {}
        self._named: dict[str, list[ArticleId]] = {}
        for one in standing.values():
            self.index(one.entry)

    def put(self, standing: Standing) -> None:
        """Makes this the version of an entry that stands, and the entry taken."""
        self.entries[standing.entry.id] = standing
        self._texts.pop(standing.entry.id, None)
        self.taken.add(standing.entry.id)
        self.index(standing.entry)

    def index(self, entry: Entry) -> None:
        """Lets an entry be found by its names."""
        named = (*entry.names, f"text:{entry.text}", f"raw:{entry.raw}")
        if is_of_content(entry.id, self.entries[entry.id].article.meta.source):
            named = (*named, _list_of(entry.place))
        for name in named:
            known = self._named.setdefault(name, [])
            if entry.id not in known:
                known.append(entry.id)

    def find(self, arrival: Arrival, text: str) -> ArticleId | None:
        """The entry that a name and the text speak for, or that has this very article."""
        raw, kind = arrival.reading.raw, kind_of(arrival.reading.raw)
        is_shifting = kind is Kind.CONTENT or (kind is Kind.PLACE and raw.origin.offset is not None)
        for name in self._named.get(f"raw:{arrival.reading.digest}", ()):
            if name not in self.taken:
                return name  # the same article, cleaned anew
        promised = self._promised(arrival)
        if promised and self._alike(arrival, text, promised) >= ALIKE_SHARE:
            return promised
        if kind is Kind.PLACE and raw.origin.offset is None:
            for name in self._named.get(f"place:{place_of(raw)}", ()):
                if name not in self.taken and name == raw.meta.id:
                    return name  # one file, one article
        for called in names_of(raw):
            found = [
                (self._alike(arrival, text, candidate), candidate not in self.taken, candidate)
                for candidate in self._named.get(called, ())
                if not (is_shifting and self._is_of_another_time(arrival, candidate))
            ]
            share, _, best = max(found, default=(0.0, False, ArticleId("")))
            if share >= ALIKE_SHARE:
                return best
        return self._same_text(arrival, text) if promised else None

    def guess(self, arrival: Arrival, text: str) -> ArticleId | None:
        """The entry that a name alone speaks for, or the text alone."""
        promised = self._promised(arrival)
        if promised and not self._is_another(arrival, promised):
            return promised
        return (
            self._shrunken(arrival, text)
            or self._addressed(arrival, text)
            or self._same_text(arrival, text)
            or self._edited(arrival, text)
        )

    def _is_another(self, arrival: Arrival, candidate: ArticleId) -> bool:
        """Whether nothing but the id says that this is the entry: not text, nor title, nor date."""
        title = fold(self.entries[candidate].article.meta.title)
        is_named_so = title == fold(arrival.article.meta.title)
        return not is_named_so and self._is_of_another_time(arrival, candidate)

    def _shrunken(self, arrival: Arrival, text: str) -> ArticleId | None:
        """The entry at whose address there is a page with next to no text now: a wall, an error."""
        raw = arrival.reading.raw
        if raw.scope is not Scope.PAGE or not raw.meta.url:
            return None
        found = self._named.get(f"url:{url_key(raw.meta.url)}", [])
        if len(found) != 1 or found[0] in self.taken:
            return None
        return found[0] if len(text) < COLLAPSED_SHARE * len(self._text(found[0])) else None

    def _addressed(self, arrival: Arrival, text: str) -> ArticleId | None:
        """The one entry of its address that nothing in this run is, where little else tells.

        Where dates or titles agree, the rest was edited; a text of a few words says nothing.
        """
        meta = arrival.article.meta
        found = self._named.get(f"url:{url_key(meta.url)}", []) if meta.url else []
        if len(found) != 1 or found[0] in self.taken or self._is_of_another_time(arrival, found[0]):
            return None
        known = self.entries[found[0]]
        is_same_time = meta.published is not None and meta.published == known.entry.published
        is_same_title = fold(known.article.meta.title) == fold(meta.title) != ""
        is_short = min(len(text), len(self._text(found[0]))) < SHORT
        return found[0] if is_same_time or is_same_title or is_short else None

    def _promised(self, arrival: Arrival) -> ArticleId | None:
        """The one entry that has had this id; an id is a promise, whatever became of the text."""
        if kind_of(arrival.reading.raw) is not Kind.UPSTREAM:
            return None
        found = self._named.get(f"id:{arrival.reading.raw.meta.id}", [])
        return found[0] if len(found) == 1 and found[0] not in self.taken else None

    def _alike(self, arrival: Arrival, text: str, candidate: ArticleId) -> float:
        """Share of common text; 1 for equal titles, if dates agree or the texts tell too little."""
        other, known = self._text(candidate), self.entries[candidate]
        meta = arrival.article.meta
        if fold(known.article.meta.title) == fold(meta.title):
            is_short = min(len(text), len(other)) < SHORT
            if is_short or (meta.published and meta.published == known.entry.published):
                return 1.0
        return shared(text, other) if min(len(text), len(other)) >= SHORT else 0.0

    def _same_text(self, arrival: Arrival, text: str) -> ArticleId | None:
        """The entry with this very text that upstream no longer has under its old names.

        The date must not contradict: notices of other days, or hours, read the same.
        """
        if len(text) < _TELLING:
            return None
        for candidate in self._named.get(f"text:{text_digest(arrival.article)}", ()):
            if not (candidate in self.taken or self._is_of_another_time(arrival, candidate)):
                return candidate
        return None

    def _edited(self, arrival: Arrival, text: str) -> ArticleId | None:
        """Of a list whose records have no names: the entry whose text this one is nearest to."""
        if kind_of(arrival.reading.raw) is not Kind.CONTENT or len(text) < SHORT:
            return None
        near = [
            (self._alike(arrival, text, candidate), candidate)
            for candidate in self._named.get(_list_of(arrival.reading.location), ())
            if not (candidate in self.taken or self._is_of_another_time(arrival, candidate))
        ]
        share, best = max(near, default=(0.0, None))
        return best if share >= NEAR_SHARE else None

    def _is_of_another_time(self, arrival: Arrival, candidate: ArticleId) -> bool:
        """Whether both have a date, and not the same moment: notices come hourly, too."""
        one, other = arrival.article.meta.published, self.entries[candidate].entry.published
        return one is not None and other is not None and one != other

    def _text(self, name: ArticleId) -> str:
        if name not in self._texts:
            self._texts[name] = reading_text(self.entries[name].article)
        return self._texts[name]


def _list_of(location: str) -> str:
    """The name of the list a capture is from, or of which it holds one entry: ``feed#id``."""
    return f"list:{location.partition('#')[0]}"
