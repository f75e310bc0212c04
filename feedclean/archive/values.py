"""What an archive is made of while it is worked on; all of it frozen and small."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal, Self

from feedclean.codec import canonical_json, digest
from feedclean.model.article import ArticleId, Digest, Dropped, Failure, SourceId
from feedclean.model.plan import SiteRules
from feedclean.packs.shelf import Pack

OutputKind = Literal["feeds", "jsonl", "parquet"]
"""What is written: feeds with their archives, or a row for each article."""


class By(StrEnum):
    """What makes articles belong to one source."""

    AUTO = "auto"
    """The host of their address; the folder they lie in where they have none."""
    HOST = "host"
    """The same; articles without an address are one source of their own."""
    FOLDER = "folder"
    ONE = "one"


class Kind(StrEnum):
    """How a piece of an input is read."""

    FILE = "file"
    TAR = "tar"
    ZIP = "zip"
    LINES = "lines"
    WARC = "warc"
    MAILS = "mails"


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """A member of a piece, or one article in it, both counted from 0."""

    member: int
    record: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of an input, which a worker opens and reads by itself."""

    kind: Kind
    path: str
    """A path, or an address that fsspec knows."""
    name: str
    """What reports and ids call it: relative to the input it is part of."""
    mark: str
    """What says that it is the same as last time: size, and when it changed."""
    size: int
    """Bytes, as they are stored."""
    packed: str = ""
    """How the whole of it is compressed, ``gz`` say; such a stream is read from its beginning."""
    start: int = 0
    """Bytes, or numbers of members in a zip file: what begins here and before ``stop`` is of it."""
    stop: int | None = None
    base: int = 0
    """Where its bytes begin within ``path``."""
    end: int | None = None
    """Where its bytes end within ``path``; None: at the end of the file."""
    part: int = 0
    parts: int = 1
    """Of a compressed stream that several pieces share: every so many-th group of members."""
    inside: str = ""
    """Name of the member of a zip file that it is all about."""
    only: Within | None = None
    """The one thing in it that it is about."""
    without: tuple[Within, ...] = ()
    """What it is not about."""
    beside: tuple[str, ...] = ()
    """Of a file that is called an index: the stems of the files in its folder."""

    def has_member(self, number: int) -> bool:
        """Whether it is about a member, or something in it."""
        if self.only is not None and self.only.member != number:
            return False
        return Within(member=number) not in self.without

    def has_record(self, number: int, record: int) -> bool:
        """Whether it is about an article in a member it is about."""
        if self.only is not None and self.only.record not in (None, record):
            return False
        return Within(member=number, record=record) not in self.without


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file, record, line or letter of an archive."""

    location: str
    """An address, or where it lies."""
    body: bytes
    media_type: str | None = None
    charset: str | None = None
    dialect: str | None = None
    """How it is written, where that is known."""
    host: str = ""
    """Whose it is, where its articles have no address of their own."""
    is_stray: bool = False
    """Whether something else than an article may lie there."""
    beside: tuple[str, ...] = ()
    """Of what may be an index: the stems of the files in its folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """How articles are read and told apart: all that reading depends on besides the bytes."""

    by: By = By.AUTO
    source: SourceId | None = None
    """Of all articles, or of those that nothing else tells the source of."""
    include: tuple[str, ...] = ()
    """Patterns of locations; empty: all."""
    exclude: tuple[str, ...] = ()
    mimes: tuple[str, ...] = ()
    """Media types of records; empty: those of web pages."""
    hosts: tuple[str, ...] = ()
    """Empty: all; those below them count, too."""
    dialect: str | None = None
    timezone: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCount:
    """How many articles of a source a shard has, and of which hosts."""

    source: SourceId
    articles: int
    hosts: tuple[str, ...] = ()


PASSING: Final = frozenset({"NotReadable", "OutOfTime", "WorkerLost"})
"""Errors that say more of disk, network or machine than of what was to be read: the next run tries
once more."""


GIVEN_UP: Final = "GivenUp"
"""What ended its worker, or did not end, in two runs."""


def given_up(failure: Failure) -> Failure:
    """A failure that another run has met, too: it will not be tried again."""
    told = (
        "so it was in the run before; it is not tried again while it and feedclean stay as they are"
    )
    return replace(failure, error=GIVEN_UP, message=f"{failure.message}; {told}")


def passing(failures: Iterable[Failure]) -> int:
    """How many failures another run may not have."""
    return sum(failure.error in PASSING for failure in failures)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A member that is no article, or that nobody asked for."""

    location: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadShard:
    """What came of reading one shard; its articles lie in a file."""

    key: Digest
    members: int
    articles: int
    bytes: int
    """Of its members, unpacked."""
    passed_over: tuple[PassedOver, ...]
    """Members that are no articles, or that filters leave out."""
    failures: tuple[Failure, ...]
    sources: tuple[SourceCount, ...]
    content: Digest
    """Of its articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfShard:
    """Articles of a shard that has been read: all of them, or some where it had to be split."""

    read: Digest
    """The key of the shard."""
    content: Digest
    """Of all its articles."""
    first: int = 0
    last: int
    """The article behind the last one."""

    def halves(self) -> tuple[Self, ...]:
        """The same as two; nothing for a single article."""
        middle = (self.first + self.last) // 2
        if middle == self.first:
            return ()
        return (replace(self, last=middle), replace(self, first=middle))


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An article that does not stand, and why."""

    id: ArticleId
    source: SourceId
    url: str | None
    title: str
    rule: str
    reason: str
    location: str = ""
    """Where it lay; empty where nobody knows any more."""


def left_out(dropped: Dropped, rule: str | None = None) -> LeftOut:
    """What was dropped, as it is told; under the name of another rule, if one is given."""
    return LeftOut(
        id=dropped.meta.id,
        source=dropped.meta.source,
        url=dropped.meta.url,
        title=dropped.meta.title,
        rule=rule or dropped.rule,
        reason=dropped.reason,
        location=dropped.location,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a person wrote down about hosts, and what rule packs have of them."""

    book: tuple[SiteRules, ...] = ()
    packs: tuple[Pack, ...] = ()

    @property
    def key(self) -> Digest:
        """Digest of them all."""
        return digest(canonical_json(self.book), *(pack.digest for pack in self.packs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The articles of one month of one source."""

    source: SourceId
    month: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanShard:
    """What came of cleaning a shard; its articles lie in a file."""

    key: Digest
    articles: int
    failures: tuple[Failure, ...]
    dropped: tuple[LeftOut, ...]
    """What a person's rules leave out."""
    groups: tuple[Group, ...]
    content: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where shards lie while an archive is worked on."""

    folder: Path

    def at(self, stage: str, name: str) -> Path:
        """The file of a stage."""
        return self.folder / stage / name
