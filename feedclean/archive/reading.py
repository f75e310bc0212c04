"""The first round: a shard of an archive → its raw articles, and profiles to learn from."""

from __future__ import annotations

import heapq
import mimetypes
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, Final, Self

from feedclean.archive.done import known, note
from feedclean.archive.members.base import broken, stray
from feedclean.archive.members.table import READ
from feedclean.archive.pieces import Wanted
from feedclean.archive.sources import of_folder, source_of
from feedclean.archive.spool import Keyed, SpoolWriter, key_of, write_keys
from feedclean.archive.values import By, Intent, Kind, Member, Piece, Place, ReadShard, SourceCount
from feedclean.clean.process import raw_digest
from feedclean.codec import canonical_json, digest
from feedclean.gather.stray import reason_against
from feedclean.generate.assemble import UNDATED
from feedclean.learn import profile
from feedclean.model.article import LEFT_OUT, Digest, Failure, RawArticle, SourceId
from feedclean.model.plan import BlockProfile
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse import read
from feedclean.urls import host_of, is_http

STAGE: Final = "read"
SAMPLE: Final = 2048
"""Articles of a source that its template is learned from, chosen by their digests: in so many a
block of two articles in a hundred is found 40 times."""
_SHARD_SAMPLE: Final = 512
"""Of them at most so many from one shard, however many shards there are: one more changes none."""
_MOST_PARTS: Final = 64
_LEAST_BYTES: Final = 100_000
"""Halves are made where nobody knows which member is to blame: where the archive itself is, all of
them are lost, each twice."""
_MOST_BLAMED: Final = 100
"""Members of one piece; behind so many of them the machine is to blame."""
PAGES: Final = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadJob:
    """What reading a shard is told besides the shard."""

    place: Place
    intent: Intent
    edition: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiled:
    """The profile of one article of a sample."""

    source: SourceId
    rank: int
    profile: BlockProfile


def read_key(pieces: tuple[Piece, ...], job: ReadJob) -> Digest:
    """Digest of all that the articles of a shard depend on; where an input lies is not part."""
    named = [replace(piece, path="") for piece in pieces]
    return digest(job.edition, canonical_json((named, job.intent)))


def read_shard(pieces: tuple[Piece, ...], job: ReadJob) -> ReadShard:
    """Reads the members of a shard, unless it is done; never raises for bad input."""
    key = read_key(pieces, job)
    found = known(job.place, STAGE, key, ReadShard)
    if found is not None:
        return found
    reading = _Reading(job)
    with (
        _Bookmark(_bookmark_of(pieces, job)) as bookmark,
        SpoolWriter(job.place.at(STAGE, f"{key}.raw")) as spool,
    ):
        for piece in pieces:
            for raw in reading.articles(piece, bookmark):
                reading.keep(raw, spool)
    with SpoolWriter(job.place.at(STAGE, f"{key}.profiles")) as profiles:
        keys = [
            Keyed(key_of(digest(one.source)), profiles.add(one))
            for one in reading.sample.profiled()
        ]
    write_keys(job.place.at(STAGE, f"{key}.sources"), keys)
    result = reading.told(key)
    note(job.place, STAGE, key, result)
    return result


def halves(pieces: tuple[Piece, ...], job: ReadJob) -> tuple[tuple[Piece, ...], ...]:
    """A shard of one piece as two that hold the same; nothing for a member, a small one, or a file.

    One of them is the member that was being read when the piece was lost, where that is known.
    """
    (piece,) = pieces
    if piece.only is not None or len(piece.without) >= _MOST_BLAMED:
        return ()
    blamed = _Bookmark(_bookmark_of(pieces, job)).take()
    if blamed is not None and piece.kind is not Kind.FILE:
        rest = replace(piece, without=(*piece.without, blamed))
        return ((replace(piece, only=blamed, without=()),), (rest,))
    if piece.without:
        return ()
    if piece.kind in (Kind.FILE, Kind.TAR) and not piece.packed:
        return ()
    if piece.packed and not (piece.kind is Kind.WARC and piece.packed == "gz" and not piece.inside):
        if piece.parts >= _MOST_PARTS:
            return ()
        double = replace(piece, parts=2 * piece.parts)
        return ((double,), (replace(double, part=piece.part + piece.parts),))
    stop = piece.stop if piece.stop is not None else piece.start + piece.size
    middle = (piece.start + stop) // 2
    if middle - piece.start < (1 if piece.kind is Kind.ZIP else _LEAST_BYTES):
        return ()
    return ((replace(piece, stop=middle),), (replace(piece, start=middle),))


def lost(pieces: tuple[Piece, ...], job: ReadJob, error: str, message: str) -> ReadShard:
    """What stands in the place of a piece that nobody could read and live.

    It is remembered under a key of its own, so that the next run tries again.
    """
    reading = _Reading(job)
    piece = pieces[0]
    name = piece.name if piece.only is None else f"{piece.name} (member {piece.only + 1})"
    reading.fail(broken(name, message, error))
    key = digest(read_key(pieces, job), "lost")
    for name in ("raw", "profiles"):
        with SpoolWriter(job.place.at(STAGE, f"{key}.{name}")):
            pass
    write_keys(job.place.at(STAGE, f"{key}.sources"), ())
    result = reading.told(key)
    note(job.place, STAGE, key, result)
    return result


def _bookmark_of(pieces: tuple[Piece, ...], job: ReadJob) -> Path:
    return job.place.at(STAGE, f"{read_key(pieces, job)}.at")


class _Bookmark:
    """The number of the member that is being read, kept where it outlives whoever reads it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("wb", buffering=0)
        return self

    def put(self, number: int) -> None:
        """Notes which member it is; unflushed, in 2 µs, as a machine that stops blames none."""
        assert self._file is not None  # it is put while it is open
        self._file.seek(0)
        self._file.write(b"%d" % number)

    def take(self) -> int | None:
        """What was noted last by somebody who did not come to the end; it is forgotten then."""
        try:
            told = self._path.read_bytes()
            self._path.unlink()
        except OSError:
            return None
        return int(told) if told.isdigit() else None

    def __exit__(self, *_: object) -> None:
        assert self._file is not None  # as above
        self._file.close()
        with suppress(OSError):  # another attempt at the same shard was quicker
            self._path.unlink()


@dataclass(slots=True)
class _Sample:
    """The articles of each source with the smallest digests, whatever order they come in."""

    most: int
    heaps: dict[SourceId, list[tuple[int, int]]] = field(default_factory=dict)
    profiles: dict[tuple[SourceId, int], BlockProfile] = field(default_factory=dict)

    def offer(self, raw: RawArticle, mark: Digest) -> None:
        """Takes an article in, if it is among them so far."""
        source, rank = raw.meta.source, key_of(mark)
        heap = self.heaps.setdefault(source, [])
        if (source, rank) in self.profiles or (len(heap) >= self.most and rank > -heap[0][0]):
            return
        self.profiles[source, rank] = profile(raw)
        heapq.heappush(heap, (-rank, rank))
        if len(heap) > self.most:
            _, gone = heapq.heappop(heap)
            del self.profiles[source, gone]

    def profiled(self) -> Iterator[Profiled]:
        """The sample, in the order of sources and digests."""
        for source, rank in sorted(self.profiles):
            one = self.profiles[source, rank]
            yield Profiled(source=source, rank=rank, profile=one)


class _Reading:
    """What has been read of a shard so far."""

    def __init__(self, job: ReadJob) -> None:
        self.sample = _Sample(_SHARD_SAMPLE)
        self._intent = job.intent
        self._wanted = Wanted(include=job.intent.include, exclude=job.intent.exclude)
        self._members = self._bytes = self._articles = self._left_out = 0
        self._failures: list[Failure] = []
        self._counts: dict[SourceId, int] = {}
        self._hosts: dict[SourceId, set[str]] = {}
        self._marks: list[Digest] = []

    def articles(self, piece: Piece, bookmark: _Bookmark) -> Iterator[RawArticle]:
        """The articles of a piece, each of the source it belongs to."""
        for number, member in enumerate(READ[piece.kind](piece)):
            if number in piece.without or piece.only not in (None, number):
                continue
            bookmark.put(number)
            if isinstance(member, Failure):
                self.fail(member)
            elif self._is_wanted(member, piece):
                self._members += 1
                self._bytes += len(member.body)
                yield from self._parsed(member)
            else:
                self._left_out += 1

    def keep(self, raw: RawArticle, spool: SpoolWriter) -> None:
        """Puts an article into the spool."""
        try:
            spool.add(raw)
        except UnicodeEncodeError:
            self.fail(broken(raw.origin.location, "holds half a character", "ParseError"))
            return
        source, mark = raw.meta.source, raw_digest(raw)
        self._articles += 1
        self._marks.append(mark)
        self._counts[source] = self._counts.get(source, 0) + 1
        if raw.meta.url:
            self._hosts.setdefault(source, set()).add(host_of(raw.meta.url))
        self.sample.offer(raw, mark)

    def told(self, key: Digest) -> ReadShard:
        """What came of it all."""
        return ReadShard(
            key=key,
            members=self._members,
            articles=self._articles,
            bytes=self._bytes,
            left_out=self._left_out,
            failures=tuple(self._failures),
            sources=tuple(
                SourceCount(
                    source=source,
                    articles=self._counts[source],
                    hosts=tuple(sorted(self._hosts.get(source, ()))),
                )
                for source in sorted(self._counts)
            ),
            content=digest(*self._marks),
        )

    def fail(self, failure: Failure) -> None:
        """Notes what went wrong, or what was left out."""
        if failure.error == LEFT_OUT:
            self._left_out += 1
        else:
            self._failures.append(failure)

    def _is_wanted(self, member: Member, piece: Piece) -> bool:
        intent = self._intent
        # What lies in a folder has been chosen by its name when the folder was listed.
        is_named = piece.kind in (Kind.TAR, Kind.ZIP, Kind.WARC)
        if is_named and not self._wanted.has(member.location):
            return False
        if intent.hosts and is_http(member.location) and not self._is_at_host(member.location):
            return False
        if not member.body.strip():
            return False
        return _has_type(member, intent)

    def _is_at_host(self, url: str) -> bool:
        host = host_of(url)
        return any(host == one or host.endswith(f".{one}") for one in self._intent.hosts)

    def _parsed(self, member: Member) -> Iterator[RawArticle]:
        intent, location = self._intent, member.location
        if member.is_stray and not intent.dialect:
            reason = reason_against(location, member.body)
            if reason is not None:
                self.fail(stray(location, reason))
                return
        url = location if is_http(location) else None
        is_told = url or member.host
        first = (
            source_of(url, location, intent, member.host) if is_told else _lying(location, intent)
        )
        source = Source(
            id=first,
            kind=SourceKind.DUMP,
            location=location,
            title=first,
            dialect=member.dialect or intent.dialect,
            timezone=intent.timezone,
            language=intent.language,
        )
        capture = Capture(
            source=first,
            location=location,
            body=member.body,
            media_type=member.media_type,
            charset=member.charset,
            captured_at=UNDATED,
        )
        for raw in read(capture, source):
            if isinstance(raw, Failure):
                self.fail(replace(raw, source=first))
            elif intent.hosts and not (raw.meta.url and self._is_at_host(raw.meta.url)):
                self._left_out += 1
            else:
                own = source_of(raw.meta.url, location, intent, member.host)
                yield replace(raw, meta=replace(raw.meta, source=own))


def _lying(location: str, intent: Intent) -> SourceId:
    """The source of what lies there, while nobody knows whether it has an address."""
    is_told = intent.by in (By.AUTO, By.FOLDER)
    return of_folder(location, intent) if is_told else source_of(None, location, intent)


def _has_type(member: Member, intent: Intent) -> bool:
    """Whether a member has a media type that is wanted; a file has that of its ending."""
    if member.media_type is None:
        told = mimetypes.guess_type(member.location)[0] if member.is_stray else None
        return not intent.mimes or told is None or told in intent.mimes
    if member.dialect is not None:
        return True
    return member.media_type in (intent.mimes or PAGES)
