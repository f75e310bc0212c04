"""What came in of one source in one build: captures known already, and articles read anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import chain
from typing import Final

from feedclean.codec import canonical_json, digest
from feedclean.config.values import Config
from feedclean.errors import ExecuteError, ParseError
from feedclean.execute.base import Lost
from feedclean.execute.crew import Crew
from feedclean.model.article import ArticleId, ArticleMeta, Digest, Failure
from feedclean.model.entry import Entry, Kept, Reading, SourceMemory
from feedclean.model.plan import BlockProfile
from feedclean.model.source import (
    FEED_ENTRY,
    Capture,
    Gathered,
    NotModified,
    Source,
    SourceKind,
)
from feedclean.work.captures import as_bytes, as_text, lost, text_of_feed

A_DAY: Final = timedelta(days=1)
"""``last_seen`` is written once a day: a build with nothing new should write nothing."""


@dataclass(slots=True)
class Intake:
    """Filled while a source is gathered."""

    source: Source
    memory: SourceMemory
    edition: Digest
    stored: Callable[[Digest], bytes | None]
    """A body that was kept in an earlier build."""
    gathered: int = 0
    """Captures."""
    silent: set[str] = field(default_factory=set)
    """Locations that had nothing new, or were not asked."""
    same: list[Kept] = field(default_factory=list)
    """Captures that need no reading: their articles are those of last time."""
    known_chars: int = 0
    """Of those of them that came in."""
    relisted: list[Kept] = field(default_factory=list)
    """Pages that were not fetched again, but of which their feed says something else now."""
    outdated: set[Digest] = field(default_factory=set)
    """Raw articles of such pages as they were before."""
    read: list[Kept] = field(default_factory=list)
    """Captures read to their end without a failure."""
    readings: list[Reading] = field(default_factory=list)
    unreadable: list[Capture] = field(default_factory=list)
    """Pages of listed articles that hold none: an empty body, say, or a picture."""
    bodies: dict[Digest, bytes] = field(default_factory=dict)
    """Of the captures read, where they cannot be had again from disk."""
    profiles: dict[Digest, BlockProfile] = field(default_factory=dict)
    """Of the articles that came in, as far as they are known."""
    failures: list[Failure] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    """Every location that was there, whatever became of it."""
    broken: list[Failure] = field(default_factory=list)
    """What gathering or reading broke off with."""
    reading: str = field(init=False)
    """What reading a capture depends on besides the capture."""
    _texts: dict[ArticleId, list[Digest]] = field(init=False)
    """Of articles that were listed with a text, the bodies that hold it."""

    def __post_init__(self) -> None:
        self.reading = read_by(self.source)
        self._texts = {}
        for kept in self.memory.captures:
            mark = kept.body if kept.media_type == FEED_ENTRY else kept.fallback
            if kept.listed is not None and mark is not None:
                self._texts.setdefault(kept.listed.id, []).append(mark)

    @property
    def keeps_bodies(self) -> bool:
        """Whether captures are worth keeping: the files of a dump are on disk anyway."""
        return self.source.kind is not SourceKind.DUMP and self.source.keep_captures_days > 0

    @property
    def is_whole(self) -> bool:
        """False: gathering broke off, so what is missing may not be gone."""
        return not self.broken

    def read_all(self, new: Iterable[Capture | Failure], crew: Crew, config: Config) -> None:
        """Reads all that is ``unread``; never raises but for want of workers: ExecuteError."""
        new = iter(new)
        try:
            first = next(new, None)
            if first is not None:
                self._read_all(chain((first,), new), crew, config)
        except ExecuteError:
            raise
        except Exception as error:  # noqa: BLE001 - the edge of gather: the other sources go on
            self._note_breakdown(error)
        self.failures += self.broken

    def unread(self, items: Iterable[Gathered]) -> Iterator[Capture | Failure]:
        """What of all that is gathered has to be read, and what could not be had.

        All else is noted, and so is what gathering breaks off with.
        """
        try:
            known = {(kept.location, kept.mark): kept for kept in self._current()}
            listed = (kept for kept in self.memory.captures if kept.listed is not None)
            pages = {kept.listed.url: kept for kept in listed if kept.listed is not None}
            for item in items:
                self.places.add(item.location)
                if isinstance(item, Failure):
                    yield item
                elif isinstance(item, NotModified):
                    self.silent.add(item.location)
                    page = pages.get(item.location)
                    if page is not None and item.listed is not None:
                        self._relist(page, item)
                else:
                    self.gathered += 1
                    kept = known.get((item.location, self._mark(item)))
                    if kept is None:
                        yield self._with_text_of_feed(item)
                    else:
                        self.same.append(kept)
                        self.known_chars += len(item.body)
        except Exception as error:  # noqa: BLE001 - here, so that what came before it is read
            self._note_breakdown(error)

    def _note_breakdown(self, error: Exception) -> None:
        where = self.source.location
        self.broken.append(Failure.of(error, source=self.source.id, location=where, stage="gather"))

    def _read_all(self, new: Iterable[Capture | Failure], crew: Crew, config: Config) -> None:
        from feedclean.work.reading import reader_of, weight  # noqa: PLC0415 - loads the parsers

        for item, read in crew.each(reader_of(self.source, config), new, weight):
            if isinstance(item, Failure):
                self.failures.append(item)
            elif isinstance(read, Lost):
                self.failures.append(lost(self.source, item.location, "parse", read))
            else:
                self.profiles.update(read.profiles)
                self.readings += self._enter(item, read.found)

    def take_again(self, captures: Iterable[Capture], wanted: Collection[Entry]) -> None:
        """Reads captures of earlier builds for the sake of some entries, and of nothing else."""
        raws = {raw for entry in wanted for raw in (entry.raw, *entry.aside)}
        names = {name for entry in wanted for name in entry.names if not name.startswith("place:")}
        for capture in captures:
            for reading in self.articles(capture):
                if reading.digest in raws or not names.isdisjoint(_names(reading)):
                    self.readings.append(reading)

    def _relist(self, page: Kept, said: NotModified) -> None:
        """Has a known page read again if its feed says something else of it, or has another text.

        So has the text of a feed that stands where its page could not be had.
        """
        body = None if said.fallback_html is None else as_bytes(said.fallback_html)
        is_text = page.media_type == FEED_ENTRY
        known = page.body if is_text else page.fallback
        mark = known if body is None else digest(body)
        if said.listed == page.listed and mark == known:
            return
        if body is not None and mark is not None:
            self.bodies[mark] = body
        self.outdated.update(page.raws)
        told = replace(page, listed=said.listed)
        self.relisted.append(
            replace(told, body=mark or page.body) if is_text else replace(told, fallback=mark)
        )

    def _current(self) -> Iterator[Kept]:
        """Captures all of whose articles stand; one that shows an earlier state is read again."""
        living = [entry for entry in self.memory.entries if not entry.is_gone]
        stand = {raw for entry in living for raw in (entry.raw, *entry.aside)}
        return (kept for kept in self.memory.captures if stand.issuperset(kept.raws))

    def body(self, mark: Digest) -> bytes | None:
        """A body that came in with this build, or is kept."""
        return self.bodies.get(mark) or self.stored(mark)

    def again(self, kept: Kept) -> Capture | None:
        """A capture as it was when it came in; None where its body is not kept."""
        body = self.body(kept.body)
        if body is None:
            return None
        text = None if kept.fallback is None else self.body(kept.fallback)
        return Capture(
            source=self.source.id,
            location=kept.location,
            body=body,
            media_type=kept.media_type,
            charset=kept.charset,
            captured_at=kept.captured_at,
            listed=kept.listed,
            fallback_html=None if text is None else as_text(text),
        )

    def articles(self, capture: Capture) -> list[Reading]:
        """The articles of a capture, everything else noted."""
        from feedclean.work.reading import read_capture  # noqa: PLC0415 - behind the second gate

        capture = self._with_text_of_feed(capture)
        return self._enter(capture, read_capture(capture, self.source))

    def _enter(self, capture: Capture, read: Iterable[Reading | Failure]) -> list[Reading]:
        """The articles of a capture that has been read, everything else noted."""
        found: list[Reading] = []
        failed = len(self.failures)
        for one in read:
            if isinstance(one, Failure):
                self.failures.append(one)
            else:
                found.append(one)
        listed = None if capture.media_type == FEED_ENTRY else capture.listed
        if listed is not None and len(found) > 1:
            # data, a feed: whatever it is, it is not what was listed
            told = f"holds {len(found)} articles instead of the one that was listed"
            error = ParseError(capture.location, found[0].raw.origin.dialect, told)
            self.failures.append(
                Failure.of(error, source=self.source.id, location=capture.location, stage="parse")
            )
            found = []
        if listed is not None and not found:
            self.unreadable.append(capture)
            text = text_of_feed(capture)
            return [] if text is None or self._stands(listed) else self.articles(text)
        if failed == len(self.failures):  # else it is read, and told of, in every build
            self._note(capture, tuple(reading.digest for reading in found))
        return found

    def _stands(self, listed: ArticleMeta) -> bool:
        """Whether there is an entry of a listed article already."""
        from feedclean.identity import url_key  # noqa: PLC0415 - behind the second gate

        url = f"url:{url_key(listed.url)}" if listed.url else ""
        living = (entry for entry in self.memory.entries if not entry.is_gone)
        return any(entry.id == listed.id or url in entry.names for entry in living)

    def put_aside(self, reading: Reading, text: Reading | None) -> None:
        """Forgets a page that was a wall; the text of its feed, if any, is what came in."""
        name = reading.location, reading.body
        pages = [kept for kept in self.read if (kept.location, kept.body) == name]
        self.read = [kept for kept in self.read if kept not in pages]
        if text is not None and pages:
            capture = Capture(
                source=self.source.id,
                location=text.location,
                body=as_bytes(text.raw.html),
                media_type=FEED_ENTRY,
                charset="utf-8",
                captured_at=pages[0].captured_at,
                listed=reading.listed,
            )
            self._note(capture, (text.digest,))

    def _note(self, capture: Capture, raws: tuple[Digest, ...]) -> None:
        """Notes a capture that has been read to its end."""
        body, text = digest(capture.body), capture.fallback_html
        fallback = None if text is None else digest(as_bytes(text))
        self.read.append(
            Kept(
                location=capture.location,
                body=body,
                mark=self._mark(capture),
                raws=raws,
                media_type=capture.media_type,
                charset=capture.charset,
                captured_at=capture.captured_at,
                listed=capture.listed,
                fallback=fallback,
            )
        )
        if self.keeps_bodies:
            self.bodies[body] = capture.body
            if text is not None and fallback is not None:
                self.bodies[fallback] = as_bytes(text)

    def _with_text_of_feed(self, capture: Capture) -> Capture:
        """A page that was asked for without its feed at hand, with the text that stood for it."""
        listed = capture.listed
        if listed is None or capture.fallback_html is not None or capture.media_type == FEED_ENTRY:
            return capture
        bodies = map(self.body, self._texts.get(listed.id, ()))
        body = next((one for one in bodies if one is not None), None)
        return capture if body is None else replace(capture, fallback_html=as_text(body))

    def _mark(self, capture: Capture) -> Digest:
        """Digest of all that the articles of a capture depend on."""
        listed = canonical_json(capture.listed) if capture.listed is not None else ""
        return digest(
            self.edition,
            capture.body,
            f"{capture.media_type} {capture.charset}",
            listed,
            capture.fallback_html or "",
            self.reading,
        )


def read_by(source: Source) -> str:
    """What reading a capture depends on besides the capture."""
    return canonical_json((source.dialect, source.timezone, source.language, source.site_url))


def _names(reading: Reading) -> set[str]:
    from feedclean.identity import names_of  # noqa: PLC0415 - behind the second gate

    return set(names_of(reading.raw))
