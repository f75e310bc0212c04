"""``manifest.json``: what was read, what is in which shard, and which files were made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from feedclean.archive.outputs import Written
from feedclean.archive.spool import Writer, read_json
from feedclean.archive.values import Piece
from feedclean.codec import canonical_json, digest, digest_of
from feedclean.model.article import Digest

NAME: Final = PurePosixPath("manifest.json")
FAILURES: Final = PurePosixPath("failures.jsonl")
DROPPED: Final = PurePosixPath("dropped.jsonl")
LEFT_OUT: Final = PurePosixPath("left-out.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What there is to read."""

    files: int
    pieces: int
    shards: int
    bytes: int
    digest: Digest
    """Of their names, sizes and times, and of how they are cut."""

    @staticmethod
    def of(shards: Iterable[tuple[Piece, ...]]) -> Inputs:
        """Counts shards as they come."""
        files = pieces = count = size = 0
        mark, last = Digest(""), ""
        for shard in shards:
            count += 1
            mark = digest(mark, digest_of(shard))
            for piece in shard:
                pieces += 1
                size += piece.size if piece.part == 0 else 0
                files += piece.path != last
                last = piece.path
        return Inputs(files=files, pieces=pieces, shards=count, bytes=size, digest=mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What became of an archive: articles stand, are copies, are dropped, or failed to clean."""

    files: int
    shards: int
    members: int
    bytes: int
    """Of members, unpacked."""
    articles: int
    left_out: int
    """Members that are no articles, or that nobody asked for."""
    failures: int
    """Members that could not be read, and articles that could not be cleaned."""
    dropped: int
    """Articles that rules leave out."""
    copies: int
    standing: int
    sources: int
    written: int
    """Files."""
    again: int = 0
    """Failures of disk, network or machine: the next run tries once more."""
    before: int = 0
    """Shards of the two rounds that an earlier run had done."""
    redone: tuple[str, ...] = ()
    """Why what an earlier run had made was not taken as it was."""
    was_done: bool = False
    """There was nothing to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a finished archive is known by."""

    basis: Digest
    """Of inputs, options and program."""
    edition: Digest
    inputs: Digest
    options: Digest
    account: Account
    files: tuple[Written, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardLine:
    """What is in a shard."""

    inputs: tuple[str, ...]
    """Its first file and its last, with the part of it."""
    digest: Digest
    """Of its articles as they were read."""
    members: int
    articles: int
    failures: int
    cleaned: int
    copies: int
    output: str | None
    """The file that has its rows."""


def part_of(piece: Piece) -> str:
    """How a piece is named: its file, and which part of it."""
    if piece.parts > 1:
        return f"{piece.name} (part {piece.part + 1} of {piece.parts})"
    if piece.start or piece.stop is not None:
        return f"{piece.name} ({piece.start} to {'the end' if piece.stop is None else piece.stop})"
    return piece.name


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of an earlier run; None where there is none that can be understood."""
    try:
        return read_json((folder / NAME).read_bytes(), Manifest)
    except (OSError, ValueError):
        return None


def write_manifest(folder: Path, manifest: Manifest, shards: Iterator[ShardLine]) -> None:
    """Writes it, a line for each shard and each file, by rename."""
    with Writer(folder / NAME) as file:
        for name in ("account", "basis", "edition", "inputs", "options"):
            opening = "{" if name == "account" else ",\n"
            file.write(f'{opening}"{name}":{canonical_json(getattr(manifest, name))}'.encode())
        for name, lines in (("shards", shards), ("files", iter(manifest.files))):
            file.write(f',\n"{name}":['.encode())
            for at, line in enumerate(lines):
                file.write((",\n" if at else "\n").encode() + canonical_json(line).encode())
            file.write(b"\n]")
        file.write(b"}\n")
