"""The first round: a shard of an archive → its raw articles, and ranks to choose some by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from mimetypes import MimeTypes
from typing import Final

from feedclean.archive.bookmark import Bookmark
from feedclean.archive.done import FILES, known, note
from feedclean.archive.members.base import broken, stray
from feedclean.archive.members.table import READ
from feedclean.archive.pieces import Wanted
from feedclean.archive.sources import of_folder, source_of
from feedclean.archive.spool import SpoolWriter, key_of, pack, put
from feedclean.archive.values import (
    By,
    Intent,
    Kind,
    Member,
    PassedOver,
    Piece,
    Place,
    ReadShard,
    SourceCount,
    passing,
)
from feedclean.clean.digests import raw_digest
from feedclean.codec import canonical_json, digest
from feedclean.gather.index_page import is_index
from feedclean.gather.stray import reason_against
from feedclean.generate.assemble import UNDATED
from feedclean.model.article import LEFT_OUT, Digest, Failure, RawArticle, SourceId
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse import read
from feedclean.urls import host_of, is_http

STAGE: Final = "read"
PAGES: Final = ("text/html", "application/xhtml+xml")
_OTHER_HOST: Final = "is of another host"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadJob:
    """What reading a shard is told besides the shard."""

    place: Place
    intent: Intent
    edition: Digest


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
        bookmark_of(pieces, job) as bookmark,
        SpoolWriter(job.place.at(STAGE, f"{key}.raw")) as spool,
    ):
        for piece in pieces:
            for raw in reading.articles(piece, bookmark):
                reading.keep(raw, spool)
    put(job.place.at(STAGE, f"{key}.ranks"), pack(reading.ranks))
    result = reading.told(key)
    if passing(result.failures):
        result = _set_apart(result, job.place)
    note(job.place, STAGE, result.key, result)
    return result


def _set_apart(shard: ReadShard, place: Place) -> ReadShard:
    """What could be read of a shard for now, under a key of its own: the next run tries again."""
    key = digest(shard.key, "for now", shard.content)
    for name in FILES[STAGE]:
        place.at(STAGE, f"{shard.key}.{name}").replace(place.at(STAGE, f"{key}.{name}"))
    return replace(shard, key=key)


def bookmark_of(pieces: tuple[Piece, ...], job: ReadJob) -> Bookmark:
    """The bookmark of whoever reads a shard."""
    return Bookmark(job.place.at(STAGE, f"{read_key(pieces, job)}.at"))


class _Reading:
    """What has been read of a shard so far."""

    def __init__(self, job: ReadJob) -> None:
        self.ranks: list[tuple[SourceId, int]] = []
        """Of each article its source, and a number of it that nothing else depends on."""
        self._intent = job.intent
        self._wanted = Wanted(include=job.intent.include, exclude=job.intent.exclude)
        self._members = self._bytes = self._articles = 0
        self._passed_over: list[PassedOver] = []
        self._failures: list[Failure] = []
        self._counts: dict[SourceId, int] = {}
        self._hosts: dict[SourceId, set[str]] = {}
        self._marks: list[Digest] = []

    def articles(self, piece: Piece, bookmark: Bookmark) -> Iterator[RawArticle]:
        """The articles of a piece, each of the source it belongs to."""
        bookmark.put(0)
        for number, member in enumerate(READ[piece.kind](piece)):
            if piece.has_member(number):
                yield from self._in_member(member, number, piece, bookmark)
            bookmark.put(number + 1)

    def _in_member(
        self, member: Member | Failure, number: int, piece: Piece, bookmark: Bookmark
    ) -> Iterator[RawArticle]:
        if isinstance(member, Failure):
            self.fail(member)
            return
        if reason := self._reason_against(member, piece):
            self._passed_over.append(PassedOver(location=member.location, reason=reason))
            return
        is_rest = piece.only is None or piece.only.record is None
        if is_rest:  # a single record of it is counted with the others, and so is what failed
            self._members += 1
            self._bytes += len(member.body)
        record = 0
        for found in self._parsed(member, piece):
            if not isinstance(found, Failure):
                if piece.has_record(number, record):
                    yield found
                record += 1
                bookmark.put(number, record)
            elif is_rest:
                self.fail(found)

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
        self.ranks.append((source, key_of(mark)))

    def told(self, key: Digest) -> ReadShard:
        """What came of it all."""
        return ReadShard(
            key=key,
            members=self._members,
            articles=self._articles,
            bytes=self._bytes,
            passed_over=tuple(self._passed_over),
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
        if failure.error != LEFT_OUT:
            self._failures.append(failure)
            return
        told = failure.message.removeprefix(f"{failure.location}: ")
        self._passed_over.append(PassedOver(location=failure.location, reason=told))

    def _reason_against(self, member: Member, piece: Piece) -> str:
        """Why a member is not to be read; empty if it is."""
        intent = self._intent
        # What lies in a folder has been chosen by its name when the folder was listed.
        is_named = piece.kind in (Kind.TAR, Kind.ZIP, Kind.WARC)
        if is_named and not self._wanted.has(member.location):
            return "has no name that is asked for"
        if intent.hosts and is_http(member.location) and not self._is_at_host(member.location):
            return _OTHER_HOST
        if not member.body.strip():
            return "is empty"
        if _has_type(member, intent):
            return ""
        return f"is {member.media_type or 'of a kind'} that is not asked for"

    def _is_at_host(self, url: str) -> bool:
        host = host_of(url)
        return any(host == one or host.endswith(f".{one}") for one in self._intent.hosts)

    def _parsed(self, member: Member, piece: Piece) -> Iterator[RawArticle | Failure]:
        intent, location = self._intent, member.location
        if member.is_stray and not intent.dialect:
            reason = reason_against(location, member.body)
            beside = frozenset(piece.beside or member.beside)
            if reason is None and is_index(location, member.body, beside):
                reason = "is a list of links to the other files"
            if reason is not None:
                yield stray(location, reason)
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
                yield replace(raw, source=first)
            elif intent.hosts and not (raw.meta.url and self._is_at_host(raw.meta.url)):
                yield stray(location, _OTHER_HOST)
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
        told = _types().guess_type(member.location)[0] if member.is_stray else None
        return not intent.mimes or told is None or told in intent.mimes
    if member.dialect is not None:
        return True
    return member.media_type in (intent.mimes or PAGES)


@cache
def _types() -> MimeTypes:
    """Media types by endings, as the library has them: those of a machine differ from another's."""
    return MimeTypes()
